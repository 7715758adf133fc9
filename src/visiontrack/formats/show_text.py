"""``show`` for a terminal: the page of a measure, an opinion, an actor or a section through the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visiontrack.cycle.act import RaisedOpinion, requests_under
from visiontrack.cycle.history import MeasureYear, VisionYears
from visiontrack.cycle.reflected import Reflected
from visiontrack.cycle.show import (
    DatedDecision,
    IndicatorOverview,
    MeasureOverview,
    OpinionOverview,
    PartyMeasure,
    PartyOverview,
    RelatedMeasure,
    ShowOverview,
)
from visiontrack.cycle.show_meeting import MeetingOverview
from visiontrack.cycle.show_program import ProgramHistory
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.check_text import actual_text
from visiontrack.formats.number_format import NOTHING, format_figure, format_value
from visiontrack.formats.painter import Painter
from visiontrack.formats.roles_formats import role_lines
from visiontrack.formats.show_indicator_text import indicator_lines
from visiontrack.formats.show_pages import (
    measure_title,
    meeting_lines,
    program_lines,
    request_lines,
    vision_lines,
)
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue
from visiontrack.schema.actor import Actor, Section

BAR = 10
_YEAR_COLUMNS = ("year", "status", "grade", "score", "self", "measured", "next", "decision")
_RIGHT = ("score", "measured")


def show_text(output: Output[ShowOverview]) -> str:
    """Returns the whole page, at most as wide as the console."""
    folder, overview, words, painter = output.folder, output.overview, output.words, output.painter
    if isinstance(overview, VisionYears):
        return lines_text(vision_lines(folder, overview, words, painter))
    if isinstance(overview, MeasureOverview):
        return lines_text(_measure(folder, overview, words, painter))
    if isinstance(overview, IndicatorOverview):
        return lines_text(indicator_lines(folder, overview, words, painter))
    if isinstance(overview, OpinionOverview):
        return lines_text(_opinion(folder, overview, words, painter))
    if isinstance(overview, ProgramHistory):
        return lines_text(program_lines(folder, overview, words, painter))
    if isinstance(overview, MeetingOverview):
        lines = meeting_lines(folder, overview, words, painter)
        opinions = _opinions(folder, overview.opinions, words, painter)
        return lines_text([*lines, *painter.part(words("show.opinions"), opinions)])
    return lines_text(_party(folder, overview, words, painter))


# A measure


def _measure(folder: Folder, overview: MeasureOverview, words: Catalogue, painter: Painter) -> list[str]:
    measure, years = overview.measure, overview.years
    lines = painter.headline(words("show.measure", id=overview.id, title=measure.title))
    lines += painter.facts(_measure_facts(folder, overview, words))
    lines += painter.paragraph(measure.description)
    for related, key in ((overview.before, "show.before"), (overview.after, "show.after")):
        for kin in related:
            lines += painter.item(words(key, name=_related_name(kin, words)))
    lines += painter.part(words("show.history"), _history(overview, words, painter))
    title = words("show.indicators", until=years[-1].year if years else overview.until)
    lines += painter.part(title, _series(overview, words, painter))
    lines += painter.part(words("show.revisions"), _revisions(overview, words, painter))
    lines += painter.part(words("show.decisions"), _decisions(overview.decisions, words, painter))
    return lines + painter.part(words("show.opinions"), _opinions(folder, overview.opinions, words, painter))


def _measure_facts(folder: Folder, overview: MeasureOverview, words: Catalogue) -> Iterator[str]:
    measure, comma = overview.measure, words("list.comma")
    policies = {policy.id: policy.title for policy in folder.vision.policies}
    fields = {field.id: field.title for field in folder.vision.fields}
    yield words("show.policy", title=policies.get(measure.policy, measure.policy))
    if measure.fields:
        yield words("show.fields", titles=comma.join(fields.get(field, field) for field in measure.fields))
    yield words("show.lead", name=folder.party_name(folder.lead_in(measure, overview.until)))
    if partners := folder.partners_in(measure, overview.until):
        names = [folder.party_name(partner.actor) for partner in partners]
        yield words("show.partners", names=comma.join(names))
    yield words("show.period", start=overview.period.start, end=overview.period.end)


def _related_name(related: RelatedMeasure, words: Catalogue) -> str:
    measure, period = related.measure, related.period
    if measure is None or period is None:
        return words("show.kin.none", id=related.id)
    return words("show.kin", id=related.id, title=measure.title, start=period.start, end=period.end)


def _history(overview: MeasureOverview, words: Catalogue, painter: Painter) -> Iterator[str]:
    """Yields the measure's years; those of the measures before and after it, under their own names."""
    before = [kin for kin in reversed(overview.before) if kin.measure is not None and kin.years]
    after = [kin for kin in overview.after if kin.measure is not None and kin.years]
    for kin in before:
        yield from _history_of(kin, words, painter)
    if before or after:
        title = words("show.history.of", title=overview.measure.title, id=overview.id)
        yield from painter.wrap(title)
    if overview.years:
        yield from _years_table(overview.years, words, painter)
    else:
        yield from painter.wrap(words("show.history.none", until=overview.until))
    for kin in after:
        yield from ["", *_history_of(kin, words, painter)]


def _history_of(related: RelatedMeasure, words: Catalogue, painter: Painter) -> list[str]:
    title = related.measure.title if related.measure is not None else related.id
    heading = painter.wrap(words("show.history.of", title=title, id=related.id))
    return [*heading, *_years_table(related.years, words, painter), ""]


def _years_table(years: Sequence[MeasureYear], words: Catalogue, painter: Painter) -> list[str]:
    columns = [Column(words(f"show.column.{name}"), right=name in _RIGHT) for name in _YEAR_COLUMNS]
    columns.insert(4, Column(""))
    return painter.table(columns, [_year_row(year, words, painter) for year in years])


def _year_row(year: MeasureYear, words: Catalogue, painter: Painter) -> list[str]:
    score, result = year.score, year.result
    self_evaluation = result.self_evaluation if result is not None else None
    return [
        str(year.year),
        words(f"word.{result.status}") if result is not None else words("show.no_result"),
        score.grade or NOTHING,
        format_figure(score.score),
        painter.bar(score.score, BAR),
        self_evaluation.grade if self_evaluation is not None else NOTHING,
        f"{score.measured}/{score.graded}",
        words(f"word.{result.next}") if result is not None and result.next else NOTHING,
        words(f"word.{year.decision.decision}") if year.decision is not None else NOTHING,
    ]


def _series(overview: MeasureOverview, words: Catalogue, painter: Painter) -> Iterator[str]:
    """Yields each indicator of the last year with its actuals so far."""
    latest: Sequence[IndicatorScore] = overview.years[-1].score.indicators if overview.years else ()
    for score in latest:
        indicator, last_target = score.inputs.indicator, score.inputs.last_target
        actuals = [
            actual_text(earlier, words)
            for year in overview.years
            for earlier in year.score.indicators
            if earlier.id == score.id
        ]
        yield from painter.item(words("show.indicator.line", name=indicator.name, unit=indicator.unit))
        text = words(
            "show.indicator.series",
            values=words("show.arrow").join(actuals),
            target=format_value(score.target.value if score.target is not None else None, words),
            final=format_value(last_target[1] if last_target is not None else None, words),
        )
        yield from painter.paragraph(text, 6)


def _revisions(overview: MeasureOverview, words: Catalogue, painter: Painter) -> Iterator[str]:
    for revision in overview.measure.revisions:
        text = (revision.text or "").strip()
        line = words("show.revision", year=revision.year, decision=revision.decision, text=text)
        yield from painter.item(line)


# An opinion


def _opinion(folder: Folder, overview: OpinionOverview, words: Catalogue, painter: Painter) -> list[str]:
    raised, opinion = overview.raised, overview.raised.opinion
    lines = painter.headline(words("show.opinion", kind=words(f"word.{opinion.kind}"), id=opinion.id))
    meeting = words(
        "show.meeting",
        title=raised.meeting.title,
        date=raised.meeting.date.isoformat(),
        reviewed=raised.reviewed,
    )
    titles = [folder.measures[id_].title if id_ in folder.measures else id_ for id_ in opinion.measures]
    about = words("list.comma").join(titles) if titles else words("show.about.vision")
    lines += painter.facts([meeting])
    lines += painter.facts(
        [
            words("show.by", actor=folder.party_name(opinion.actor)),
            words("show.about", names=about),
            words("show.stands", path=overview.where.path, line=overview.where.line),
        ]
    )
    lines += ["", *painter.paragraph(opinion.text)]
    lines += ["", *painter.headline(words("show.response", state=_answer_state(raised, words)))]
    lines += _response(folder, overview, words, painter)
    requests = request_lines(folder, requests_under([overview.raised]), words, painter)
    lines += painter.part(words("show.requests"), requests)
    if not overview.decisions:
        return [*lines, "", *painter.wrap(words("show.followed.none"))]
    decisions = (line for entry in overview.decisions for line in _followed(entry, words, painter))
    return lines + painter.part(words("show.followed"), decisions)


def _response(folder: Folder, overview: OpinionOverview, words: Catalogue, painter: Painter) -> list[str]:
    response = overview.raised.opinion.response
    if response is None:
        return []
    facts = []
    if overview.raised.lead is not None:
        facts.append(words("show.response.lead", name=folder.party_name(overview.raised.lead)))
    if response.due is not None:
        facts.append(words("show.response.due", due=response.due.isoformat()))
    return [*painter.facts(facts), *painter.paragraph(response.text)]


def _followed(reflected: Reflected, words: Catalogue, painter: Painter) -> Iterator[str]:
    decision = DatedDecision(reflected.judged, reflected.plan, reflected.decision)
    yield from _decisions([decision], words, painter)
    where = reflected.where
    text = words(
        f"show.reflected.{reflected.state}",
        plan=reflected.plan,
        path=where.path if where is not None else "",
        line=where.line if where is not None else "",
    )
    yield from painter.paragraph(text, 6)


# An actor or a section


def _party(folder: Folder, overview: PartyOverview, words: Catalogue, painter: Painter) -> list[str]:
    lines = painter.headline(_party_title(overview, words))
    lines += painter.facts(_successions(folder, overview, words))
    sections = overview.actor.sections if overview.section is None else ()
    section_lines = (line for section in sections for line in painter.item(_section(section, words)))
    lines += painter.part(words("show.sections"), section_lines)
    if overview.roles is not None and overview.roles.roles:
        unserved = "roles.unserved" if overview.section is None else "show.roles.unserved"
        role_texts = role_lines(folder, overview.roles, words, painter, unserved)
        lines += painter.part(words("show.roles"), role_texts)
    programs = overview.actor.programs if overview.section is None else ()
    program_items = (line for program in programs for line in painter.item(f"{program.title} [{program.id}]"))
    lines += painter.part(words("show.programs"), program_items)
    lines += painter.part(words("show.carried"), _carried(overview, words, painter))
    lines += painter.part(words("show.contributions"), _contributions(folder, overview, words, painter))
    for key, opinions in (("show.said", overview.opinions), ("show.to_answer", overview.to_answer)):
        lines += painter.part(words(key), _opinions(folder, opinions, words, painter))
    received = request_lines(folder, overview.requests, words, painter, named=True)
    return lines + painter.part(words("show.received"), received)


def _party_title(overview: PartyOverview, words: Catalogue) -> str:
    section, actor = overview.section, overview.actor
    if section is not None:
        title = words("show.section", id=overview.id, name=section.name, actor=actor.name)
        return _until(title, section, words)
    title = words("show.actor", id=overview.id, name=actor.name, category=words(f"word.{actor.category}"))
    return _until(title, actor, words)


def _successions(folder: Folder, overview: PartyOverview, words: Catalogue) -> Iterator[str]:
    took_over = "show.took_over" if overview.section is not None else "show.took_over.actor"
    for key, ids in ((took_over, overview.before), ("show.handed_to", overview.after)):
        if ids:
            yield words(key, names=words("list.comma").join(map(folder.party_name, ids)))


def _section(section: Section, words: Catalogue) -> str:
    return _until(words("show.section.line", name=section.name, id=section.id), section, words)


def _until(text: str, party: Section | Actor, words: Catalogue) -> str:
    """Returns the title of a section or actor, with its last year if it is no more."""
    return text if party.until is None else words("show.section.until", text=text, until=party.until)


def _carried(overview: PartyOverview, words: Catalogue, painter: Painter) -> list[str]:
    """Returns the party's measures with the last year of each: grade and score."""
    if not overview.carried:
        return []
    columns = [
        Column(""),
        Column(words("show.carried"), flexible=True),
        Column(words("show.column.year")),
        Column(words("show.column.grade")),
        Column(words("show.column.score"), right=True),
    ]
    rows = []
    for carried in overview.carried:
        last = carried.last
        rows.append(
            [
                words(f"show.carried.{carried.part}"),
                _carried_title(carried, words),
                str(last.year) if last is not None else NOTHING,
                (last.score.grade if last is not None else None) or NOTHING,
                format_figure(last.score.score if last is not None else None),
            ]
        )
    return painter.table(columns, rows)


def _carried_title(carried: PartyMeasure, words: Catalogue) -> str:
    title = f"{carried.id} {carried.measure.title}"
    if not carried.projects:
        return title
    names = words("list.comma").join(project.title for project in carried.projects)
    return words("show.carried.with_projects", title=title, names=names)


def _contributions(
    folder: Folder, overview: PartyOverview, words: Catalogue, painter: Painter
) -> Iterator[str]:
    for entry in overview.contributions:
        measure = measure_title(folder, entry.measure)
        text = (entry.contribution.text or "").strip() or words("roles.no_text")
        yield from painter.item(words("show.contribution", year=entry.year, measure=measure, text=text))


# What several pages list


def _opinions(
    folder: Folder, opinions: Sequence[RaisedOpinion], words: Catalogue, painter: Painter
) -> Iterator[str]:
    """Yields each opinion: who raised it when, how far its answer is, and its text."""
    for raised in opinions:
        opinion = raised.opinion
        title = words(
            "show.opinions.item",
            id=opinion.id,
            date=raised.meeting.date.isoformat(),
            actor=folder.party_name(opinion.actor),
            kind=words(f"word.{opinion.kind}"),
            state=_answer_state(raised, words),
        )
        yield from painter.item(title)
        yield from painter.paragraph(opinion.text, 6)


def _answer_state(raised: RaisedOpinion, words: Catalogue) -> str:
    return words(f"show.state.{raised.state}")


def _decisions(decisions: Sequence[DatedDecision], words: Catalogue, painter: Painter) -> Iterator[str]:
    """Yields each decision with its reason and the opinions it answers."""
    for dated in decisions:
        decision = dated.decision
        word = words(f"word.{decision.decision}")
        text = words("show.decision", year=dated.year, plan=dated.plan, decision=word)
        if decision.project is not None:
            text = words("show.decision.project", text=text, project=decision.project)
        if decision.into is not None:
            text = words("show.decision.into", text=text, measure=decision.measure, into=decision.into)
        yield from painter.item(text)
        yield from painter.paragraph(decision.reason, 6)
        if decision.opinions:
            ids = words("list.comma").join(decision.opinions)
            yield from painter.paragraph(words("show.decision.opinions", ids=ids), 6)
