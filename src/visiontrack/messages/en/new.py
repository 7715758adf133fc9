"""Words and sentences of new, and the notes in skeletons."""

TABLE: dict[str, str] = {
    "new.choices": "{title}: {choices}",
    "new.required": "{title} [required]",
    "new.comma": ", ",
}
