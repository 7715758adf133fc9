"""Texts from outside as they may reach a terminal: what would steer it, or break a line, is shown and not obeyed."""

from __future__ import annotations

import re

# Control characters (line ends and tabs too), bidirectional controls, halves of characters.
_STEERING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"


def visible(text: str) -> str:
    """The text on one line, each character that is no text replaced by U+FFFD."""
    return text if text.isprintable() else re.sub(_STEERING, "\ufffd", text)
