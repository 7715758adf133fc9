"""Measures that want a decision and have none, once that year's decisions file is there (VT504, a warning).

A measure wants one when its score is below ``attention_below``, or when the section itself wants anything but
``continue`` next. ``undecided`` is no decision, and neither is one on a project alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.checks.facts import period_of
from visiontrack.checks.sieve import Course, courses, surely_reaches
from visiontrack.finding import Issue, Place, Word
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import VISION, file_path

if TYPE_CHECKING:
    from visiontrack.schema.measure import Measure, Period
    from visiontrack.schema.result import Actual
    from visiontrack.schema.vision import Evaluation, Vision


@dataclass(slots=True)
class _Case:
    """A measure as it is looked at in every year: in force when, and evaluated if all it rests on is sound."""

    id: str
    measure: Measure
    period: Period
    courses: tuple[Course, ...] | None
    reports: list[tuple[int, str]] = field(default_factory=list)


def undecided(draft: Draft) -> Iterator[Issue]:
    """Every year with a decisions file that could be read whole."""
    years = [year for year in sorted(draft.decisions) if draft.whole(_path(year), "decisions")]
    cases = _cases(draft) if years else []
    for year in years:
        whole = [one for one in enumerate(draft.decisions[year].decisions) if one[1].project is None]
        decided = {one.measure for _, one in whole if one.decision != "undecided"}
        waiting = {one.measure: number for number, one in whole if one.decision == "undecided"}
        for case in cases:
            if case.id not in decided and (year, case.id) in draft.results and year in case.period:
                yield from _wanting(draft, case, year, waiting.get(case.id))


def _path(year: int) -> str:
    return file_path("decisions", "", year)


def _cases(draft: Draft) -> list[_Case]:
    found: dict[str, _Case] = {}
    for id_, measure in draft.measures.items():
        period = period_of(draft, id_, measure)
        if period is not None:
            path = file_path("measure", id_)
            # With two indicators of one id no score is the measure's.
            sound = (
                _sound(draft, VISION)
                and _sound(draft, path)
                and draft.declared(path, "indicators") is not None
            )
            found[id_] = _Case(id_, measure, period, courses(measure, period) if sound else None)
    for entry in draft.listing.of("result"):
        if entry.id in found:
            found[entry.id].reports.append((entry.year or 0, entry.path))
    return list(found.values())


def _sound(draft: Draft, path: str) -> bool:
    return path in draft.read and path not in draft.unsound


def _wanting(draft: Draft, case: _Case, year: int, waiting: int | None) -> Iterator[Issue]:
    """At the entry that says ``undecided``, or at the list in which there is none."""
    score = _low_score(draft, case, year)
    wanted = draft.results[(year, case.id)].next
    if score is None and wanted in (None, "continue"):
        return
    place = Place(_path(year), ("decisions",), "key")
    if waiting is not None:
        place = Place(_path(year), ("decisions", waiting, "decision"))
    params: dict[str, object] = {"id": case.id, "year": year}
    if score is not None:
        yield Issue("VT504", place, {**params, "score": score[0], "bound": score[1]}, "warning", "score")
    else:
        yield Issue("VT504", place, {**params, "next": Word(f"word.{wanted}")}, "warning", "next")


def _low_score(draft: Draft, case: _Case, year: int) -> tuple[Decimal, Decimal] | None:
    """The score and the bound it misses; None where it does not, or where not all it rests on is sound."""
    vision = draft.vision
    if vision is None or case.courses is None or not vision.evaluation:
        return None

    def history(at: int) -> Mapping[str, Actual]:
        held = draft.results.get((at, case.id))
        return held.actuals if held is not None else {}

    rules = _rules(draft, vision, year)
    if surely_reaches(case.courses, rules, year, history):
        return None
    if not all(_sound(draft, path) for at, path in case.reports if at <= year):
        return None
    from visiontrack.evaluation.measure_score import evaluate_measure

    score = evaluate_measure(vision, case.id, case.measure, draft.results, year).score
    return (score, rules.attention_below) if score is not None and score < rules.attention_below else None


def _rules(draft: Draft, vision: Vision, year: int) -> Evaluation:
    if ("rules", year) not in draft.cache:
        draft.cache["rules", year] = vision.rules_in(year)
    found: Evaluation = draft.cache["rules", year]
    return found
