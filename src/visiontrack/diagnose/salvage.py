"""What can still be checked in a file whose schema is broken, so that no finding hides another.

The parts that are wrong are taken out until the rest validates. The model that comes of it serves the
cross-file checks only; it is never evaluated or reported, and what was taken out is remembered, so that nothing
that follows from its absence is reported as a second mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, get_origin

from pydantic_core import ErrorDetails, ValidationError

from visiontrack.diagnose.schema_errors import MISSING_KEY, path_of
from visiontrack.finding import Loc
from visiontrack.schema import Kind
from visiontrack.schema.paths import annotation_at, bare, is_required, keys_at, words_at
from visiontrack.schema.scalars import id_problem
from visiontrack.schema.titles import key_by_title
from visiontrack.util.nearest import nearest

_ROUNDS = 8
_MAX_LOST = 50  # of more keys lost in one mapping nobody guesses which one meant what
_MAX_ERRORS = 1000  # errors: of a file with more there is little left to check
# Required texts whose absence tells the cross-file checks nothing.
_PLACEHOLDERS = frozenset(["title", "name", "unit", "text", "reason", "label"])
# Of the words that may stand somewhere the one of which the cross-file checks make least.
_MILD = frozenset(
    [
        "on_track", "ongoing", "in_progress", "continue", "opinion", "reference", "maintain",
        "achievement", "interpolate", "target_over_actual", "mean",
    ]
)  # fmt: skip
_MILD_NUMBERS = {"cap": "100", "attention_below": "0", "established": "2000"}
# At the top of a file something must stand in, or nothing of the file could be checked.
_TOP: dict[str, Any] = {
    "id": "x",
    "measure": "x",
    "policy": "x",
    "lead": "x",
    "secretariat": "x",
    "year": "2000",
    "date": "2000-04-01",
    "category": "city",
    "body": "council",
    "period": {"start": "2000", "end": "2099"},
    "municipality": {"name": "?", "code": "112089"},
    "policies": [],
    "fields": [],
    "evaluation": [],
    "decisions": [],
}


class SalvagedData:
    """The sound part of a file, where its list items stood before others were taken out, and what was."""

    def __init__(self, data: dict[str, Any], kind: Kind) -> None:
        self.data = data.copy()
        self.kind: Kind = kind
        # What may be changed, by identity: the rest still belongs to the document.
        self._own: dict[int, Any] = {id(self.data): self.data}
        # List (by identity) → the places its items had in the file.
        self._indices: dict[int, list[int]] = {}
        self._removed: list[Loc] = []  # what was taken out, as paths through the file
        self.model: Any = None

    def original(self, loc: Loc) -> Loc:
        """Returns a path through the salvaged data as a path through the file."""
        original: list[str | int] = []
        node: Any = self.data
        for step in loc:
            part = str(step) if isinstance(node, dict) else step  # a year that is a key stands there as text
            indices = self._indices.get(id(node), ())
            original.append(indices[part] if isinstance(part, int) and part < len(indices) else part)
            node = node[part] if _holds(node, part) else None
        return tuple(original)

    def lacks(self, loc: Loc, below: bool = True) -> bool:
        """Returns whether something was taken out at this path (or ``below`` it), or a mistyped key that meant it."""
        path = self.original(loc)
        if path in (self._above if below else self._removed):
            return True
        lost_keys = self._lost_keys.get(path[:-1], ())
        return len(lost_keys) <= _MAX_LOST and any(self._is_mistyped(path, key) for key in lost_keys)

    @cached_property
    def _above(self) -> set[Loc]:
        """Every path at or above something that was taken out."""
        return {path[:depth] for path in self._removed for depth in range(1, len(path) + 1)}

    @cached_property
    def _lost_keys(self) -> dict[Loc, list[str]]:
        """Mapping or list → the keys taken out of it."""
        lost_keys: dict[Loc, list[str]] = {}
        for path in self._removed:
            lost_keys.setdefault(path[:-1], []).append(str(path[-1]))
        return lost_keys

    def _is_mistyped(self, path: Loc, written: str) -> bool:
        """Returns whether ``written``, which was taken out, probably meant the key at ``path``."""
        key = path[-1]
        if not isinstance(key, str) or written in keys_at(self.kind, path[:-1]):
            return False
        if get_origin(bare(annotation_at(self.kind, path[:-1]))) is dict and _may_be_key(written):
            return False  # what is wrong is its value
        return key in (key_by_title(written, [key]), nearest(written, [key]))

    def prune(self, errors: list[tuple[Loc, bool]]) -> bool:
        """Takes out what is wrong (last list items first); returns False when nothing is left to take out."""
        absent = {loc for loc, missing in errors if missing and loc}
        stood_in = {loc for loc in absent if self._stand_in(loc)}
        paths = {
            self._deepest(loc[:-1] if missing else loc) for loc, missing in errors if loc not in stood_in
        }
        paths.discard(())
        for path in _outermost(paths) if len(paths) > 1 else paths:
            self._take_out(path)
        return bool(paths or stood_in)

    def _take_out(self, path: Loc) -> None:
        self._removed.append(self.original(path) if self._indices else path)
        holder: Any = self._own_at(path[:-1])
        key = path[-1]
        if isinstance(key, int):
            self._indices.setdefault(id(holder), list(range(len(holder)))).pop(key)
        del holder[key]
        value = self._in_place_of(path)
        if value is not None and is_required(self.kind, path):
            holder[key] = value  # or the next round would only say that it is missing

    def _deepest(self, loc: Loc) -> Loc:
        """Returns as much of a path as exists: a short form has no inside."""
        parent: Any = self.data
        for depth, step in enumerate(loc):
            if not _holds(parent, step):
                return loc[:depth]
            parent = parent[step]
        return loc

    def _own_at(self, loc: Loc) -> Any:
        """Returns what stands at a path; a list or mapping is a copy of our own, like all that lead to it."""
        parent: Any = self.data
        for step in loc:
            child = parent[step]
            if isinstance(child, (dict, list)) and id(child) not in self._own:
                child = parent[step] = child.copy()
                self._own[id(child)] = child
            parent = child
        return parent

    def _in_place_of(self, loc: Loc) -> Any:
        """Returns what may stand where something required is wrong or missing, or None."""
        key = str(loc[-1])
        if key in _PLACEHOLDERS:
            return "?"
        words = words_at(self.kind, loc)
        value = next((word for word in words if word in _MILD), None) if words else _MILD_NUMBERS.get(key)
        return _TOP.get(key) if value is None and len(loc) == 1 else value

    def _stand_in(self, loc: Loc) -> bool:
        value = self._in_place_of(loc)
        if value is None or self._deepest(loc[:-1]) != loc[:-1]:
            return False
        parent = self._own_at(loc[:-1])
        if not isinstance(parent, dict):
            return False
        self._removed.append(self.original(loc) if self._indices else loc)
        parent[str(loc[-1])] = value
        return True


def _may_be_key(written: str) -> bool:
    """Returns whether a text can be the id or the year that is a map's key."""
    return id_problem(written) is None or (len(written) == 4 and written.isascii() and written.isdigit())


def _holds(parent: Any, step: str | int) -> bool:
    if isinstance(parent, list):
        return isinstance(step, int) and step < len(parent)
    return isinstance(parent, dict) and step in parent


def salvage(
    validate: Callable[[Any], Any], data: Any, kind: Kind, errors: Sequence[ErrorDetails]
) -> SalvagedData | None:
    """Returns the rest of a broken file with its model, or None when too little is left."""
    if not isinstance(data, dict) or len(errors) > _MAX_ERRORS:
        return None
    rest = SalvagedData(data, kind)
    for _ in range(_ROUNDS):
        wrong = [(path_of(error["loc"])[0], error["type"] == MISSING_KEY) for error in errors]
        if not rest.prune(wrong):
            return None
        try:
            rest.model = validate(rest.data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        else:
            return rest
    return None


def _outermost(paths: set[Loc]) -> list[Loc]:
    """Returns the paths that are not inside another, last list items first: what stands before them keeps its place."""
    outermost = [path for path in paths if not any(path[:n] in paths for n in range(1, len(path)))]
    return sorted(outermost, key=_late_first)


def _late_first(path: Loc) -> tuple[tuple[int, str], ...]:
    return tuple((-part, "") if isinstance(part, int) else (0, part) for part in path)
