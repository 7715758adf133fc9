"""``plan`` for a terminal: the year's measures by policy, what is new and what ended, and the decisions shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.formats import plan_decisions_text
from visiontrack.formats.figures import NOTHING, Painter, value
from visiontrack.formats.show_parts import item
from visiontrack.layout.width import pad, pad_left, width

if TYPE_CHECKING:
    from visiontrack.cycle.plan import PlannedMeasure, PlannedProject, PlanOverview
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.measure import Period


def render_view(folder: Folder, view: PlanOverview, words: Catalogue, paint: Painter) -> str:
    """The whole page, at most ``paint.columns`` wide but for the lines to paste, which stand as they are."""
    title = words(
        "plan.title", vision=folder.vision.name, year=view.year, wareki=fiscal_year.wareki(view.year)
    )
    lines = [*paint.headline(title), ""]
    for line in _summary(view, words):
        lines += paint.wrap(line)
    if view.own:
        lines += ["", *paint.section(words("plan.own"))]
        for score in view.own:
            lines += _indicator(score, words, paint)
    for policy in folder.vision.policies:
        held = [one for one in view.measures if one.measure.policy == policy.id]
        if held:
            heading = words("plan.policy", id=policy.id, title=policy.title, count=len(held))
            lines += ["", *paint.section(heading)]
            for number, one in enumerate(held):
                lines += [""] if number else []
                lines += _measure(folder, one, view.year, words, paint)
    if not view.measures:
        lines += ["", *paint.wrap(words("plan.no_measures"))]
    lines += _come_and_gone(folder, view, words, paint)
    lines += ["", *plan_decisions_text.lines(folder, view, words, paint)]
    return "\n".join(lines) + "\n"


def _summary(view: PlanOverview, words: Catalogue) -> list[str]:
    projects = Counter(one.standing for one in view.projects)
    sources = Counter(one.target.source if one.target else "none" for one in view.indicators)
    return [
        words(
            "plan.count.measures",
            all=len(view.measures),
            new=len(view.standing("new")),
            ended=len(view.ended),
            ending=len(view.ending),
        ),
        words(
            "plan.count.projects",
            all=projects["new"] + projects["continuing"],
            new=projects["new"],
            ended=projects["ended"],
        ),
        words(
            "plan.count.indicators",
            all=len(view.indicators),
            **{name: sources[name] for name in ("explicit", "interpolated", "final", "none")},
        ),
    ]


def _measure(
    folder: Folder, planned: PlannedMeasure, year: int, words: Catalogue, paint: Painter
) -> list[str]:
    lines = paint.wrap(f"{planned.id}  {planned.measure.title}")
    lines[0] = paint.bold(lines[0])
    facts = [
        words("plan.lead", lead=folder.party_name(planned.measure.lead)),
        words("plan.period", period=_years(planned.period)),
    ]
    if planned.standing == "new":
        facts.append(words("plan.standing.new"))
    if planned.period.end == year:
        facts.append(words("plan.last_year"))
    lines += paint.hang("  ", "  ".join(facts))
    for project in planned.projects:
        lines += _project(folder, planned, project, year, words, paint)
    for score in planned.score.indicators:
        lines += _indicator(score, words, paint)
    return lines


def _project(
    folder: Folder, planned: PlannedMeasure, one: PlannedProject, year: int, words: Catalogue, paint: Painter
) -> list[str]:
    said = one.project.title
    if one.lead != planned.measure.lead:
        said += words("plan.project_lead", lead=folder.party_name(one.lead))
    notes = []
    if one.period != planned.period:
        notes.append(words("plan.period", period=_years(one.period)))
    if one.period.end == year:
        notes.append(words("plan.last_year"))
    standing = words(f"plan.standing.{one.standing}")
    return paint.hang(f"    {pad(standing, 10, paint.ambiguous)}", "  ".join([said, *notes]))


def _indicator(score: IndicatorScore, words: Catalogue, paint: Painter) -> list[str]:
    """One indicator: its name, and its figures aligned; a long name takes a line of its own."""
    case, last = score.inputs, score.inputs.last_target
    unit = "" if case.milestone else f" ({case.indicator.unit})"
    name = f"{case.indicator.name}{unit}"
    target = words("plan.target", value=value(score.target.value if score.target else None, words))
    said = score.target.source if score.target else "none"
    source = (
        words(f"plan.source.{said}") if said != "final" else ""
    )  # the last target stands beside it as such
    final = NOTHING
    if last is not None:
        final = words("plan.final", value=value(last[1], words), year=last[0])
    figures = " ".join(
        [
            pad_left(target, 14, paint.ambiguous),
            pad(source, 4 if words.language == "ja" else 12, paint.ambiguous),
            pad_left(final, 20, paint.ambiguous),
        ]
    )
    room = paint.columns - width(figures, paint.ambiguous) - 1
    if room < 0:
        under = [f"{pad_left(target, 14, paint.ambiguous)} {source}".rstrip()]
        if last is not None:  # the last target with its number under the year's
            before, shown, after = final.partition(value(last[1], words))
            under.append(pad_left(before + shown, 14, paint.ambiguous) + after)
        return [*paint.hang("    ", name), *(line for one in under for line in paint.hang("    ", one))]
    lines, name = [], f"    {name}"
    if width(name, paint.ambiguous) > room:
        lines, name = paint.hang("    ", name.strip()), ""
    return [*lines, f"{pad(name, room, paint.ambiguous)} {figures}".rstrip()]


def _come_and_gone(folder: Folder, view: PlanOverview, words: Catalogue, paint: Painter) -> list[str]:
    """The measures that are new this year, and those that ended with the last."""
    lines: list[str] = []
    new = view.standing("new")
    if new:
        lines += ["", *paint.section(words("plan.new", count=len(new)))]
        for one in new:
            before = _titles(folder, one.measure.predecessors, words)
            lines += _item(
                one.id, one.measure.title, words("plan.from", names=before) if before else "", paint
            )
    if view.ended:
        lines += ["", *paint.section(words("plan.ended", count=len(view.ended)))]
        for gone in view.ended:
            after = _titles(folder, gone.successors, words)
            lines += _item(
                gone.id, gone.measure.title, words("plan.into", names=after) if after else "", paint
            )
    return lines


def _item(id_: str, title: str, note: str, paint: Painter) -> list[str]:
    return item("  ".join(filter(None, [id_, title, note])), paint)


def _titles(folder: Folder, ids: tuple[str, ...], words: Catalogue) -> str:
    return words("list.comma").join(folder.measures[i].title if i in folder.measures else i for i in ids)


def _years(period: Period) -> str:
    return f"{period.start}-{period.end}"
