"""Two states of the data compared: what changed, in the words of the data format, and what became of the grades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, NamedTuple, cast

from visiontrack.evaluation.vision_score import evaluate
from visiontrack.finding import Loc, Place
from visiontrack.folder.model import Folder
from visiontrack.history.data_points import (
    WAS,
    ChangeKind,
    Point,
    PointKey,
    Points,
    points_of,
    values_equal,
)
from visiontrack.history.followed_renames import rename_place
from visiontrack.history.honesty import Breach, breaches
from visiontrack.history.renaming import Rename
from visiontrack.history.states import DataState, SpanFinder
from visiontrack.schema.base import Model

# The groups of a page, each with the kinds it holds.
GROUPS: Mapping[str, tuple[ChangeKind, ...]] = {
    "figures": ("actual", "money"),
    "targets": ("target", "baseline"),
    "opinions": ("opinion", "response"),
    "requests": ("request",),
    "decisions": ("decision",),
    "plan": (
        "measure",
        "project",
        "indicator",
        "revision",
        "period",
        "lead",
        "role",
        "program",
        "text",
        "other",
    ),
    "rules": ("rule",),
}
_ORDER: list[ChangeKind] = [kind for kinds in GROUPS.values() for kind in kinds]


class AudienceView(NamedTuple):
    """What a reader may see: internal notes, and what is the team's own."""

    internal: bool = False
    team: bool = True

    def of(self, points: Points) -> Points:
        """Returns the points that this reader may see."""
        return {
            key: point
            for key, point in points.items()
            if (self.internal or not point.internal) and (self.team or not point.team)
        }


EVERYTHING = AudienceView()


@dataclass(frozen=True, slots=True)
class DataChange:
    """One value that changed; ``before`` or ``after`` is None where there was or is nothing.

    ``code`` is the finding it makes where the past was changed, ``reason`` the one that a comment gives for it.
    """

    kind: ChangeKind
    id: str
    year: int | None
    before: Any
    after: Any
    path: str
    line: int
    state_before: str | None = None
    state_after: str | None = None
    code: str | None = None
    reason: str | None = None
    model: type[Model] | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class GradeChange:
    """A measure whose grade of a year is another one; None where it has none."""

    measure: str
    year: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two states. ``left_out`` are the files that could not be compared."""

    before: DataState
    after: DataState
    changes: tuple[DataChange, ...]
    grades: tuple[GradeChange, ...]
    left_out: tuple[str, ...]

    def grouped(self) -> Iterator[tuple[str, list[DataChange]]]:
        """Yields the groups that have changes, in their order."""
        for group, kinds in GROUPS.items():
            changes = [change for change in self.changes if change.kind in kinds]
            if changes:
                yield group, changes


def compare(
    before: DataState,
    after: DataState,
    changed_reports: Sequence[Breach] = (),
    view: AudienceView = EVERYTHING,
    renames: Sequence[Rename] = (),
) -> Comparison:
    """Compares two states; ``changed_reports`` are the published reports that changed.

    ``before`` has the later ids already; ``renames`` are what it had else.
    """
    left_out = {*before.folder.left_out, *after.folder.left_out}
    rewritten = [*breaches(before, after), *changed_reports]
    earlier, later = view.of(points_of(before.folder)), view.of(points_of(after.folder))
    lines = _Lines(before.folder, after.folder)
    changes = []
    by_key = {breach.key: breach for breach in rewritten if breach.key is not None}
    for key in dict.fromkeys([*later, *earlier]):
        change = _change(key, earlier, later, left_out, lines)
        if change is not None:
            breach = by_key.get(key)
            changes.append(change if breach is None else _marked(change, breach))
    keys = {*earlier, *later}
    changes += [
        lines.of_breach(breach) for breach in rewritten if breach.key is None or breach.key not in keys
    ]
    owners = {rename.new: rename.old for rename in renames if rename.kind in ("measure", "actor")}
    changes += [
        lines.of_rename(rename, owners, after.folder)
        for rename in (renames if view.team else ())  # ids are for those who write the files
    ]
    changes.sort(key=lambda change: (_ORDER.index(change.kind), change.id, change.year or 0, change.line))
    grades = _grade_changes(before.folder, after.folder) if changes else []
    return Comparison(before, after, tuple(changes), tuple(grades), tuple(sorted(left_out)))


def _marked(change: DataChange, breach: Breach) -> DataChange:
    if breach.reason:
        return replace(change, reason=breach.reason)
    return replace(change, code=breach.code)


def _change(
    key: PointKey, earlier: Points, later: Points, left_out: set[str], lines: _Lines
) -> DataChange | None:
    before, after = earlier.get(key), later.get(key)
    point = after or before
    assert point is not None
    if {part.place.path for part in (before, after) if part is not None} & left_out:
        return None
    if before is not None and after is not None:
        if values_equal(before.value, after.value) and before.state == after.state:
            return None
    elif _goes_with_its_owner(point, earlier, later) or _tells_a_correction(key, earlier, later):
        return None
    return DataChange(
        key.kind,
        key.id,
        point.year,
        before.value if before is not None else None,
        after.value if after is not None else None,
        *lines.of(before, after),
        before.state if before is not None else None,
        after.state if after is not None else None,
        model=point.model,
        field=point.field,
    )


def _goes_with_its_owner(point: Point, earlier: Points, later: Points) -> bool:
    return point.owner is not None and (point.owner in earlier) != (point.owner in later)


def _tells_a_correction(key: PointKey, earlier: Points, later: Points) -> bool:
    """Returns whether this is the value before a correction, whose change is reported already."""
    if key.kind != "actual" or not key.aspect.endswith(WAS):
        return False
    actual = key._replace(aspect=key.aspect.removesuffix(WAS))
    before, after = earlier.get(actual), later.get(actual)
    return before is None or after is None or not values_equal(before.value, after.value)


class _Lines:
    """The line on which a change stands: now, or where its file is gone, before."""

    def __init__(self, before: Folder, after: Folder) -> None:
        self._before, self._after = SpanFinder(before.root), SpanFinder(after.root)

    def of(self, before: Point | None, after: Point | None) -> tuple[str, int]:
        if after is not None:
            return after.place.path, self._after.span(after.place).line
        assert before is not None
        place = without_position(before.place)
        if self._after.document(place.path) is not None:
            return place.path, self._after.span(place).line
        return place.path, self._before.span(before.place).line

    def of_breach(self, breach: Breach) -> DataChange:
        code = None if breach.reason else breach.code
        year = breach.params.get("year")
        return DataChange(
            breach.kind,
            breach.id,
            year if isinstance(year, int) else None,
            None,
            None,
            breach.finding.path,
            breach.finding.span.line,
            code=code,
            reason=breach.reason,
        )

    def of_rename(self, rename: Rename, owners: Mapping[str, str], after: Folder) -> DataChange:
        """Returns another id as a change; ``owners`` has the earlier ids of measures and actors by the later ones."""
        place = rename_place(rename, after, self._after)
        new = rename.names[1]
        old = rename._replace(owner=owners.get(rename.owner, rename.owner)).names[0]
        kind = cast("ChangeKind", rename.kind) if rename.kind in _ORDER else "other"
        return DataChange(kind, new, None, old, new, place.path, self._after.span(place).line, field="id")


def without_position(place: Place) -> Place:
    """Returns the list that held what is gone: its position may be another item's now."""
    loc: Loc = tuple(takewhile(lambda part: isinstance(part, str), place.loc))
    return Place(place.path, loc, "key" if loc != place.loc else place.at)


def _grade_changes(before: Folder, after: Folder) -> list[GradeChange]:
    years = sorted({year for folder in (before, after) for year, _ in folder.results})
    changes = []
    for year in years:
        earlier, later = _grades(before, year), _grades(after, year)
        for measure in sorted({*earlier, *later}):
            grades = earlier.get(measure), later.get(measure)
            if grades[0] != grades[1]:
                changes.append(GradeChange(measure, year, *grades))
    return changes


def _grades(folder: Folder, year: int) -> dict[str, str | None]:
    if year not in folder.vision.period:
        return {}
    return {score.id: score.grade for score in evaluate(folder, year).measures}
