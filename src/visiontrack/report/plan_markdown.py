"""``plan`` as a document: the year's measures with their projects and targets, and the decisions on this plan."""

from __future__ import annotations

from collections.abc import Sequence

from visiontrack import fiscal_year
from visiontrack.cycle.plan import PlannedMeasure, PlanOverview
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.formats import Output, lines_text
from visiontrack.formats.number_format import NOTHING, format_value
from visiontrack.formats.plan_text import decision_title, plan_summary
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue
from visiontrack.report.check_markdown import markdown_table
from visiontrack.report.data_text import block, inline

_LISTED_STATES = ("not_yet", "unclear", "shown")


def plan_markdown(output: Output[PlanOverview]) -> str:
    """Returns the whole document."""
    folder, overview, words = output.folder, output.overview, output.words
    vision, year = folder.vision, overview.year
    title = words("plan.title", vision=vision.name, year=year, wareki=fiscal_year.wareki(year))
    lines = [f"# {inline(title)}", ""]
    if vision.notice:
        lines += [block(words("notice", text=vision.notice.strip())), ""]
    lines += [f"- {inline(line)}" for line in plan_summary(overview, words)]
    if overview.own:
        lines += ["", f"## {words('plan.own')}", "", *_indicators(overview.own, words)]
    for policy in vision.policies:
        measures = [planned for planned in overview.measures if planned.measure.policy == policy.id]
        if measures:
            heading = words("plan.policy", id=policy.id, title=policy.title, count=len(measures))
            lines += ["", f"## {inline(heading)}"]
        for planned in measures:
            lines += _measure(planned, output)
    return lines_text([*lines, *_decisions(output)])


def _measure(planned: PlannedMeasure, output: Output[PlanOverview]) -> list[str]:
    folder, words, year = output.folder, output.words, output.overview.year
    lead = folder.party_name(folder.lead_in(planned.measure, year))
    period = words("plan.period", period=f"{planned.period.start}-{planned.period.end}")
    lines = ["", f"### {inline(planned.measure.numbered_title)}", ""]
    lines += [f"- {inline(words('plan.lead', lead=lead))}", f"- {inline(period)}"]
    for entry in planned.projects:
        standing = words(f"plan.standing.{entry.standing}")
        by = words("plan.project_lead", lead=folder.party_name(entry.lead))
        title = entry.project.title + (by if folder.party_name(entry.lead) != lead else "")
        lines.append(f"- {inline(standing)} {inline(title)}")
    scores = planned.score.indicators
    return [*lines, "", *_indicators(scores, words)] if scores else lines


def _indicators(scores: Sequence[IndicatorScore], words: Catalogue) -> list[str]:
    columns = [Column(words(f"plan.md.{key}"), right=key != "name") for key in ("name", "target", "final")]
    rows = []
    for score in scores:
        inputs, target = score.inputs, score.target
        unit = "" if inputs.milestone else f" ({inputs.indicator.unit})"
        source = f" {words(f'source.{target.source}')}" if target and target.source != "final" else ""
        last, final = inputs.last_target, NOTHING
        if last is not None:
            final = words("plan.md.final_value", value=format_value(last[1], words), year=last[0])
        value = format_value(target.value if target else None, words)
        rows.append([f"{inputs.indicator.name}{unit}", f"{value}{source}", final])
    return markdown_table(columns, rows)


def _decisions(output: Output[PlanOverview]) -> list[str]:
    overview, words = output.overview, output.words
    lines = ["", f"## {words('plan.decisions', count=len(overview.decisions))}", ""]
    if not overview.decisions:
        return [*lines, words("plan.decisions.none")]
    for state in _LISTED_STATES:
        for entry in overview.decisions:
            if entry.state == state:
                sentence = f"{words(f'plan.state.{state}')} {decision_title(output.folder, entry, words)}"
                lines.append(f"- {inline(sentence)}")
    return lines
