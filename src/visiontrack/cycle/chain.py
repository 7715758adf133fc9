"""Following a word from one thing to the next (who took over, what replaced it) without going in circles."""

from __future__ import annotations

from collections.abc import Mapping


def chain(start: str, step: Mapping[str, str]) -> tuple[str, ...]:
    """What ``step`` leads to, one after the other; a circle (an error told elsewhere) ends where it began."""
    reached: list[str] = []
    current = step.get(start)
    while current is not None and current not in reached and current != start:
        reached.append(current)
        current = step.get(current)
    return tuple(reached)
