"""A decision without a reason is a draft: no command takes it for a decision, and one step after another asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.documents import document
from support.program import visiontrack
from support.told import told

DECISIONS = "data/decisions/2024.yaml"
DRAFT = """\
year: 2024
plan: 2026
decisions:
  - measure: startup-support
    decision: expand
    reason:
    opinions: [o-2025-01]
"""
TODAY = ("--today", "2025-12-01")


@pytest.fixture
def drafted(city: Path) -> Path:
    """The small city whose one decision is a draft."""
    sound.write(city, DECISIONS, DRAFT)
    return city


def test_act_lists_drafts_apart_from_decisions(drafted: Path) -> None:
    view = document("act", "2024", root=drafted)
    assert view["decisions"]["made"] == []
    assert [draft["line"] for draft in view["decisions"]["drafts"]] == [4]
    assert (view["totals"]["decisions"], view["totals"]["drafts"]) == (0, 1)
    page = visiontrack("act", "2024", root=drafted).out
    assert "\n決定 0 件\n" in page
    assert "\n確かめる案 1 件\n" in page


def test_pending_measure_shows_its_draft(drafted: Path) -> None:
    result = sound.RESULT.replace("next: continue", "next: expand")
    sound.write(drafted, "data/results/2024/startup-support.yaml", result)
    (pending,) = document("act", "2024", root=drafted)["pending"]
    assert (pending["draft"], pending["undecided"]) == ("expand", False)
    assert "決定は案（拡充）" in visiontrack("act", "2024", root=drafted).out


def test_plan_counts_drafts_and_shows_none(drafted: Path) -> None:
    view = document("plan", "2026", root=drafted)
    assert (view["decisions"], view["drafts"]) == ([], [{"year": 2024, "count": 1}])
    assert "visiontrack act 2024" in visiontrack("plan", "2026", root=drafted).out


def test_status_asks_to_confirm_drafts(drafted: Path) -> None:
    """The year is not past by drafts alone, so that reports come before."""
    assert visiontrack("report", "2024", root=drafted).code == 0
    view = document("status", *TODAY, root=drafted)
    (year,) = (year for year in view["years"] if year["year"] == 2024)
    assert (year["past"], year["decided"]["measures"], year["decided"]["drafts"]) == (False, 0, 1)
    assert (view["next"]["reason"], view["next"]["command"]) == ("confirm", "visiontrack act 2024")


def test_meeting_of_the_team_is_not_the_councils(drafted: Path) -> None:
    meeting = sound.MEETING.replace("body: council", "body: team")
    sound.write(drafted, "data/meetings/2025/council-1.yaml", meeting)
    year = next(year for year in document("status", *TODAY, root=drafted)["years"] if year["year"] == 2024)
    assert not year["reviewed"]


def test_draft_is_confirmed_once_the_council_met(drafted: Path) -> None:
    assert told(drafted) == [f"{DECISIONS}:6:5 warning VT509"]


def test_no_draft_is_chased_before_the_council(drafted: Path) -> None:
    (drafted / "data/meetings/2025/council-1.yaml").unlink()
    sound.write(drafted, DECISIONS, DRAFT.replace("    opinions: [o-2025-01]\n", ""))
    assert told(drafted) == []


def test_measure_in_need_is_told_of_until_then(drafted: Path) -> None:
    """Before the council met, a draft is no decision; from then on the one finding is that it is a draft."""
    result = sound.RESULT.replace("next: continue", "next: expand")
    sound.write(drafted, "data/results/2024/startup-support.yaml", result)
    assert [line.split()[2] for line in told(drafted)] == ["VT509"]
    (drafted / "data/meetings/2025/council-1.yaml").unlink()
    sound.write(drafted, DECISIONS, DRAFT.replace("    opinions: [o-2025-01]\n", ""))
    assert [line.split()[2] for line in told(drafted)] == ["VT504.next"]


def test_laid_out_file_is_all_drafts(city: Path) -> None:
    (city / DECISIONS).unlink()
    assert visiontrack("act", "2024", "--start", root=city).code == 0
    assert document("act", "2024", root=city)["totals"]["decisions"] == 0
    assert document("act", "2024", root=city)["totals"]["drafts"] == 1


def test_draft_makes_no_year_past(drafted: Path) -> None:
    """An opinion without a response is reported once its year is past: a decision makes it so, a draft does not."""
    meeting = sound.MEETING.partition("    response:")[0]
    sound.write(drafted, "data/meetings/2025/council-1.yaml", meeting)
    assert [line.split()[2] for line in told(drafted)] == ["VT509"]
    sound.write(drafted, DECISIONS, DRAFT.replace("reason:", "reason: 希望者が多い。"))
    assert "VT503.none" in [line.split()[2] for line in told(drafted)]
