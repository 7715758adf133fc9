"""Words and sentences of charts."""

TABLE: dict[str, str] = {
    "chart.alt.project": "{title} budget {budget}, spent {spent}",
    "chart.alt.policy": "{title} {grades}",
    "chart.alt.grade": "{grade} {count}",
    "chart.path.title": "{name} ({unit})",
    "chart.path.plan": "◇- - baseline and targets",
    "chart.path.actual": "●── actual",
    "chart.path.outlook": "··· outlook",
    "chart.path.year": "rule: {year}",
    "chart.grades.title": "Grades by policy ({year}, measures)",
    "chart.alt.none": "none",
    "chart.grades.none": "none",
    "chart.spending.title": "{title}: budget (white) and executed (grey)",
    "chart.spending.axis": "thousand yen",
    "chart.spending.unknown": "not stated",
    "chart.alt.path": "{name} over the years. Baseline {baseline}, actual of {year} {actual}, last target {target} (unit: {unit}).",
    "chart.alt.grades": "Bar chart of the grades of {year} by policy. {counts}.",
    "chart.alt.spending": "Bar chart of budget and spent amounts of the projects of {title}. {amounts}.",
}
