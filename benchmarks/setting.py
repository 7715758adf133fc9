"""What the files of a made-up city share: its measures, its years, its sentences and its chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import texts

START = 2020
Indicator = tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A measure as its result files need it."""

    id: str
    title: str
    lead: str
    partner: str
    role: str
    projects: list[tuple[str, str]]
    indicators: list[Indicator]
    start: int
    end: int


@dataclass
class City:
    """The parts that files share, and the random numbers they draw from."""

    measures: int
    years: int
    random: Random
    plans: list[Plan] = field(default_factory=list)

    @property
    def end(self) -> int:
        return START + self.years - 1

    def say(self, sentences: tuple[str, ...]) -> str:
        """One of the sentences with its gaps filled in."""
        draw = self.random
        return draw.choice(sentences).format(
            a=draw.randint(2, 9),
            b=draw.randint(20, 480),
            c=draw.randint(2, 19),
            place=draw.choice(texts.PLACES),
            who=draw.choice(texts.WHO),
            thing=draw.choice(texts.THINGS),
        )
