"""The folder with every year's scores, and the parts that several pages of the site are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from visiontrack.cycle.act import RaisedOpinion, raised_opinions
from visiontrack.cycle.history import last_year
from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.money import money
from visiontrack.evaluation.vision_score import VisionScore, evaluate
from visiontrack.report.chart_files import path_key
from visiontrack.report.data_text import Text, optional
from visiontrack.report.site_view import (
    SiteDecisionView,
    SiteDeedView,
    SiteGradeView,
    SiteIndicatorView,
    SiteLinkView,
    SiteOpinionView,
    SiteRequestView,
    SiteRowView,
    SiteValueView,
)
from visiontrack.schema.meeting import PUBLIC_BODIES

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.folder.model import Folder
    from visiontrack.report.chart_files import PlannedChart
    from visiontrack.schema.decisions import Decision
    from visiontrack.schema.measure import Indicator
    from visiontrack.schema.meeting import Response
    from visiontrack.schema.result import Contribution

YEARS_IN_A_ROW = 5


class SiteData:
    """A folder up to the newest year with a result; ``charts`` are those of that year, by their keys."""

    def __init__(self, folder: Folder, language: str, charts: Mapping[str, PlannedChart]) -> None:
        self.folder = folder
        self.language = language
        self.charts = charts
        self.year = last_year(folder)
        first = min(folder.asked_since, self.year)
        self.scores: dict[int, VisionScore] = {
            year: evaluate(folder, year) for year in range(first, self.year + 1)
        }

    # ---- links -----------------------------------------------------------------------------------------------

    @cached_property
    def measure_ids(self) -> tuple[str, ...]:
        """The measures that were in force up to the newest year: each has a page."""
        newest_first = [
            score.id for year in sorted(self.scores, reverse=True) for score in self.scores[year].measures
        ]
        ids = dict.fromkeys(newest_first)
        return tuple(sorted(ids, key=lambda id_: self.folder.policy_position(self.folder.measures[id_])))

    def measure_link(self, id_: str) -> SiteLinkView:
        measure = self.folder.measures.get(id_)
        path = f"measures/{id_}.html" if id_ in self.measure_ids else None
        return SiteLinkView(path=path, text=Text(measure.numbered_title if measure is not None else id_))

    def measure_links(self, ids: Sequence[str]) -> tuple[SiteLinkView, ...]:
        return tuple(self.measure_link(id_) for id_ in ids)

    def party_link(self, party: str) -> SiteLinkView:
        actor = self.folder.actor_of(party)
        path = f"actors/{actor.id}.html" if actor is not None else None
        return SiteLinkView(path=path, text=Text(self.folder.party_name(party)))

    def program_link(self, id_: str) -> SiteLinkView:
        if id_ not in self.folder.programs:
            return SiteLinkView(path=None, text=Text(id_))
        return SiteLinkView(path=f"programs/{id_}.html", text=Text(self.folder.programs[id_][0].title))

    # ---- indicators ------------------------------------------------------------------------------------------

    @cached_property
    def own(self) -> tuple[SiteIndicatorView, ...]:
        """The vision's own indicators that were in force up to the newest year."""
        return tuple(
            self.indicator(None, indicator, scores)
            for indicator in self.folder.vision.indicators
            if (scores := self._own_scores(indicator.id))
        )

    def _own_scores(self, id_: str) -> list[IndicatorScore]:
        return [score for year in self.scores.values() for score in year.own if score.id == id_]

    def indicator(
        self, measure: str | None, indicator: Indicator, scores: Sequence[IndicatorScore]
    ) -> SiteIndicatorView:
        last = scores[-1].inputs
        baseline, final = last.baseline, last.last_target
        chart = self.charts.get(path_key(measure, indicator.id))
        aiming = [id_ for id_ in self.measure_ids if indicator.id in self.folder.measures[id_].aims]
        return SiteIndicatorView(
            id=indicator.id,
            name=Text(indicator.name),
            unit=Text(indicator.unit),
            kind=indicator.kind,
            direction=indicator.direction,
            type=indicator.type,
            policy=indicator.policy,
            definition=optional(indicator.definition),
            rationale=optional(indicator.rationale),
            source=optional(indicator.source),
            baseline_year=baseline[0] if baseline is not None else None,
            baseline=baseline[1] if baseline is not None else None,
            final_year=final[0] if final is not None else None,
            final_target=final[1] if final is not None else None,
            points=tuple(map(_value, reversed(scores))),
            chart=chart_path(chart) if chart is not None else None,
            alternative=Text(chart.alternative) if chart is not None else None,
            aims=tuple(self.row(id_) for id_ in aiming) if measure is None else (),
        )

    # ---- measures --------------------------------------------------------------------------------------------

    def row(self, id_: str) -> SiteRowView:
        measure, score = self.folder.measures[id_], self.scores[self.year].of(id_)
        years = range(max(self.year - YEARS_IN_A_ROW + 1, self.folder.vision.period.start), self.year + 1)
        return SiteRowView(
            id=id_,
            number=optional(measure.number),
            title=Text(measure.title),
            lead=Text(self.folder.party_name(self.folder.lead_in(measure, self.year))),
            grades=tuple(self._grade(id_, year) for year in years),
            score=score.score if score is not None else None,
            achieved=score.achieved if score is not None else 0,
            measured=score.measured if score is not None else 0,
            graded=score.graded if score is not None else 0,
            spent=money(self.folder, self.year, (id_,)).spent,
        )

    def _grade(self, id_: str, year: int) -> SiteGradeView:
        scores = self.scores.get(year)
        score = scores.of(id_) if scores is not None else None
        return SiteGradeView(year=year, grade=grade_text(score), in_force=score is not None)

    def deeds(
        self, year: int, contributions: Sequence[Contribution], place: SiteLinkView | None
    ) -> Iterator[SiteDeedView]:
        for contribution in contributions:
            text = optional(contribution.text)
            if text is not None:
                yield SiteDeedView(
                    year=year, party=self.party_link(contribution.actor), place=place, text=text
                )

    def decision(self, year: int, decision: Decision) -> SiteDecisionView:
        plan = self.folder.decisions[year].plan_year
        measure = self.folder.measures.get(decision.measure)
        target = self.folder.measures.get(decision.into or decision.measure)
        revisions = self.folder.vision.revisions if decision.measure == OWN else ()
        revisions = target.revisions if target is not None else revisions
        titles = {project.id: project.title for project in measure.projects} if measure is not None else {}
        link = self.measure_link(decision.measure)
        if measure is None:
            link = SiteLinkView(path=None, text=Text(decision.title or self.folder.vision.name))
        return SiteDecisionView(
            year=year,
            plan=plan,
            decision=decision.decision,
            project=optional(titles.get(decision.project or "", decision.project)),
            reason=Text(decision.reason or ""),
            into=self.measure_link(decision.into) if decision.into is not None else None,
            shown=tuple(
                text
                for revision in revisions
                if revision.year == plan and revision.decision == year and (text := optional(revision.text))
            ),
            measure=link,
        )

    # ---- opinions --------------------------------------------------------------------------------------------

    @cached_property
    def opinions(self) -> tuple[SiteOpinionView, ...]:
        """What council and hearings said, the newest first."""
        public = [raised for raised in raised_opinions(self.folder) if raised.meeting.body in PUBLIC_BODIES]
        public.sort(key=lambda raised: raised.meeting.date, reverse=True)
        return tuple(map(self._opinion, public))

    def _opinion(self, raised: RaisedOpinion) -> SiteOpinionView:
        opinion, meeting = raised.opinion, raised.meeting
        response = opinion.response
        return SiteOpinionView(
            id=opinion.id,
            actor=self.party_link(opinion.actor),
            kind=opinion.kind,
            body=meeting.body,
            meeting=Text(meeting.title),
            day=meeting.date.isoformat(),
            reviewed=raised.reviewed,
            measures=self.measure_links(opinion.measures),
            text=Text(opinion.text),
            status=response.status if response is not None else None,
            answer=optional(response.text) if response is not None else None,
            lead=Text(self.folder.party_name(response.lead)) if response and response.lead else None,
            due=response.due.isoformat() if response and response.due else None,
            requests=tuple(self._requests(response)),
            decisions=tuple(
                self.decision(year, decision)
                for year, file in sorted(self.folder.decisions.items())
                for decision in file.decisions
                if opinion.id in decision.opinions and not decision.draft
            ),
        )

    def _requests(self, response: Response | None) -> Iterator[SiteRequestView]:
        for request in response.requests if response is not None else ():
            yield SiteRequestView(
                party=self.party_link(request.to),
                day=request.date.isoformat(),
                text=Text(request.text),
                due=request.due.isoformat() if request.due is not None else None,
                reply=optional(request.reply),
            )


def chart_path(chart: PlannedChart) -> str:
    """Returns where a chart stands on the site: ``charts/startup-support--founders.svg``."""
    return f"charts/{chart.path.rpartition('/')[2]}"


def grade_text(score: MeasureScore | None) -> Text | None:
    """Returns a measure's grade, or None where it has none."""
    return optional(score.grade) if score is not None else None


def _value(score: IndicatorScore) -> SiteValueView:
    entry = score.entry
    return SiteValueView(
        year=score.inputs.year,
        actual=score.actual,
        state=score.state,
        reason=score.reason if score.actual is None else None,
        target=score.target.value if score.target is not None else None,
        achievement=score.achievement,
        achieved=score.achieved if score.graded else None,
        grade=optional(score.grade),
        comment=optional(entry.comment) if entry is not None else None,
        was=entry.was if entry is not None else None,
    )
