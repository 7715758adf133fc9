"""How a value is spelled in YAML so that it reads back as itself: plain where that is safe, else quoted or literal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from visiontrack.yaml.tree import NULLS

Value: TypeAlias = "str | Mapping[str, Value] | Sequence[Value] | None"

# A plain text may not begin with a sign YAML keeps for itself, nor hold what ends it or makes it a key.
_BAD_START = re.compile(r"[?:,\[\]{}#&*!|>'\"%@`=<]|-(?=\s|$)|---|\.\.\.|~$")
_BAD_INSIDE = re.compile(r":(?=\s|$)|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BAD_IN_FLOW = re.compile(r"[,\[\]{}:?]")
# What a literal block would change or could not hold: line breaks of other kinds, control characters.
_BAD_IN_LITERAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile(r"[\"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


class Spelled(NamedTuple):
    """A value behind its key: what stands on the key's own line, and the whole lines below it."""

    inline: str
    below: tuple[str, ...] = ()


def block(value: Value, indent: int, step: int) -> Spelled:
    """A value behind ``key:`` in block style; ``indent`` is the key's column, ``step`` that of one level."""
    if value is None:
        return Spelled("")
    if isinstance(value, str):
        return _block_text(value, indent + step)
    if not value:
        return Spelled("{}" if isinstance(value, Mapping) else "[]")
    if isinstance(value, Mapping):
        return Spelled("", tuple(mapping_lines(value, indent + step, step)))
    lines = [line for item in value for line in item_lines(item, indent + step, step)]
    return Spelled("", tuple(lines))


def mapping_lines(value: Mapping[str, Value], indent: int, step: int) -> list[str]:
    """The lines of a mapping whose keys stand in column ``indent``."""
    lines: list[str] = []
    for key, item in value.items():
        lines += pair_lines(key, item, indent, step)
    return lines


def pair_lines(key: str, value: Value, indent: int, step: int) -> list[str]:
    """The lines of one key with its value."""
    spelled = block(value, indent, step)
    behind = f" {spelled.inline}" if spelled.inline else ""
    return [f"{' ' * indent}{text(key, flow=False)}:{behind}", *spelled.below]


def item_lines(value: Value, indent: int, step: int) -> list[str]:
    """The lines of one list item whose dash stands in column ``indent``."""
    dash = " " * indent + "- "
    if isinstance(value, Mapping) and value:
        first, *rest = mapping_lines(value, indent + 2, step)
        return [dash + first.lstrip(" "), *rest]
    if isinstance(value, str):
        spelled = _block_text(value, indent + 2)
        return [dash + spelled.inline, *spelled.below]
    return [dash + (flow(value) if value is not None else "null")]


def flow(value: Value) -> str:
    """A value inside brackets, on one line."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return text(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{text(key, True)}: {flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def _block_text(value: str, indent: int) -> Spelled:
    if "\n" not in value or not _literal_holds(value):
        return Spelled(text(value, flow=False))
    ended = value.endswith("\n")
    lines = value[: -1 if ended else None].split("\n")
    pad = " " * indent
    return Spelled("|" if ended else "|-", tuple(pad + line if line else "" for line in lines))


def _literal_holds(value: str) -> bool:
    """Whether a literal block needs no indentation mark and no keeping of blank lines at its end."""
    if value.endswith("\n\n") or not value.strip() or _BAD_IN_LITERAL.search(value):
        return False
    return (
        value[0] not in " \n"
        and not re.search(r"(?:^|\n)\t", value)
        and not value[-1].isspace() ^ (value[-1] == "\n")
    )


def text(value: str, flow: bool) -> str:
    """A text on one line: plain, or in the quotes that need the least escaping."""
    if _plain(value, flow):
        return value
    if not _ESCAPED.search(value):
        return f'"{value}"'
    if not _ESCAPED.search(value.replace('"', "").replace("\\", "")):
        return "'" + value.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _plain(value: str, flow: bool) -> bool:
    if value in NULLS or value != value.strip() or _BAD_START.match(value) or _BAD_INSIDE.search(value):
        return False
    return not (flow and _BAD_IN_FLOW.search(value))


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
