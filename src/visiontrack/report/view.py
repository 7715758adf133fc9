"""What a report is made of: the base of its records, and the data of one year for one audience.

``report_view.ReportView`` is the whole report, a frozen record, and all that templates and writers of other formats
get. Its parts stand in the modules ``<subject>_view``, each with the functions that fill it. A view is made for one
audience and holds nothing that this audience may not see: the public's has no self-evaluation, and only the
team's has ``internal``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from visiontrack.evaluation.restated import restating_rules
from visiontrack.evaluation.vision_score import VisionScore, evaluate
from visiontrack.report.data_text import Text

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.chart_files import PlannedChart
    from visiontrack.schema.vision import Audience


class View:
    """The base of every record of a report; the sandbox lets templates read its fields and nothing else.

    A ``str`` in a view is a key of the data format or of the catalogue; what a person wrote is a ``Text``.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView(View):
    """A chart; ``path`` is relative to the report, ``alternative`` says in words what the chart shows."""

    path: str
    alternative: Text


@dataclass(frozen=True)
class ReportData:
    """One year of a folder for one audience; ``charts`` are those the report can refer to, by their keys."""

    folder: Folder
    year: int
    audience: Audience
    catalogue: Catalogue
    charts: Mapping[str, PlannedChart] = field(default_factory=dict)
    _past_scores: dict[int, VisionScore] = field(default_factory=dict)

    @cached_property
    def scores(self) -> VisionScore:
        return evaluate(self.folder, self.year)

    @cached_property
    def scores_before(self) -> VisionScore | None:
        """The scores of the year before, restated under this year's rules where these differ; None in the first year."""
        if self.year <= self.folder.asked_since:
            return None
        return evaluate(self.folder, self.year - 1, restating_rules(self.folder, self.year))

    @cached_property
    def scores_given(self) -> VisionScore | None:
        """The scores of the year before as they were given then; None where they are not restated."""
        if self.scores_before is None or restating_rules(self.folder, self.year) is None:
            return None
        return evaluate(self.folder, self.year - 1)

    @property
    def years_of_grades(self) -> range:
        """The last five years of the period, up to the report's."""
        return range(max(self.year - 4, self.folder.vision.period.start), self.year + 1)

    def scores_of(self, year: int) -> VisionScore:
        """Returns the scores of a year by the rules in force then."""
        if year == self.year:
            return self.scores
        if year not in self._past_scores:
            self._past_scores[year] = evaluate(self.folder, year)
        return self._past_scores[year]

    @cached_property
    def sheet_numbers(self) -> dict[str, int]:
        """The number of each measure's sheet, by the measure's id."""
        return {score.id: number for number, score in enumerate(self.scores.measures, start=1)}

    @property
    def shows_self_evaluation(self) -> bool:
        """Whether this audience sees the sections' own evaluation and what they propose."""
        return self.audience != "public"

    @property
    def shows_internal(self) -> bool:
        """Whether this audience sees ``internal`` notes."""
        return self.audience == "team"

    def chart(self, key: str) -> ChartView | None:
        """Returns a chart the report can refer to, or None; the team's report has no charts."""
        chart = self.charts.get(key) if self.audience != "team" else None
        return ChartView(path=chart.link, alternative=Text(chart.alternative)) if chart is not None else None

    def title(self, measure_id: str) -> Text:
        """Returns a measure's title; an unknown id stands for itself."""
        measure = self.folder.measures.get(measure_id)
        return Text(measure.title if measure is not None else measure_id)

    def titles(self, measure_ids: tuple[str, ...]) -> tuple[Text, ...]:
        return tuple(self.title(measure_id) for measure_id in measure_ids)

    def party(self, party: str) -> Text:
        """Returns the name of an actor or section."""
        return Text(self.folder.party_name(party))

    def parties(self, parties: tuple[str, ...]) -> tuple[Text, ...]:
        return tuple(self.party(party) for party in parties)

    def roles(self, party: str, roles: tuple[str, ...]) -> tuple[Text, ...]:
        """Returns the titles of an actor's (or a section's actor's) roles."""
        actor = self.folder.actor_of(party)
        titles = {role.id: role.title for role in actor.roles} if actor is not None else {}
        return tuple(Text(titles.get(role, role)) for role in roles)
