"""The whole of a report."""

from __future__ import annotations

from decimal import Decimal

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact
from visiontrack.report.view.actor import Actor
from visiontrack.report.view.annex import Annex
from visiontrack.report.view.chart import Chart
from visiontrack.report.view.decision import Decisions, Revision
from visiontrack.report.view.indicator import Indicator
from visiontrack.report.view.measure import Sheet, Standing
from visiontrack.report.view.meeting import Earlier, Round
from visiontrack.report.view.section import Section


@fact
class Band(Fact):
    """A grade of the scale: from ``at_least`` up to ``below`` per cent (the last has no lower bound)."""

    grade: Text
    label: Text
    at_least: Decimal | None
    below: Decimal | None


@fact
class Scale(Fact):
    """The rules in force; ``changed`` when last year's were others."""

    since: int
    basis: str
    target_rule: str
    decrease: str
    roll_up: str
    cap: Decimal
    attention_below: Decimal
    bands: tuple[Band, ...]
    changed: bool


@fact
class GradeCount(Fact):
    """How many measures have a grade (None: no grade), this year and the year before.

    A ``former`` band is one of last year's scale only.
    """

    band: Band | None
    former: bool
    now: int
    before: int | None


@fact
class Counts(Fact):
    """Measures and their indicators. ``coverage`` is measured of graded, ``share`` achieved of measured, per cent."""

    measures: int
    grades: tuple[GradeCount, ...]
    all: int
    graded: int
    measured: int
    achieved: int
    coverage: Decimal | None
    share: Decimal | None


@fact
class Group(Fact):
    """A policy or a field: its counts, its measures, and the vision's own indicators of it."""

    id: str
    title: Text
    related: bool
    counts: Counts
    measures: tuple[Standing, ...]
    own: tuple[Indicator, ...]


@fact
class Attention(Fact):
    """A measure that needs attention, and why."""

    standing: Standing
    reasons: tuple[Text, ...]


@fact
class Vision(Fact):
    """The plan itself."""

    name: Text
    municipality: Text
    notice: Text | None
    start: int
    end: int
    philosophy: Text | None
    goals: tuple[Text, ...]
    secretariat: Text
    council: Text | None
    team: Text | None
    revisions: tuple[Revision, ...]
    internal: Text | None


@fact
class Summary(Fact):
    """The year at a glance; ``before`` is None in the first year."""

    counts: Counts
    before: Counts | None
    own: Counts
    attention: tuple[Attention, ...]
    chart: Chart | None


@fact
class Report(Fact):
    """Everything a report of one year shows to one audience. Its fields are the names a template has."""

    audience: str
    language: str
    year: int
    vision: Vision
    scale: Scale
    summary: Summary
    own: tuple[Indicator, ...]
    policies: tuple[Group, ...]
    fields: tuple[Group, ...]
    measures: tuple[Sheet, ...]
    last_round: Round
    this_round: Round
    earlier: tuple[Earlier, ...]
    decisions: Decisions
    actors: tuple[Actor, ...]
    annex: Annex
    sections: tuple[Section, ...]
    charts_missing: bool
