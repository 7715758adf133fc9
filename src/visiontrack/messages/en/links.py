"""The sentences of the checks on ids and references (VT3xx): code → (what is wrong, how to mend it)."""

TABLE: dict[str, tuple[str, str]] = {
    "VT301": ("unknown indicator: '{id}'", "Write the id of an indicator in {file}: {known}"),
    "VT301.project": ("unknown project: '{id}'", "Write the id of a project in {file}: {known}"),
    "VT301.measure": (
        "unknown measure: '{id}'",
        "Write the name of a file in data/measures/, which is the measure's id: {known}",
    ),
    "VT301.party": (
        "unknown actor or section: '{id}'",
        "Write the id of an actor in data/actors/ or of one of its sections: {known}",
    ),
    "VT301.actor": (
        "unknown actor: '{id}'",
        "Write the name of a file in data/actors/, which is the actor's id: {known}",
    ),
    "VT301.section": (
        "unknown section: '{id}'",
        "Write the id of a section of an actor in data/actors/: {known}",
    ),
    "VT301.policy": ("unknown policy: '{id}'", "Write the id of a policy in {file}: {known}"),
    "VT301.field": ("unknown field: '{id}'", "Write the id of a field in {file}: {known}"),
    "VT301.opinion": (
        "unknown opinion: '{id}'",
        "Write the id of an opinion of a meeting in data/meetings/: {known}",
    ),
    "VT301.own": (
        "unknown indicator of the vision: '{id}'",
        "Write the id of an indicator under indicators in {file}: {known}",
    ),
    "VT301.program": (
        "unknown program: '{id}'",
        "Write the id of a program under programs in a file of data/actors/: {known}",
    ),
    "VT301.grade": (
        "a grade that the scale does not have: '{id}'",
        "Write a grade of the scale in force that year ({file}): {known}",
    ),
    "VT302.section": (
        "'{id}' is an actor, not a section",
        "Write the id of a section here (one of those in data/actors/{id}.yaml, say).",
    ),
    "VT302.actor": (
        "'{id}' is a section, not an actor",
        "Write the id of an actor here; this section belongs to '{actor}'.",
    ),
    "VT303": (
        "the same id twice: '{id}'",
        "Remove what is double; if these are two things, change one of the ids (the next free one: {free}).",
    ),
    "VT303.cited": (
        "the same id twice: '{id}'",
        "Remove what is double; if these are two things, change one of the ids (the next free one: {free}), and see which of them each place means that cites it.",
    ),
    "VT303.file": (
        "another file has the same id: '{id}' (this file is {name}.yaml)",
        "If this is a copy, remove it; if it is something else, write id: {name}.",
    ),
    "VT303.copy": (
        "another file has the same id: '{id}' (this file is {name}.yaml)",
        "If this is a copy, remove it; if it is to be something else, choose a new id, and write it both under id and as the file's name.",
    ),
    "VT303.result": (
        "another file holds the same year's results of the measure '{id}' (this file is {name}.yaml)",
        "If this is a copy, remove it; if these are another measure's results, write that measure's id both under measure and as the file's name.",
    ),
    "VT304": (
        "the id is not the file's name: '{id}' (the file is {name}.yaml)",
        "Write id: {name}, or rename the file to {id}.yaml.",
    ),
    "VT304.name": (
        "the id is not the file's name: '{id}' (the file is {name}.yaml)",
        "Rename the file to {id}.yaml; its name as it is cannot be an id.",
    ),
    "VT304.measure_name": (
        "the measure is not the file's name: '{id}' (the file is {name}.yaml)",
        "Rename the file to {id}.yaml; its name as it is cannot be an id.",
    ),
    "VT304.measure": (
        "the measure is not the file's name: '{id}' (the file is {name}.yaml)",
        "Write measure: {name}, or rename the file to {id}.yaml.",
    ),
    "VT305": (
        "the year is not the folder's: {year} (the folder is {folder})",
        "Write year: {folder}, or move the file to the folder {year}.",
    ),
    "VT305.file": (
        "the year is not the file's name: {year} (the file is {folder}.yaml)",
        "Write year: {folder}, or rename the file to {year}.yaml.",
    ),
    "VT305.date": (
        "{date} lies in fiscal year {year}, but the folder is {folder}",
        "Check the date, or move the file to data/meetings/{year}/ (a fiscal year runs from April to March).",
    ),
    "VT306.into": (
        "nothing can be merged into '{id}': it stands for the vision itself",
        "Write the id of the measure that takes it over.",
    ),
    "VT306": ("'{id}' cannot be an id: it stands for the vision itself", "Choose another id."),
    "VT307": (
        "not a role of '{actor}': '{id}'",
        "The roles of '{actor}' (a section has its actor's) are: {known}",
    ),
    "VT307.none": (
        "'{actor}' has no roles: '{id}'",
        "Remove this line, or add the role under roles in that actor's file.",
    ),
    "VT308": ("'{id}' refers to itself", "Write another id, or remove this line."),
    "VT308.circle": ("this leads round in a circle: {way}", "Change what one of them refers to."),
    "VT309": (
        "the replaced indicator '{id}' goes on to {end}, but this one begins in {start}",
        "Let the period of '{id}' end before {start}, or change the period of this one.",
    ),
    "VT310.policy": (
        "policy belongs to the vision's own indicators only",
        "Remove this line; a measure's indicator belongs to the measure's policy.",
    ),
    "VT310.tolerance": (
        "tolerance belongs to indicators with direction: maintain only",
        "Check direction; if it is right, remove this line.",
    ),
    "VT310.asked": (
        "asked goes with body: hearing only",
        "Check body; if it is right, remove this line.",
    ),
    "VT310.answered": (
        "answered goes with body: hearing only",
        "Check body; if it is right, remove this line.",
    ),
    "VT310.recommends": (
        "recommends goes with an opinion on exactly one measure",
        "Leave one measure under measures, or remove this line; where each measure is to go another way, write an opinion each.",
    ),
    "VT310.carried": (
        "the value of the cumulative indicator '{id}' cannot be carried",
        "Write the year's amount and make state one of final, preliminary, estimate; without an amount it is unpublished.",
    ),
    "VT310.maintained": (
        "'{id}' is to be maintained and cannot be cumulative",
        "Make accumulation annual or year_end, or correct the direction.",
    ),
    "VT310.into": (
        "into belongs to decision: merge only",
        "Check the decision; if it is right, remove this line.",
    ),
    "VT310.title": (
        "title belongs to decision: new only",
        "Check the decision; if it is right, remove this line.",
    ),
    "VT310.project": (
        "a decision on the vision (measure: vision) has no project",
        "Remove this line, or write the project's measure under measure.",
    ),
    "VT311.tolerance": (
        "an indicator to be maintained without tolerance: '{id}'",
        "Say how many per cent either side of the target count as achieved, such as {key}: 5.",
    ),
    "VT311.answered": (
        "how many were asked is there, how many answered is not: '{id}'",
        "Write how many answered as '{key}:', or remove asked until it is known.",
    ),
    "VT311.as_of": (
        "a carried value does not say of when it is: '{id}'",
        "Write the period that the value is really of as '{key}:' (such as {key}: 2022).",
    ),
    "VT311.role": (
        "what '{id}' did names no role",
        "Write one of its roles as '{key}:': {known}",
    ),
    "VT311.into": (
        "a merge that does not say into which measure: '{id}'",
        "Add a line '{key}:' with the id of the measure it goes into.",
    ),
    "VT311.until": (
        "there is a successor ('{id}') but no last year",
        "Write the last year before it took over as '{key}:'.",
    ),
    "VT311.text": ("declined without a reason: '{id}'", "Say why under '{key}:'."),
    "VT312": (
        "a second decision on the same measure: '{id}'",
        "Keep one of them; a decision on a project says so with project.",
    ),
    "VT312.project": (
        "a second decision on the same project: '{project}' of '{id}'",
        "Keep one of them.",
    ),
    "VT313": (
        "{what} outside the data folder: '{path}'",
        "Put it into the folder that holds data/ and write its place from there, such as docs/2024/report.pdf.",
    ),
    "VT313.backslash": (
        "{what} written with '\\': '{path}'",
        "Separate folders by '/': '{fixed}'.",
    ),
    "VT314": (
        "{what} not found: '{path}'",
        "Check its name and place, which counts from the folder that holds data/.",
    ),
    "VT314.name": (
        "{what}: there is a file of a slightly different name: '{path}'",
        "Write '{fixed}', or rename the file: compare capitals, full-width signs, and the two wave dashes.",
    ),
    "VT314.address": (
        "a web address as {what}: '{path}'",
        "Save the document and write its place; the address of a value's source goes under source.",
    ),
    "VT315": (
        "a program that the measure does not name: '{id}'",
        "Add it under programs in {file}, or write the id of one there: {known}",
    ),
    "VT316": (
        "the number '{number}' is also that of the measure '{other}', in force in the same years",
        "Correct one number to what the vision prints.",
    ),
}
