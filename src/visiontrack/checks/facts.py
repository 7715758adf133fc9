"""What several rules need to know of a folder, worked out once while it is loaded."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar
from unicodedata import normalize

from visiontrack.checks.citations import Citations, citations
from visiontrack.checks.units import Shape, shape
from visiontrack.evaluation.inputs import Scalar
from visiontrack.finding import Loc
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import VISION, Entry, Listing, file_path
from visiontrack.folder.succession import Succession
from visiontrack.schema.decisions import Decisions
from visiontrack.schema.measure import Indicator, Measure, Period, Project
from visiontrack.schema.result import Actual, Result, VisionResult
from visiontrack.schema.vision import Evaluation
from visiontrack.util.nearest import nearest

# Ids that unknown ids are compared with, in all: thousands of unknown ids are no typos, and looking each of them up
# would take minutes.
_MOST_COMPARED = 100_000


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator as its actuals are checked. ``milestone`` is None where it cannot be told.

    ``shape`` is None where the unit, or a baseline or target below 0, allows values below 0.
    """

    indicator: Indicator
    milestone: bool | None
    shape: Shape | None
    needs_source: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """The file that declares the indicators and projects of a result. ``period`` is None where it cannot be told.

    ``timed_indicators`` and ``timed_projects`` are the few that have a period of their own: only these can be out
    of force while the rest is in force.
    """

    path: str
    period: Period | None = None
    indicators: Mapping[str, IndicatorFacts] = field(default_factory=dict)
    timed_indicators: Mapping[str, Period] = field(default_factory=dict)
    timed_projects: Mapping[str, Period] = field(default_factory=dict)
    declared_indicators: frozenset[str] | None = None
    declared_projects: frozenset[str] | None = None


class Facts:
    """The draft of a folder with what was worked out from it.

    ``right_contributions`` are pairs of party and role that exist; ``reported_folders`` the year folders already
    reported as lying outside the vision's period; ``plain_folders`` which folders are reached by no link;
    ``successor_circles`` the circles of parties, by the one that closes a circle. The rules that need these fill them.
    """

    def __init__(self, draft: Draft, today: datetime.date | None = None) -> None:
        self.draft = draft
        self.today = today
        self.right_contributions: set[tuple[str, str | None]] = set()
        self.reported_folders: set[int] = set()
        self.plain_folders: dict[str, bool] = {}
        self.successor_circles: Mapping[str, list[str]] | None = None
        self._owners: dict[str | None, Owner] = {}
        self._rules: dict[int, Evaluation | None] = {}
        self._scales: dict[int, dict[str, str]] = {}
        self._suggestions: dict[tuple[str, ...], str | None] = {}
        self._compared = 0

    @cached_property
    def succession(self) -> Succession:
        """Which parties have ended, and who took over from them."""
        return Succession(self.draft.actors)

    @cached_property
    def citations(self) -> Citations:
        """Who cites which id: asked only where an id stands twice."""
        return citations(self.draft)

    def party_name(self, party: str) -> str:
        """Returns the name of an actor or section; an unknown id is its own name."""
        if party in self.draft.actors:
            return self.draft.actors[party].name
        return self.draft.sections[party][0].name if party in self.draft.sections else party

    # ---- periods and years --------------------------------------------------------------------------------

    @cached_property
    def vision_period(self) -> Period | None:
        """The vision's period, or None where there is none to go by."""
        vision = self.draft.vision
        if vision is None or not self.draft.whole(VISION, "period"):
            return None
        return usable(vision.period)

    def period_of(self, id_: str, measure: Measure) -> Period | None:
        """Returns a measure's period, the vision's when left out, or None where it cannot be told."""
        if not self.draft.whole(file_path("measure", id_), "period"):
            return None
        return self.vision_period if measure.period is None else usable(measure.period)

    def period_around(self, entry: Entry) -> Period | None:
        """Returns the period in which the parts of a vision or measure lie, or None where it cannot be told."""
        if entry.kind == "vision":
            return self.vision_period
        return self.period_of(entry.id, self.draft.measures[entry.id])

    def outside(self, entry: Entry) -> bool:
        """Returns whether a file stands in the folder of a year that the vision's period does not hold."""
        period = self.vision_period
        return period is not None and entry.year is not None and entry.year not in period

    @cached_property
    def _past(self) -> PastYears:
        draft = self.draft
        readable = {
            year: decisions
            for year, decisions in draft.decisions.items()
            if draft.whole(file_path("decisions", "", year), "decisions")
        }
        return past_years(draft.listing, self.vision_period, readable)

    def is_past(self, year: int) -> bool:
        """Returns whether a fiscal year counts as past. All decisions files come before what asks."""
        return self._past.includes(year)

    @property
    def last_past(self) -> int:
        """The last year that counts as past; 0 where none does."""
        return max(self._past.last - 1, max(self._past.decided, default=0))

    # ---- rules of evaluation ------------------------------------------------------------------------------

    def rules_in(self, year: int) -> Evaluation | None:
        """Returns the rules of evaluation in force in a year, or None where the vision has none."""
        vision = self.draft.vision
        if vision is None or not vision.evaluation:
            return None
        if year not in self._rules:
            self._rules[year] = vision.rules_in(year)
        return self._rules[year]

    def scale_in(self, year: int) -> Mapping[str, str]:
        """Returns the grades in force in a year with their labels; none where that cannot be told.

        It cannot where a grade stands twice, since one of the two was to be another.
        """
        if year not in self._scales:
            vision = self.draft.vision
            whole = vision is not None and self.draft.whole(VISION, "evaluation")
            rules = vision.evaluation_in(year) if vision is not None and whole else None
            grades = rules.grades if rules is not None else ()
            scale = {grade.grade: grade.label for grade in grades}
            self._scales[year] = scale if len(scale) == len(grades) else {}
        return self._scales[year]

    # ---- what exists --------------------------------------------------------------------------------------

    @cached_property
    def results(self) -> frozenset[tuple[int, str]]:
        """The results that were listed, by year and measure, whether or not they could be read."""
        return frozenset((entry.year or 0, entry.id) for entry in self.draft.listing.of("result"))

    @cached_property
    def _result_years(self) -> dict[str, list[int]]:
        years: dict[str, list[int]] = {}
        for year, id_ in self.results:
            years.setdefault(id_, []).append(year)
        return years

    def result_years(self, id_: str) -> list[int]:
        """Returns the years with a result of a measure, whether or not it could be read."""
        return self._result_years.get(id_, [])

    @cached_property
    def opinions(self) -> frozenset[str] | None:
        """The ids of all opinions, or None where a meeting is too broken to tell.

        An id that stands in two meetings was to be another in one of them. All meetings come before what asks.
        """
        draft = self.draft
        declared = [draft.declared(entry.path, "opinions") for entry in draft.listing.of("meeting")]
        readable = [ids for ids in declared if ids is not None]
        ids: frozenset[str] = frozenset().union(*readable)
        unique = len(ids) == sum(map(len, readable))
        whole = unique and len(readable) == len(declared) and not draft.may_stand_under("data/meetings")
        return ids if whole else None

    def suggest(self, id_: str, declared: Collection[str], space: tuple[str, str]) -> str | None:
        """Returns the id that was probably meant; ``space`` names what is declared, so that each is looked up once."""
        key = (*space, id_)
        if key not in self._suggestions:
            self._compared += len(declared)
            few = self._compared <= _MOST_COMPARED
            self._suggestions[key] = nearest(normalize("NFKC", id_), sorted(declared)) if few else None
        return self._suggestions[key]

    # ---- what results are compared with -------------------------------------------------------------------

    def owner(self, entry: Entry) -> Owner:
        """Returns what the results in ``entry`` belong to: a measure, or the vision."""
        id_ = None if entry.kind == "vision_result" else entry.id
        if id_ not in self._owners:
            self._owners[id_] = self._vision_owner() if id_ is None else self._measure_owner(id_)
        return self._owners[id_]

    def last_actuals(self, entry: Entry) -> Mapping[str, Actual]:
        """Returns the actuals entered for the year before; none where that file was not read."""
        year = (entry.year or 0) - 1
        if entry.kind == "vision_result":
            own = self.draft.vision_results.get(year)
            return own.actuals if own is not None else {}
        result = self.draft.results.get((year, entry.id))
        return result.actuals if result is not None else {}

    def entered(self, entry: Entry, indicator: str, year: int) -> Scalar | None:
        """Returns the value entered for an indicator in another year of the same measure (or of the vision)."""
        result: Result | VisionResult | None = self.draft.vision_results.get(year)
        if entry.kind != "vision_result":
            result = self.draft.results.get((year, entry.id))
        actual = result.actuals.get(indicator) if result is not None else None
        return actual.value if actual is not None else None

    def _vision_owner(self) -> Owner:
        draft = self.draft
        if draft.vision is None:
            return Owner(VISION)
        return Owner(
            VISION,
            self.vision_period,
            self._indicators(VISION, draft.vision.indicators),
            _timed(draft.vision.indicators),
            declared_indicators=draft.declared(VISION, "indicators"),
        )

    def _measure_owner(self, id_: str) -> Owner:
        draft, path = self.draft, file_path("measure", id_)
        measure = draft.measures.get(id_)
        if measure is None:
            return Owner(path)
        return Owner(
            path,
            self.period_of(id_, measure),
            self._indicators(path, measure.indicators),
            _timed(measure.indicators),
            _timed(measure.projects),
            draft.declared(path, "indicators"),
            draft.declared(path, "projects"),
        )

    def _indicators(self, path: str, indicators: Sequence[Indicator]) -> dict[str, IndicatorFacts]:
        whole = self.draft.whole(path, "indicators")
        return {
            id_: IndicatorFacts(
                indicator,
                # What is missing from a broken file may have been there: its type, its source.
                True if indicator.type == "milestone" else False if whole else None,
                None if _planned_below_zero(indicator) else shape(indicator.unit),
                whole and indicator.kind != "reference" and not (indicator.source or "").strip(),
            )
            for id_, indicator in _by_id(indicators).items()
        }


def planned_values(indicator: Indicator) -> Iterator[tuple[Loc, Scalar]]:
    """Returns an indicator's baseline, targets and revised targets with their places in it."""
    if indicator.baseline is not None:
        yield ("baseline", "value"), indicator.baseline.value
    for year, value in indicator.targets.items():
        yield ("targets", year), value
    for number, revision in enumerate(indicator.target_revisions):
        for year, value in revision.targets.items():
            yield ("target_revisions", number, "targets", year), value


def _planned_below_zero(indicator: Indicator) -> bool:
    return any(isinstance(value, Decimal) and value < 0 for _, value in planned_values(indicator))


def usable(period: Period | None) -> Period | None:
    """Returns a period that runs forward; one that does not is reported by itself and says nothing else."""
    return period if period is not None and period.start <= period.end else None


@dataclass(frozen=True, slots=True)
class PastYears:
    """The years decided, and the last year with results: years before that one are past too."""

    decided: frozenset[int]
    last: int

    def includes(self, year: int) -> bool:
        """Returns whether a fiscal year counts as past."""
        return year in self.decided or year < self.last


def past_years(listing: Listing, period: Period | None, decisions: Mapping[int, Decisions]) -> PastYears:
    """Returns the years that count as past.

    A year is decided when its decisions file holds a decision that is no draft; one that is not among ``decisions``
    could not be read, and may hold some. No rule asks the clock which years are past. A folder of results outside the vision's period (``2204``) is a
    typo and makes no year past.
    """
    reported = listing.years("result") | listing.years("vision_result")
    last = max((year for year in reported if period is None or year in period), default=0)
    laid_out = {year for year, file in decisions.items() if all(entry.draft for entry in file.decisions)}
    return PastYears(frozenset(listing.years("decisions") - laid_out), last)


P = TypeVar("P", bound="Indicator | Project")


def _by_id(parts: Sequence[P]) -> dict[str, P]:
    """Returns parts by their ids, without those that share one: nobody knows which of them a result means."""
    by_id = {part.id: part for part in parts}
    if len(by_id) == len(parts):
        return by_id
    bearers = Counter(part.id for part in parts)
    return {id_: part for id_, part in by_id.items() if bearers[id_] == 1}


def _timed(parts: Sequence[Indicator | Project]) -> dict[str, Period]:
    """Returns the periods that parts have of their own."""
    periods = {id_: usable(part.period) for id_, part in _by_id(parts).items()}
    return {id_: period for id_, period in periods.items() if period is not None}
