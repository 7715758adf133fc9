"""Thousands of unknown ids are all told; what was meant is looked up for the first of them only."""

from __future__ import annotations

from pathlib import Path

from support import sound
from support.told import look

MEASURE = "data/measures/startup-support.yaml"


def test_thousands_of_unknown_ids_are_told_in_a_breath(city: Path) -> None:
    many = "".join(
        f"  - {{id: i{n}, name: x, unit: x, kind: reference, direction: increase, replaces: j{n}}}\n"
        for n in range(2000)
    )
    sound.write(city, MEASURE, sound.MEASURE + many)
    findings = [one for one in look(city) if one.code == "VT301"]
    assert len(findings) == 2000
    assert findings[40].suggest == "i40"
    assert findings[-1].suggest is None
