"""``check`` as a document: counts first, then policies and measures by policy, and what needs attention last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visiontrack.formats import Output, lines_text
from visiontrack.formats.attention_text import attention_counts, reason_text, short_reasons
from visiontrack.formats.check_text import (
    actual_text,
    check_title,
    counts_by_kind,
    group_table,
    indicator_notes,
    measure_details,
    measure_facts,
    measure_title,
    measures_by_policy,
    money_text,
    vision_summary,
)
from visiontrack.formats.number_format import format_figure, format_value
from visiontrack.formats.program_tables import program_tables
from visiontrack.layout.table import Column
from visiontrack.report.data_text import block, inline

if TYPE_CHECKING:
    from visiontrack.cycle.check import CheckOverview, GroupCounts, MeasureRow
    from visiontrack.evaluation.indicator_score import IndicatorScore


def check_markdown(output: Output[CheckOverview]) -> str:
    """Returns the whole document."""
    overview, words = output.overview, output.words
    lines = _head(output)
    if not overview.only_attention:
        for title, columns, rows in program_tables(output):
            lines += ["", f"## {inline(title)}", "", *markdown_table(columns, rows)]
        lines += _groups(words("check.policies"), overview.policies, output)
        for title, measures in measures_by_policy(output):
            lines += ["", f"## {inline(title)}"]
            for row in measures:
                lines += _measure(row, output)
        lines += _groups(words("check.fields"), overview.fields, output)
        if overview.scores.own:
            lines += ["", f"## {words('check.own')}", "", *_indicators(overview.scores.own, output)]
    return lines_text([*lines, *_attention(output)])


def _head(output: Output[CheckOverview]) -> list[str]:
    overview, words, notice = output.overview, output.words, output.folder.vision.notice
    counts = overview.scores.counts()
    lines = [f"# {inline(check_title(output))}", ""]
    if notice:
        lines += [block(words("notice", text=notice.strip())), ""]
    titles = [words(f"check.col.{key}") for key in ("indicators", "all", "graded", "measured", "achieved")]
    columns = [Column(title, right=number > 0) for number, title in enumerate(titles)]
    lines += [
        inline(vision_summary(counts, words)),
        "",
        *markdown_table(columns, counts_by_kind(counts, words)),
        "",
    ]
    return [
        *lines,
        inline(money_text(overview.money, words)),
        "",
        attention_counts(overview.attention, words),
    ]


def markdown_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
    """Returns a table; what stands in its cells is escaped."""
    head = " | ".join(inline(column.title) for column in columns)
    sides = " | ".join("---:" if column.right else "---" for column in columns)
    return [f"| {head} |", f"| {sides} |", *(f"| {' | '.join(map(inline, row))} |" for row in rows)]


def _groups(title: str, groups: Sequence[GroupCounts], output: Output[CheckOverview]) -> list[str]:
    return ["", f"## {title}", "", *markdown_table(*group_table(groups, output))] if groups else []


def _measure(row: MeasureRow, output: Output[CheckOverview]) -> list[str]:
    facts = [*measure_facts(row, output.words), *measure_details(row, output)]
    lines = ["", f"### {inline(measure_title(row))}", "", *(f"- {inline(fact)}" for fact in facts)]
    return [*lines, "", *_indicators(row.score.indicators, output)] if row.score.indicators else lines


def _indicators(scores: Sequence[IndicatorScore], output: Output[CheckOverview]) -> list[str]:
    words = output.words
    keys = ("name", "grade", "actual", "target", "rate", "notes")
    columns = [Column(words(f"check.md.{key}"), right=key in ("actual", "target", "rate")) for key in keys]
    rows = [
        [
            score.inputs.indicator.name
            + ("" if score.inputs.milestone else f" ({score.inputs.indicator.unit})"),
            score.grade or (words("check.reference") if not score.graded else "-"),
            actual_text(score, words),
            format_value(score.target.value if score.target is not None else None, words),
            f"{words(f'word.{score.inputs.basis}')} {format_figure(score.rate)}",
            words("list.comma").join(indicator_notes(score, words)),
        ]
        for score in scores
    ]
    return markdown_table(columns, rows)


def _attention(output: Output[CheckOverview]) -> list[str]:
    """Returns the first rank with its reasons and the second in a line each."""
    entries, words = output.overview.attention, output.words
    lines = ["", f"## {words('check.attention', count=len(entries))}"]
    rows = {row.score.id: row for row in output.overview.rows}
    for tier in (1, 2):
        rank = [entry for entry in entries if entry.tier == tier]
        lines += ["", f"### {words(f'check.attention.{tier}', count=len(rank))}", ""] if rank else []
        for entry in rank:
            title = measure_title(rows[entry.measure.id])
            if tier == 1:
                lines.append(f"- {inline(title)}")
                lines += [
                    f"  - {inline(reason_text(reason, entry.measure, words))}" for reason in entry.reasons
                ]
            else:
                line = words("check.attention.line", title=title, reasons=short_reasons(entry, words))
                lines.append(f"- {inline(line)}")
    return lines if entries else [*lines, "", words("attention.nothing")]
