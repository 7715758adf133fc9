"""Values as YAML text that reads the same here, in an editor and in any other YAML program."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

# What another YAML program would take for a number, a date, a truth value or nothing.
_NO_TEXT = re.compile(
    r"[-+.]?[0-9][0-9_.,:eE+-]*|0[xo][0-9a-fA-F]+|[-+]?\.(inf|nan)|y|n|yes|no|true|false|on|off|null|~|=|<<",
    re.IGNORECASE,
)
_CANNOT_BEGIN = frozenset("-?:,[]{}#&*!|>'\"%@`=~")
_BREAKS_PLAIN = re.compile(r": |:$| #|[\x00-\x1f\x7f]")
_FLOW_SIGNS = frozenset(",[]{}?:")


def scalar(value: object, flow: bool = False) -> str:
    """A value in one line: plain where that is safe (``flow`` asks for more care), else in quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | datetime.date):
        return str(value)
    text = str(value)
    return text if _plain(text, flow) else _quoted(text)


def _plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _CANNOT_BEGIN or _NO_TEXT.fullmatch(text):
        return False
    if _BREAKS_PLAIN.search(text):
        return False
    return not (flow and _FLOW_SIGNS & set(text))


def _quoted(text: str) -> str:
    if "'" not in text and text.isprintable():
        return f'"{text}"' if "\\" not in text and '"' not in text else f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def sequence(values: Sequence[object]) -> str:
    """A list of ids in one line: ``[a, b]``."""
    return f"[{', '.join(scalar(value, flow=True) for value in values)}]"


def mapping(values: Mapping[object, object]) -> str:
    """Years and values, or short names, in one line: ``{start: 2024, end: 2029}``."""
    items = (f"{scalar(key, flow=True)}: {scalar(value, flow=True)}" for key, value in values.items())
    return f"{{{', '.join(items)}}}"


def block(text: str, indent: int) -> list[str]:
    """A text of several lines as a literal block: its header, then its lines; it ends with one line break."""
    kept = [line if line.strip() else "" for line in text.replace("\r\n", "\n").split("\n")]
    lines = "\n".join(kept).strip("\n").split("\n")
    header = "|2" if lines[0].startswith((" ", "\t")) else "|"
    return [header, *(" " * indent + line if line else "" for line in lines)]


def one_line(text: str) -> bool:
    """Whether a text needs no block."""
    return "\n" not in text.strip("\r\n") and "\r" not in text.strip("\r\n")
