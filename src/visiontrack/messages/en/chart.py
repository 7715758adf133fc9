"""Words and sentences of charts."""

TABLE: dict[str, str] = {
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
    "chart.alt.path": "Path of {name}: baseline {baseline}, actual of {year} {actual}, final target {target} (unit: {unit}). The figures stand in the table.",
    "chart.alt.grades": "Bars counting the grades of {year} by policy. The numbers stand in the table.",
    "chart.alt.spending": "Bars of budget and executed amount of the projects of {title}. The amounts stand in the table.",
}
