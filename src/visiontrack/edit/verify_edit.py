"""What an edited text must come to: the data with one value changed, and the check that it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from visiontrack.edit.spans import CannotEdit
from visiontrack.edit.spelling import Value
from visiontrack.finding import Fix, Loc
from visiontrack.yaml import tree
from visiontrack.yaml.lines import splice
from yaml import YAMLError


def checked(text: str, fixes: Sequence[Fix], expected: Any) -> str:
    """The edited text, once it is sure that it reads as it should; else ``CannotEdit``."""
    edited = splice(text, _joined(fixes))
    try:
        root = tree.compose(edited)
        if root is not None and tree.data_of(root, "") == (expected, []):
            return edited
    except (YAMLError, ValueError):
        pass
    raise CannotEdit


def _joined(fixes: Sequence[Fix]) -> list[Fix]:
    """Fixes that touch as one, so that their order is kept."""
    out: list[Fix] = []
    for fix in fixes:
        if out and out[-1].end == fix.start:
            out[-1] = Fix(out[-1].start, fix.end, out[-1].text + fix.text)
        else:
            out.append(fix)
    return out


def nested(keys: Loc, value: Value) -> Value:
    """A value under keys that are not there yet."""
    for key in reversed(keys):
        value = {str(key): value}
    return value


def value_at(data: Any, loc: Loc) -> Any:
    """The part of plain data at a path that exists."""
    for part in loc:
        data = data[str(part)] if isinstance(data, dict) else data[part]
    return data


def with_value(data: Any, loc: Loc, value: Value) -> Any:
    """The data with one value changed, keys in whatever order."""
    if not loc:
        return plain(value)
    part = loc[0]
    if isinstance(data, list) and isinstance(part, int):
        return [with_value(item, loc[1:], value) if n == part else item for n, item in enumerate(data)]
    held = data if isinstance(data, dict) else {}
    return {**held, str(part): with_value(held.get(str(part)), loc[1:], value)}


def plain(value: Value) -> Any:
    """A value as the reader will see it: dicts, lists, texts and None."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str) else [plain(item) for item in value]
