"""A syntax error that only says that indents do not fit: which line is out of place, and why.

YAML stumbles over the first line that no longer fits, which is seldom the one to correct: a key that moved to the left
is read without a word, and the next one, where it belongs, is blamed. What the schemas know of the words tells them
apart.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import NamedTuple, get_args, get_origin

from visiontrack.diagnose.error_line import (
    KEY,
    ErrorLine,
    Typo,
    annotated_keys,
    is_blank,
    keys,
    may_hold_list,
)
from visiontrack.schema.paths import annotations_of, bare, is_model
from visiontrack.yaml.tree import shorten

_DASH = re.compile(r"-(?:\s|$)")


def indent_typo(line: ErrorLine) -> Typo | None:
    """Returns the line to correct where indents do not fit, or None where nothing better is known."""
    rules = (_first_dash, _no_list, _too_far_left, _text_and_keys, _lost_parent)
    return next((typo for rule in rules if (typo := rule(line)) is not None), None)


def _first_dash(line: ErrorLine) -> Typo | None:
    """Finds ``- actor:`` below a first item that has no dash."""
    owner = _owner(line)
    if not _DASH.match(line.content) or owner is None or not may_hold_list(owner[1]):
        return None
    first = _first_below(line, owner[0])
    if first is None or _DASH.match(first.content) or first.number >= line.number:
        return None
    return Typo(first.begin, "first_dash", {"key": owner[1]})


def _no_list(line: ErrorLine) -> Typo | None:
    """Finds ``- startup-school:`` where ids are keys and stand without a dash, as the next one does."""
    owner = _owner(line)
    if _DASH.match(line.content) or owner is None or owner[1] not in _maps():
        return None
    first = _first_below(line, owner[0])
    if first is None or not _DASH.match(first.content) or first.number >= line.number:
        return None
    return Typo(first.begin, "no_list", {"key": owner[1]})


def _owner(line: ErrorLine) -> tuple[int, str] | None:
    """Returns the number and key of the line above that a line stands below, if it has no value of its own."""
    above = line.above(max(line.column - 1, 0))
    match = KEY.match(above.content) if above is not None else None
    if above is None or match is None or not is_blank(above.content[match.end() :]):
        return None
    return above.number, match["key"]


def _first_below(line: ErrorLine, number: int) -> ErrorLine | None:
    """Returns the first line below another, down to ``line``, that says something."""
    between = map(line.other, range(number + 1, line.number + 1))
    return next((other for other in between if other.has_content), None)


class _Step(NamedTuple):
    """A line with a key, and the one right above it: a key that stands further left."""

    above: ErrorLine
    key: str
    value: str
    own: str
    own_value: str


def _step(line: ErrorLine) -> _Step | None:
    above = _before(line)
    own, match = KEY.match(line.content), KEY.match(above.content) if above is not None else None
    if above is None or own is None or match is None or above.column >= line.column:
        return None
    return _Step(above, match["key"], above.content[match.end() :], own["key"], line.content[own.end() :])


def _too_far_left(line: ErrorLine) -> Typo | None:
    """Finds a key that moved out of what the lines around it belong to."""
    step = _step(line)
    upper = _before(step.above) if step is not None else None
    holder = KEY.match(upper.content) if upper is not None else None
    if step is None or is_blank(step.value) or upper is None or holder is None:
        return None
    typo = Typo(step.above.begin, "slid", {"key": shorten(step.key)})
    if upper.column == step.above.column and is_blank(upper.content[holder.end() :]):
        # "actuals:" with "founders: 72" in its own column, or "school-grads:" with "value: 44".
        return typo if _may_hold(holder["key"], step.key) else None
    # Between two keys of one thing, one of its keys in the column of ids.
    are_named = step.key in keys() and step.own in keys()
    return typo if upper.column == line.column and are_named and step.above.column > 0 else None


def _may_hold(holder: str, key: str) -> bool:
    """Returns whether one key may stand below another: an id below a map's, or a field's name below an id."""
    return key not in keys() if holder in _maps() else holder not in keys() and key in keys()


def _text_and_keys(line: ErrorLine) -> Typo | None:
    """Finds ``startup-school: 全6回を開いた`` with ``status: done`` below it: a text in the place of the keys."""
    step = _step(line)
    if step is None or is_blank(step.value) or step.key in keys() or step.own not in keys():
        return None
    text = step.value.strip()
    params = {"key": shorten(step.key), "text": shorten(text), "below": step.own}
    return Typo(step.above.begin + step.above.content.rindex(text), "text_and_keys", params)


def _lost_parent(line: ErrorLine) -> Typo | None:
    """Finds ``startup-school:`` with its keys, below a line that is complete: ``projects:`` above it is gone."""
    step = _step(line)
    if step is None or step.own in keys() or step.key not in keys() or not is_blank(step.own_value):
        return None
    below = KEY.match(line.lines.line(line.number + 1).lstrip(" "))
    parents = [key for key, fields in _maps().items() if below is not None and below["key"] in fields]
    if not parents:
        return None
    above = " / ".join(f"{key}:" for key in sorted(parents))
    return Typo(line.begin, "lost_parent", {"key": shorten(step.own), "above": above})


def _before(line: ErrorLine) -> ErrorLine | None:
    """Returns the nearest line above that says something."""
    return line.above(sys.maxsize)


@cache
def _maps() -> dict[str, frozenset[str]]:
    """Returns the keys under which ids are keys, with the fields of what stands below such an id (none: a single
    value)."""
    fields_by_key: dict[str, frozenset[str]] = {}
    for key, annotation in annotated_keys():
        container = bare(annotation)
        if get_origin(container) is dict:
            inner = bare(get_args(container)[1])
            fields = frozenset(annotations_of(inner)) if is_model(inner) else frozenset[str]()
            fields_by_key[key] = fields_by_key.get(key, frozenset()) | fields
    return fields_by_key
