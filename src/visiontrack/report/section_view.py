"""Sections in the team's report: what each leads, lacks, shares and has to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.do import do
from visiontrack.report.data_text import Text
from visiontrack.report.indicator_view import IndicatorView
from visiontrack.report.measure_view import SheetView, StandingView
from visiontrack.report.meeting_view import OpinionView, opinion_view, unfinished_opinions
from visiontrack.report.view import ReportData, View

if TYPE_CHECKING:
    from visiontrack.cycle.do import MeasureReporting

_BAD_OUTLOOKS = ("off_course", "wrong_way")
# Why a measure needs attention, in sentences, by the measure's id.
Reasons = Mapping[str, tuple[Text, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView(View):
    """What is still to be reported of a measure (None: of the vision's own indicators) by this section.

    ``state`` is partly or missing; ``texts`` are keys of a result (outcomes, issues, next).
    """

    measure: Text | None
    state: str
    indicators: tuple[Text, ...]
    projects: tuple[Text, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleView(View):
    """An indicator in trouble; ``signs``: unmeasured, uncounted, missed, worse, off_course, wrong_way."""

    indicator: IndicatorView
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedView(View):
    """A measure the section leads, and with whom it shares it."""

    standing: StandingView
    reasons: tuple[Text, ...]
    troubles: tuple[TroubleView, ...]
    sections: tuple[Text, ...]
    actors: tuple[Text, ...]
    fields: tuple[Text, ...]
    internal: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedView(View):
    """A measure led elsewhere that the section takes part in; ``projects`` are those it leads there."""

    standing: StandingView
    projects: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView(View):
    """A section, or another actor that leads a measure.

    ``until`` is the last year of one that was gone by the year of the report without a successor, whose part it would
    be; a later end is not reported yet.
    """

    name: Text
    until: int | None
    gaps: tuple[GapView, ...]
    led: tuple[LedView, ...]
    shared: tuple[SharedView, ...]
    opinions: tuple[OpinionView, ...]


def section_views(
    data: ReportData, sheets: tuple[SheetView, ...], reasons: Reasons
) -> tuple[SectionView, ...]:
    """Returns every section that has a part in the year, the secretariat's first; then other actors that lead."""
    reports = {section.party: section.reports for section in do(data.folder, data.year).sections}
    opinions = _opinions_to_answer(data)
    views = []
    for party in _parties(data):
        led = tuple(_led(data, sheet, reasons) for sheet in sheets if _lead(data, sheet) == party)
        shared = tuple(_shared(data, sheets, party))
        gaps = tuple(_gap(report) for report in reports.get(party, ()) if report.empty)
        if led or shared or gaps or party in opinions:
            views.append(
                SectionView(
                    name=data.party(party),
                    until=_last_year(data, party),
                    gaps=gaps,
                    led=led,
                    shared=shared,
                    opinions=tuple(opinions.get(party, ())),
                )
            )
    return tuple(views)


def _last_year(data: ReportData, party: str) -> int | None:
    """Returns the last year of a party that was gone by the year of the report: later ends come later."""
    return data.folder.succession.last_years[party] if data.folder.has_ended(party, data.year) else None


def _parties(data: ReportData) -> list[str]:
    """Returns the secretariat, the sections in the order of their files, then the actors that lead something."""
    folder = data.folder
    measures = [score.measure for score in data.scores.measures]
    leads = {lead for measure in measures for lead in folder.leads_in(measure, data.year)}
    actors = [actor for actor in folder.actors if actor in leads]
    return list(dict.fromkeys([folder.secretariat_in(data.year), *folder.sections, *actors]))


def _lead(data: ReportData, sheet: SheetView) -> str:
    return data.folder.lead_in(data.folder.measures[sheet.standing.id], data.year)


def _gap(report: MeasureReporting) -> GapView:
    return GapView(
        measure=Text(report.title) if report.title is not None else None,
        state=report.state,
        indicators=tuple(Text(entry.title) for entry in report.empty if entry.kind == "indicator"),
        projects=tuple(Text(entry.title) for entry in report.empty if entry.kind == "project"),
        texts=tuple(entry.id for entry in report.empty if entry.kind == "text"),
    )


def _led(data: ReportData, sheet: SheetView, reasons: Reasons) -> LedView:
    measure = data.folder.measures[sheet.standing.id]
    lead, *leads = data.folder.leads_in(measure, data.year)
    partners = data.folder.partners_in(measure, data.year)
    parties = dict.fromkeys([*(partner.actor for partner in partners), *leads])
    others = [party for party in parties if party != lead]
    return LedView(
        standing=sheet.standing,
        reasons=reasons.get(sheet.standing.id, ()),
        troubles=tuple(_troubles(sheet)),
        sections=data.parties(tuple(party for party in others if party in data.folder.sections)),
        actors=data.parties(tuple(party for party in others if party not in data.folder.sections)),
        fields=sheet.fields,
        internal=sheet.internal,
    )


def _troubles(sheet: SheetView) -> Iterator[TroubleView]:
    for indicator in sheet.indicators:
        signs = tuple(_signs(indicator))
        if signs and indicator.kind != "reference":
            yield TroubleView(indicator=indicator, signs=signs)


def _signs(indicator: IndicatorView) -> Iterator[str]:
    """Yields why an indicator is in trouble: no figure, target missed, worse than last year, or heading off."""
    if indicator.counted is None:
        yield "unmeasured" if indicator.actual is None else "uncounted"
    if indicator.achieved is False:
        yield "missed"
    if indicator.change == "worse" and indicator.achieved is not True:
        yield "worse"
    if indicator.outlook in _BAD_OUTLOOKS:
        yield str(indicator.outlook)


def _shared(data: ReportData, sheets: tuple[SheetView, ...], party: str) -> Iterator[SharedView]:
    """Yields the measures led elsewhere in which a party is a partner or leads a project."""
    folder, year = data.folder, data.year
    for sheet in sheets:
        measure = folder.measures[sheet.standing.id]
        if folder.lead_in(measure, year) == party:
            continue
        titles = tuple(
            Text(project.title)
            for project in folder.projects_in(measure, year)
            if folder.project_lead_in(measure, project, year) == party
        )
        if titles or any(partner.actor == party for partner in folder.partners_in(measure, year)):
            yield SharedView(standing=sheet.standing, projects=titles)


def _opinions_to_answer(data: ReportData) -> dict[str, list[OpinionView]]:
    """Returns the unfinished opinions up to this year's round, by who has to answer."""
    folder = data.folder
    opinions: dict[str, list[OpinionView]] = {}
    for unfinished in unfinished_opinions(data):
        opinion = unfinished.opinion
        if opinion.response is not None and opinion.response.lead is not None:
            parties = [folder.answering(opinion.response.lead, data.year)]
        else:
            measures = [folder.measures[id_] for id_ in opinion.measures if id_ in folder.measures]
            leads = [folder.lead_in(measure, data.year) for measure in measures]
            parties = leads or [folder.secretariat_in(data.year)]
        for party in dict.fromkeys(parties):
            opinions.setdefault(party, []).append(opinion_view(data, opinion))
    return opinions
