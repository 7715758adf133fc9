"""``show`` of a measure for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from visiontrack.formats.figures import NOTHING, Painter, figure, value
from visiontrack.formats.show_parts import (
    decision_lines,
    facts,
    item,
    opinion_lines,
    paragraph,
    section,
)
from visiontrack.layout.table import Column, render

if TYPE_CHECKING:
    from visiontrack.cycle.history import MeasureYear
    from visiontrack.cycle.show import MeasureOverview, RelatedMeasure
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

_COLUMNS = ("year", "status", "grade", "score", "self", "measured", "next", "decision")
_RIGHT = ("score", "measured")
BAR = 10


def lines(folder: Folder, view: MeasureOverview, words: Catalogue, paint: Painter) -> list[str]:
    """The whole page."""
    measure = view.measure
    out = paint.headline(words("show.measure", id=view.id, title=measure.title))
    out += facts(_facts(folder, view, words), paint)
    out += paragraph(measure.description, paint)
    for kin, key in ((view.before, "show.before"), (view.after, "show.after")):
        for one in kin:
            out += item(words(key, name=_named(one, words)), paint)
    out += section(words("show.history"), _history(view, words, paint), paint)
    latest = view.years[-1].score.indicators if view.years else ()
    shown = words("show.indicators", until=view.years[-1].year if view.years else view.until)
    out += section(shown, _indicators(view, latest, words, paint), paint)
    out += section(words("show.revisions"), _revisions(view, words, paint), paint)
    out += section(words("show.decisions"), decision_lines(view.decisions, words, paint), paint)
    return out + section(words("show.opinions"), opinion_lines(folder, view.opinions, words, paint), paint)


def _facts(folder: Folder, view: MeasureOverview, words: Catalogue) -> Iterator[str]:
    measure, comma = view.measure, words("list.comma")
    policies = {one.id: one.title for one in folder.vision.policies}
    fields = {one.id: one.title for one in folder.vision.fields}
    yield words("show.policy", title=policies.get(measure.policy, measure.policy))
    if measure.fields:
        yield words("show.fields", titles=comma.join(fields.get(one, one) for one in measure.fields))
    yield words("show.lead", name=folder.party_name(measure.lead))
    if measure.partners:
        names = [folder.party_name(one.actor) for one in measure.partners]
        yield words("show.partners", names=comma.join(names))
    yield words("show.period", start=view.period.start, end=view.period.end)


def _named(kin: RelatedMeasure, words: Catalogue) -> str:
    if kin.measure is None or kin.period is None:
        return words("show.kin.none", id=kin.id)
    return words("show.kin", id=kin.id, title=kin.measure.title, start=kin.period.start, end=kin.period.end)


def _history(view: MeasureOverview, words: Catalogue, paint: Painter) -> Iterator[str]:
    """The measure's years; those of its kin before and after them, under their own names."""
    kin = [one for one in (*reversed(view.before), *view.after) if one.measure is not None and one.years]
    before = [one for one in kin if one in view.before]
    after = [one for one in kin if one in view.after]
    for one in before:
        yield from _of_kin(one, words, paint)
    if kin:
        yield from paint.wrap(words("show.history.of", title=view.measure.title, id=view.id))
    if view.years:
        yield from _table(view.years, words, paint)
    else:
        yield from paint.wrap(words("show.history.none", until=view.until))
    for one in after:
        yield from ["", *_of_kin(one, words, paint)]


def _of_kin(kin: RelatedMeasure, words: Catalogue, paint: Painter) -> list[str]:
    title = kin.measure.title if kin.measure is not None else kin.id
    return [
        *paint.wrap(words("show.history.of", title=title, id=kin.id)),
        *_table(kin.years, words, paint),
        "",
    ]


def _table(years: Sequence[MeasureYear], words: Catalogue, paint: Painter) -> list[str]:
    columns = [Column(words(f"show.column.{name}"), right=name in _RIGHT) for name in _COLUMNS]
    columns.insert(4, Column(""))
    rows = [_row(one, words, paint) for one in years]
    return render(columns, rows, paint.columns, paint.ambiguous)


def _row(one: MeasureYear, words: Catalogue, paint: Painter) -> list[str]:
    score, result = one.score, one.result
    own = result.self_evaluation if result is not None else None
    return [
        str(one.year),
        words(f"word.{result.status}") if result is not None else words("show.no_result"),
        score.grade or NOTHING,
        figure(score.score),
        paint.bar(score.score, BAR),
        own.grade if own is not None else NOTHING,
        f"{score.measured}/{score.graded}",
        words(f"word.{result.next}") if result is not None and result.next else NOTHING,
        words(f"word.{one.decision.decision}") if one.decision is not None else NOTHING,
    ]


def _indicators(
    view: MeasureOverview, latest: Sequence[IndicatorScore], words: Catalogue, paint: Painter
) -> Iterator[str]:
    """Each indicator of the last year with its actuals so far."""
    for one in latest:
        indicator, inputs = one.inputs.indicator, one.inputs
        series = [
            value(score.actual, words)
            for year in view.years
            for score in year.score.indicators
            if score.id == one.id
        ]
        yield from item(words("show.indicator.line", name=indicator.name, unit=indicator.unit), paint)
        text = words(
            "show.indicator.series",
            values=words("show.arrow").join(series),
            target=value(one.target.value if one.target is not None else None, words),
            final=value(inputs.last_target[1] if inputs.last_target is not None else None, words),
        )
        yield from paragraph(text, paint, 6)


def _revisions(view: MeasureOverview, words: Catalogue, paint: Painter) -> Iterator[str]:
    for one in view.measure.revisions:
        text = (one.text or "").strip()
        yield from item(words("show.revision", year=one.year, decision=one.decision, text=text), paint)
