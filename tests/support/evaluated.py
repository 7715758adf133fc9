"""One indicator, one measure or one vision, evaluated from a few words of YAML: ``direction: increase, targets: {2024: 70}``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import yaml

from support import sound
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore, evaluate_measure
from visiontrack.schema import validator


def plain(text: str) -> dict[str, Any]:
    """The inside of a flow mapping as plain data: every scalar as text, an empty one or ``~`` as no value."""
    held: dict[str, Any] = _emptied(yaml.load("{" + text + "}", yaml.BaseLoader))
    return held


def _emptied(held: Any) -> Any:
    if isinstance(held, dict):
        return {key: _emptied(value) for key, value in held.items()}
    if isinstance(held, list):
        return [_emptied(one) for one in held]
    return None if held in ("", "~") else held


def measured(indicators: Sequence[tuple[str, str]], year: int = 2024, rules: str = "") -> MeasureScore:
    """A measure of the given indicators, each with what was entered by year: ``2023: 65, 2024: 72``."""
    shared = plain("name: 指標, unit: 人, kind: outcome")
    made = [shared | {"id": f"i{n}"} | plain(text) for n, (text, _) in enumerate(indicators)]
    measure = plain("id: m, title: 施策, policy: p1, lead: office") | {"indicators": made}
    entered = [plain(values) for _, values in indicators]
    years = sorted({int(one) for values in entered for one in values})
    results = {
        (at, "m"): validator("result")(
            plain(f"measure: m, year: {at}, status: on_track")
            | {"actuals": {f"i{n}": held[str(at)] for n, held in enumerate(entered) if str(at) in held}}
        )
        for at in years
    }
    return evaluate_measure(_vision(rules), "m", validator("measure")(measure), results, year)


@cache
def _vision(rules: str) -> Any:
    vision = yaml.load(sound.VISION, yaml.BaseLoader)
    vision["evaluation"][0] |= {"since": "2015"} | plain(rules)
    vision["period"] = {"start": "2015", "end": "2034"}
    return validator("vision")(vision)


def scored(indicator: str, entered: str = "", year: int = 2024, rules: str = "") -> IndicatorScore:
    """One indicator in a year, by the rules of the sound city but for what ``rules`` says otherwise."""
    return measured([(indicator, entered)], year, rules).indicators[0]
