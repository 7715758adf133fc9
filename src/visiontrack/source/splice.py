"""Edits by splice: spans of a text are replaced, every other character stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from visiontrack.finding import Fix


def splice(text: str, fixes: Iterable[Fix]) -> str:
    """The text with every fix made; of two that overlap the first counts."""
    out: list[str] = []
    done = 0
    for fix in sorted(fixes):
        if fix.start >= done:
            out += (text[done : fix.start], fix.text)
            done = fix.end
    return "".join(out) + text[done:]
