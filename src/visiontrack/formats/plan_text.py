"""``plan`` for a terminal: the year's measures by policy, what is new and what ended, the decisions on this plan."""

from __future__ import annotations

from collections import Counter

from visiontrack import fiscal_year
from visiontrack.cycle.naming import OWN
from visiontrack.cycle.plan import PlannedMeasure, PlannedProject, PlanOverview
from visiontrack.cycle.reflected import STATES, Reflected
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.number_format import NOTHING, format_value
from visiontrack.formats.painter import Painter
from visiontrack.formats.show_pages import ending_program_lines
from visiontrack.layout.width import pad, pad_left, width
from visiontrack.messages import Catalogue
from visiontrack.scaffold.plan_edits import PlanStart
from visiontrack.schema.measure import Period

_LISTED_STATES = ("not_yet", "unclear", "shown")


def plan_text(output: Output[PlanOverview]) -> str:
    """Returns the whole page; all is at most as wide as the console."""
    vision, overview, words, painter = output.folder.vision, output.overview, output.words, output.painter
    year = overview.year
    title = words("plan.title", vision=vision.name, year=year, wareki=fiscal_year.wareki(year))
    lines = [*painter.headline(title), ""]
    for line in plan_summary(overview, words):
        lines += painter.wrap(line)
    if overview.own:
        lines += ["", *painter.section(words("plan.own"))]
        for score in overview.own:
            lines += _indicator(score, words, painter)
    for policy in vision.policies:
        measures = [planned for planned in overview.measures if planned.measure.policy == policy.id]
        if measures:
            heading = words("plan.policy", id=policy.id, title=policy.title, count=len(measures))
            lines += ["", *painter.section(heading)]
            for number, planned in enumerate(measures):
                lines += [""] if number else []
                lines += _measure(planned, output)
    if not overview.measures:
        lines += ["", *painter.wrap(words("plan.no_measures"))]
    lines += _new_and_ended(output)
    programs = ending_program_lines(overview.programs, words, painter)
    lines += painter.part(words("show.program.ending"), programs)
    return lines_text([*lines, "", *_decisions(output)])


def plan_summary(overview: PlanOverview, words: Catalogue) -> list[str]:
    """Returns how many measures, projects and indicators the plan has, a line each."""
    projects = Counter(project.standing for project in overview.projects)
    sources = Counter(score.target.source if score.target else "none" for score in overview.indicators)
    return [
        words(
            "plan.count.measures",
            all=len(overview.measures),
            new=len(overview.standing("new")),
            ended=len(overview.ended),
            ending=len(overview.ending),
        ),
        words(
            "plan.count.projects",
            all=projects["new"] + projects["continuing"],
            new=projects["new"],
            ended=projects["ended"],
        ),
        words(
            "plan.count.indicators",
            all=len(overview.indicators),
            **{name: sources[name] for name in ("explicit", "interpolated", "final", "none")},
        ),
    ]


def _measure(planned: PlannedMeasure, output: Output[PlanOverview]) -> list[str]:
    words, painter, year = output.words, output.painter, output.overview.year
    lead = output.folder.lead_in(planned.measure, year)
    facts = [
        words("plan.lead", lead=output.folder.party_name(lead)),
        words("plan.period", period=_years(planned.period)),
    ]
    if planned.standing == "new":
        facts.append(words("plan.standing.new"))
    if planned.period.end == year:
        facts.append(words("plan.last_year"))
    lines = painter.title(f"{planned.id}  {planned.measure.numbered_title}")
    lines += painter.hang("  ", "  ".join(facts))
    for project in planned.projects:
        lines += _project(planned, project, output)
    for score in planned.score.indicators:
        lines += _indicator(score, words, painter)
    return lines


def _project(planned: PlannedMeasure, project: PlannedProject, output: Output[PlanOverview]) -> list[str]:
    words, painter = output.words, output.painter
    title = project.project.title
    if project.lead != output.folder.lead_in(planned.measure, output.overview.year):
        title += words("plan.project_lead", lead=output.folder.party_name(project.lead))
    notes = []
    if project.period != planned.period:
        notes.append(words("plan.period", period=_years(project.period)))
    if project.period.end == output.overview.year:
        notes.append(words("plan.last_year"))
    standing = words(f"plan.standing.{project.standing}")
    return painter.hang(f"    {pad(standing, 10, painter.ambiguous)}", "  ".join([title, *notes]))


def _indicator(score: IndicatorScore, words: Catalogue, painter: Painter) -> list[str]:
    """Returns an indicator's name, and its figures aligned; a long name takes a line of its own."""
    inputs, last_target = score.inputs, score.inputs.last_target
    unit = "" if inputs.milestone else f" ({inputs.indicator.unit})"
    name = f"{inputs.indicator.name}{unit}"
    target = words("plan.target", value=format_value(score.target.value if score.target else None, words))
    # The last target stands beside it as such.
    target_source = score.target.source if score.target else "final"
    source = words(f"source.{target_source}") if target_source != "final" else ""
    final = NOTHING
    if last_target is not None:
        final = words("plan.final", value=format_value(last_target[1], words), year=last_target[0])
    figures = " ".join(
        [
            pad_left(target, 14, painter.ambiguous),
            pad(source, 6 if words.language == "ja" else 12, painter.ambiguous),
            pad_left(final, 20, painter.ambiguous),
        ]
    )
    room = painter.columns - width(figures, painter.ambiguous) - 1
    if room < 0:
        below = [f"{pad_left(target, 14, painter.ambiguous)} {source}".rstrip()]
        if last_target is not None:  # the last target with its number under the year's
            before, number, after = final.partition(format_value(last_target[1], words))
            below.append(pad_left(before + number, 14, painter.ambiguous) + after)
        return [line for text in (name, *below) for line in painter.hang("    ", text)]
    lines, name = [], f"    {name}"
    if width(name, painter.ambiguous) > room:
        lines, name = painter.hang("    ", name.strip()), ""
    return [*lines, f"{pad(name, room, painter.ambiguous)} {figures}".rstrip()]


def _new_and_ended(output: Output[PlanOverview]) -> list[str]:
    """Returns the measures that are new this year, and those that ended with the last."""
    folder, overview, words, painter = output.folder, output.overview, output.words, output.painter
    lines: list[str] = []
    new = overview.standing("new")
    if new:
        lines += ["", *painter.section(words("plan.new", count=len(new)))]
        for planned in new:
            before = _titles(folder, planned.measure.predecessors, words)
            note = words("plan.from", names=before) if before else ""
            lines += _list_item(planned.id, planned.measure.numbered_title, note, painter)
    if overview.ended:
        lines += ["", *painter.section(words("plan.ended", count=len(overview.ended)))]
        for ended in overview.ended:
            after = _titles(folder, ended.successors, words)
            note = words("plan.into", names=after) if after else ""
            lines += _list_item(ended.id, ended.measure.numbered_title, note, painter)
    return lines


def _list_item(id_: str, title: str, note: str, painter: Painter) -> list[str]:
    return painter.item("  ".join(filter(None, [id_, title, note])))


def _titles(folder: Folder, ids: tuple[str, ...], words: Catalogue) -> str:
    titles = (folder.measures[id_].numbered_title if id_ in folder.measures else id_ for id_ in ids)
    return words("list.comma").join(titles)


def _years(period: Period) -> str:
    return f"{period.start}-{period.end}"


def _decisions(output: Output[PlanOverview]) -> list[str]:
    """Returns first what the plan lacks, then what it shows; decisions that ask for nothing are only counted."""
    overview, words, painter = output.overview, output.words, output.painter
    states = Counter(decision.state for decision in overview.decisions)
    lines = painter.section(words("plan.decisions", count=len(overview.decisions)))
    if overview.later is not None:
        lines += painter.wrap(words("plan.later", year=overview.year - 1, plan=overview.later))
    for judged, count in overview.drafts.items():
        lines += painter.wrap(words("plan.drafts", year=judged, count=count))
    if not overview.decisions:
        return [*lines, *painter.wrap(words("plan.decisions.none"))]
    lines += painter.wrap(words("plan.decisions.count", **{name: states[name] for name in STATES}))
    for state in _LISTED_STATES:
        for decision in overview.decisions:
            if decision.state == state:
                lines += [""]
                lines += _decision(output.folder, decision, words, painter)
    if states["not_yet"]:
        lines += ["", *painter.wrap(words("plan.start_next", year=overview.year))]
    return lines


def _decision(folder: Folder, reflected: Reflected, words: Catalogue, painter: Painter) -> list[str]:
    lines = painter.wrap(
        f"{words(f'plan.state.{reflected.state}')} {decision_title(folder, reflected, words)}"
    )
    lines += painter.hang("  ", words("plan.decided", **reflected.stands._asdict()))
    if reflected.where is not None:
        lines += painter.hang("  ", words("plan.shown", **reflected.where._asdict()))
    if reflected.state == "not_yet":
        lines += painter.hang("  ", words(f"plan.missing.{reflected.missing}"))
    return lines


def decision_title(folder: Folder, reflected: Reflected, words: Catalogue) -> str:
    """Returns what was decided of which measure or project."""
    decision = reflected.decision
    text = words(
        f"plan.decision.{'project' if decision.project else 'measure'}",
        title=_measure_title(folder, reflected),
        project=_project_title(folder, reflected),
        decision=words(f"word.{decision.decision}"),
    )
    if decision.into is not None:
        text += " " + words("plan.into", names=_titles(folder, (decision.into,), words))
    return text


def _measure_title(folder: Folder, reflected: Reflected) -> str:
    id_ = reflected.decision.measure
    if id_ == OWN:
        return folder.vision.name
    measure = folder.measures.get(id_)
    return (
        f"{id_} {measure.numbered_title if measure is not None else reflected.decision.title or ''}".rstrip()
    )


def _project_title(folder: Folder, reflected: Reflected) -> str:
    measure = folder.measures.get(reflected.decision.measure)
    titles = {project.id: project.title for project in measure.projects} if measure is not None else {}
    id_ = reflected.decision.project or ""
    return f"{id_} {titles.get(id_, reflected.decision.title or '')}".rstrip()


def plan_start_text(start: PlanStart, dry_run: bool, words: Catalogue) -> str:
    """Returns what ``plan --start`` wrote, and what it leaves to people."""
    lines = []
    if not dry_run:
        lines.append(
            words("plan.started" if start.changes else "plan.started.nothing", count=len(start.changes))
        )
        lines += [f"  {change.path}" for change in start.changes]
    for judged, decision, missing in start.left:
        target = f"{decision.measure}/{decision.project}" if decision.project else decision.measure
        word = words(f"word.{decision.decision}")
        lines.append(words("plan.start.left", year=judged, measure=target, decision=word))
        lines.append("  " + words(f"plan.missing.{missing}"))
    return lines_text(lines) if lines else ""
