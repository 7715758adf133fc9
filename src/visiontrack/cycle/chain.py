"""Following a word from one thing to the next (who took over, what replaced it) without going in circles."""

from __future__ import annotations

from collections.abc import Mapping


def chain(start: str, step: Mapping[str, str]) -> tuple[str, ...]:
    """What ``step`` leads to, one after the other; a circle (an error told elsewhere) ends where it began."""
    found: list[str] = []
    here = step.get(start)
    while here is not None and here not in found and here != start:
        found.append(here)
        here = step.get(here)
    return tuple(found)
