"""What one template may cost: steps, characters, time. A city's template can be wrong; it can never run on."""

from __future__ import annotations

import time
from typing import Literal

LONGEST_TEXT = 1_000_000
LONGEST_LIST = 10_000
LARGEST_NUMBER = 10**40
LONGEST_NAME = 200
# Bytes of one file. Jinja2 compiles in the square of what stands in it, and nothing can stop it meanwhile.
LARGEST_TEMPLATE = 128 * 1024

Limit = Literal["steps", "output", "time", "depth", "length", "number"]


class TooMuch(Exception):
    """A limit was reached; ``limit`` says which."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit)
        self.limit: Limit = limit


class Budget:
    """Counts what one rendering costs. Whatever a template does passes through here with its length.

    The report of a thousand measures takes about a third of the steps and of the characters, and a fifth of
    the time. The time is the processor's: a slow disk or a busy machine stops no report.
    """

    STEPS = 1_500_000
    CHARACTERS = 50_000_000
    SECONDS = 15.0
    # Asking for the time at every step would cost more than the step.
    _UNASKED = 256
    # Looking for a file takes as long as so many turns of a loop.
    _LOOK = 10

    def __init__(self) -> None:
        self._steps = self.STEPS
        self._characters = self.CHARACTERS
        self._deadline = time.process_time() + self.SECONDS
        self._unasked = 0

    def step(self, count: int = 1) -> None:
        """So many turns, calls, items gone over."""
        if count < 0:
            raise ValueError(count)
        self._steps -= count
        if self._steps < 0:
            raise TooMuch("steps")
        self._ask(count)

    def write(self, characters: int) -> None:
        """So many characters made or gone over: put out, joined, cut, compared, searched."""
        if characters < 0:
            raise ValueError(characters)
        self._characters -= characters
        if self._characters < 0:
            raise TooMuch("output")
        self._ask(characters >> 8)

    def look(self) -> None:
        """A look at the clock before work that cannot be counted: finding a template, and compiling it."""
        self.step(self._LOOK)
        self._ask(self._UNASKED)

    def _ask(self, done: int) -> None:
        self._unasked += done
        if self._unasked >= self._UNASKED:
            self._unasked = 0
            if time.process_time() > self._deadline:
                raise TooMuch("time")
