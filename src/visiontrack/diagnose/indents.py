"""A syntax error that only says that indents do not fit: which line is out of place, and why.

YAML stumbles over the first line that no longer fits, which is seldom the one to mend: a key that slid to the left is
read without a word, and the next one, where it belongs, is blamed. What the schemas know of the words tells them apart.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import NamedTuple, get_args, get_origin

from visiontrack.diagnose.error_line import (
    KEY,
    LineAt,
    Slip,
    is_empty,
    keys,
    line_above,
    other_line,
    wants_list,
)
from visiontrack.schema import MODELS
from visiontrack.schema.paths import annotations_of, bare, is_model, models_of
from visiontrack.yaml.tree import shorten

_DASH = re.compile(r"-(?:\s|$)")


def slip(here: LineAt) -> Slip | None:
    """The line to mend where indents do not fit, or None where nothing better is known."""
    found = (rule(here) for rule in (_first_dash, _no_list, _too_far_left, _text_and_keys, _lost_parent))
    return next((one for one in found if one is not None), None)


def _first_dash(here: LineAt) -> Slip | None:
    """``- actor:`` below a first item that has no dash."""
    owner = _owner(here)
    if not _DASH.match(here.said) or owner is None or not wants_list(owner[1]):
        return None
    first = _first_below(here, owner[0])
    if first is None or _DASH.match(first.said) or first.number >= here.number:
        return None
    return Slip(first.begin, "first_dash", {"key": owner[1]})


def _no_list(here: LineAt) -> Slip | None:
    """``- startup-school:`` where ids are keys and stand without a dash, as the next one does."""
    owner = _owner(here)
    if _DASH.match(here.said) or owner is None or owner[1] not in _maps():
        return None
    first = _first_below(here, owner[0])
    if first is None or not _DASH.match(first.said) or first.number >= here.number:
        return None
    return Slip(first.begin, "no_list", {"key": owner[1]})


def _owner(here: LineAt) -> tuple[int, str] | None:
    """The number and key of the line above that the error's line stands below, if it has no value of its own."""
    number, line = line_above(here, max(here.column - 1, 0))
    match = KEY.match(line.lstrip(" ")) if number else None
    return (number, match["key"]) if match and is_empty(line.lstrip(" ")[match.end() :]) else None


def _first_below(here: LineAt, number: int) -> LineAt | None:
    """The first line below another that says something."""
    for at in range(number + 1, here.number + 1):
        said = here.lines.line(at).lstrip(" ")
        if said and not said.startswith("#"):
            return other_line(here, at)
    return None


class _Step(NamedTuple):
    """A line with a key, and the one right above it: a key that stands further left."""

    above: LineAt
    key: str
    value: str
    own: str
    own_value: str


def _step(here: LineAt) -> _Step | None:
    above = _before(here)
    own, match = KEY.match(here.said), KEY.match(above.said) if above is not None else None
    if above is None or own is None or match is None or above.column >= here.column:
        return None
    return _Step(above, match["key"], above.said[match.end() :], own["key"], here.said[own.end() :])


def _too_far_left(here: LineAt) -> Slip | None:
    """A key that slid out of what the lines around it belong to."""
    step = _step(here)
    upper = _before(step.above) if step is not None else None
    holder = KEY.match(upper.said) if upper is not None else None
    if step is None or is_empty(step.value) or upper is None or holder is None:
        return None
    slid = Slip(step.above.begin, "slid", {"key": shorten(step.key)})
    if upper.column == step.above.column and is_empty(upper.said[holder.end() :]):
        # "actuals:" with "founders: 72" in its own column, or "school-grads:" with "value: 44".
        return slid if _may_hold(holder["key"], step.key) else None
    # Between two keys of one thing, one of its keys in the column of ids.
    named = step.key in keys() and step.own in keys()
    return slid if upper.column == here.column and named and step.above.column > 0 else None


def _may_hold(holder: str, key: str) -> bool:
    """Whether one key may stand below another: an id below a map's, or a field's name below an id."""
    return key not in keys() if holder in _maps() else holder not in keys() and key in keys()


def _text_and_keys(here: LineAt) -> Slip | None:
    """``startup-school: 全6回を開いた`` with ``status: done`` below it: a text in the place of the keys."""
    step = _step(here)
    if step is None or is_empty(step.value) or step.key in keys() or step.own not in keys():
        return None
    text = step.value.strip()
    params = {"key": shorten(step.key), "text": shorten(text), "below": step.own}
    return Slip(step.above.begin + step.above.said.rindex(text), "text_and_keys", params)


def _lost_parent(here: LineAt) -> Slip | None:
    """``startup-school:`` with its keys, below a line that is complete: ``projects:`` above it is gone."""
    step = _step(here)
    if step is None or step.own in keys() or step.key not in keys() or not is_empty(step.own_value):
        return None
    there = here.number < len(here.lines.starts)
    below = KEY.match(here.lines.line(here.number + 1).lstrip(" ")) if there else None
    parents = [key for key, fields in _maps().items() if below is not None and below["key"] in fields]
    if not parents:
        return None
    above = " / ".join(f"{key}:" for key in sorted(parents))
    return Slip(here.begin, "lost_parent", {"key": shorten(step.own), "above": above})


def _before(here: LineAt) -> LineAt | None:
    """The nearest line above that says something."""
    number, _ = line_above(here, sys.maxsize)
    return other_line(here, number) if number else None


@cache
def _maps() -> dict[str, frozenset[str]]:
    """The keys under which ids are keys → the fields of what stands below such an id (none: a single value)."""
    found: dict[str, frozenset[str]] = {}
    for record in (one for kind in MODELS for one in models_of(kind)):
        for key, annotation in annotations_of(record).items():
            held = bare(annotation)
            if get_origin(held) is dict:
                inner = bare(get_args(held)[1])
                found[key] = found.get(key, frozenset()) | (
                    frozenset(annotations_of(inner)) if is_model(inner) else frozenset()
                )
    return found
