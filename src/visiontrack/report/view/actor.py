"""Actors, their roles, and what each contributed."""

from __future__ import annotations

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact


@fact
class Contribution(Fact):
    """What was done for a role: in which measure, and by which section where it was one."""

    measure: Text
    by: Text | None
    text: Text | None


@fact
class Role(Fact):
    """A role, the measures in force that serve it, and what was done."""

    title: Text
    text: Text
    measures: tuple[Text, ...]
    contributions: tuple[Contribution, ...]


@fact
class Actor(Fact):
    """One of those who carry the vision."""

    name: Text
    category: str
    roles: tuple[Role, ...]
    contributions: int
