"""A sound data folder as plain dicts: every scalar is text, as PyYAML's ``BaseLoader`` gives it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Value = Fraction | bool


class Entry(NamedTuple):
    """What was entered for an indicator in a year: the value is None where nothing was measured."""

    value: Value | None
    state: str | None


class Plan(NamedTuple):
    """The files the evaluation needs, by the names they have."""

    vision: dict[str, Any]
    measures: dict[str, dict[str, Any]]
    results: dict[tuple[int, str], dict[str, Any]]
    decisions: dict[int, dict[str, Any]]
    meetings: dict[tuple[int, str], dict[str, Any]]
    actors: list[dict[str, Any]]


def read(root: Path) -> Plan:
    """Read all of ``root/data``; the folder must be sound."""
    data = root / "data"
    return Plan(
        load(data / "vision.yaml"),
        {path.stem: load(path) for path in (data / "measures").glob("*.yaml")},
        {(int(path.parent.name), path.stem): load(path) for path in data.glob("results/*/*.yaml")},
        {int(path.stem): load(path) for path in data.glob("decisions/*.yaml")},
        {(int(path.parent.name), path.stem): load(path) for path in data.glob("meetings/*/*.yaml")},
        [load(path) for path in data.glob("actors/*.yaml")],
    )


def load(path: Path) -> dict[str, Any]:
    """One file."""
    held = yaml.load(path.read_text(encoding="utf-8-sig"), LOADER)
    assert isinstance(held, dict)
    return held


def given(text: Any) -> Any:
    """A scalar, or None where the file leaves it empty."""
    return None if text in ("", "~", "null") else text


def value(text: Any) -> Value | None:
    """``72``, ``1.10``, ``true``: exact, or None where there is no value."""
    if given(text) is None:
        return None
    return text == "true" if text in ("true", "false") else Fraction(text)


def places(text: str) -> int:
    """How many decimal places are written: 1.10 has two."""
    return len(text.partition(".")[2])


def entries(plan: Plan, file: str, indicator: str) -> dict[int, Entry]:
    """Everything entered for an indicator, by year; ``file`` is the measure's id, or ``vision``."""
    found = {}
    for (year, name), result in plan.results.items():
        held = given(result.get("actuals")) or {}
        if name == file and indicator in held:
            found[year] = _entry(held[indicator])
    return found


def _entry(raw: Any) -> Entry:
    """The short form stands for a final value; where neither a value nor another state is told, nothing is."""
    held = raw if isinstance(raw, dict) else {"value": raw}
    state, number = given(held.get("state")) or "final", value(held.get("value"))
    if state in ("unpublished", "not_applicable"):
        number = None
    return Entry(number, None if number is None and state == "final" else state)
