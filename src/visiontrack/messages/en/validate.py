"""Words and sentences of validate."""

TABLE: dict[str, str] = {
    "validate.help.long": "Checks every file under data/ and tells all at once what is wrong where, why, and how to mend it.",
    "validate.help.strict": "exit with 1 for warnings too",
    "validate.help.fix": "mend what has one right answer",
    "validate.help.dry_run": "show the change without writing",
    "validate.help.today": "the day to hold due dates against (today when left out)",
    "validate.dry_run_alone": "--dry-run goes with --fix.",
    "validate.fixed": "Lines mended: {count}.",
    "validate.nothing_to_fix": "There was nothing that can be mended without asking.",
    "validate.by_hand": "These lines could not be mended and need a hand:",
    "validate.changed": "{before} → {after}",
    "validate.joined": "(lines joined, so that no space stands between Japanese words)",
    "validate.ended": "(the file now ends with a line end)",
}
