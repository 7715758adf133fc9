"""The explanation of a figure as JSON: ``visiontrack.explain/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from visiontrack.cycle.explain import IndicatorExplanation, MeasureExplanation
from visiontrack.formats.check_json import indicator

if TYPE_CHECKING:
    from visiontrack.evaluation.explain import Step


def document(found: IndicatorExplanation | MeasureExplanation, year: int) -> dict[str, Any]:
    """Inputs with file and line, steps, and the figures of ``check``."""
    rules = {"path": found.rules[0], "line": found.rules[1]}
    if isinstance(found, MeasureExplanation):
        score = found.score
        return {
            "schema": "visiontrack.explain/1",
            "year": year,
            "name": score.id,
            "rules": rules,
            "steps": [_step(found.step)] if found.step is not None else [],
            "score": score.score,
            "grade": score.grade,
            "indicators": [indicator(one) for one in score.indicators],
        }
    return {
        "schema": "visiontrack.explain/1",
        "year": year,
        "name": found.name,
        "rules": rules,
        "inputs": [
            {
                "key": one.input.key,
                "year": one.input.year,
                "value": one.input.value,
                "path": one.path,
                "line": one.line,
            }
            for one in found.inputs
        ],
        "steps": [_step(step) for step in found.steps],
        "indicator": indicator(found.score),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "key": step.key,
        "formula": step.formula,
        "numbers": step.numbers,
        "exact": step.exact,
        "printed": step.printed,
    }
