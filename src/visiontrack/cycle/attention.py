"""Why a measure needs attention in a year, and whether it wants a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from visiontrack.evaluation.measure_score import DECISION_REASONS, MeasureScore, reasons_for_decision
from visiontrack.evaluation.vision_score import VisionScore
from visiontrack.folder.model import Folder
from visiontrack.schema.result import Result
from visiontrack.schema.vision import Evaluation

ReasonKey = Literal["no_result", "left_out", "no_grade", "low", "self_differs", "wants", "status", "opinion"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; ``params`` hold its figures and words (ids and keys of the data format)."""

    key: ReasonKey
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attention:
    """A measure and the reasons why it is listed."""

    measure: MeasureScore
    reasons: tuple[Reason, ...]

    @property
    def wants_decision(self) -> bool:
        """By the rule of the data format: a score below ``attention_below``, or a ``next`` other than continue."""
        return any(reason.key in DECISION_REASONS for reason in self.reasons)


def attention(folder: Folder, scores: VisionScore) -> tuple[Attention, ...]:
    """Returns the measures of the year that need attention, in the order of the year's measures."""
    named = opinions_by_measure(folder, scores.year)
    candidates = (
        Attention(measure, tuple(_reasons(folder, measure, named.get(measure.id, ()))))
        for measure in scores.measures
    )
    return tuple(entry for entry in candidates if entry.reasons)


def opinions_by_measure(folder: Folder, year: int) -> dict[str, tuple[str, ...]]:
    """Returns the unfinished opinions of the meetings that reviewed ``year``, by the measures they name."""
    named: dict[str, list[str]] = {}
    for opinion, _, reviewed in folder.opinions.values():
        if reviewed != year or (
            opinion.response is not None and opinion.response.status in ("done", "declined")
        ):
            continue
        for measure in opinion.measures:
            named.setdefault(measure, []).append(opinion.id)
    return {measure: tuple(ids) for measure, ids in named.items()}


def _reasons(folder: Folder, score: MeasureScore, opinions: tuple[str, ...]) -> list[Reason]:
    reasons: list[Reason] = []
    result = folder.results.get((score.year, score.id))
    for_decision = reasons_for_decision(score.score, score.rules, result.next if result is not None else None)
    if result is None:
        reasons += _without_result(folder, score)
    elif score.score is None:
        reasons.append(Reason("no_grade"))
    if "low" in for_decision:
        reasons.append(Reason("low", {"score": score.score, "bound": score.rules.attention_below}))
    if result is not None:
        reasons += _of_result(score, result)
        if "wants" in for_decision:
            reasons.append(Reason("wants", {"next": result.next}))
    if opinions:
        reasons.append(Reason("opinion", {"opinions": opinions}))
    return reasons


def _without_result(folder: Folder, score: MeasureScore) -> Iterator[Reason]:
    """Yields why there is no result: its file cannot be read, or none was handed in where one is asked for."""
    path = folder.path_of("result", score.id, score.year)
    if path in folder.left_out:
        yield Reason("left_out", {"path": path})
    elif score.year >= folder.asked_since:
        yield Reason("no_result")


def _of_result(score: MeasureScore, result: Result) -> list[Reason]:
    reasons = []
    if result.status in ("delayed", "suspended"):
        reasons.append(Reason("status", {"status": result.status}))
    own = result.self_evaluation.grade if result.self_evaluation is not None else None
    if bands_apart(score.rules, score.grade, own):
        reasons.append(Reason("self_differs", {"grade": score.grade, "own": own}))
    return reasons


def bands_apart(rules: Evaluation, grade: str | None, own: str | None) -> int:
    """Returns how many bands the section's own grade lies from the mechanical one; 0 where either is missing."""
    order = [grade.grade for grade in rules.grades]
    if grade not in order or own not in order:
        return 0
    return abs(order.index(grade) - order.index(own))
