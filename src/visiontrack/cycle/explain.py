"""How the figures of one indicator or measure came about, with the file and line of every input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visiontrack.cycle.naming import OWN, find, indicators_of, resolve_indicator
from visiontrack.errors import WrongUse
from visiontrack.evaluation import explanation
from visiontrack.evaluation.explanation import CalculationStep, EnteredNumber
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.evaluation.restated import BeforeScore, before_scores
from visiontrack.evaluation.vision_score import VisionScore, evaluate
from visiontrack.finding import Place
from visiontrack.folder.listing import VISION, file_path
from visiontrack.folder.loading import FileLine, LineFinder
from visiontrack.folder.model import Folder

# The commit and the day that last changed a line, for those that are committed.
Trace = Mapping[FileLine, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class IndicatorExplanation:
    """Everything that one indicator's figures of a year rest on; each input with the line it is entered on.

    ``trace`` is None unless it was asked for.
    """

    name: str
    score: IndicatorScore
    inputs: tuple[tuple[EnteredNumber, FileLine], ...]
    steps: tuple[CalculationStep, ...]
    rules: FileLine
    trace: Trace | None = None

    @property
    def lines(self) -> list[FileLine]:
        """Every line that the figures rest on."""
        return [*(line for _, line in self.inputs), self.rules]


@dataclass(frozen=True, slots=True)
class MeasureExplanation:
    """How a measure's score came about: its indicators' printed figures, rolled up; ``before`` is last year's."""

    score: MeasureScore
    step: CalculationStep | None
    rules: FileLine
    before: BeforeScore | None
    trace: Trace | None = None

    @property
    def lines(self) -> list[FileLine]:
        """The line of the rules: the figures of indicators have lines of their own."""
        return [self.rules]


def explain_figure(folder: Folder, text: str, year: int) -> IndicatorExplanation | MeasureExplanation:
    """Explains ``measure``, ``measure/indicator`` or a bare indicator id in ``year``."""
    scores = evaluate(folder, year)
    lines = LineFinder(folder.root)
    position = folder.vision.evaluation.index(folder.vision.rules_in(year))
    rules = lines.of(Place(VISION, ("evaluation", position, "since")))
    subject = find(folder, text, ("measure", "indicator"))
    if subject is not None and subject.kind == "measure":
        measure_score = scores.of(subject.name)
        if measure_score is None:
            raise WrongUse("error.not_in_force", name=subject.name, year=year)
        before = before_scores(folder, year).get(subject.name)
        return MeasureExplanation(measure_score, explanation.roll_up_step(measure_score), rules, before)
    measure, indicator = resolve_indicator(folder, subject.name if subject is not None else text)
    score = _score_of(scores, measure, indicator.id)
    name = f"{measure or OWN}/{indicator.id}"
    if score is None:
        raise WrongUse("error.not_in_force", name=name, year=year)
    position = indicators_of(folder, measure or OWN).index(indicator)
    inputs = tuple(
        (number, lines.of(Place(_path(number, measure), number.loc)))
        for number in explanation.entered_numbers(score, position)
    )
    return IndicatorExplanation(name, score, inputs, tuple(explanation.steps(score)), rules)


def _score_of(scores: VisionScore, measure: str | None, indicator: str) -> IndicatorScore | None:
    """Returns the score of an indicator of a measure (or the vision's own), or None where it is not in force."""
    indicators = scores.own
    if measure is not None:
        measure_score = scores.of(measure)
        indicators = measure_score.indicators if measure_score is not None else ()
    return next((score for score in indicators if score.id == indicator), None)


def _path(number: EnteredNumber, measure: str | None) -> str:
    """Returns the file that a number of the measure (or of the vision) is entered in."""
    if number.file == "result":
        return file_path("result" if measure else "vision_result", measure or "", number.year)
    return file_path("measure", measure) if measure else VISION
