"""The sentences of findings in Excel forms: code → (what is wrong, how to mend it)."""

TABLE: dict[str, tuple[str, str]] = {
    "VT701": (
        "cannot be read as an Excel workbook (.xlsx)",
        'Check that Excel opens it, and save it again as .xlsx with "Save as".',
    ),
    "VT701.kind": (
        "files of this kind are not read",
        'Open it in Excel and save it as "Excel Workbook (.xlsx)".',
    ),
    "VT701.locked": (
        "a workbook with a password, or of the old form (.xls)",
        'Remove the password and save it as "Excel Workbook (.xlsx)".',
    ),
    "VT701.large": (
        "too large for a form, so it is not read",
        "Remove needless sheets and the formats of unused rows and columns, or copy the answers into a new form.",
    ),
    "VT701.stray": (
        "a file that is no form was not read",
        "If it is one, save it as .xlsx in this folder itself; if not, move it elsewhere.",
    ),
    "VT701.folder": (
        "a folder; {count} .xlsx {count:file|files} in it {count:was|were} not read",
        "Move the forms one level up, or name this folder with --collect, and take them in again.",
    ),
    "VT701.strict": (
        'a workbook saved as "Strict Open XML Spreadsheet", which is not read',
        'Open it in Excel and save it with "Save as", file type "Excel Workbook (.xlsx)".',
    ),
    "VT701.unreadable": (
        "cannot be read ({reason})",
        "Look at the permissions and the place of the file; close it if it is open elsewhere.",
    ),
    "VT702": (
        "not a form made by visiontrack",
        "Use a form made by `visiontrack do {year} --forms`. A form whose hidden sheets were removed cannot be read.",
    ),
    "VT702.version": (
        "a form made by a newer visiontrack ({version})",
        "Update visiontrack before you take it in.",
    ),
    "VT702.year": (
        "a form of {form_year} (taking in {year})",
        "Take it in with `visiontrack do {form_year} --collect`, or use the form of {year}.",
    ),
    "VT702.city": (
        "a form of another municipality (code {municipality})",
        "Copy the answers into a form that `visiontrack do YEAR --forms` made for this one.",
    ),
    "VT702.plan": (
        "a form of another plan, which begins in {start}",
        "Make the form again with `visiontrack do YEAR --forms` under today's plan and copy the answers.",
    ),
    "VT702.section": (
        "the file is named after another section, but holds the form of {section}",
        "Make sure that the right form came back; its answers are taken in as those of {section}.",
    ),
    "VT703": (
        "a form of an unknown measure: '{id}'",
        "If the measure's id has changed, make the form again and copy the answers.",
    ),
    "VT703.out": ("'{id}' is not in force in {year}", "Check the measure's period."),
    "VT703.own": (
        "none of the vision's own indicators is in force in {year}",
        "Check indicators in data/vision.yaml and their period.",
    ),
    "VT703.unsound": (
        "the file to write to has errors: {path}",
        "Mend them after `visiontrack validate`, and take the form in again.",
    ),
    "VT703.item": (
        "a value for something that left the plan: {label}",
        "It cannot be taken in. Put the form's old value back, or look at the plan.",
    ),
    "VT704": (
        "the sheet of a measure is missing: '{title}'",
        "Put the sheet back from the form as it was, or make the form again.",
    ),
    "VT704.twice": ("two sheets of the same measure: '{title}'", "Keep only one of them."),
    "VT704.moved": (
        "a sheet of another form, which is not here: it is read as '{title}', and words beside its cells were not looked at",
        "See whether the sheet holds a message. This is not needed once the form it came from is in the same folder.",
    ),
    "VT704.year": (
        "a sheet moved from another form does not say that it is of {year}: '{title}'",
        "Move it back into its own workbook if it is of {year}; remove it if it is of another year.",
    ),
    "VT704.section": (
        "'{title}' is no measure of the form's section ({section})",
        "Find out whose answers these are; if the lead has changed, check the measure's lead.",
    ),
    "VT705": (
        "a row cannot be found: {label}",
        "Do not remove rows or columns; copy the answers into the form as it was.",
    ),
    "VT705.twice": ("the same row stands twice: {label}", "Remove the copy and keep one row."),
    "VT706": (
        "merged cells hide the value: {label}",
        "Unmerge the cells and enter the value again.",
    ),
    "VT707": (
        "a formula without a result: {label}",
        'Enter the value itself (copy, then "Paste values").',
    ),
    "VT707.error": (
        "the calculation is an error ({value}): {label}",
        "Enter the value itself; leave the cell empty if you do not know it.",
    ),
    "VT708": (
        "this has become a date ({value}): {label}",
        'Set the format of the cell back to "General" and enter the number again.',
    ),
    "VT708.text": (
        "this has become a date ({value}): {label}",
        "Enter it again as text, with ' in front.",
    ),
    "VT709": (
        "not a number: '{value}' ({label})",
        "Write digits only; an explanation belongs under Comment.",
    ),
    "VT709.unit": ("a number with its unit: '{value}' ({label})", "Write '{number}' alone."),
    "VT709.percent": (
        "the cell has a percent format: {value} ({label})",
        "Set its format back to \"General\" and write '{number}' without %.",
    ),
    "VT709.thousands": (
        "the format of the cell ({format}) shows {value} as {shown} ({label})",
        "Set its format back to \"General\", and write '{number}' if what it shows is meant.",
    ),
    "VT709.money": (
        "not a number: '{value}' ({label})",
        "Write digits only, in thousand yen (9000 for 9 million yen). Leave it empty if you do not know.",
    ),
    "VT709.none": (
        "not a number: '{value}' ({label})",
        'Leave Actual empty and choose "unpublished" as its state ("not applicable" if there will be none).',
    ),
    "VT709.digits": ("a number with too many digits ({label})", "Look at the unit."),
    "VT710": (
        "not in the list: '{value}' ({label})",
        "Choose from the list: {words}",
    ),
    "VT710.value": (
        "a number in place of a state: '{value}' ({label})",
        "The number belongs under Actual; choose the state from the list: {words}",
    ),
    "VT711": (
        "a character that cannot be used: {character} ({label})",
        "Remove it; where it cannot be seen, type the text again.",
    ),
    "VT712": ("cannot be empty: {label}", "Choose from the list."),
    "VT712.beside": (
        '{label} cannot be taken in alone: "{needed}" is empty in the same row',
        'Choose "{needed}" from the list.',
    ),
    "VT712.text": (
        "{label} cannot be taken in alone: what was done is empty in the same row",
        "Write what was done beside it, or empty the partner and role too.",
    ),
    "VT713": (
        'the state is "{state}", yet there is a value: {label}',
        'Remove the value, or change the state to "{final}" or another.',
    ),
    "VT714": (
        "changed in the YAML too since the form was made: {label}",
        "Decide which is right, then mend the YAML itself or give the form the same value.",
    ),
    "VT714.moved": (
        "the value on a sheet moved from another form differs from the YAML, and nobody can say which is newer: {label}",
        "Put the form it came from into the same folder too, or give both the same value.",
    ),
    "VT715": (
        "two forms differ: {label}",
        "Keep only one of the forms, or give both the same value.",
    ),
    "VT716": (
        "cannot write to {path} ({reason})",
        "This file has to be mended by hand.",
    ),
    "VT717": (
        "written outside the cells to fill in, so it is not taken in: '{text}'",
        "Copy it into a pale yellow cell (Comment, Internal note), or edit the YAML. A target or another part of the plan is changed in the measure's file.",
    ),
    "VT717.note": (
        "a comment on a cell is not taken in: '{text}'",
        "Copy it into a pale yellow cell (Comment, Internal note), or edit the YAML.",
    ),
    "VT717.sheet": (
        "a sheet added to the form is not taken in: '{text}'",
        "Copy it into a pale yellow cell (Comment, Internal note), or edit the YAML.",
    ),
    "VT718": (
        'results are given, but the status is still "{status}"',
        'The form began with "{status}". Choose the status as it is now.',
    ),
    "VT718.project": (
        '{label} is given, but the project\'s status is still "{status}"',
        'The form began with "{status}". Choose the status as it is now.',
    ),
    "VT719.last": (
        "{label} is a hundred times last year's or more ({value} thousand yen; last year {other})",
        "Amounts are in thousand yen. If it was typed in yen, write '{suggestion}' (in the YAML too once it is taken in).",
    ),
    "VT719.budget": (
        "{label} is a hundred times the budget or more ({value} thousand yen; the budget is {other})",
        "Amounts are in thousand yen. If it was typed in yen, write '{suggestion}' (in the YAML too once it is taken in).",
    ),
    "VT719.spent": (
        "{label} is a hundred times what was spent or more ({value} thousand yen; spent: {other})",
        "Amounts are in thousand yen. If it was typed in yen, write '{suggestion}' (in the YAML too once it is taken in).",
    ),
    "VT719.before": (
        "{label} is a hundred times the value in the YAML or more ({value} thousand yen; the YAML has {other})",
        "Amounts are in thousand yen. If it was typed in yen, write '{suggestion}' (in the YAML too once it is taken in).",
    ),
    "VT719.negative": (
        "{label} is below zero ({value} thousand yen)",
        "Mend it if it is a slip (in the YAML too once it is taken in). If money was paid back, leave it.",
    ),
    "VT720": (
        "struck-out text is not taken in: '{value}' ({label})",
        "Remove it from the cell; if it is to stay, take away the strikethrough.",
    ),
    "VT720.value": (
        "struck out: '{value}' ({label})",
        "Write only the right value, without strikethrough; leave the cell empty if there is none.",
    ),
    "VT721": (
        "the format of the cell ({format}) shows something else than the '{value}' it holds: {label}",
        'Set its format to "Text" and enter what it should say.',
    ),
    "VT721.percent": (
        "the cell holds {value} and shows {shown}: {label}",
        "Set its format to \"Text\" and enter '{shown}' again.",
    ),
    "VT740": (
        "There is no sheet to take in",
        "Name the sheets policies, measures, projects, indicators or actuals.",
    ),
    "VT740.head": (
        "No row of heads was found",
        "Give the columns heads: title for measures, measure and name for indicators.",
    ),
    "VT740.rows": (
        "There is no row to take in",
        "Write in the rows below the heads; examples are not read.",
    ),
    "VT741": (
        "This was not read: '{name}'",
        "Leave it if it is not wanted.",
    ),
    "VT741.sheet": (
        "This sheet was not read: '{name}'",
        "If it is wanted, name it policies, measures, projects, indicators or actuals.",
    ),
    "VT741.column": (
        "This column was not read: '{name}'",
        "If it is wanted, correct its head.",
    ),
    "VT741.example": (
        "Taken for an example, this row was not read: '{name}'",
        "If it is to be taken in, remove the word “example”.",
    ),
    "VT741.partner": (
        "The partner '{name}' is not in this row, but stays in {path}",
        "If it is no longer one, remove it from the measure's file, or give it a period.",
    ),
    "VT741.row": (
        "This row was taken for a note and not read: '{name}'",
        "If it is wanted, remove the sign of a note or unmerge its cells.",
    ),
    "VT742": (
        "The value cannot be read: '{value}'",
        "Correct the cell.",
    ),
    "VT742.missing": (
        "A value is missing ({column})",
        "Fill in the cell; where it is the same as the one above, merge them or repeat it.",
    ),
    "VT742.number": (
        "This is no number: '{value}'",
        "Write the number alone (its unit {unit} may follow), or leave the cell empty.",
    ),
    "VT742.year": (
        "This is no fiscal year: '{value}'",
        "Write it as 2024 or R6.",
    ),
    "VT742.milestone": (
        "Neither yes nor no: '{value}'",
        "The indicator is a milestone: write yes or no, or leave the cell empty.",
    ),
    "VT742.shown": (
        "The cell holds {value} but shows {shown}",
        "Write the number that goes with the unit, in the format “General”.",
    ),
    "VT742.word": (
        "This word is unknown: '{value}'",
        "Kinds are outcome, output, reference; directions increase, decrease, maintain.",
    ),
    "VT742.id": (
        "This cannot be an id: '{value}'",
        "Small letters and digits joined by hyphens; an empty cell gets one.",
    ),
    "VT743": (
        "Nothing bears the name '{value}' (there are: {existing})",
        "Write name or id as the other sheets or the data have it.",
    ),
    "VT743.city": (
        "There is not one actor of the city to add the new section '{value}' to",
        "Have one actor with category: city in data/actors/.",
    ),
    "VT744": (
        "The past value '{value}' differs from '{there}' in {path}",
        "Find out which is right; a correction is entered in the result with was.",
    ),
    "VT744.edit": (
        "{path} is written so that there is no sure place for the value",
        "Change this file by hand, then import again.",
    ),
    "VT744.unsound": (
        "With this, {path} would have an error ({problem})",
        "Check the values.",
    ),
}
