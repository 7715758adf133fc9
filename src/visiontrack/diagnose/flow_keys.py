"""Keys inside braces that have no value: a comma cut a text there, or the colon is missing (``{year 2019}``)."""

from __future__ import annotations

import re
from typing import get_origin

from yaml.nodes import MappingNode, Node, ScalarNode

from visiontrack.finding import Finding, Fix, Loc
from visiontrack.schema import Kind
from visiontrack.schema.paths import annotation_at, bare, keys_at
from visiontrack.yaml import tree

_KEY_AND_VALUE = re.compile(r"(?P<key>[A-Za-z0-9_-]++)(?P<gap> ++)(?P<value>\S.*)")
_NUMBER = re.compile(r"[-+]?\d")


def is_valueless(root: Node, loc: Loc, value: Node) -> bool:
    """Whether the key at ``loc`` stands inside braces with nothing behind it."""
    if not isinstance(value, ScalarNode) or value.value or value.style:
        return False
    _, parent, _ = tree.find(root, loc[:-1])
    return isinstance(parent, MappingNode) and bool(parent.flow_style)


def without_colon(root: Node, loc: Loc, kind: Kind, path: str) -> Finding | None:
    """The finding on ``{year 2019}`` or ``{2024 85.0}``, or None where the key is no key and value in one."""
    match = _KEY_AND_VALUE.fullmatch(str(loc[-1])) if loc else None
    if match is None:
        return None
    key, value, _ = tree.find(root, loc)
    if not isinstance(key, ScalarNode) or key.style or not is_valueless(root, loc, value):
        return None
    if match["key"] not in keys_at(kind, loc[:-1]) and not _fits_a_map(match, kind, loc):
        return None
    at = key.start_mark.index + match.end("key")
    fix = Fix(at, at, ":") if key.end_mark.index - key.start_mark.index == len(key.value) else None
    params = {"key": match["key"], "value": tree.shorten(match["value"])}
    return Finding("VT201", path, tree.span_of(key), params, variant="no_colon", fix=fix)


def _fits_a_map(match: re.Match[str], kind: Kind, loc: Loc) -> bool:
    """Whether the keys here are ids or years, whose values are numbers as a rule."""
    return (
        get_origin(bare(annotation_at(kind, loc[:-1]))) is dict and _NUMBER.match(match["value"]) is not None
    )
