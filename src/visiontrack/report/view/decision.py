"""Decisions, and what they change in the plan."""

from __future__ import annotations

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact
from visiontrack.report.view.indicator import TargetChange


@fact
class Revision(Fact):
    """What a decision changed in a plan: in force from ``year``, resting on the decisions of ``decision``."""

    year: int
    decision: int
    text: Text | None


@fact
class Decision(Fact):
    """A decision on a measure, a project of it, or (``measure`` None) the vision as a whole.

    ``reflected``: shown, not_yet, or nothing where no change of the plan is asked for. ``revisions`` and
    ``targets`` are what rests on it; ``end`` is the last year of what ends or is extended, ``start`` the first of
    what is new.
    """

    year: int
    plan: int
    measure: Text | None
    project: Text | None
    decision: str
    reason: Text | None
    opinions: tuple[str, ...]
    into: Text | None
    reflected: str
    revisions: tuple[Revision, ...]
    targets: tuple[TargetChange, ...]
    start: int | None
    end: int | None


@fact
class Decisions(Fact):
    """The decisions file of a year; ``waiting`` are the measures in force without a decision."""

    made: bool
    plan: int
    items: tuple[Decision, ...]
    waiting: tuple[Text, ...]
