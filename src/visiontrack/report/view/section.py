"""What a section of the city has before it: for the team's report."""

from __future__ import annotations

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact
from visiontrack.report.view.indicator import Indicator
from visiontrack.report.view.measure import Standing
from visiontrack.report.view.meeting import Opinion


@fact
class Gap(Fact):
    """What is still to be reported of a measure (None: of the vision's own indicators) by this section.

    ``state`` is partly or missing; ``texts`` are keys of a result (outcomes, issues, next).
    """

    measure: Text | None
    state: str
    indicators: tuple[Text, ...]
    projects: tuple[Text, ...]
    texts: tuple[str, ...]


@fact
class Trouble(Fact):
    """An indicator in trouble; ``signs``: unmeasured, uncounted, missed, worse, off_course, wrong_way."""

    indicator: Indicator
    signs: tuple[str, ...]


@fact
class Led(Fact):
    """A measure the section leads, and with whom it shares it."""

    standing: Standing
    reasons: tuple[Text, ...]
    troubles: tuple[Trouble, ...]
    sections: tuple[Text, ...]
    actors: tuple[Text, ...]
    fields: tuple[Text, ...]
    internal: Text | None


@fact
class Shared(Fact):
    """A measure led elsewhere that the section takes part in; ``projects`` are those it leads there."""

    standing: Standing
    projects: tuple[Text, ...]


@fact
class Section(Fact):
    """A section, or another actor that leads a measure.

    ``until`` is the last year of one that was gone by the year of the report; a later end is not told yet.
    """

    name: Text
    until: int | None
    successor: Text | None
    gaps: tuple[Gap, ...]
    led: tuple[Led, ...]
    shared: tuple[Shared, ...]
    opinions: tuple[Opinion, ...]
