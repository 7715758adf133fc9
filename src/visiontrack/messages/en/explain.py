"""Words and sentences of explain."""

TABLE: dict[str, str] = {
    "explain.help.long": "For the code of a finding (such as VT301): its cause, an example and the cure. For an indicator (such as startup-support/founders) and a year: how its figures came about, with the lines its inputs stand on.",
    "explain.help.what": "an indicator (measure/indicator), or the code of a finding",
    "explain.help.year": "the year (with an indicator)",
    "explain.help.trace": "also the commit and the day that last changed the line of each value (git)",
    "explain.cause": "Cause",
    "explain.bad": "Bad",
    "explain.good": "Good",
    "explain.cure": "Cure",
    "explain.part": " (part of it)",
    "explain.no_code": "No finding has the code '{code}'.",
    "explain.needs_year": "'{name}' is no code of a finding. To explain an indicator give a year too, such as: visiontrack explain startup-support/founders 2024",
}
