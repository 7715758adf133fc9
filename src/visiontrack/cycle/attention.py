"""Why a measure needs attention in a year, and whether it wants a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import DECISION_REASONS, MeasureScore, reasons_for_decision
from visiontrack.evaluation.money import Money, money
from visiontrack.evaluation.restated import BeforeScore, before_scores
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.folder.model import Folder, once_per_folder
from visiontrack.schema.meeting import Body, Opinion
from visiontrack.schema.result import Result
from visiontrack.schema.vision import Evaluation

FirstRank = Literal["no_result", "left_out", "no_grade", "low", "fell", "missed_unrated", "no_outcome"]
SecondRank = Literal["execution", "late", "self_differs", "council_differs", "wants", "opinion"]
ReasonKey = FirstRank | SecondRank
# All reasons from the worst on; those of the first rank (tier 1) are to be discussed.
FIRST_RANK: tuple[FirstRank, ...] = (
    "no_result",
    "left_out",
    "no_grade",
    "low",
    "fell",
    "missed_unrated",
    "no_outcome",
)
SECOND_RANK: tuple[SecondRank, ...] = (
    "execution",
    "late",
    "self_differs",
    "council_differs",
    "wants",
    "opinion",
)
ORDER: tuple[ReasonKey, ...] = (*FIRST_RANK, *SECOND_RANK)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; ``params`` hold its figures and words (ids and keys of the data format)."""

    key: ReasonKey
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attention:
    """A measure and the reasons why it is listed, worst first."""

    measure: MeasureScore
    reasons: tuple[Reason, ...]

    @property
    def wants_decision(self) -> bool:
        """By the rule of the data format: a score below ``attention_below``, or a ``next`` other than continue."""
        return any(reason.key in DECISION_REASONS for reason in self.reasons)

    @property
    def tier(self) -> Literal[1, 2]:
        """The rank: 1 is to be discussed."""
        return 1 if self.reasons[0].key in FIRST_RANK else 2


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What the reasons rest on: the measure's score, its money, and what was reported and said of the year."""

    folder: Folder
    score: MeasureScore
    before: BeforeScore | None
    money: Money
    result: Result | None
    opinions: Sequence[tuple[Opinion, Body]]

    @property
    def proposed(self) -> str | None:
        return self.result.next if self.result is not None else None

    @property
    def graded(self) -> list[IndicatorScore]:
        return [indicator for indicator in self.score.indicators if indicator.graded]


@once_per_folder
def attention(folder: Folder, year: int) -> tuple[Attention, ...]:
    """Returns the measures of the year that need attention, worst first.

    They are in order of rank, first reason and score (none first, then ascending), then as the year's measures.
    """
    entries, before, opinions = [], before_scores(folder, year), _opinions_by_measure(folder, year)
    for score in evaluate(folder, year).measures:
        result, amounts = folder.results.get((year, score.id)), money(folder, year, (score.id,))
        raised = opinions.get(score.id, ())
        facts = MeasureFacts(folder, score, before.get(score.id), amounts, result, raised)
        reasons = tuple(_reasons(facts))
        if reasons:
            entries.append(Attention(score, reasons))
    return tuple(sorted(entries, key=_badness))


def _badness(entry: Attention) -> tuple[int, bool, object]:
    score = entry.measure.score
    return ORDER.index(entry.reasons[0].key), score is not None, score or 0


def _reasons(facts: MeasureFacts) -> Iterator[Reason]:
    """Yields every reason that applies, worst first."""
    unknown = _without_grade(facts)
    if unknown is not None:
        yield unknown
    else:
        yield from _low(facts)
        yield from _fell(facts)
    yield from _missed_unrated(facts)
    if unknown is None:
        yield from _no_outcome(facts)
    yield from _execution(facts)
    yield from _reported(facts)
    yield from _unsettled(facts)


def _without_grade(facts: MeasureFacts) -> Reason | None:
    """Returns why there is nothing to judge by: ``no_result``, ``left_out`` or ``no_grade``, of which one applies."""
    folder, score = facts.folder, facts.score
    path = folder.path_of("result", score.id, score.year)
    if path in folder.left_out:
        return Reason("left_out", {"path": path})
    if facts.result is None and score.year >= folder.asked_since:
        return Reason("no_result")
    if score.score is None and any(indicator.target is not None for indicator in facts.graded):
        return Reason("no_grade")
    return None


def _low(facts: MeasureFacts) -> Iterator[Reason]:
    score, rules = facts.score.score, facts.score.rules
    if "low" in reasons_for_decision(score, rules, None):
        yield Reason("low", {"score": score, "bound": rules.attention_below})


def _fell(facts: MeasureFacts) -> Iterator[Reason]:
    """Yields whether the grade is a band or more below last year's, restated where the rules differ."""
    now, rules = facts.score.grade, facts.score.rules
    before = facts.before.comparable.grade if facts.before is not None else None
    if bands_below(rules, now, before) > 0:
        yield Reason("fell", {"before": before, "grade": now})


def _missed_unrated(facts: MeasureFacts) -> Iterator[Reason]:
    missed = tuple(
        indicator.id for indicator in facts.graded if indicator.achieved is False and indicator.rate is None
    )
    if missed:
        yield Reason("missed_unrated", {"indicators": missed})


def _no_outcome(facts: MeasureFacts) -> Iterator[Reason]:
    outcomes = [score for score in facts.graded if score.inputs.indicator.kind == "outcome"]
    if outcomes and not any(outcome.measured for outcome in outcomes):
        yield Reason("no_outcome")


def _execution(facts: MeasureFacts) -> Iterator[Reason]:
    execution, bound = facts.money.execution, facts.score.rules.execution_below
    if execution is not None and bound is not None and execution < bound:
        yield Reason("execution", {"execution": execution, "bound": bound})


def _reported(facts: MeasureFacts) -> Iterator[Reason]:
    """Yields what the section itself reports: that it is late, and that it sees the measure otherwise."""
    result, score = facts.result, facts.score
    if result is None:
        return
    if result.status in ("delayed", "suspended"):
        yield Reason("late", {"status": result.status})
    own = result.self_evaluation.grade if result.self_evaluation is not None else None
    if bands_apart(score.rules, score.grade, own):
        yield Reason("self_differs", {"grade": score.grade, "own": own})


def _unsettled(facts: MeasureFacts) -> Iterator[Reason]:
    """Yields what council, section and hearings said that is not settled."""
    folder, score = facts.folder, facts.score
    decision = folder.decision_on(score.year, score.id)
    if decision is not None and decision.decision != "undecided":
        otherwise = tuple(
            opinion.id
            for opinion, body in facts.opinions
            if body == "council" and opinion.recommends not in (None, decision.decision)
        )
        if otherwise:
            yield Reason("council_differs", {"opinions": otherwise, "decision": decision.decision})
    if "wants" in reasons_for_decision(score.score, score.rules, facts.proposed):
        yield Reason("wants", {"next": facts.proposed})
    unfinished = tuple(
        opinion.id for opinion, body in facts.opinions if body != "team" and _is_unfinished(opinion)
    )
    if unfinished:
        yield Reason("opinion", {"opinions": unfinished})


def _opinions_by_measure(folder: Folder, year: int) -> dict[str, list[tuple[Opinion, Body]]]:
    """Returns the opinions of the meetings that reviewed ``year``, with their body, by the measures they name."""
    opinions: dict[str, list[tuple[Opinion, Body]]] = {}
    for opinion, meeting, reviewed in folder.opinions.values():
        for measure in dict.fromkeys(opinion.measures) if reviewed == year else ():
            opinions.setdefault(measure, []).append((opinion, meeting.body))
    return opinions


def _is_unfinished(opinion: Opinion) -> bool:
    return opinion.response is None or opinion.response.status not in ("done", "declined")


def bands_apart(rules: Evaluation, grade: str | None, own: str | None) -> int:
    """Returns how many bands the section's own grade lies from the mechanical one; 0 where either is missing."""
    return abs(bands_below(rules, grade, own))


def bands_below(rules: Evaluation, grade: str | None, other: str | None) -> int:
    """Returns how many bands a grade lies below another of the scale; 0 where either is missing."""
    order = [grade.grade for grade in rules.grades]
    if grade not in order or other not in order:
        return 0
    return order.index(grade) - order.index(other)
