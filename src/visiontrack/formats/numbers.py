"""JSON with exact numbers: a ``Decimal`` goes out digit for digit as it was written, never through a float."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any


def dumps(value: Any, indent: int = 2) -> str:
    """A value as JSON text, Japanese as it is; Decimals as JSON numbers with every digit."""
    return _dump(value, indent, "\n") + "\n"


def _dump(value: Any, indent: int, line: str) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Decimal):
        return number(value)
    inner = line + " " * indent
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        items = (
            f"{encode_basestring(str(key))}: {_dump(item, indent, inner)}" for key, item in value.items()
        )
        return "{" + inner + f",{inner}".join(items) + line + "}"
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        return "[" + inner + f",{inner}".join(_dump(item, indent, inner) for item in value) + line + "]"
    return json.dumps(value, ensure_ascii=False)


def number(value: Decimal) -> str:
    """A Decimal in plain digits; ``-0.0`` is ``0.0``."""
    text = format(value, "f")
    return text.lstrip("-") if not value and text.startswith("-") else text
