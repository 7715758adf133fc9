"""The annex of a report: sources, what is missing and why, provisional and corrected values, changed targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.explain import IndicatorExplanation, explain_figure
from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.folder.model import Folder
from visiontrack.formats.number_format import format_with_unit
from visiontrack.history.git import traced
from visiontrack.messages import Catalogue
from visiontrack.report.data_text import Text, inline
from visiontrack.report.digest import TRACE_MARK
from visiontrack.report.indicator_view import CorrectionView, IndicatorView, TargetChangeView, target_changes
from visiontrack.report.view import ReportData, View

if TYPE_CHECKING:
    from visiontrack.evaluation.inputs import Scalar
    from visiontrack.report.measure_view import SheetView


_PROVISIONAL = ("preliminary", "estimate", "carried")


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingView(View):
    """An indicator without a figure, and why; ``measure`` is None for the vision's own."""

    measure: Text | None
    indicator: Text
    reason: str
    comment: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalView(View):
    """A value, or a running total with a part, that is not final."""

    measure: Text | None
    indicator: Text
    unit: Text
    value: Scalar
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView(View):
    """Where the values of indicators come from."""

    measure: Text | None
    indicator: Text
    source: Text | None
    definition: Text | None
    rationale: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexView(View):
    """The annex. ``unreported`` are measures without a result; ``corrections`` those of this year and the last."""

    sources: tuple[SourceView, ...]
    missing: tuple[MissingView, ...]
    provisional: tuple[ProvisionalView, ...]
    unreported: tuple[Text, ...]
    corrections: tuple[CorrectionView, ...]
    targets: tuple[TargetChangeView, ...]


def annex_view(
    data: ReportData, own_indicators: tuple[IndicatorView, ...], sheets: tuple[SheetView, ...]
) -> AnnexView:
    """Returns everything a reader needs to redo the figures."""
    indicators: list[tuple[Text | None, IndicatorView]] = [(None, indicator) for indicator in own_indicators]
    for sheet in sheets:
        indicators += [(sheet.standing.title, indicator) for indicator in sheet.indicators]
    return AnnexView(
        sources=tuple(
            SourceView(
                measure=title,
                indicator=indicator.name,
                source=indicator.source,
                definition=indicator.definition,
                rationale=indicator.rationale,
            )
            for title, indicator in indicators
        ),
        missing=tuple(
            _missing(title, indicator) for title, indicator in indicators if _lacks_figure(indicator)
        ),
        provisional=tuple(_provisional(indicators)),
        unreported=tuple(sheet.standing.title for sheet in sheets if not sheet.standing.reported),
        corrections=tuple(change for _, indicator in indicators for change in indicator.corrections),
        targets=tuple(_target_changes_in_force(data)),
    )


def _lacks_figure(indicator: IndicatorView) -> bool:
    """Returns whether an indicator has no value at all, or is graded and has none that could be counted."""
    return indicator.actual is None or (indicator.kind != "reference" and indicator.counted is None)


def _missing(title: Text | None, indicator: IndicatorView) -> MissingView:
    return MissingView(
        measure=title,
        indicator=indicator.name,
        reason=indicator.reason or "no-actual",
        comment=indicator.comment,
    )


def _provisional(indicators: list[tuple[Text | None, IndicatorView]]) -> Iterator[ProvisionalView]:
    for title, indicator in indicators:
        cumulative = indicator.accumulation == "cumulative"
        value, state = indicator.actual if cumulative else indicator.entered, indicator.state
        if state in _PROVISIONAL and state is not None and value is not None:
            yield ProvisionalView(
                measure=title, indicator=indicator.name, unit=indicator.unit, value=value, state=state
            )


def _target_changes_in_force(data: ReportData) -> Iterator[TargetChangeView]:
    """Yields the changed targets that apply in the year."""
    changes = [change for score in data.scores.own for change in target_changes(score.inputs.indicator, None)]
    for measure in data.scores.measures:
        title = Text(measure.measure.title)
        for score in measure.indicators:
            changes += target_changes(score.inputs.indicator, title)
    return (change for change in changes if change.since <= data.year)


def trace_page(folder: Folder, year: int, words: Catalogue) -> str:
    """Returns the table of every value that the figures of a year rest on. Raises ``WrongUse`` without git."""
    scores = evaluate(folder, year)
    names = [f"{OWN}/{score.id}" for score in scores.own]
    names += [f"{measure.id}/{score.id}" for measure in scores.measures for score in measure.indicators]
    explanations = [explain_figure(folder, name, year) for name in names]
    changes = traced(folder.root, [line for explanation in explanations for line in explanation.lines])
    heads = [
        words(f"report.trace.{key}") for key in ("indicator", "input", "value", "place", "commit", "day")
    ]
    rows = [heads, ["---"] * len(heads)]
    for explanation in explanations:
        assert isinstance(explanation, IndicatorExplanation)
        indicator = explanation.score.inputs.indicator
        for number, line in explanation.inputs:
            commit, day = changes.get(line, ("", ""))
            value = format_with_unit(number.value, indicator.unit, words)
            label = words(f"figure.input.{number.key}", year=number.year)
            texts = [inline(text) for text in (indicator.name, label, value)]
            rows.append([*texts, f"{line.path}:{line.line}", commit[:10] or words("figure.uncommitted"), day])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{TRACE_MARK}\n\n## {words('report.trace.heading')}\n\n{table}\n"
