"""``check`` for a terminal: the vision, the policies, every measure with a bar, and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence

from visiontrack import fiscal_year
from visiontrack.cycle.attention import Attention
from visiontrack.cycle.check import CheckOverview, GroupCounts, MeasureRow
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.vision_score import ScoreCounts, count_own
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.attention_text import reason_text
from visiontrack.formats.number_format import format_figure, format_value
from visiontrack.formats.painter import Painter
from visiontrack.layout.table import Column
from visiontrack.layout.width import packed, pad, pad_left, width, wrap
from visiontrack.messages import Catalogue

BAR = 10


def check_text(output: Output[CheckOverview]) -> str:
    """Returns the whole page, at most as wide as the console."""
    overview, words, painter = output.overview, output.words, output.painter
    lines = _head(output)
    if overview.scores.own:
        lines += ["", *painter.section(words("check.own")), *_own(overview, words, painter)]
    lines += ["", *painter.section(words("check.policies")), *_groups(overview.policies, output)]
    if overview.fields:
        lines += ["", *painter.section(words("check.fields")), *_groups(overview.fields, output)]
    lines += ["", *painter.section(words("check.measures"))]
    for row in overview.rows:
        lines += [*_measure(output.folder, row, words, painter), ""]
    if not overview.rows:
        lines += [*painter.wrap(words("check.no_measures")), ""]
    lines += painter.section(words("check.attention", count=len(overview.attention)))
    lines += _attention(overview.attention, words, painter)
    return lines_text(lines)


def _head(output: Output[CheckOverview]) -> list[str]:
    vision, year, words, painter = output.folder.vision, output.overview.year, output.words, output.painter
    counts = output.overview.scores.counts()
    title = words("check.title", vision=vision.name, year=year, wareki=fiscal_year.wareki(year))
    lines = painter.headline(title)
    if vision.notice:
        lines += painter.wrap(words("notice", text=vision.notice.strip()))
    summary = words("check.vision", measures=counts.measures, grades=_grades(counts, words))
    return [*lines, "", *painter.wrap(summary), *_indicator_counts(counts, words, painter)]


def _grades(counts: ScoreCounts, words: Catalogue) -> str:
    grades = [f"{grade} {number}" for grade, number in counts.grades.items() if grade != "none"]
    return "  ".join([*grades, words("check.none", count=counts.grades.get("none", 0))])


def _indicator_counts(counts: ScoreCounts, words: Catalogue, painter: Painter) -> list[str]:
    text = words(
        "check.indicators",
        all=counts.all,
        graded=counts.graded,
        measured=counts.measured,
        achieved=counts.achieved,
    )
    return painter.wrap(text)


def _groups(groups: tuple[GroupCounts, ...], output: Output[CheckOverview]) -> list[str]:
    words = output.words
    grades = [band.grade for band in output.overview.scores.rules.grades]
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
            f"{group.id} {group.title}",
            str(group.counts.measures),
            *(str(group.counts.grades.get(grade, 0)) for grade in grades),
            str(group.counts.grades.get("none", 0)),
            f"{group.counts.achieved}/{group.counts.graded}",
            f"{group.counts.measured}/{group.counts.graded}",
        ]
        for group in groups
    ]
    return output.painter.table(columns, rows)


def _own(overview: CheckOverview, words: Catalogue, painter: Painter) -> list[str]:
    lines = _indicator_counts(count_own(overview.scores.own), words, painter)
    for score in overview.scores.own:
        lines += _indicator(score, words, painter)
    return lines


def _measure(folder: Folder, row: MeasureRow, words: Catalogue, painter: Painter) -> list[str]:
    score = row.score
    lines = painter.title(f"{score.id}  {score.measure.title}")
    facts = [
        words("check.grade", grade=score.grade or words("check.no_grade")),
        words("check.score", score=format_figure(score.score)),
        words("check.coverage", measured=score.measured, graded=score.graded),
    ]
    if row.result is not None and row.result.self_evaluation is not None:
        facts.append(words("check.self", grade=row.result.self_evaluation.grade))
    facts.append(painter.bar(score.score, BAR))
    for line in packed(facts, painter.columns - 2, painter.ambiguous):
        lines.append("  " + painter.graded(score.grade, line))
    detail = [words("check.lead", lead=folder.party_name(score.measure.lead))]
    if row.result is not None:
        detail.append(words("check.status", status=words(f"word.{row.result.status}")))
        if row.result.next is not None:
            detail.append(words("check.next", next=words(f"word.{row.result.next}")))
    if row.decision is not None:
        detail.append(words("check.decision", decision=words(f"word.{row.decision}")))
    lines += painter.hang("  ", "  ".join(detail))
    for indicator in score.indicators:
        lines += _indicator(indicator, words, painter)
    return lines


def _indicator(score: IndicatorScore, words: Catalogue, painter: Painter) -> list[str]:
    """Returns an indicator's name, then its figures aligned; what does not fit goes on the next line."""
    inputs, ambiguous = score.inputs, painter.ambiguous
    unit = "" if inputs.milestone else f" ({inputs.indicator.unit})"
    name = wrap(f"{inputs.indicator.name}{unit}", painter.columns - 4, ambiguous)
    grade = score.grade or (words("check.reference") if not score.graded else "-")
    actual = format_value(score.actual, words) + words(f"check.state.{score.state}")
    target = format_value(score.target.value if score.target else None, words)
    rate = "-" if score.rate is None else f"{format_figure(score.rate)}%"
    cells = [
        f"{words('check.actual')} {pad_left(actual, 10, ambiguous)}",
        f"{words('check.target')} {pad_left(target, 8, ambiguous)}",
        f"{words(f'check.basis.{inputs.basis}')} {pad_left(rate, 7, ambiguous)}",
    ]
    label = pad(grade, 4, ambiguous)
    indent = 6 + width(label, ambiguous)
    notes = "  ".join(_notes(score, words))
    first, *rest = packed([*cells, notes], painter.columns - indent, ambiguous)
    figures = f"    {painter.graded(score.grade, label)}  {first}"
    return [*(f"  {line}" for line in name), figures, *(" " * indent + line for line in rest)]


def _notes(score: IndicatorScore, words: Catalogue) -> list[str]:
    """Returns why there is no figure, the change against last year, and the outlook."""
    notes = []
    if score.missing_years:
        notes.append(words("reason.gap.years", years=words("list.comma").join(map(str, score.missing_years))))
    elif score.reason is not None and score.rate is None:
        notes.append(words(f"reason.{score.reason}"))
    if score.change is not None:
        notes.append(words(f"check.change.{score.change}"))
    if score.outlook is not None:
        notes.append(words(f"word.{score.outlook.verdict}"))
    return notes


def _attention(items: Sequence[Attention], words: Catalogue, painter: Painter) -> list[str]:
    """Returns each measure with its reasons, or a word of relief where there is none."""
    if not items:
        return painter.wrap(words("attention.nothing"))
    lines: list[str] = []
    for item in items:
        lines += painter.wrap(f"{item.measure.id}  {item.measure.measure.title}")
        for reason in item.reasons:
            lines += painter.hang("  - ", reason_text(reason, item.measure, words))
    return lines
