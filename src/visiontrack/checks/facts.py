"""What results are held against: a measure's (or the vision's) indicators and projects, worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from visiontrack.checks.units import Shape, shape
from visiontrack.folder.listing import VISION, Entry, file_path

if TYPE_CHECKING:
    from visiontrack.folder.draft import Draft
    from visiontrack.schema.measure import Indicator, Measure, Period, Project
    from visiontrack.schema.result import Actual


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator as its actuals are checked. ``milestone`` is None where it cannot be told."""

    indicator: Indicator
    milestone: bool | None
    shape: Shape | None
    wants_source: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """The file that declares indicators and projects. ``period`` is None where it cannot be told.

    ``timed_indicators`` and ``timed_projects`` are the few that have a period of their own: only these can be out
    of force while the rest is in force.
    """

    path: str
    period: Period | None = None
    indicators: Mapping[str, Known] = field(default_factory=dict)
    timed_indicators: Mapping[str, Period] = field(default_factory=dict)
    timed_projects: Mapping[str, Period] = field(default_factory=dict)
    declared_indicators: frozenset[str] | None = None
    declared_projects: frozenset[str] | None = None


def usable(period: Period | None) -> Period | None:
    """A period that runs forward; one that does not is told by itself and says nothing else."""
    return period if period is not None and period.start <= period.end else None


def vision_period(draft: Draft) -> Period | None:
    """The vision's period, where there is one to go by; the vision is read before anything is checked."""
    if "vision period" not in draft.cache:
        known = draft.vision is not None and draft.whole(VISION, "period")
        draft.cache["vision period"] = usable(draft.vision.period) if draft.vision and known else None
    found: Period | None = draft.cache["vision period"]
    return found


def outside(draft: Draft, entry: Entry) -> bool:
    """Whether a file of results stands in the folder of a year that the vision's period does not hold."""
    period = vision_period(draft)
    return period is not None and entry.year is not None and entry.year not in period


def period_of(draft: Draft, id_: str, measure: Measure) -> Period | None:
    """A measure's period, the vision's when left out; None where it cannot be told."""
    if not draft.whole(file_path("measure", id_), "period"):
        return None
    return vision_period(draft) if measure.period is None else usable(measure.period)


def owner(draft: Draft, entry: Entry) -> Owner:
    """What the results in ``entry`` belong to: a measure, or the vision."""
    id_ = None if entry.kind == "vision_result" else entry.id
    found: Owner | None = draft.cache.get(("owner", id_))
    if found is None:
        found = _of_vision(draft) if id_ is None else _of_measure(draft, id_)
        draft.cache[("owner", id_)] = found
    return found


def last_year(draft: Draft, entry: Entry) -> Mapping[str, Actual]:
    """The actuals entered for the year before; none where that file was not read."""
    year = (entry.year or 0) - 1
    if entry.kind == "vision_result":
        own = draft.vision_results.get(year)
        return own.actuals if own is not None else {}
    held = draft.results.get((year, entry.id))
    return held.actuals if held is not None else {}


def _of_vision(draft: Draft) -> Owner:
    if draft.vision is None:
        return Owner(VISION)
    period, indicators = vision_period(draft), draft.vision.indicators
    return Owner(
        VISION,
        period,
        _indicators(draft, VISION, indicators),
        _timed(indicators),
        declared_indicators=draft.declared(VISION, "indicators"),
    )


def _of_measure(draft: Draft, id_: str) -> Owner:
    path = file_path("measure", id_)
    measure = draft.measures.get(id_)
    if measure is None:
        return Owner(path)
    period = period_of(draft, id_, measure)
    return Owner(
        path,
        period,
        _indicators(draft, path, measure.indicators),
        _timed(measure.indicators),
        _timed(measure.projects),
        draft.declared(path, "indicators"),
        draft.declared(path, "projects"),
    )


def _timed(parts: Sequence[Indicator | Project]) -> dict[str, Period]:
    """The periods that parts have of their own."""
    found = {id_: usable(one.period) for id_, one in _by_id(parts).items()}
    return {id_: period for id_, period in found.items() if period is not None}


P = TypeVar("P", bound="Indicator | Project")


def _by_id(parts: Sequence[P]) -> dict[str, P]:
    """Parts by their ids, without those that bear one id: nobody knows which of them a result means."""
    found = {one.id: one for one in parts}
    if len(found) == len(parts):
        return found
    borne = Counter(one.id for one in parts)
    return {id_: one for id_, one in found.items() if borne[id_] == 1}


def _indicators(draft: Draft, path: str, indicators: tuple[Indicator, ...]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    whole = draft.whole(path, "indicators")
    for id_, one in _by_id(indicators).items():
        found[id_] = Known(
            one,
            # What is missing from a broken file may have been there: its type, its source.
            True if one.type == "milestone" else False if whole else None,
            shape(one.unit),
            whole and one.kind != "reference" and not (one.source or "").strip(),
        )
    return found
