"""``check`` for a terminal: the vision, the policies, every measure with a bar, and what needs attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.evaluation.vision_score import ScoreCounts, count_own
from visiontrack.formats import attention_text
from visiontrack.formats.figures import Painter, figure, value
from visiontrack.layout.table import Column, render
from visiontrack.layout.width import packed, pad, pad_left, width, wrap

if TYPE_CHECKING:
    from visiontrack.cycle.check import CheckOverview, GroupCounts, MeasureRow
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

BAR = 10


def render_view(folder: Folder, view: CheckOverview, words: Catalogue, paint: Painter) -> str:
    """The whole page, at most ``paint.columns`` wide."""
    lines = _head(folder, view, words, paint)
    if view.scores.own:
        lines += ["", *paint.section(words("check.own")), *_own(view, words, paint)]
    lines += ["", *paint.section(words("check.policies")), *_groups(view.policies, view, words, paint)]
    if view.fields:
        lines += ["", *paint.section(words("check.fields")), *_groups(view.fields, view, words, paint)]
    lines += ["", *paint.section(words("check.measures"))]
    for row in view.rows:
        lines += [*_measure(folder, row, words, paint), ""]
    if not view.rows:
        lines += [*paint.wrap(words("check.no_measures")), ""]
    lines += paint.section(words("check.attention", count=len(view.attention)))
    lines += attention_text.lines(view.attention, words, paint)
    return "\n".join(lines) + "\n"


def _head(folder: Folder, view: CheckOverview, words: Catalogue, paint: Painter) -> list[str]:
    counts = view.scores.counts()
    title = words(
        "check.title", vision=folder.vision.name, year=view.year, wareki=fiscal_year.wareki(view.year)
    )
    lines = paint.headline(title)
    if folder.vision.notice:
        lines += paint.wrap(words("notice", text=folder.vision.notice.strip()))
    lines.append("")
    summary = words("check.vision", measures=counts.measures, grades=_grades(counts, words))
    lines += paint.wrap(summary)
    return lines + _indicators(counts, words, paint)


def _grades(counts: ScoreCounts, words: Catalogue) -> str:
    shown = [f"{grade} {number}" for grade, number in counts.grades.items() if grade != "none"]
    return "  ".join([*shown, words("check.none", count=counts.grades.get("none", 0))])


def _indicators(counts: ScoreCounts, words: Catalogue, paint: Painter) -> list[str]:
    text = words(
        "check.indicators",
        all=counts.all,
        graded=counts.graded,
        measured=counts.measured,
        achieved=counts.achieved,
    )
    return paint.wrap(text)


def _groups(
    groups: tuple[GroupCounts, ...], view: CheckOverview, words: Catalogue, paint: Painter
) -> list[str]:
    grades = [one.grade for one in view.scores.rules.grades]
    columns = [
        Column(words("check.col.title"), flexible=True),
        Column(words("check.col.measures"), right=True),
        *(Column(grade, right=True) for grade in grades),
        Column(words("check.col.none"), right=True),
        Column(words("check.col.achieved"), right=True),
        Column(words("check.col.measured"), right=True),
    ]
    rows = [
        [
            f"{one.id} {one.title}",
            str(one.counts.measures),
            *(str(one.counts.grades.get(grade, 0)) for grade in grades),
            str(one.counts.grades.get("none", 0)),
            f"{one.counts.achieved}/{one.counts.graded}",
            f"{one.counts.measured}/{one.counts.graded}",
        ]
        for one in groups
    ]
    return render(columns, rows, paint.columns, paint.ambiguous)


def _own(view: CheckOverview, words: Catalogue, paint: Painter) -> list[str]:
    lines = _indicators(count_own(view.scores.own), words, paint)
    for one in view.scores.own:
        lines += _indicator(one, words, paint)
    return lines


def _measure(folder: Folder, row: MeasureRow, words: Catalogue, paint: Painter) -> list[str]:
    score = row.score
    lines = paint.wrap(f"{score.id}  {score.measure.title}")
    lines[0] = paint.bold(lines[0])
    facts = [
        words("check.grade", grade=score.grade or words("check.no_grade")),
        words("check.score", score=figure(score.score)),
        words("check.coverage", measured=score.measured, graded=score.graded),
    ]
    if row.result is not None and row.result.self_evaluation is not None:
        facts.append(words("check.self", grade=row.result.self_evaluation.grade))
    facts.append(paint.bar(score.score, BAR))
    for line in packed(facts, paint.columns - 2, paint.ambiguous):
        lines.append("  " + paint.graded(score.grade, line))
    detail = [words("check.lead", lead=folder.party_name(score.measure.lead))]
    if row.result is not None:
        detail.append(words("check.status", status=words(f"word.{row.result.status}")))
        if row.result.next is not None:
            detail.append(words("check.next", next=words(f"word.{row.result.next}")))
    if row.decision is not None:
        detail.append(words("check.decision", decision=words(f"word.{row.decision}")))
    lines += paint.hang("  ", "  ".join(detail))
    for one in score.indicators:
        lines += _indicator(one, words, paint)
    return lines


def _indicator(score: IndicatorScore, words: Catalogue, paint: Painter) -> list[str]:
    """One indicator: its name, then its figures aligned; what does not fit goes on the next line."""
    indicator, inputs = score.inputs.indicator, score.inputs
    unit = "" if inputs.milestone else f" ({indicator.unit})"
    name = wrap(f"{indicator.name}{unit}", paint.columns - 4, paint.ambiguous)
    grade = score.grade or (words("check.reference") if not score.graded else "-")
    actual = value(score.actual, words) + words(f"check.state.{score.state}")
    target = value(score.target.value if score.target else None, words)
    rate = "-" if score.rate is None else f"{figure(score.rate)}%"
    cells = [
        f"{words('check.actual')} {pad_left(actual, 10, paint.ambiguous)}",
        f"{words('check.target')} {pad_left(target, 8, paint.ambiguous)}",
        f"{words(f'check.basis.{inputs.basis}')} {pad_left(rate, 7, paint.ambiguous)}",
    ]
    label = pad(grade, 4, paint.ambiguous)
    indent = 6 + width(label, paint.ambiguous)
    notes = "  ".join(_notes(score, words))
    first, *rest = packed([*cells, notes], paint.columns - indent, paint.ambiguous)
    figures = f"    {paint.graded(score.grade, label)}  {first}"
    return [*(f"  {line}" for line in name), figures, *(" " * indent + line for line in rest)]


def _notes(score: IndicatorScore, words: Catalogue) -> list[str]:
    """Why there is no figure, the change against last year, the outlook."""
    notes = []
    if score.reason is not None and score.rate is None:
        notes.append(words(f"reason.{score.reason}"))
    if score.change is not None:
        notes.append(words(f"check.change.{score.change}"))
    if score.outlook is not None:
        notes.append(words(f"word.{score.outlook.verdict}"))
    return notes
