"""Texts from outside as they may reach a terminal: what would steer it, or break a line, is shown and not obeyed."""

from __future__ import annotations

import re

# What is no text anywhere, as the inside of a character class: control characters but tab, LF and CR; NEL, LS, PS;
# bidirectional controls; halves of characters and what YAML cannot carry.
NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"


def visible(text: str) -> str:
    """The text on one line, each character that is no text replaced by U+FFFD."""
    return text if text.isprintable() else re.sub(f"[{NO_TEXT}\t\n\r]", "\ufffd", text)
