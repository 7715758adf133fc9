"""The explanation of a figure as JSON: ``visiontrack.explain/1``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.explain import IndicatorExplanation, MeasureExplanation
from visiontrack.formats.check_json import indicator
from visiontrack.formats.json import as_dict

if TYPE_CHECKING:
    from visiontrack.evaluation.explanation import CalculationStep
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def document(
    folder: Folder,
    found: IndicatorExplanation | MeasureExplanation,
    year: int,
    errors: Sequence[Finding],
    words: Catalogue,
) -> dict[str, Any]:
    """Inputs with file and line, steps, the figures of ``check``, and what was left out."""
    left = {"left_out": list(folder.left_out), "findings": [as_dict(one, words) for one in errors]}
    return {"schema": "visiontrack.explain/1", "year": year, **_explained(found), **left}


def _explained(found: IndicatorExplanation | MeasureExplanation) -> dict[str, Any]:
    rules = {"path": found.rules.path, "line": found.rules.line}
    if isinstance(found, MeasureExplanation):
        score = found.score
        return {
            "name": score.id,
            "rules": rules,
            "steps": [_step(found.step)] if found.step is not None else [],
            "score": score.score,
            "grade": score.grade,
            "indicators": [indicator(one) for one in score.indicators],
        }
    return {
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


def _step(step: CalculationStep) -> dict[str, Any]:
    return {
        "key": step.key,
        "formula": step.formula,
        "numbers": step.numbers,
        "exact": step.exact,
        "printed": step.printed,
    }
