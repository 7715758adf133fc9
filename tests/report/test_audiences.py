"""Who may see what: internal notes are the team's, self-evaluation is not the public's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from support.reports import Reports
from visiontrack.folder.loading import load
from visiontrack.messages import catalogue
from visiontrack.report.data_text import Text
from visiontrack.report.report_view import ReportView, report_view
from visiontrack.report.view import View
from visiontrack.schema.vision import Audience

INTERNAL = ("全体の内部メモ", "創業の内部メモ", "意見の内部メモ")
OWN_VIEW = ("課の見方", "計画の策定が遅れている")
_KEY = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}|o-[0-9-]+|[a-z._]+")


def view(town: Path, audience: Audience, year: int = 2024) -> ReportView:
    folder = load(town).folder
    assert folder is not None
    return report_view(folder, year, audience, catalogue("ja"))


def leaves(value: Any) -> Iterator[Any]:
    """Every plain value of a view; anything a view may not hold fails here."""
    if isinstance(value, View):
        for field in fields(value):  # type: ignore[arg-type]
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
    else:
        yield value


@pytest.mark.parametrize("audience", get_args(Audience))
def test_view_wraps_every_text_of_the_data(town: Path, audience: Audience) -> None:
    """A view holds plain values and every text of the data is wrapped."""
    for leaf in leaves(view(town, audience)):
        assert leaf is None or isinstance(leaf, (Text, str, int, bool, Decimal)), leaf
        if isinstance(leaf, str):
            assert _KEY.fullmatch(leaf), f"{leaf!r} looks like something a person wrote"


@pytest.mark.parametrize("audience", get_args(Audience))
def test_only_the_view_of_the_team_holds_internal_notes(town: Path, audience: Audience) -> None:
    texts = [leaf.raw for leaf in leaves(view(town, audience)) if isinstance(leaf, Text)]
    for note in INTERNAL:
        assert any(note in text for text in texts) == (audience == "team")


def test_public_view_has_no_self_evaluation(town: Path) -> None:
    """The public is not shown what sections think of themselves."""
    seen = view(town, "public")
    texts = [leaf.raw for leaf in leaves(seen) if isinstance(leaf, Text)]
    for own in (*OWN_VIEW, "自己評価"):
        assert not any(own in text for text in texts)
    assert all(sheet.standing.self_grade is None and sheet.standing.next is None for sheet in seen.measures)
    assert any(
        own in leaf.raw
        for leaf in leaves(view(town, "council"))
        if isinstance(leaf, Text)
        for own in OWN_VIEW
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_reports_themselves_keep_to_it(standard: Reports, lang: str) -> None:
    council, team, public = (standard(audience, 2024, lang) for audience in ("council", "team", "public"))
    for note in INTERNAL:
        assert note in team
        assert note not in council
        assert note not in public
    for own in OWN_VIEW:
        assert own in council
        assert own not in public
    assert "自己評価" not in public
    assert "elf-evaluation" not in public


def test_public_reads_the_council_not_the_team(standard: Reports) -> None:
    """The public and the council hear the council, and the in-house team alone hears the team."""
    opinion = "献立に間に合う時期に品目を知らせてほしい。"
    assert opinion not in standard("council")
    assert opinion in standard("team")
    assert opinion not in standard("public")
    assert "学ぶ場がほしい。" in standard("public")
