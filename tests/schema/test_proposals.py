"""Years and days as plans and minutes write them: what was probably meant, never another year."""

from __future__ import annotations

from typing import cast

import pytest

from support import sound
from support.reading import HEAD, read
from visiontrack.schema import Kind


def proposal(text: str, kind: str = "result") -> list[tuple[str, str, str | None]]:
    findings = read(text, cast(Kind, kind)).findings
    return [(finding.code, finding.variant, finding.suggest) for finding in findings]


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("平成36年度", "2024"),
        ("H36", "2024"),
        ("令和7年度末", "2025"),
        ("2025-03", "2024"),
        ("2025年4月", "2025"),
    ],
)
def test_year_in_another_form_is_proposed(written: str, year: str) -> None:
    assert proposal(HEAD.replace("2024", written)) == [("VT210", "proposed", year)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和7年度末", "2026-03-31"),
        ("2025-02", "2025-02-28"),
        ("平成36年3月31日", "2024-03-31"),
        ("2025年8月7日（木）", "2025-08-07"),
    ],
)
def test_day_in_another_form_is_proposed(written: str, day: str) -> None:
    text = sound.MEETING.replace("2025-08-07", written, 1)
    assert proposal(text, "meeting") == [("VT209", "proposed", day)]


@pytest.mark.parametrize("written", ["平成30年度", "H30"])
def test_year_of_founding_in_an_era_is_proposed(written: str) -> None:
    text = sound.VISION.replace("established: 2018", f"established: {written}", 1)
    assert text != sound.VISION
    assert proposal(text, "vision") == [("VT209", "month_proposed", "2018")]
