"""What an edited text must come to: the data with one value changed, and the check that it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yaml import YAMLError

from visiontrack.edit.spans import CannotEdit
from visiontrack.edit.spelling import Value, scalar_text
from visiontrack.finding import Fix, Loc
from visiontrack.yaml import tree
from visiontrack.yaml.lines import splice


def verified(text: str, fixes: Sequence[Fix], expected: Any) -> str:
    """Returns the edited text once it is sure that it reads as ``expected``. Raises ``CannotEdit`` otherwise."""
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
    """Returns a value under keys that are not there yet."""
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
        return plain_data(value)
    part = loc[0]
    if isinstance(data, list) and isinstance(part, int):
        return [with_value(item, loc[1:], value) if n == part else item for n, item in enumerate(data)]
    held = data if isinstance(data, dict) else {}
    return {**held, str(part): with_value(held.get(str(part)), loc[1:], value)}


def plain_data(value: Value) -> Any:
    """Returns a value as the reader will see it: dicts, lists, texts and None."""
    if isinstance(value, Mapping):
        return {scalar_text(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain_data(item) for item in value]
    return None if value is None else scalar_text(value)
