"""Changes to the past (VT8xx)."""

TABLE: dict[str, tuple[str, str]] = {
    "VT801": (
        "A final value of a past year was changed without `was`: {name} ({year}, before: {value})",
        "If it is a correction, write the value before into `was`. Else put the value back.",
    ),
    "VT801.gone": (
        "A final value of a past year is gone: {name} ({year}, before: {value})",
        "Put it back. To withdraw it, leave `value` empty and write the value before into `was`.",
    ),
    "VT802": (
        "A baseline or target of an indicator that has values was changed in place: {name} ({year})",
        "Put it back; to change a target, add an entry to target_revisions.",
    ),
    "VT803": (
        "The text of an opinion on a past year was changed: {id}",
        "Put it back. If it corrects a slip, write # visiontrack: ignore VT803 and the reason behind the line.",
    ),
    "VT803.gone": (
        "An opinion on a past year is gone: {id}",
        "Bring it back from git. If it has to go, write # visiontrack: ignore VT803 and the reason into this file.",
    ),
    "VT804": (
        "A decision that the plan shows was changed: {name} ({year})",
        "Put it back. If it is a correction, write # visiontrack: ignore VT804 and the reason behind the line.",
    ),
    "VT804.gone": (
        "A decision that the plan shows is gone: {name} ({year})",
        "Bring it back from git. If it has to go, write # visiontrack: ignore VT804 and the reason into this file.",
    ),
    "VT805": (
        "A published report was changed (published on {date})",
        "Bring it back from git. If it was corrected and handed out again, enter that under published: report {year} --publish.",
    ),
    "VT805.gone": (
        "A published report is gone: {paper}",
        "Bring it back from git.",
    ),
    "VT806": (
        "A rule by which a past year was graded was changed: {name} (from {year})",
        "Put it back and add a new entry to evaluation for the years to come. A reason behind the line, # visiontrack: ignore VT806, is accepted.",
    ),
    "VT807": (
        "The file of a published report is not the one that was handed out: {path}",
        "Bring back the file that was handed out. If it was corrected and handed out again, add an entry: visiontrack report {year} --publish --for {paper}.",
    ),
    "VT807.gone": (
        "The file of a published report is not there: {path}",
        "Bring back the file that was handed out, or check `file`.",
    ),
}
