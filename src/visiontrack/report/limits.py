"""What one template may cost: steps, characters, time. A city's template can be wrong; it can never run on."""

from __future__ import annotations

import time
from typing import Literal

LONGEST_TEXT = 1_000_000
LONGEST_LIST = 10_000
LARGEST_NUMBER = 10**40

Limit = Literal["steps", "output", "time", "depth", "length", "number"]


class TooMuch(Exception):
    """A limit was reached; ``limit`` says which."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit)
        self.limit: Limit = limit


class Budget:
    """Counts what one rendering costs. Every turn of a loop, every call and every text passes through here.

    The report of a thousand measures takes about half of the steps and a third of the characters.
    """

    STEPS = 1_000_000
    CHARACTERS = 50_000_000
    SECONDS = 120.0

    def __init__(self) -> None:
        self._steps = self.STEPS
        self._characters = self.CHARACTERS
        self._deadline = time.monotonic() + self.SECONDS

    def step(self) -> None:
        """One turn, call or include."""
        self._steps -= 1
        if self._steps < 0:
            raise TooMuch("steps")
        # Asking for the time at every turn would cost more than the turn.
        if not self._steps & 0xFF and time.monotonic() > self._deadline:
            raise TooMuch("time")

    def write(self, characters: int) -> None:
        """So many characters made: put out, joined, or kept in a variable."""
        self._characters -= characters
        if self._characters < 0:
            raise TooMuch("output")
        if characters > LONGEST_TEXT // 100 and time.monotonic() > self._deadline:
            raise TooMuch("time")
