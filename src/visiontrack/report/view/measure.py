"""A measure in one year: where it stands, and its sheet."""

from __future__ import annotations

from decimal import Decimal

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact
from visiontrack.report.view.chart import Chart
from visiontrack.report.view.decision import Decision, Revision
from visiontrack.report.view.indicator import Indicator, Step


@fact
class Standing(Fact):
    """A measure's line in a list. ``number`` is that of its sheet; ``before`` means the year before.

    ``change`` compares the scores (better, worse, same), ``moved`` the grades (up, down). ``apart`` counts the bands between the mechanical grade and the section's own. What an audience may not see
    (``self_grade``, ``next``) is None.
    """

    number: int
    id: str
    title: Text
    policy: Text
    lead: Text
    reported: bool
    status: str | None
    score: Decimal | None
    grade: Text | None
    label: Text | None
    measured: int
    graded: int
    score_before: Decimal | None
    grade_before: Text | None
    change: str | None
    moved: str | None
    is_new: bool
    self_grade: Text | None
    apart: int
    next: str | None
    decision: str | None


@fact
class Project(Fact):
    """A project's year; money in thousand yen. ``stage``: new, continuing, or last (its last year)."""

    title: Text
    lead: Text
    stage: str
    status: str | None
    text: Text | None
    budget: Decimal | None
    spent: Decimal | None
    share: Decimal | None


@fact
class Money(Fact):
    """The sums of what a measure's projects told, in thousand yen; a share only where each of them told both.

    ``budgets`` and ``spendings`` say of how many of the ``projects`` a sum is made: fewer than all are no whole, since
    what was not told is not 0.
    """

    budget: Decimal | None
    spent: Decimal | None
    share: Decimal | None
    projects: int
    budgets: int
    spendings: int


@fact
class Partner(Fact):
    """Who else carries the measure, in which roles, and what it did; one not ``planned`` only contributed."""

    name: Text
    planned: bool
    roles: tuple[Text, ...]
    deeds: tuple[Deed, ...]


@fact
class Deed(Fact):
    """What somebody contributed, and the role it served."""

    role: Text
    text: Text | None


@fact
class OpinionRef(Fact):
    """An opinion on this measure, told in full with its meeting."""

    id: str
    text: Text
    status: str | None


@fact
class Sheet(Fact):
    """Everything about one measure in the year.

    Its last year is told only when it has come (``stage`` last): a decision of a later year may bring it forward or
    put it off, and must not make this report stale. So are ``predecessors`` only once they have ended.
    """

    standing: Standing
    description: Text | None
    fields: tuple[Text, ...]
    start: int
    stage: str
    predecessors: tuple[Text, ...]
    roles: tuple[Text, ...]
    partners: tuple[Partner, ...]
    revisions: tuple[Revision, ...]
    projects: tuple[Project, ...]
    money: Money | None
    spending: Chart | None
    indicators: tuple[Indicator, ...]
    steps: tuple[Step, ...]
    outcomes: Text | None
    issues: Text | None
    self_text: Text | None
    evidence: tuple[Text, ...]
    internal: Text | None
    opinions: tuple[OpinionRef, ...]
    decisions: tuple[Decision, ...]
