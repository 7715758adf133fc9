"""``show vision``: measures × years of grades, for a terminal and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from visiontrack import fiscal_year
from visiontrack.cycle.grades_by_year import MeasureGrades, VisionYears
from visiontrack.folder.model import Folder
from visiontrack.formats.number_format import NOTHING
from visiontrack.formats.painter import Painter
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue


def vision_lines(folder: Folder, overview: VisionYears, words: Catalogue, painter: Painter) -> list[str]:
    """Returns the page: a row for each measure, a column for each year."""
    period = folder.vision.period
    lines = painter.headline(words("show.vision", name=folder.vision.name))
    lines += painter.facts([words("show.period", start=period.start, end=period.end)])
    columns = [Column(words("show.vision.measure"), flexible=True)]
    columns += [Column(fiscal_year.short(year)) for year in overview.counts]
    policies = {policy.id: policy.title for policy in folder.vision.policies}
    for id_, of_policy in groupby(overview.rows, lambda row: row.measure.policy):
        body = [[_title(row), *(_cell(row, year) for year in overview.counts)] for row in of_policy]
        title = policies.get(id_, words("check.no_policy"))
        lines += painter.part(title, painter.table(columns, body))
    lines += painter.part(words("show.vision.counts"), _counts(overview, words, painter))
    for year in overview.changed:
        lines += painter.wrap(words("show.vision.changed", wareki=fiscal_year.wareki(year)))
    return [*lines, *painter.wrap(words("show.vision.legend"))]


def _title(row: MeasureGrades) -> str:
    number = row.measure.number
    return f"{number} {row.measure.title}" if number is not None else row.measure.title


def _cell(row: MeasureGrades, year: int) -> str:
    """Returns the grade of a year, a dash where there is none, nothing where the measure is not in force."""
    score = row.scores.get(year)
    return "" if score is None else score.grade or NOTHING


def _counts(overview: VisionYears, words: Catalogue, painter: Painter) -> list[str]:
    """Returns how many measures had which grade, and how many indicators reached their targets, by year."""
    grades = list(dict.fromkeys(grade for counts in overview.counts.values() for grade in counts.grades))
    grades.sort(key="none".__eq__)
    columns = [Column(""), *(Column(fiscal_year.short(year), right=True) for year in overview.counts)]
    rows = [
        [
            words("check.col.none") if grade == "none" else grade,
            *(str(counts.grades.get(grade, "")) for counts in overview.counts.values()),
        ]
        for grade in grades
    ]
    achieved = [f"{counts.achieved}/{counts.graded}" for counts in overview.counts.values()]
    return painter.table(columns, [*rows, [words("check.col.achieved"), *achieved]])


def vision_dict(overview: VisionYears) -> dict[str, Any]:
    """Returns the keys of ``show vision`` in ``visiontrack.show/1``."""
    return {
        "kind": "vision",
        "until": overview.until,
        "years": [
            {
                "year": year,
                "measures": counts.measures,
                "grades": counts.grades,
                "changed": year in overview.changed,
            }
            for year, counts in overview.counts.items()
        ],
        "measures": [
            {
                "id": row.id,
                "number": row.measure.number,
                "title": row.measure.title,
                "policy": row.measure.policy,
                "years": [
                    {"year": year, "score": score.score, "grade": score.grade}
                    for year, score in row.scores.items()
                ],
            }
            for row in overview.rows
        ],
    }
