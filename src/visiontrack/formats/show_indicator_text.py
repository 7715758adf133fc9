"""``show`` of an indicator for a terminal: its figures year by year, and its path as a chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.formats.figures import NOTHING, Painter, figure, value, with_unit
from visiontrack.formats.path_chart import chart
from visiontrack.formats.show_parts import facts, item, section
from visiontrack.layout.table import Column, render
from visiontrack.layout.width import packed

if TYPE_CHECKING:
    from visiontrack.cycle.show import IndicatorOverview
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.measure import TargetRevision


def lines(folder: Folder, view: IndicatorOverview, words: Catalogue, paint: Painter) -> list[str]:
    """The whole page."""
    indicator = view.indicator
    title = words("show.indicator.line", name=indicator.name, unit=indicator.unit)
    out = paint.headline(words("show.indicator", name=view.name, title=title))
    out += facts(_facts(folder, view, words), paint)
    for key, names in (
        ("show.replaces", view.before),
        ("show.replaced_by", view.after),
        ("show.elsewhere", view.elsewhere),
    ):
        if names:
            out += item(words(key, names=words("list.comma").join(names)), paint)
    out += section(words("show.history"), _table(view, words, paint), paint)
    drawn = chart(view.path, paint.columns)
    if drawn:
        out += section(
            words("show.chart"),
            [*drawn, "", *packed(words("show.chart.legend").split("  "), paint.columns, paint.ambiguous)],
            paint,
        )
    out += section(words("show.target_revisions"), _revisions(view, words, paint), paint)
    return out + section(words("show.notes"), _notes(view, words, paint), paint)


def _facts(folder: Folder, view: IndicatorOverview, words: Catalogue) -> Iterator[str]:
    indicator = view.indicator
    yield words(
        "show.kind",
        kind=words(f"word.{indicator.kind}"),
        direction=words(f"word.{indicator.direction}"),
        accumulation=words(f"word.{indicator.accumulation}"),
    )
    if view.measure is not None:
        yield words("show.lead", name=folder.party_name(view.measure.lead))
    if indicator.baseline is not None:
        held = indicator.baseline
        yield words("show.baseline", value=with_unit(held.value, indicator.unit, words), year=held.year)
    if indicator.source:
        yield words("show.source", text=indicator.source.strip())


def _table(view: IndicatorOverview, words: Catalogue, paint: Painter) -> list[str]:
    if not view.years:
        return paint.wrap(words("show.history.none", until=view.until))
    cumulative = view.indicator.accumulation == "cumulative" and view.indicator.type == "number"
    names = ["year", "target", "source", "actual", "achievement", "progress", "grade", "change"]
    if cumulative:
        names.insert(4, "entered")
    right = ("target", "actual", "entered", "achievement", "progress")
    titles = {name: "" if name == "source" else words(f"show.column.{name}") for name in names}
    columns = [Column(titles[name], right=name in right) for name in names]
    rows = [[_cell(name, one, words) for name in names] for one in view.years]
    return render(columns, rows, paint.columns, paint.ambiguous)


def _cell(name: str, one: IndicatorScore, words: Catalogue) -> str:
    if name == "year":
        return str(one.inputs.year)
    if name == "target":
        return value(one.target.value if one.target is not None else None, words)
    if name == "source":
        return words(f"word.{one.target.source}") if one.target is not None else ""
    if name == "actual":
        return value(one.actual, words) + (words(f"check.state.{one.state}") if one.state else "")
    if name == "entered":
        return value(one.inputs.value_in(one.inputs.year), words)
    if name == "change":
        return words(f"show.change.{one.change}") if one.change else NOTHING
    if name == "grade":
        return one.grade or NOTHING
    rate = one.achievement if name == "achievement" else one.progress
    return NOTHING if rate is None else f"{figure(rate)}%"


def _revisions(view: IndicatorOverview, words: Catalogue, paint: Painter) -> Iterator[str]:
    for one in view.indicator.target_revisions:
        text = words(
            "show.target_revision",
            since=one.since,
            targets=_targets(one, words),
            decision=one.decision,
            reason=one.reason.strip(),
        )
        yield from item(text, paint)


def _targets(one: TargetRevision, words: Catalogue) -> str:
    pairs = (f"{year}: {value(held, words)}" for year, held in sorted(one.targets.items()))
    return words("list.comma").join(pairs)


def _notes(view: IndicatorOverview, words: Catalogue, paint: Painter) -> Iterator[str]:
    """Comments and corrections that stand with the actuals."""
    for one in view.years:
        if one.entry is None:
            continue
        if one.entry.was is not None:
            told = words("show.was", value=value(one.entry.was, words))
            yield from item(words("show.note", year=one.inputs.year, text=told), paint)
        if one.entry.comment:
            yield from item(words("show.note", year=one.inputs.year, text=one.entry.comment.strip()), paint)
