"""Last year's scores as they were given then, and once more under this year's rules where these differ (``restated``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visiontrack.evaluation.measure_score import MeasureScore, measure_score
from visiontrack.folder.model import Folder, once_per_folder
from visiontrack.schema.vision import Evaluation

# The rules that scores and grades follow from. A difference in any of them makes two years comparable only restated.
_RULES = ("basis", "target_rule", "decrease", "roll_up", "cap", "count_carried", "grades")


@dataclass(frozen=True, slots=True)
class BeforeScore:
    """A measure's score of last year: as it was given, and restated (None where no rule differs)."""

    original: MeasureScore
    restated: MeasureScore | None

    @property
    def comparable(self) -> MeasureScore:
        """What this year's score and grade compare with."""
        return self.restated or self.original


def rules_differ(rules: Evaluation, other: Evaluation) -> bool:
    """Returns whether two entries of the vision's ``evaluation`` could give the same values another score or grade."""
    return any(getattr(rules, rule) != getattr(other, rule) for rule in _RULES)


def restating_rules(folder: Folder, year: int) -> Evaluation | None:
    """Returns the rules of ``year`` where last year's scores have to be restated under them, else None."""
    rules = folder.vision.rules_in(year)
    return rules if rules_differ(rules, folder.vision.rules_in(year - 1)) else None


@once_per_folder
def before_scores(folder: Folder, year: int) -> Mapping[str, BeforeScore]:
    """Returns last year's score of every measure in force in ``year`` that has a result of last year, by its id.

    A restated score rests on the targets in force last year.
    """
    last = year - 1
    rules = restating_rules(folder, year)
    return {
        id_: BeforeScore(
            measure_score(folder, id_, last),
            measure_score(folder, id_, last, rules) if rules is not None else None,
        )
        for id_, _ in folder.in_force(year)
        if (last, id_) in folder.results
    }
