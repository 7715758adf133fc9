"""The site of a folder: its measures, years, actors and programs, as the pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from visiontrack.cycle.history import predecessors, successors
from visiontrack.cycle.roles import roles
from visiontrack.report.data_text import Text, optional, web_address
from visiontrack.report.site_data import SiteData, grade_text
from visiontrack.report.site_view import (
    SiteActorView,
    SiteDeedView,
    SiteDownloadView,
    SiteGradeCountView,
    SiteLinkView,
    SiteMeasureView,
    SiteOpinionView,
    SitePolicyView,
    SiteProgramView,
    SiteProgramYearView,
    SiteProjectView,
    SitePublishedView,
    SiteRoleView,
    SiteView,
    SiteVisionYearView,
    SiteYearView,
)

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.folder.model import Folder
    from visiontrack.report.chart_files import PlannedChart
    from visiontrack.schema.actor import Actor, Program
    from visiontrack.schema.result import Result


def site_view(
    folder: Folder,
    language: str,
    charts: Mapping[str, PlannedChart],
    reports: Mapping[int, str],
    downloads: Mapping[str, bytes],
) -> SiteView:
    """Returns the whole site up to the newest year with a result.

    ``charts`` are those of that year, by their keys; ``reports`` says where the public's report of a year stands on
    the site, ``downloads`` are the files of the data by name.
    """
    data = SiteData(folder, language, charts)
    vision, rules = data.folder.vision, data.scores[data.year].rules
    years = tuple(_vision_year(data, year, reports) for year in sorted(data.scores, reverse=True))
    programs = tuple(
        _program(data, overview.id, program)
        for overview in roles(folder, data.year).actors
        for program in overview.actor.programs
    )
    return SiteView(
        language=data.language,
        name=Text(vision.name),
        municipality=Text(vision.municipality.name),
        notice=optional(vision.notice),
        contact=optional(vision.contact),
        council=Text(vision.council.name) if vision.council is not None else None,
        philosophy=optional(vision.philosophy),
        start=vision.period.start,
        end=vision.period.end,
        basis=rules.basis,
        roll_up=rules.roll_up,
        cap=rules.cap,
        latest=years[0],
        years=years,
        policies=tuple(_policies(data)),
        own=data.own,
        measures=tuple(_measure(data, id_) for id_ in data.measure_ids),
        opinions=data.opinions,
        actors=tuple(_actors(data, programs)),
        programs=programs,
        downloads=tuple(
            SiteDownloadView(name=name, kilobytes=-(-len(content) // 1000))
            for name, content in sorted(downloads.items())
        ),
    )


def _measure(data: SiteData, id_: str) -> SiteMeasureView:
    folder, measure = data.folder, data.folder.measures[id_]
    period = folder.period_of(measure)
    fields = {field.id: field.title for field in folder.vision.fields}
    policy = next((policy for policy in folder.vision.policies if policy.id == measure.policy), None)
    own = {indicator.id: indicator.name for indicator in folder.vision.indicators}
    by_indicator: dict[str, list[IndicatorScore]] = {}
    for year in data.scores.values():
        score = year.of(id_)
        for indicator_score in score.indicators if score is not None else ():
            by_indicator.setdefault(indicator_score.id, []).append(indicator_score)
    return SiteMeasureView(
        row=data.row(id_),
        description=optional(measure.description),
        start=period.start,
        end=period.end,
        policy=SiteLinkView(
            path=f"policies/{measure.policy}.html", text=Text(policy.title if policy else measure.policy)
        ),
        fields=tuple(Text(fields[field]) for field in measure.fields if field in fields),
        partners=tuple(
            data.party_link(party)
            for party in (partner.actor for partner in data.folder.partners_in(measure, data.year))
        ),
        programs=tuple(data.program_link(program) for program in measure.programs),
        aims=tuple(
            SiteLinkView(path=f"indicators/{aim}.html", text=Text(own[aim]))
            for aim in measure.aims
            if aim in own
        ),
        before=data.measure_links(predecessors(folder, id_)),
        after=data.measure_links([later for later in successors(folder, id_) if later in folder.measures]),
        indicators=tuple(
            data.indicator(id_, indicator, by_indicator[indicator.id])
            for indicator in measure.indicators
            if indicator.id in by_indicator
        ),
        years=tuple(_years(data, id_)),
        opinions=tuple(opinion for opinion in data.opinions if _concerns(data, opinion, id_)),
    )


def _concerns(data: SiteData, opinion: SiteOpinionView, measure: str) -> bool:
    return measure in data.folder.opinions[opinion.id][0].measures


def _years(data: SiteData, id_: str) -> Iterator[SiteYearView]:
    for year in sorted(data.scores, reverse=True):
        score = data.scores[year].of(id_)
        if score is None:
            continue
        result = data.folder.results.get((year, id_))
        labels = {grade.grade: grade.label for grade in score.rules.grades}
        yield SiteYearView(
            year=year,
            grade=grade_text(score),
            label=optional(labels.get(score.grade or "")),
            score=score.score,
            status=result.status if result is not None else None,
            outcomes=optional(result.outcomes) if result is not None else None,
            issues=optional(result.issues) if result is not None else None,
            projects=tuple(_projects(score, result, year, data.folder)),
            deeds=tuple(data.deeds(year, result.contributions, None)) if result is not None else (),
            decisions=tuple(
                data.decision(year, decision)
                for decision in data.folder.decisions_on(year, id_)
                if not decision.draft
            ),
        )


def _vision_year(data: SiteData, year: int, reports: Mapping[int, str]) -> SiteVisionYearView:
    scores = data.scores[year]
    counts, result = scores.counts(), data.folder.vision_results.get(year)
    bands = [
        SiteGradeCountView(
            grade=Text(band.grade),
            label=Text(band.label),
            at_least=band.at_least,
            measures=counts.grades.get(band.grade, 0),
        )
        for band in scores.rules.grades
    ]
    ungraded = counts.measures - sum(band.measures for band in bands)
    return SiteVisionYearView(
        year=year,
        grades=(*bands, SiteGradeCountView(grade=None, label=None, at_least=None, measures=ungraded)),
        measured=counts.measured,
        achieved=counts.achieved,
        outcomes_measured=counts.outcome.measured,
        outcomes_achieved=counts.outcome.achieved,
        context=optional(result.context) if result is not None else None,
        outcomes=optional(result.outcomes) if result is not None else None,
        issues=optional(result.issues) if result is not None else None,
        deeds=tuple(data.deeds(year, result.contributions, None)) if result is not None else (),
        report=reports.get(year),
        published=tuple(
            SitePublishedView(
                year=paper.year,
                paper=paper.paper,
                day=paper.date.isoformat(),
                where=tuple(map(Text, paper.where)),
            )
            for paper in data.folder.vision.published
            if paper.year == year and paper.paper != "team"
        ),
    )


def _policies(data: SiteData) -> Iterator[SitePolicyView]:
    current = data.scores[data.year]
    for policy in data.folder.vision.policies:
        ids = [id_ for id_ in data.measure_ids if data.folder.measures[id_].policy == policy.id]
        own = tuple(indicator for indicator in data.own if indicator.policy == policy.id)
        if ids or own:
            yield SitePolicyView(
                id=policy.id,
                title=Text(policy.title),
                rows=tuple(data.row(id_) for id_ in ids if current.of(id_) is not None),
                ended=data.measure_links([id_ for id_ in ids if current.of(id_) is None]),
                own=own,
            )


def _actors(data: SiteData, programs: tuple[SiteProgramView, ...]) -> Iterator[SiteActorView]:
    deeds = list(_all_deeds(data))
    for overview in roles(data.folder, data.year).actors:
        actor, path = overview.actor, f"actors/{overview.id}.html"
        yield SiteActorView(
            id=overview.id,
            name=Text(actor.name),
            category=actor.category,
            until=actor.until,
            roles=tuple(
                SiteRoleView(
                    title=Text(role.role.title),
                    text=Text(role.role.text),
                    measures=data.measure_links(
                        list(dict.fromkeys(serving.measure for serving in role.measures))
                    ),
                )
                for role in overview.roles
            ),
            measures=data.measure_links(_carried_by(data, actor)),
            deeds=tuple(deed for deed in deeds if deed.party.path == path),
            opinions=tuple(opinion for opinion in data.opinions if opinion.actor.path == path),
            programs=tuple(program for program in programs if program.actor.path == path),
        )


def _carried_by(data: SiteData, actor: Actor) -> list[str]:
    """Returns the measures in force in the newest year that the actor, or a section of it, leads or helps with."""
    folder, year = data.folder, data.year
    return [
        score.id
        for score in data.scores[year].measures
        if any(
            folder.actor_of(party) is actor
            for party in (
                folder.lead_in(score.measure, year),
                *(partner.actor for partner in folder.partners_in(score.measure, year)),
            )
        )
    ]


def _all_deeds(data: SiteData) -> Iterator[SiteDeedView]:
    for year in sorted(data.scores, reverse=True):
        vision_result = data.folder.vision_results.get(year)
        if vision_result is not None:
            yield from data.deeds(year, vision_result.contributions, None)
        for score in data.scores[year].measures:
            result = data.folder.results.get((year, score.id))
            if result is not None:
                yield from data.deeds(year, result.contributions, data.measure_link(score.id))


def _program(data: SiteData, actor: str, program: Program) -> SiteProgramView:
    period = program.period
    return SiteProgramView(
        id=program.id,
        title=Text(program.title),
        actor=data.party_link(actor),
        start=period.start if period is not None else None,
        end=period.end if period is not None else None,
        url=web_address(program.url),
        text=optional(program.text),
        measures=data.measure_links(
            [id_ for id_ in data.measure_ids if program.id in data.folder.measures[id_].programs]
        ),
        years=tuple(_program_years(data, program.id)),
    )


def _program_years(data: SiteData, program: str) -> Iterator[SiteProgramYearView]:
    for year in sorted(data.scores, reverse=True):
        entries = [
            entry
            for (result_year, _), result in sorted(data.folder.results.items())
            if result_year == year and (entry := result.programs.get(program)) is not None
        ]
        notes = [entry.told.strip() for entry in entries if entry.told and entry.told.strip()]
        used = next((entry.used for entry in entries if entry.used is not None), None)
        if notes or used is not None:
            yield SiteProgramYearView(year=year, told=optional("\n".join(notes)), used=used)


def _projects(
    score: MeasureScore, result: Result | None, year: int, folder: Folder
) -> Iterator[SiteProjectView]:
    for project in folder.projects_in(score.measure, year):
        entry = result.projects.get(project.id) if result is not None else None
        yield SiteProjectView(
            title=Text(project.title),
            status=entry.status if entry is not None else None,
            text=optional(entry.text) if entry is not None else None,
            budget=entry.budget if entry is not None else None,
            spent=entry.spent if entry is not None else None,
        )
