"""Money of a year: what was budgeted and spent, in thousand yen, and the executed share 執行率 in per cent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from visiontrack.evaluation.arithmetic import add, percent
from visiontrack.folder.model import Folder
from visiontrack.schema.result import ProjectResult


@dataclass(frozen=True, slots=True)
class Money:
    """Sums of what is known over ``projects`` in force, in thousand yen; None where nothing is.

    ``execution`` is spent ÷ budget in per cent over the projects with both and a budget above 0; ``known`` counts
    those with both.
    """

    budget: Decimal | None
    spent: Decimal | None
    execution: Decimal | None
    projects: int
    known: int


def money(folder: Folder, year: int, measures: Iterable[str]) -> Money:
    """Returns the money of some measures in ``year``, over all their projects."""
    projects = [project for id_ in measures for project in _project_results(folder, year, id_)]
    reported = [project for project in projects if project is not None]
    budgets = [project.budget for project in reported if project.budget is not None]
    spendings = [project.spent for project in reported if project.spent is not None]
    pairs = [
        (project.spent, project.budget)
        for project in reported
        if project.spent is not None and project.budget is not None
    ]
    executed = [(Fraction(spent), Fraction(budget)) for spent, budget in pairs if budget > 0]
    whole = sum((budget for _, budget in executed), Fraction(0))
    ratio = sum((spent for spent, _ in executed), Fraction(0)) / whole if executed else None
    return Money(
        add(budgets) if budgets else None,
        add(spendings) if spendings else None,
        percent(ratio) if ratio is not None else None,
        len(projects),
        len(pairs),
    )


def _project_results(folder: Folder, year: int, measure_id: str) -> Iterator[ProjectResult | None]:
    """Yields what was reported of each project in force; None where nothing was."""
    measure, result = folder.measures[measure_id], folder.results.get((year, measure_id))
    for project in folder.projects_in(measure, year):
        yield result.projects.get(project.id) if result is not None else None
