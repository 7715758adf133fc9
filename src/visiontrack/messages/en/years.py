"""The sentences on years and values (VT4xx) and the cycle (VT5xx): code → (what is wrong, how to mend it)."""

TABLE: dict[str, tuple[str, str]] = {
    # ---- VT4xx years and values ----
    "VT401": ("the period ends ({end}) before it starts ({start})", "Check start and end."),
    "VT401.term": ("the term ends ({end}) before it starts ({start})", "Check since and until."),
    "VT402.vision": (
        "{year} lies outside the vision's period ({start} to {end})",
        "Let it lie within the vision's period.",
    ),
    "VT402.reviews": (
        "the year that this meeting reviewed, {year}, lies outside the vision's period ({start} to {end})",
        "Write a year of the period, or the one before it, as reviews (left out it is the year before the meeting's own). If the date is wrong, mend it and the folder.",
    ),
    "VT402.far": (
        "{year} lies too far from the vision's period ({start} to {end})",
        "Check the year for a slip of the pen.",
    ),
    "VT402.folder": (
        "the year of the folder data/results/{year}/ lies outside the vision's period ({start} to {end})",
        "Give the folder, and year in the files it holds, the right year.",
    ),
    "VT402.earlier": (
        "the year of the folder data/results/{year}/ lies before the vision's period ({start} to {end})",
        "If these are records of an earlier vision, do not rewrite their years: keep them as that vision's data in a folder of its own, and take over only the values to go on with, as history of an indicator (guide: the next vision). If the year is wrong, mend the folder's name, and year in the files it holds.",
    ),
    "VT402.measure": (
        "{year} lies outside the measure's period ({start} to {end})",
        "Let it lie within the measure's period, or change that.",
    ),
    "VT403": (
        "the measure '{id}' is not in force in {year} (its period is {start} to {end})",
        "Check the year; if it is right, change the measure's period or remove this file.",
    ),
    "VT404": (
        "the indicator '{id}' is not in force in {year} (its period is {start} to {end})",
        "Remove the value, or change the indicator's period.",
    ),
    "VT404.project": (
        "the project '{id}' is not in force in {year} (its period is {start} to {end})",
        "Remove it here, or change the project's period.",
    ),
    "VT405": (
        "the target year {year} lies outside the vision's period ({start} to {end})",
        "Write a year within the vision's period.",
    ),
    "VT405.baseline": (
        "the target year {year} does not come after the baseline's year {baseline}",
        "Change the year of the target or of the baseline.",
    ),
    "VT406": (
        "a change from {since} on alters the target of {year}",
        "Remove this target, or change since: past targets are not rewritten.",
    ),
    "VT407.increase": (
        "the target of '{id}', which should increase, falls ({first_year}: {first} → {year}: {value})",
        "Correct the target or the direction.",
    ),
    "VT407.decrease": (
        "the target of '{id}', which should decrease, rises ({first_year}: {first} → {year}: {value})",
        "Correct the target or the direction.",
    ),
    "VT407.increase_baseline": (
        "the target of '{id}', which should increase, lies below its baseline ({first_year}: {first} → {year}: {value})",
        "Leave it where a decline is to be slowed. Otherwise correct the target, the baseline or the direction; a cumulative indicator's targets are running totals.",
    ),
    "VT407.decrease_baseline": (
        "the target of '{id}', which should decrease, lies above its baseline ({first_year}: {first} → {year}: {value})",
        "Leave it where a rise is to be slowed. Otherwise correct the target, the baseline or the direction.",
    ),
    "VT408.falling": (
        "the bound {bound} of grade '{grade}' is not below {above_bound}, that of '{above}' before it",
        "Write the grades from the best down, each bound below the one before.",
    ),
    "VT408.missing": (
        "grade '{grade}' has no bound (at_least)",
        "Write its bound; only the last grade has none.",
    ),
    "VT408.last": (
        "the last grade '{grade}' has a bound (at_least)",
        "Remove at_least, or figures below it would have no grade.",
    ),
    "VT408.twice": (
        "grade '{grade}' stands in the scale twice",
        "Give each band a grade of its own: two of one name cannot be counted apart.",
    ),
    "VT408.none_named": (
        "a grade cannot be named '{grade}'",
        "Choose another name: measures without a grade are counted under none.",
    ),
    "VT408.none": ("a scale without grades", "Write the grades from the best down under grades."),
    "VT409": (
        "no rules of evaluation hold from the period's start, {start} (the first since {since})",
        "Write since: {start}, or add the rules that hold from {start}.",
    ),
    "VT409.none": ("no rules of evaluation", "Write the rules under evaluation."),
    "VT409.twice": (
        "two sets of rules since {since}",
        "Keep one of them, or correct since.",
    ),
    "VT410.number": (
        "'{id}' is a number but says '{value}'",
        "Write a number, or give the indicator type: milestone.",
    ),
    "VT410.milestone": (
        "'{id}' is a milestone but says '{value}'",
        "Write true or false, or correct the indicator's type.",
    ),
    "VT411": (
        "'{id}' is {state} and yet has the value '{value}'",
        "Remove the value, or make state one of final, preliminary, estimate.",
    ),
    "VT412": (
        "the indicator '{id}' has no target",
        "Write years and values under targets, such as targets: {{2029: 90}}; one that is not graded is kind: reference.",
    ),
    "VT413": (
        "the plan to be changed, {plan}, does not come after the year judged, {year}",
        "Write a later year, or remove the line: left out it is the year after.",
    ),
    "VT414.percent": ("a share below 0: '{id}' {value}", "Check the value."),
    "VT414.count": ("a count below 0: '{id}' {value} ({unit})", "Check the value."),
    "VT415.above": (
        "'{id}' is at least ten times last year's ({year}: {last} → {value})",
        "Check digits and unit; if it is right, say why in comment, which settles it.",
    ),
    "VT415.below": (
        "'{id}' is at most a tenth of last year's ({year}: {last} → {value})",
        "Check digits and unit; if it is right, say why in comment, which settles it.",
    ),
    "VT415.money": (
        "{key} of project '{id}' is at least 100 times last year's ({year}: {last} → {value})",
        "Amounts are in thousand yen: check that this one is, and its digits; if it is right, leave it.",
    ),
    "VT415.overspent": (
        "project '{id}' spent {value}, at least 100 times its budget of {budget}",
        "Both amounts are in thousand yen: check that they are, and their digits; if they are right, leave them.",
    ),
    "VT416": (
        "no source anywhere for the value of '{id}'",
        "Write source with the indicator, or with this value.",
    ),
    "VT417": (
        "the text of '{key}' seems to end in lines of keys: '{line}'",
        "Check whether a line '{above}:' above this one was deleted, and write it again. If it is text, begin the line with a sign such as \"*\".",
    ),
    "VT418": (
        "more answered ({answered}) than were asked ({asked})",
        "Check asked and answered; where others answered as well, remove asked.",
    ),
    "VT419": (
        "the funding of project '{id}', {funding} in all, is more than was spent, {spent}",
        "Both are in thousand yen, and funding is part of spent: correct an amount of it, or spent.",
    ),
    "VT420": (
        "the history of '{id}' holds a value of {year}, though its results begin in {first}",
        "Remove it, or write it into that year's result: history is for the years before results.",
    ),
    "VT421": (
        "the request to '{to}' is due ({due}) before it was made ({date})",
        "Check date and due.",
    ),
    "VT422": (
        "the report of {year} is published ({date}) before that year began",
        "Check year and date.",
    ),
    "VT423": (
        "the report of {year} is published ({date}) before that year had ended",
        "Check year and date; if figures were handed out within the year, leave it.",
    ),
    "VT424": (
        "the bound {bound} of grade '{grade}' lies above the cap {cap}, so no measure can reach it",
        "Correct at_least or cap.",
    ),
    "VT425": (
        "'{id}' says {value}, no less than the total before, {total}: it looks like the running total, not the year's amount",
        "If it is the total, the year's amount would be {amount}; if it is the amount, say why in comment, which settles it.",
    ),
    "VT426": (
        "the request to '{to}' was made ({date}) before the meeting it follows from ({meeting})",
        "Check the date.",
    ),
    # ---- VT5xx the cycle ----
    "VT501": (
        "no result of the measure '{id}' for {year}",
        "Write {path}; `visiontrack do {year} --start` lays it out.",
    ),
    "VT501.vision": (
        "the vision's own indicators have no result for {year}",
        "Write {path}; `visiontrack do {year} --start` lays it out.",
    ),
    "VT502": (
        "led by '{name}', whose successor '{last}' ended with {until}",
        "Name whoever took over as successor of '{last}'; the measure's lead stays as it is.",
    ),
    "VT502.alone": (
        "led by '{name}', which ended with {until} without a successor",
        "Name whoever took over as successor of '{name}'; the measure's lead stays as it is.",
    ),
    "VT503.open": ("the opinion '{id}' is still open", "Decide on it and write status and text."),
    "VT503.due": (
        "the opinion '{id}' is in progress past its due date {due}",
        "If it is done, write status: done; if not, a new date.",
    ),
    "VT503.deferred": (
        "the opinion '{id}' was put off until {due}, and that day is past",
        "Write what came of it as status and text, or a later date.",
    ),
    "VT503.none": (
        "the opinion '{id}' of a meeting that reviewed {year} has no response",
        "Write response with status and text.",
    ),
    "VT504.score": (
        "the measure '{id}' scores {score} in {year}, below {bound}, and has no decision",
        "Write a decision on it in data/decisions/{year}.yaml; undecided, a draft without a reason, and one on a project alone do not count.",
    ),
    "VT504.next": (
        "the measure '{id}' wants “{next}” next and has no decision for {year}",
        "Write a decision on it in data/decisions/{year}.yaml; undecided, a draft without a reason, and one on a project alone do not count.",
    ),
    "VT505.vision": (
        "the decision on the vision ({word}) is not shown by the plan of {plan}",
        "Add an entry with year: {plan} and decision: {year} under revisions in data/vision.yaml.",
    ),
    "VT505.revision": (
        "the decision on '{what}' ({word}) is not shown by the plan of {plan}",
        "Add year: {plan}, decision: {year} and a text under revisions in {path}.",
    ),
    "VT505.revision_text": (
        "what the decision on '{what}' ({word}) changes is not written",
        "Fill in the text of the entry with year: {plan} and decision: {year} under revisions in {path}.",
    ),
    "VT505.merge_absent": (
        "'{what}' is merged into a measure that is not there: '{into}'",
        "Write {path}, or correct into.",
    ),
    "VT505.merge_force": (
        "'{what}' is merged into '{into}', which is not in force in {plan}",
        "Correct the period in {path}.",
    ),
    "VT505.merge_predecessors": (
        "'{into}' does not name '{what}', which is merged into it, among its predecessors",
        "Add '{what}' under predecessors in {path}.",
    ),
    "VT505.ends": (
        "the decision on '{what}' ({word}) holds from {plan}, but its period does not end before",
        "Let the period end in {before} or earlier, in {path}.",
    ),
    "VT505.extend": (
        "the decision on '{what}' ({word}) is not shown by the plan of {plan}",
        "Let the period or a target reach {plan} or later, in {path}.",
    ),
    "VT505.new": ("the new measure '{what}' of {plan} is not there", "Write {path}."),
    "VT505.new_project": (
        "the new project '{what}' of {plan} is not there",
        "Add it under projects in {path}.",
    ),
    "VT505.new_start": (
        "'{what}', new in {plan}, does not start then",
        "Let its period start in {plan}, in {path}.",
    ),
    "VT506": (
        "there is no decisions file of {year} to rest on",
        "Check the year, or write {path}.",
    ),
    "VT507": (
        "the opinion '{id}' is done, but nothing says what was done",
        "Say so in text, or name the opinion under opinions of the decision that answers it.",
    ),
    "VT508.due": (
        "the request to '{to}' of {date} has no reply, though it was due {due} (opinion '{id}')",
        "Write the reply, or a later date.",
    ),
    "VT508.done": (
        "the opinion '{id}' is done, but the request to '{to}' of {date} has no reply",
        "Write the reply, or make status in_progress again.",
    ),
    "VT509": (
        "the decision on the measure '{id}' is still a draft without a reason",
        "Make decision what was decided, and write its reason.",
    ),
    "VT509.project": (
        "the decision on project '{project}' of the measure '{id}' is still a draft without a reason",
        "Make decision what was decided, and write its reason.",
    ),
    "VT510": (
        "nothing tells of the program '{title}' ({id}) in {year}",
        "Write told and used under programs, '{id}', in the result of {year} of a measure that names it.",
    ),
    "VT511": (
        "how many used the program '{id}' stands twice in one year",
        "used counts the whole city: keep it in the result of one measure.",
    ),
    "VT512": (
        "none of the sections of the field '{id}' ({sections}) leads this measure or a project of it, or is a partner",
        "Add one of them as lead or partner, or correct fields.",
    ),
    "VT513": (
        "the measure '{id}' has no indicator of its outcome",
        "Add one, or say in rationale of an indicator why outputs will do.",
    ),
    "VT514.apart": (
        "the vision's indicator '{id}' ({start} to {end}) shares no year with this measure",
        "Correct aims, or one of the periods.",
    ),
    "VT514.none": (
        "no measure aims at the vision's indicator '{id}'",
        "Add '{id}' under aims of the measures meant to move it.",
    ),
}
