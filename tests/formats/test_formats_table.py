"""The table of formats names functions that exist, and help and docs list the same forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.program import visiontrack
from visiontrack.formats import FORMATS, renderer

GUIDE = (Path(__file__).parents[2] / "docs/json.md").read_text(encoding="utf-8")


def forms() -> Iterator[Any]:
    """Every form of every command; a workbook's module needs the library that writes it."""
    for command, of_command in FORMATS.items():
        for form in of_command:
            marks = [pytest.mark.needs("openpyxl")] if form == "xlsx" else []
            yield pytest.param(command, form, marks=marks)


@pytest.mark.parametrize(("command", "form"), list(forms()))
def test_every_form_has_its_function(command: str, form: str) -> None:
    assert callable(renderer(command, form))


@pytest.mark.parametrize("command", FORMATS)
def test_help_lists_the_forms_of_the_table(command: str) -> None:
    page = visiontrack(command, "--help", "--lang", "en").out
    assert f"form of the output: {', '.join(FORMATS[command])}" in page


def test_the_guide_lists_the_forms_of_findings() -> None:
    assert all(f"{form}`" in GUIDE for form in FORMATS["validate"] if form not in ("text", "json"))
