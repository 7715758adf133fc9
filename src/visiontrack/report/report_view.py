"""The whole report of a year, for one audience."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.cycle.attention import attention
from visiontrack.evaluation.money import money
from visiontrack.evaluation.vision_score import count_own
from visiontrack.folder.model import reviewed_year
from visiontrack.formats.attention_text import reason_text
from visiontrack.report.actor_view import ActorView, actor_views
from visiontrack.report.annex_view import AnnexView, annex_view
from visiontrack.report.chart_files import GRADES
from visiontrack.report.counts_view import (
    CountsView,
    ScaleView,
    counts_beside_before,
    counts_of_measures,
    counts_view,
    indicator_counts,
    scale_view,
)
from visiontrack.report.data_text import Text, optional
from visiontrack.report.decision_view import DecisionsView, RevisionView, decisions_view, revision_views
from visiontrack.report.indicator_view import IndicatorView, indicator_view
from visiontrack.report.measure_view import SheetView, StandingView, sheet_view, standing_view
from visiontrack.report.meeting_view import EarlierView, RoundView, earlier_opinions, round_view
from visiontrack.report.section_view import SectionView, section_views
from visiontrack.report.view import ChartView, ReportData, View
from visiontrack.report.year_view import AimView, YearView, aim_views, year_view

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.chart_files import PlannedChart
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.vision import Audience, ReportPaper

# Whose eyes each paper is for.
READERS: Mapping[ReportPaper, Audience] = {
    "overview": "council",
    "council": "council",
    "annex": "council",
    "team": "team",
    "public": "public",
}
# What rests on the sections' own view is not for the public.
_REASONS_OF_SECTIONS = ("self_differs", "wants")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView(View):
    """A policy or a field: its counts, its measures, and the vision's own indicators of it."""

    id: str
    title: Text
    related: bool
    counts: CountsView
    measures: tuple[StandingView, ...]
    own: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionView(View):
    """A measure that needs attention, and why; ``tier`` 1 is to be discussed. ``issues`` is the section's own cause."""

    standing: StandingView
    tier: int
    reasons: tuple[Text, ...]
    issues: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisionView(View):
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
    members: tuple[Text, ...]
    team: Text | None
    contact: Text | None
    revisions: tuple[RevisionView, ...]
    internal: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView(View):
    """The money of all measures in thousand yen, and the executed share in per cent; ``known`` of ``projects`` have both."""

    budget: Decimal | None
    spent: Decimal | None
    execution: Decimal | None
    projects: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView(View):
    """The year at a glance; ``before`` is None in the first year.

    Of the ``projected`` indicators, which have an outlook, ``short`` are not on course for their last target.
    """

    counts: CountsView
    before: CountsView | None
    outcome: CountsView
    output: CountsView
    own: CountsView
    money: TotalView
    projected: int
    short: int
    attention: tuple[AttentionView, ...]
    chart: ChartView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView(View):
    """Everything a report of one year shows to one audience. Its fields are the names a template has."""

    paper: str
    audience: str
    language: str
    year: int
    vision: VisionView
    scale: ScaleView
    summary: SummaryView
    own: tuple[IndicatorView, ...]
    policies: tuple[GroupView, ...]
    fields: tuple[GroupView, ...]
    measures: tuple[SheetView, ...]
    last_round: RoundView
    this_round: RoundView
    earlier: tuple[EarlierView, ...]
    decisions: DecisionsView
    actors: tuple[ActorView, ...]
    annex: AnnexView
    sections: tuple[SectionView, ...]
    words: YearView
    aims: tuple[AimView, ...]
    charts_missing: bool

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{self.paper}.md.j2"


def report_view(
    folder: Folder,
    year: int,
    paper: ReportPaper,
    catalogue: Catalogue,
    charts: Mapping[str, PlannedChart] | None = None,
) -> ReportView:
    """Returns the view of one paper: frozen, complete, and with nothing that its audience may not see.

    The council reads the overview and the annex too. ``charts`` are those the report can refer to; without any it says that there are none.
    """
    audience = READERS[paper]
    data = ReportData(folder, year, audience, catalogue, charts or {})
    standings = {score.id: standing_view(data, score) for score in data.scores.measures}
    sheets = tuple(sheet_view(data, score, standings[score.id]) for score in data.scores.measures)
    own = tuple(indicator_view(data, score) for score in data.scores.own)
    reasons = dict(_reasons(data))
    return ReportView(
        paper=paper,
        audience=audience,
        language=catalogue.language,
        year=year,
        vision=_vision(data),
        scale=scale_view(data),
        summary=_summary(data, sheets, tuple(_attention(data, standings))),
        own=own,
        policies=tuple(_policies(data, standings, own)),
        fields=tuple(_fields(data, standings)),
        measures=sheets,
        last_round=round_view(data, year - 1),
        this_round=round_view(data, year),
        earlier=earlier_opinions(data),
        decisions=decisions_view(data),
        actors=actor_views(data),
        annex=annex_view(data, own, sheets),
        sections=section_views(data, sheets, reasons) if audience == "team" else (),
        words=year_view(data),
        aims=aim_views(data, sheets),
        charts_missing=audience != "team" and not data.charts,
    )


def _summary(
    data: ReportData, sheets: tuple[SheetView, ...], listed: tuple[AttentionView, ...]
) -> SummaryView:
    counts = data.scores.counts()
    whole = money(data.folder, data.year, [score.id for score in data.scores.measures])
    outlooks = [
        indicator.outlook
        for sheet in sheets
        for indicator in sheet.indicators
        if indicator.outlook is not None and indicator.kind != "reference"
    ]
    return SummaryView(
        counts=counts_beside_before(data),
        before=counts_view(data.scores_before.counts()) if data.scores_before is not None else None,
        outcome=indicator_counts(counts.outcome),
        output=indicator_counts(counts.output),
        own=counts_view(count_own(data.scores.own)),
        money=TotalView(
            budget=whole.budget,
            spent=whole.spent,
            execution=whole.execution,
            projects=whole.projects,
            known=whole.known,
        ),
        projected=len(outlooks),
        short=sum(outlook != "on_course" for outlook in outlooks),
        attention=listed,
        chart=data.chart(GRADES),
    )


def _reasons(data: ReportData) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """Yields the ids of measures that need attention, and why, as sentences."""
    speakers = {
        id_: data.folder.party_name(opinion.actor) for id_, (opinion, _, _) in data.folder.opinions.items()
    }
    for item in attention(data.folder, data.year):
        sentences = tuple(
            Text(reason_text(reason, item.measure, data.catalogue, "page.attention", speakers))
            for reason in item.reasons
            if data.shows_self_evaluation or reason.key not in _REASONS_OF_SECTIONS
        )
        if sentences:
            yield item.measure.id, sentences


def _attention(data: ReportData, standings: Mapping[str, StandingView]) -> Iterator[AttentionView]:
    tiers = {item.measure.id: item.tier for item in attention(data.folder, data.year)}
    for id_, sentences in _reasons(data):
        result = data.folder.results.get((data.year, id_))
        yield AttentionView(
            standing=standings[id_],
            tier=tiers[id_],
            reasons=sentences,
            issues=optional(result.issues) if result is not None else None,
        )


def _vision(data: ReportData) -> VisionView:
    vision = data.folder.vision
    result = data.folder.vision_results.get(data.year)
    return VisionView(
        name=Text(vision.name),
        municipality=Text(vision.municipality.name),
        notice=optional(vision.notice),
        start=vision.period.start,
        end=vision.period.end,
        philosophy=optional(vision.philosophy),
        goals=tuple(Text(goal) for goal in vision.goals),
        secretariat=data.party(data.folder.secretariat_in(data.year)),
        council=Text(vision.council.name) if vision.council is not None else None,
        members=_council_members(data),
        team=Text(vision.team.name) if vision.team is not None else None,
        contact=optional(vision.contact),
        revisions=revision_views(revision for revision in vision.revisions if revision.year == data.year),
        internal=optional(result.internal) if result is not None and data.shows_internal else None,
    )


def _council_members(data: ReportData) -> tuple[Text, ...]:
    """Returns who sat in the council on the day it last reviewed the year, or else on the last day of the year after."""
    days = [
        meeting.date
        for (folder_year, _), meeting in data.folder.meetings.items()
        if meeting.body == "council" and reviewed_year(meeting, folder_year) == data.year
    ]
    day = max(days, default=datetime.date(data.year + 2, 3, 31))
    return data.parties(data.folder.council_on(day))


def _policies(
    data: ReportData, standings: dict[str, StandingView], own: tuple[IndicatorView, ...]
) -> Iterator[GroupView]:
    policy_of = {indicator.id: indicator.policy for indicator in data.folder.vision.indicators}
    begun = {measure.policy for measure in _begun(data)}
    begun |= {
        indicator.policy
        for indicator in data.folder.vision.indicators
        if indicator.policy and data.folder.indicator_period(None, indicator).start <= data.year
    }
    for policy in data.folder.vision.policies:
        if policy.id not in begun:
            continue  # nothing of it is in force yet: an older report knows nothing of a policy added since
        scores = data.scores.of_policy(policy.id)
        yield GroupView(
            id=policy.id,
            title=Text(policy.title),
            related=False,
            counts=counts_of_measures(data, scores),
            measures=tuple(standings[score.id] for score in scores),
            own=tuple(indicator for indicator in own if policy_of[indicator.id] == policy.id),
        )


def _begun(data: ReportData) -> Iterator[Measure]:
    """Yields the measures that were in force in this year or an earlier one."""
    for measure in data.folder.measures.values():
        if data.folder.period_of(measure).start <= data.year:
            yield measure


def _fields(data: ReportData, standings: dict[str, StandingView]) -> Iterator[GroupView]:
    begun = {field for measure in _begun(data) for field in measure.fields}
    for field in data.folder.vision.fields:
        if field.id not in begun:
            continue
        scores = data.scores.of_field(field.id)
        yield GroupView(
            id=field.id,
            title=Text(field.title),
            related=field.related,
            counts=counts_of_measures(data, scores),
            measures=tuple(standings[score.id] for score in scores),
            own=(),
        )
