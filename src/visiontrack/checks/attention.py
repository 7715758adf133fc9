"""Measures that want a decision and have none, once that year's decisions file is there (VT504, a warning).

A measure wants one when its score is below ``attention_below``, or when the section itself wants anything but
``continue`` next. ``undecided`` is no decision, and neither is one on a project alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.checks.facts import period_of
from visiontrack.draft import Draft
from visiontrack.finding import Issue, Place, Word
from visiontrack.listing import VISION, file_path

if TYPE_CHECKING:
    from visiontrack.schema.measure import Measure


def undecided(draft: Draft, today: datetime.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Every year with a decisions file that could be read whole."""
    for year, decisions in sorted(draft.decisions.items()):
        path = file_path("decisions", "", year)
        if not draft.whole(path, "decisions"):
            continue
        whole = [(number, one) for number, one in enumerate(decisions.decisions) if one.project is None]
        decided = {one.measure for _, one in whole if one.decision != "undecided"}
        waiting = {one.measure: number for number, one in whole if one.decision == "undecided"}
        for id_, measure in draft.measures.items():
            if id_ not in decided:
                loc = ("decisions", waiting[id_], "decision") if id_ in waiting else ("decisions",)
                place = Place(path, loc, "value" if id_ in waiting else "key")
                yield from _wanting(draft, place, id_, measure, year)


def _wanting(draft: Draft, place: Place, id_: str, measure: Measure, year: int) -> Iterator[Issue]:
    period = period_of(draft, id_, measure)
    result = draft.results.get((year, id_))
    if result is None or period is None or year not in period:
        return
    params: dict[str, object] = {"id": id_, "year": year}
    score = _low_score(draft, id_, measure, year)
    if score is not None:
        yield Issue("VT504", place, {**params, "score": score[0], "bound": score[1]}, "warning", "score")
    elif result.next not in (None, "continue"):
        wanted = Word(f"word.{result.next}")
        yield Issue("VT504", place, {**params, "next": wanted}, "warning", "next")


def _low_score(draft: Draft, id_: str, measure: Measure, year: int) -> tuple[Decimal, Decimal] | None:
    """The score and the bound it misses; None where it does not, or where not all it rests on is sound."""
    from visiontrack.evaluation.measure import evaluate_measure

    vision = draft.vision
    if vision is None or not vision.evaluation or not _sound(draft, VISION, file_path("measure", id_)):
        return None
    if not _sound(draft, *(path for at, path in _history(draft).get(id_, ()) if at <= year)):
        return None
    score = evaluate_measure(vision, id_, measure, draft.results, year)
    if score.score is None or score.score >= score.rules.attention_below:
        return None
    return score.score, score.rules.attention_below


def _sound(draft: Draft, *paths: str) -> bool:
    return all(path in draft.read and path not in draft.unsound for path in paths)


def _history(draft: Draft) -> dict[str, list[tuple[int, str]]]:
    """The years and paths of each measure's results."""
    if "history" not in draft.cache:
        history: dict[str, list[tuple[int, str]]] = {}
        for entry in draft.listing.of("result"):
            history.setdefault(entry.id, []).append((entry.year or 0, entry.path))
        draft.cache["history"] = history
    found: dict[str, list[tuple[int, str]]] = draft.cache["history"]
    return found
