"""Spells values in YAML so that this reader and every other YAML program read them as they were meant.

A text that another program would take for a number, a date, a truth value or nothing is quoted; numbers, years and
dates stand without quotes, and so does what a caller marks as ``Plain``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

Scalar: TypeAlias = "str | int | Decimal | datetime.date | None"
Value: TypeAlias = "Scalar | Mapping[str, Value] | Mapping[int, Value] | Sequence[Value]"

# What a YAML program reads as another type than text (YAML 1.1 and 1.2, whichever takes more).
_OTHER_TYPE = re.compile(
    r"[-+]?\.?[0-9][0-9_.,:eE+-]*|[-+]?0[xob][0-9a-f_]+|[-+]?\.(?:inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|[ \t]+)[0-9]{1,2}:[0-9]{2}:.*"
    r"|y|n|yes|no|true|false|on|off|null|~|=|<<|",
    re.IGNORECASE,
)
# A plain text may not begin with a sign YAML keeps for itself, nor hold what ends it or makes it a key.
_BAD_START = re.compile(r"[?:,\[\]{}#&*!|>'\"%@`=<]|-(?=\s|$)|---|\.\.\.|~$")
_BAD_INSIDE = re.compile(r":(?=\s|$)|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BAD_IN_FLOW = re.compile(r"[,\[\]{}:?]")
# What a literal block would change or could not hold: line breaks of other kinds, control characters.
_BAD_IN_LITERAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile(r"[\"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


class Plain(str):
    """A number or truth value as it was typed: it is spelled without quotes."""

    __slots__ = ()


class SpelledValue(NamedTuple):
    """A value behind its key: what stands on the key's own line, and the whole lines below it."""

    inline: str
    below: tuple[str, ...] = ()


def scalar_text(value: Scalar) -> str:
    """Returns the text that the reader sees for a scalar; empty for ``None``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)


def spell(value: Scalar, flow: bool = False) -> str:
    """Returns a scalar on one line: plain where that is safe, else in the quotes that need the least escaping.

    ``flow`` says that it stands inside brackets. ``None`` is spelled as nothing, inside brackets as ``null``.
    """
    if value is None:
        return "null" if flow else ""
    text = scalar_text(value)
    if isinstance(value, str) and not _is_plain(value, flow):
        return _quoted(text)
    return text


def spell_flow(value: Value) -> str:
    """Returns a value inside brackets, on one line: ``[a, b]``, ``{start: 2024, end: 2029}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{spell(key, True)}: {spell_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(spell_flow, value)) + "]"
    return spell(value, flow=True)


def spell_block(value: Value, indent: int, step: int) -> SpelledValue:
    """Returns a value behind ``key:`` in block style; ``indent`` is the key's column, ``step`` that of one level."""
    if isinstance(value, str):
        return _block_text(value, indent, step)
    if not isinstance(value, Mapping | Sequence):
        return SpelledValue(spell(value))
    if not value:
        return SpelledValue("{}" if isinstance(value, Mapping) else "[]")
    if isinstance(value, Mapping):
        return SpelledValue("", tuple(mapping_lines(value, indent + step, step)))
    lines = [line for item in value for line in item_lines(item, indent + step, step)]
    return SpelledValue("", tuple(lines))


def mapping_lines(value: Mapping[str, Value] | Mapping[int, Value], indent: int, step: int) -> list[str]:
    """Returns the lines of a mapping whose keys stand in column ``indent``."""
    lines: list[str] = []
    for key, item in value.items():
        lines += pair_lines(key, item, indent, step)
    return lines


def pair_lines(key: str | int, value: Value, indent: int, step: int) -> list[str]:
    """Returns the lines of one key with its value."""
    spelled = spell_block(value, indent, step)
    behind = f" {spelled.inline}" if spelled.inline else ""
    return [f"{' ' * indent}{spell(key)}:{behind}", *spelled.below]


def item_lines(value: Value, indent: int, step: int) -> list[str]:
    """Returns the lines of one list item whose dash stands in column ``indent``."""
    dash = " " * indent + "- "
    if isinstance(value, Mapping) and value:
        first, *rest = mapping_lines(value, indent + 2, step)
        return [dash + first.lstrip(" "), *rest]
    if isinstance(value, str):
        spelled = _block_text(value, indent, 2)
        return [dash + spelled.inline, *spelled.below]
    return [dash + spell_flow(value)]


def _block_text(value: str, indent: int, step: int) -> SpelledValue:
    """Returns a text behind its key or dash: one of several lines as a literal block where that can hold it."""
    if "\n" not in value or not _literal_holds(value):
        return SpelledValue(spell(value))
    ended = value.endswith("\n")
    lines = value[: -1 if ended else None].split("\n")
    pad = " " * (indent + step)
    # Only a number tells the spaces of the text itself from those of the block.
    begins_with_space = value.lstrip("\n")[:1] in (" ", "\t")
    header = f"|{step if begins_with_space else ''}{'' if ended else '-'}"
    return SpelledValue(header, tuple(pad + line if line else "" for line in lines))


def _literal_holds(value: str) -> bool:
    """Returns whether a literal block gives a text back, without keeping blank lines at its end."""
    if value.endswith("\n\n") or not value.strip() or _BAD_IN_LITERAL.search(value):
        return False
    return value[0] != "\n" and not value[-1].isspace() ^ (value[-1] == "\n")


def _is_plain(value: str, flow: bool) -> bool:
    if not value or value != value.strip() or _BAD_START.match(value) or _BAD_INSIDE.search(value):
        return False
    if flow and _BAD_IN_FLOW.search(value):
        return False
    return isinstance(value, Plain) or not _OTHER_TYPE.fullmatch(value)


def _quoted(value: str) -> str:
    if not _ESCAPED.search(value):
        return f'"{value}"'
    if not _ESCAPED.search(value.replace('"', "").replace("\\", "")):
        return "'" + value.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
