"""Why a measure needs attention in a year, and whether it wants a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from visiontrack.evaluation.measure_score import DECISION_REASONS, MeasureScore, reasons_for_decision
from visiontrack.evaluation.vision_score import VisionScore
from visiontrack.folder.model import Folder
from visiontrack.schema.meeting import Opinion
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
    opinions = _unfinished_opinions(folder, scores.year)
    entries = (Attention(score, tuple(_reasons(folder, score, opinions))) for score in scores.measures)
    return tuple(entry for entry in entries if entry.reasons)


def _unfinished_opinions(folder: Folder, year: int) -> list[Opinion]:
    """Returns the opinions of the meetings that reviewed ``year`` on which work goes on, or none has begun."""
    return [
        opinion
        for opinion, _, reviewed in folder.opinions.values()
        if reviewed == year
        and (opinion.response is None or opinion.response.status not in ("done", "declined"))
    ]


def _reasons(folder: Folder, score: MeasureScore, opinions: Sequence[Opinion]) -> Iterator[Reason]:
    result = folder.results.get((score.year, score.id))
    for_decision = reasons_for_decision(score.score, score.rules, result.next if result is not None else None)
    path = folder.path_of("result", score.id, score.year)
    if path in folder.left_out:
        yield Reason("left_out", {"path": path})
    elif result is None and score.year >= folder.asked_since:
        yield Reason("no_result")
    elif result is not None and score.score is None:
        yield Reason("no_grade")
    if "low" in for_decision:
        yield Reason("low", {"score": score.score, "bound": score.rules.attention_below})
    if result is not None and result.status in ("delayed", "suspended"):
        yield Reason("status", {"status": result.status})
    own = result.self_evaluation.grade if result is not None and result.self_evaluation is not None else None
    if bands_apart(score.rules, score.grade, own):
        yield Reason("self_differs", {"grade": score.grade, "own": own})
    if result is not None and "wants" in for_decision:
        yield Reason("wants", {"next": result.next})
    ids = tuple(opinion.id for opinion in opinions if score.id in opinion.measures)
    if ids:
        yield Reason("opinion", {"opinions": ids})


def bands_apart(rules: Evaluation, grade: str | None, own: str | None) -> int:
    """Returns how many bands the section's own grade lies from the mechanical one; 0 where either is missing."""
    order = [grade.grade for grade in rules.grades]
    if grade not in order or own not in order:
        return 0
    return abs(order.index(grade) - order.index(own))
