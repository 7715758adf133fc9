"""``show`` for a terminal: requests, a program, a meeting, and what lies under an own indicator of the vision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from visiontrack import fiscal_year
from visiontrack.cycle.act import RaisedRequest
from visiontrack.cycle.history import MeasureGrades, VisionYears
from visiontrack.cycle.naming import OWN
from visiontrack.cycle.show import AimingMeasure
from visiontrack.cycle.show_meeting import MeetingOverview
from visiontrack.cycle.show_program import EndingProgram, ProgramHistory, ProgramYear
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.folder.model import Folder
from visiontrack.formats.number_format import NOTHING, format_figure, format_value, format_with_unit, grouped
from visiontrack.formats.painter import Painter
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue
from visiontrack.schema.measure import Project
from visiontrack.schema.result import ProjectResult


def measure_title(folder: Folder, id_: str) -> str:
    """Returns a measure's number, if it has one, and title; an unknown id stands for itself."""
    if id_ == OWN:
        return folder.vision.name
    measure = folder.measures.get(id_)
    return measure.numbered_title if measure is not None else id_


def request_lines(
    folder: Folder, requests: Iterable[RaisedRequest], words: Catalogue, painter: Painter, named: bool = False
) -> Iterator[str]:
    """Yields each request and the reply to it; with ``named`` the opinion too that it was made for."""
    for entry in requests:
        request = entry.request
        title = words("show.request", to=folder.party_name(request.to), date=request.date.isoformat())
        if named:
            title = words("show.request.on", request=title, id=entry.raised.opinion.id)
        yield from painter.item(title)
        yield from painter.paragraph(request.text, 6)
        if not entry.waiting:
            yield from painter.paragraph(words("show.request.reply", text=(request.reply or "").strip()), 6)
        elif request.due is None:
            yield from painter.paragraph(words("show.request.waiting"), 6)
        else:
            yield from painter.paragraph(words("show.request.waiting.due", due=request.due.isoformat()), 6)


# A program


def program_lines(folder: Folder, overview: ProgramHistory, words: Catalogue, painter: Painter) -> list[str]:
    """Returns the page of a program."""
    program = overview.program
    lines = painter.headline(words("show.program", id=overview.id, title=program.title))
    facts = [words("show.program.by", actor=overview.actor.name)]
    if program.period is not None:
        facts.append(words("show.period", start=program.period.start, end=program.period.end))
        if overview.has_ended:
            facts.append(words("show.program.ended"))
    if program.url is not None:
        facts.append(words("show.program.url", url=program.url))
    lines += painter.facts(facts)
    lines += painter.paragraph(program.text)
    measures = (
        line for id_, _ in overview.measures for line in painter.item(f"{measure_title(folder, id_)} [{id_}]")
    )
    lines += painter.part(words("show.program.measures"), measures)
    years = (
        line for year in reversed(overview.years) for line in _program_year(folder, year, words, painter)
    )
    return lines + (painter.part(words("show.program.years"), years) or ["", words("show.program.unused")])


def _program_year(folder: Folder, year: ProgramYear, words: Catalogue, painter: Painter) -> Iterator[str]:
    facts = [words("show.program.year", year=year.year)]
    if year.used is not None:
        facts.append(words("show.program.used", used=grouped_count(year.used)))
    if year.funding is not None:
        facts.append(words("show.program.funding", funding=grouped(year.funding)))
    yield from painter.item("  ".join(facts))
    for notice in year.notices:
        measure = measure_title(folder, notice.measure)
        yield from painter.paragraph(words("show.program.told", measure=measure, text=notice.text), 6)
    for project in year.projects:
        amount = words("show.program.funding", funding=grouped(project.funding))
        yield from painter.paragraph(
            f"{measure_title(folder, project.measure)} / {project.title}  {amount}", 6
        )


def ending_program_lines(
    programs: Iterable[EndingProgram], words: Catalogue, painter: Painter
) -> Iterator[str]:
    """Yields the programs that end or have ended, each with its last year and how many measures name it."""
    for program in programs:
        facts = {"title": program.program.title, "actor": program.actor.name, "end": program.end}
        text = words("show.program.ends", count=len(program.measures), **facts)
        yield from painter.item(f"{text}  [{program.id}]")


def ending_program_dict(program: EndingProgram) -> dict[str, Any]:
    """Returns a program that ends or has ended, for JSON."""
    return {
        "id": program.id,
        "title": program.program.title,
        "actor": program.actor.id,
        "end": program.end,
        "measures": list(program.measures),
    }


def grouped_count(count: int) -> str:
    """Returns a count with its thousands parted."""
    return f"{count:,}"


# A meeting


def meeting_lines(folder: Folder, overview: MeetingOverview, words: Catalogue, painter: Painter) -> list[str]:
    """Returns the page of a meeting, without its opinions."""
    meeting = overview.meeting
    lines = painter.headline(
        words("show.meeting.title", id=f"{overview.year}/{meeting.id}", title=meeting.title)
    )
    facts = meeting_facts(overview, meeting.date.isoformat(), words)
    lines += painter.facts([words("show.meeting.fact", label=label, text=text) for label, text in facts])
    lines += painter.facts([words("show.stands", path=overview.where.path, line=overview.where.line)])
    for key, texts in (("agenda", meeting.agenda), ("materials", meeting.materials)):
        lines += painter.part(
            words(f"show.meeting.{key}"), (line for text in texts for line in painter.item(text))
        )
    comma = words("list.comma")
    for key, parties in (("present", meeting.attendees), ("absent", overview.absent)):
        names = comma.join(map(folder.party_name, parties))
        lines += painter.part(words(f"show.meeting.{key}"), painter.paragraph(names))
    return lines


def meeting_facts(overview: MeetingOverview, date: str, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Yields what stands at the head of a meeting's record, each with its label: body, date, place, year, answers."""
    meeting = overview.meeting
    yield words("show.meeting.body"), words(f"word.{meeting.body}")
    yield words("show.meeting.date"), date
    if meeting.place is not None:
        yield words("show.meeting.place"), meeting.place
    yield words("show.meeting.reviewed"), fiscal_year.by_name(overview.reviewed, words.language)
    if meeting.answered is not None and meeting.asked is not None:
        counts = {"asked": grouped_count(meeting.asked), "answered": grouped_count(meeting.answered)}
        yield (
            words("show.meeting.answers"),
            words("show.meeting.rate", rate=format_figure(overview.rate), **counts),
        )
    elif meeting.answered is not None:
        yield words("show.meeting.answers"), grouped_count(meeting.answered)


# The tree under an own indicator


def aiming_lines(
    folder: Folder, aiming: Sequence[AimingMeasure], words: Catalogue, painter: Painter
) -> Iterator[str]:
    """Yields each measure with its grade, and under it its outcomes, outputs and projects with their money."""
    for measure in aiming:
        score = measure.score
        grade = words(
            "show.aiming.grade",
            year=score.year,
            grade=score.grade or words("check.no_grade"),
            score=format_figure(score.score),
        )
        yield from painter.item(f"{measure_title(folder, score.id)} [{score.id}]  {grade}")
        for kind in ("outcome", "output"):
            for indicator in measure.indicators(kind):
                yield from painter.hang(f"      {words(f'word.{kind}')}  ", _indicator(indicator, words))
        for project, result in measure.projects:
            yield from painter.hang(
                f"      {words('show.aiming.project')}  ", _project(project, result, words)
            )


def _indicator(score: IndicatorScore, words: Catalogue) -> str:
    indicator = score.inputs.indicator
    return words(
        "show.aiming.indicator",
        name=indicator.name,
        actual=format_with_unit(score.actual, indicator.unit, words),
        target=format_value(score.target.value if score.target is not None else None, words),
        achievement=words("show.aiming.achievement", achievement=format_figure(score.achievement))
        if score.achievement is not None
        else "",
    )


def _project(project: Project, result: ProjectResult | None, words: Catalogue) -> str:
    amounts = (result.budget, result.spent) if result is not None else (None, None)
    budget, spent = (format_value(amount, words) for amount in amounts)
    return words("show.aiming.money", title=project.title, budget=budget, spent=spent)


def vision_lines(folder: Folder, overview: VisionYears, words: Catalogue, painter: Painter) -> list[str]:
    """Returns the page: a row for each measure, a column for each year."""
    period = folder.vision.period
    lines = painter.headline(words("show.vision", name=folder.vision.name))
    lines += painter.facts([words("show.period", start=period.start, end=period.end)])
    columns = [Column(words("show.vision.measure"), flexible=True)]
    columns += [Column(fiscal_year.short(year)) for year in overview.counts]
    policies = {policy.id: policy.title for policy in folder.vision.policies}
    for id_, of_policy in groupby(overview.rows, lambda row: row.measure.policy):
        body = [[_title(row), *(_cell(row, year) for year in overview.counts)] for row in of_policy]
        title = policies.get(id_, words("check.no_policy"))
        lines += painter.part(title, painter.table(columns, body))
    lines += painter.part(words("show.vision.counts"), _counts(overview, words, painter))
    for year in overview.changed:
        lines += painter.wrap(words("show.vision.changed", wareki=fiscal_year.wareki(year)))
    return [*lines, *painter.wrap(words("show.vision.legend"))]


def _title(row: MeasureGrades) -> str:
    number = row.measure.number
    return f"{number} {row.measure.title}" if number is not None else row.measure.title


def _cell(row: MeasureGrades, year: int) -> str:
    """Returns the grade of a year, a dash where there is none, nothing where the measure is not in force."""
    score = row.scores.get(year)
    return "" if score is None else score.grade or NOTHING


def _counts(overview: VisionYears, words: Catalogue, painter: Painter) -> list[str]:
    """Returns how many measures had which grade, and how many indicators reached their targets, by year."""
    grades = list(dict.fromkeys(grade for counts in overview.counts.values() for grade in counts.grades))
    grades.sort(key="none".__eq__)
    columns = [Column(""), *(Column(fiscal_year.short(year), right=True) for year in overview.counts)]
    rows = [
        [
            words("check.col.none") if grade == "none" else grade,
            *(str(counts.grades.get(grade, "")) for counts in overview.counts.values()),
        ]
        for grade in grades
    ]
    achieved = [f"{counts.achieved}/{counts.graded}" for counts in overview.counts.values()]
    return painter.table(columns, [*rows, [words("check.col.achieved"), *achieved]])


def vision_dict(overview: VisionYears) -> dict[str, Any]:
    """Returns the keys of ``show vision`` in ``visiontrack.show/1``."""
    return {
        "kind": "vision",
        "until": overview.until,
        "years": [
            {
                "year": year,
                "measures": counts.measures,
                "grades": counts.grades,
                "changed": year in overview.changed,
            }
            for year, counts in overview.counts.items()
        ],
        "measures": [
            {
                "id": row.id,
                "number": row.measure.number,
                "title": row.measure.title,
                "policy": row.measure.policy,
                "years": [
                    {"year": year, "score": score.score, "grade": score.grade}
                    for year, score in row.scores.items()
                ],
            }
            for row in overview.rows
        ],
    }
