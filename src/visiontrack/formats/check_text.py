"""``check`` for a terminal: counts first, then policies and measures by policy, and what needs attention last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visiontrack import fiscal_year
from visiontrack.cycle.attention import Attention
from visiontrack.cycle.check import CheckOverview, GroupCounts, MeasureRow
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.money import Money
from visiontrack.evaluation.restated import BeforeScore
from visiontrack.evaluation.vision_score import IndicatorCounts, ScoreCounts, count_own
from visiontrack.formats import Output, lines_text
from visiontrack.formats.attention_text import attention_counts, reason_text, short_reasons
from visiontrack.formats.number_format import format_figure, format_value
from visiontrack.formats.painter import Painter
from visiontrack.formats.program_tables import program_tables
from visiontrack.layout.table import Column
from visiontrack.layout.width import cut, packed, pad, pad_left, width, wrap
from visiontrack.messages import Catalogue

BAR = 10
# Cells of a title that stay, however long the reasons beside it are.
_LEAST_TITLE = 20


def check_text(output: Output[CheckOverview]) -> str:
    """Returns the whole page, at most as wide as the console."""
    overview, words, painter = output.overview, output.words, output.painter
    lines = _head(output)
    if not overview.only_attention:
        if overview.program is not None:
            lines += _program(output)
        lines += ["", *painter.section(words("check.policies")), *_groups(overview.policies, output)]
        for title, rows in measures_by_policy(output):
            lines += ["", *painter.section(title)]
            for row in rows:
                lines += [*_measure(row, output), ""]
            lines.pop()
        if not overview.rows:
            lines += ["", *painter.wrap(words("check.no_measures"))]
        if overview.fields:
            lines += ["", *painter.section(words("check.fields")), *_groups(overview.fields, output)]
        if overview.scores.own:
            lines += ["", *painter.section(words("check.own")), *_own(overview, words, painter)]
    return lines_text([*lines, "", *_attention(output)])


def measures_by_policy(output: Output[CheckOverview]) -> Iterator[tuple[str, list[MeasureRow]]]:
    """Yields the title of each policy that has measures, with these; last those whose policy is unknown."""
    policies = {policy.id: policy.title for policy in output.folder.vision.policies}
    rows = output.overview.rows
    for id_, title in policies.items():
        if of_policy := [row for row in rows if row.score.measure.policy == id_]:
            yield title, of_policy
    if unknown := [row for row in rows if row.score.measure.policy not in policies]:
        yield output.words("check.no_policy"), unknown


def check_title(output: Output[CheckOverview]) -> str:
    """Returns the title of the page."""
    year = output.overview.year
    name, wareki = output.folder.vision.name, fiscal_year.wareki(year)
    return output.words("check.title", vision=name, year=year, wareki=wareki)


def _head(output: Output[CheckOverview]) -> list[str]:
    """Returns the title, the counts of the whole vision, its money, and one line of what needs attention."""
    vision, overview, words, painter = output.folder.vision, output.overview, output.words, output.painter
    counts = overview.scores.counts()
    lines = painter.headline(check_title(output))
    if vision.notice:
        lines += painter.wrap(words("notice", text=vision.notice.strip()))
    lines += ["", *painter.wrap(vision_summary(counts, words))]
    lines += _kinds(counts, words, painter)
    for sentence in (money_text(overview.money, words), attention_counts(overview.attention, words)):
        lines += painter.wrap(sentence)
    return lines


def vision_summary(counts: ScoreCounts, words: Catalogue) -> str:
    """Returns how many measures there are, and how many have which grade."""
    grades = [f"{grade} {number}" for grade, number in counts.grades.items() if grade != "none"]
    grades.append(words("check.none", count=counts.grades["none"]))
    return words("check.vision", measures=counts.measures, grades=words("check.gap").join(grades))


def counts_by_kind(counts: ScoreCounts, words: Catalogue) -> list[list[str]]:
    """Returns rows of counts, outcomes and outputs apart: what is counted, all, graded, measured, achieved."""
    kinds: tuple[tuple[str, IndicatorCounts], ...] = (
        ("outcome", counts.outcome),
        ("output", counts.output),
        ("all", counts),
    )
    return [
        [words(f"check.kind.{kind}"), *map(str, (of.all, of.graded, of.measured, of.achieved))]
        for kind, of in kinds
    ]


def _kinds(counts: ScoreCounts, words: Catalogue, painter: Painter) -> list[str]:
    titles = [words(f"check.col.{key}") for key in ("indicators", "all", "graded", "measured", "achieved")]
    columns = [Column(title, right=number > 0) for number, title in enumerate(titles)]
    return painter.table(columns, counts_by_kind(counts, words))


def money_text(money: Money, words: Catalogue) -> str:
    """Returns the sums in a sentence: thousand yen, the executed share, and of how many projects both are known."""
    if money.budget is None and money.spent is None:
        return words("check.no_money", projects=money.projects)
    return words(
        "check.money",
        budget=format_figure(money.budget),
        spent=format_figure(money.spent),
        execution=format_figure(money.execution),
        projects=money.projects,
        known=money.known,
    )


def _program(output: Output[CheckOverview]) -> list[str]:
    """Returns the tables that the report on a grant asks for: indicators, and projects with their amounts."""
    painter, lines = output.painter, []
    for title, columns, rows in program_tables(output):
        lines += ["", *painter.section(title)]
        lines += painter.table(columns, rows) if rows else painter.wrap(output.words("check.program.none"))
    return lines


def _groups(groups: tuple[GroupCounts, ...], output: Output[CheckOverview]) -> list[str]:
    return output.painter.table(*group_table(groups, output))


def group_table(
    groups: Sequence[GroupCounts], output: Output[CheckOverview]
) -> tuple[list[Column], list[list[str]]]:
    """Returns policies or fields with the counts of their measures, and the executed share of their money."""
    words, grades = output.words, [band.grade for band in output.overview.scores.rules.grades]
    columns = [
        Column(words("check.col.title"), flexible=True),
        *(
            Column(title, right=True)
            for title in (
                words("check.col.measures"),
                *grades,
                words("check.col.none"),
                words("check.col.achieved"),
                words("check.col.measured"),
                words("check.col.execution"),
            )
        ),
    ]
    rows = [
        [
            f"{group.id} {group.title}",
            str(group.counts.measures),
            *(str(group.counts.grades[grade]) for grade in grades),
            str(group.counts.grades["none"]),
            f"{group.counts.achieved}/{group.counts.graded}",
            f"{group.counts.measured}/{group.counts.graded}",
            format_figure(group.money.execution),
        ]
        for group in groups
    ]
    return columns, rows


def _own(overview: CheckOverview, words: Catalogue, painter: Painter) -> list[str]:
    counts = count_own(overview.scores.own)
    lines = painter.wrap(
        words("check.coverage", measured=counts.measured, graded=counts.graded, achieved=counts.achieved)
    )
    for score in overview.scores.own:
        lines += _indicator(score, words, painter)
    return lines


def measure_title(row: MeasureRow) -> str:
    """Returns a measure's number, if it has one, and title."""
    return row.score.measure.numbered_title


def measure_facts(row: MeasureRow, words: Catalogue) -> list[str]:
    """Returns how a measure stands: grades of this and last year, score, targets reached, the section's own grade."""
    score, result = row.score, row.result
    facts = [
        words("check.grade", grade=score.grade or words("check.no_grade")) + before_text(row.before, words),
        words("check.score", score=format_figure(score.score)),
        words("check.coverage", measured=score.measured, graded=score.graded, achieved=score.achieved),
    ]
    if result is not None and result.self_evaluation is not None:
        facts.append(words("check.self", grade=result.self_evaluation.grade))
    return facts


def before_text(before: BeforeScore | None, words: Catalogue) -> str:
    """Returns last year's grade in brackets, and beside it the restated one where it is another."""
    if before is None:
        return ""
    nothing, original = words("check.no_grade"), before.original
    grade, restated = original.grade or nothing, before.comparable.grade or nothing
    wareki = fiscal_year.wareki(original.year)
    if grade == restated:
        return words("check.before", wareki=wareki, grade=grade)
    return words("check.before.restated", wareki=wareki, grade=grade, restated=restated)


def measure_details(row: MeasureRow, output: Output[CheckOverview]) -> list[str]:
    """Returns who leads a measure, what its section reports and proposes, what was decided, and what was spent."""
    words, result = output.words, row.result
    lead = output.folder.lead_in(row.score.measure, row.score.year)
    details = [words("check.lead", lead=output.folder.party_name(lead))]
    if result is not None:
        details.append(words("check.status", status=words(f"word.{result.status}")))
        if result.next is not None:
            details.append(words("check.next", next=words(f"word.{result.next}")))
    if row.decision is not None:
        details.append(words("check.decision", decision=words(f"word.{row.decision}")))
    if row.money.execution is not None:
        details.append(words("check.execution", execution=format_figure(row.money.execution)))
    return details


def _measure(row: MeasureRow, output: Output[CheckOverview]) -> list[str]:
    words, painter, score = output.words, output.painter, row.score
    lines = painter.title(f"{score.id}  {measure_title(row)}")
    facts = [*measure_facts(row, words), painter.bar(score.score, BAR)]
    for line in packed(facts, painter.columns - 2, painter.ambiguous):
        lines.append("  " + painter.graded(score.grade, line))
    lines += painter.facts(measure_details(row, output))
    for indicator in score.indicators:
        lines += _indicator(indicator, words, painter)
    return lines


def _indicator(score: IndicatorScore, words: Catalogue, painter: Painter) -> list[str]:
    """Returns an indicator's name, then its figures aligned; what does not fit goes on the next line."""
    inputs, ambiguous = score.inputs, painter.ambiguous
    unit = "" if inputs.milestone else f" ({inputs.indicator.unit})"
    name = wrap(f"{inputs.indicator.name}{unit}", painter.columns - 4, ambiguous)
    grade = score.grade or (words("check.reference") if not score.graded else "-")
    target = format_value(score.target.value if score.target else None, words)
    rate = "-" if score.rate is None else f"{format_figure(score.rate)}%"
    cells = [
        f"{words('check.actual')} {pad_left(actual_text(score, words), 10, ambiguous)}",
        f"{words('check.target')} {pad_left(target, 8, ambiguous)}",
        f"{words(f'word.{inputs.basis}')} {pad_left(rate, 7, ambiguous)}",
    ]
    label = pad(grade, 4, ambiguous)
    indent = 6 + width(label, ambiguous)
    first, *rest = packed([*cells, *indicator_notes(score, words)], painter.columns - indent, ambiguous)
    figures = f"    {painter.graded(score.grade, label)}  {first}"
    return [*(f"  {line}" for line in name), figures, *(" " * indent + line for line in rest)]


def actual_text(score: IndicatorScore, words: Catalogue) -> str:
    """Returns the actual with the mark of its state."""
    return format_value(score.actual, words) + words(f"check.state.{score.state}")


def indicator_notes(score: IndicatorScore, words: Catalogue) -> list[str]:
    """Returns why there is no figure, what the value really is, its corrections, the change and the outlook."""
    notes, comma = [], words("list.comma")
    if score.missing_years:
        notes.append(words("reason.gap.years", years=comma.join(map(str, score.missing_years))))
    elif score.reason is not None and score.rate is None:
        notes.append(words(f"reason.{score.reason}"))
    if score.state == "carried" and score.entry is not None:
        notes.append(words("check.carried", as_of=score.entry.as_of or ""))
    for correction in score.corrections:
        was, value = format_value(correction.was, words), format_value(correction.value, words)
        notes.append(
            words("check.corrected", wareki=fiscal_year.wareki(correction.year), was=was, value=value)
        )
    if score.change is not None:
        notes.append(words(f"check.change.{score.change}"))
    if score.outlook is not None:
        first, last = score.outlook.years[0], score.outlook.years[-1]
        notes.append(
            words("check.outlook", verdict=words(f"word.{score.outlook.verdict}"), first=first, last=last)
        )
    return notes


def _attention(output: Output[CheckOverview]) -> list[str]:
    """Returns the first rank with its reasons and the second in a line each, or a word of relief."""
    entries, words, painter = output.overview.attention, output.words, output.painter
    lines = painter.section(words("check.attention", count=len(entries)))
    if not entries:
        return [*lines, *painter.wrap(words("attention.nothing"))]
    rows = {row.score.id: row for row in output.overview.rows}
    for tier in (1, 2):
        rank = [entry for entry in entries if entry.tier == tier]
        lines += painter.headline(words(f"check.attention.{tier}", count=len(rank))) if rank else []
        for entry in rank:
            row = rows[entry.measure.id]
            lines += _first_rank(entry, row, output) if tier == 1 else _second_rank(entry, row, output)
    return lines


def _first_rank(entry: Attention, row: MeasureRow, output: Output[CheckOverview]) -> list[str]:
    words, painter = output.words, output.painter
    lines = painter.wrap(f"{row.score.id}  {measure_title(row)}")
    for reason in entry.reasons:
        lines += painter.hang("  - ", reason_text(reason, row.score, words))
    return lines


def _second_rank(entry: Attention, row: MeasureRow, output: Output[CheckOverview]) -> list[str]:
    """Returns one line, in which a long title makes room for the reasons."""
    words, painter = output.words, output.painter
    title, reasons = f"{row.score.id}  {measure_title(row)}", short_reasons(entry, words)
    frame = width(words("check.attention.line", title="", reasons=reasons), painter.ambiguous)
    room = max(painter.columns - frame, width(row.score.id) + _LEAST_TITLE)
    line = words("check.attention.line", title=cut(title, room, painter.ambiguous), reasons=reasons)
    return painter.hang("", line)
