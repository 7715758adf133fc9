"""The sentences of findings: code → (what is wrong, how to mend it)."""

from visiontrack.messages.en.links import TABLE as LINKS
from visiontrack.messages.en.past import TABLE as PAST
from visiontrack.messages.en.workbook import TABLE as WORKBOOK
from visiontrack.messages.en.years import TABLE as YEARS

TABLE: dict[str, tuple[str, str]] = {
    # ---- VT1xx reading ----
    "VT101": (
        "not a UTF-8 file (it looks like {encoding})",
        'Save it again as UTF-8: in Notepad, "Save as" with the encoding "UTF-8".',
    ),
    "VT101.line": (
        "a UTF-8 file, but from here on this line is in {encoding}: '{words}'",
        "Do not convert the file: open it as UTF-8, delete the garbled part of this line, and type the words shown above. Saving it in another encoding would lose this line or all the others.",
    ),
    "VT101.bytes": (
        "a UTF-8 file, but from here on this line holds bytes that are not UTF-8: {bytes}",
        "Type this line anew from its source or from an earlier version in git. Saving the file in another encoding would lose the other lines.",
    ),
    "VT102": ("cannot be read as YAML", "Look at the indentation, colons and quotes around this line."),
    "VT102.reserved": (
        "the value begins with a character that YAML keeps for itself",
        'Put the whole value in quotes (text: "@section"), or write a long text after "|" on lines of its own.',
    ),
    "VT102.percent": (
        "in YAML no value can begin with %",
        'Put it in quotes: "{value}" for {value}. `visiontrack validate --fix` mends this.',
    ),
    "VT102.tab": ("a tab is used for indentation", "Replace the tab by two spaces."),
    "VT102.quote": (
        "a quoted text is not closed properly",
        "Close it with the quote it began with; inside '…' write ' twice.",
    ),
    "VT102.escape": (
        '"\\" is used wrongly',
        'To write "\\" itself, use single quotes instead of double ones.',
    ),
    "VT102.bracket": (
        "what this bracket opens is wrong (not closed, or a comma is missing)",
        "Close [ with ] and {{ with }}, and put commas between the items.",
    ),
    "VT102.colon": (
        'a ": " inside the text is read as the end of a key',
        'Put the whole value in quotes, or write it after "|" on lines of its own.',
    ),
    "VT102.no_colon": ("the key has no colon after it", 'Write "key: value", with a colon and a space.'),
    "VT102.no_space": (
        "the colon after the key is not followed by a space: '{key}:'",
        "Put a space after the colon, as in '{key}: value'. `visiontrack validate --fix` mends this.",
    ),
    "VT102.indent": (
        "the indentation does not line up",
        "Begin keys of one level in the same column (two spaces a level).",
    ),
    "VT102.comment": (
        'a "#" is read as a comment and cuts a text that goes on below',
        'If it belongs to the text, quote the whole value or write it after "|". If it is a comment, move it before or behind the text.',
    ),
    "VT102.after_quote": (
        "something follows a closed quote",
        'If the quote belongs to the text, put the whole value in the other kind of quotes, or write it after "|".',
    ),
    "VT102.closing": (
        "a bracket or comma that cannot stand here",
        "Look for the bracket it should close; if it belongs to a text, quote the whole value.",
    ),
    "VT102.dash": (
        'the value begins with "- " and is read as a list on the line of its key',
        'If it is a text, put the whole value in quotes, or write it after "|" on lines of its own, indented. If it is a list, begin it on the next line, indented.',
    ),
    "VT102.lone_dash": (
        'a "-" alone stands in the place of the value; YAML reads it as the beginning of a list',
        'Where there is no value, remove the "-" and leave the value empty. Of an actual that is not published or does not apply, write "state: unpublished" or "state: not_applicable" on the next line, indented.',
    ),
    "VT102.outside": (
        "this line is not indented enough and lies outside the text above",
        'Begin the lines of a text two or more spaces to the right of its key, all in the same column; a note with "# ".',
    ),
    "VT102.bullet": (
        'this list item does not begin with "- " (a hyphen and a space)',
        'Write "- " in the place of what it begins with, in the same column as the other items.',
    ),
    "VT102.after_bracket": (
        "something follows a closed bracket",
        'If a text begins with the bracket, put the whole value in quotes, or write it after "|" on lines of its own, indented. If it is a list, remove what follows the bracket.',
    ),
    "VT102.after_bar": (
        'the text stands on the line of the "|" or ">" before it',
        'Write nothing behind "|" and begin the text on the next line, indented. If the "|" or ">" belongs to the text, put the whole value in quotes.',
    ),
    "VT102.number_and_keys": (
        "'{key}' has both the value '{value}' and a key '{below}' below it",
        'Remove the value behind "{key}:" and write "value: {value}" on the next line, in the column of "{below}".',
    ),
    "VT102.first_dash": (
        "this line does not begin with \"- \" ('{key}' is a list)",
        'Begin an item\'s first line with "- ", and its further lines two columns to the right of the dash.',
    ),
    "VT102.no_list": (
        "no \"- \" belongs here ('{key}' is no list)",
        'Remove the "- " and begin the line in the column of the item below.',
    ),
    "VT102.slid": (
        "'{key}' stands too far left, outside of what it belongs to",
        "Move the line to the right with spaces, as far as the lines that belong with it.",
    ),
    "VT102.text_and_keys": (
        "a text behind '{key}', and the key \"{below}\" below it as well",
        'Remove the text behind "{key}:" and write it behind "text: ", in the column of "{below}".',
    ),
    "VT102.lost_parent": (
        "nothing tells what '{key}' stands below",
        'Check whether a line "{above}" is missing above it.',
    ),
    "VT102.text_alone": (
        "a line of text that belongs to no key",
        'Check whether the line of its key, such as "outcomes: |", is missing above it. If it is a note, begin it with "# ".',
    ),
    "VT102.key_sign": (
        "a needless \"{sign}\" before the key '{key}'",
        'Remove it and begin with "{key}: ".',
    ),
    "VT102.ruler": (
        "a dividing line is no YAML",
        'Remove the line, or begin it with "# ".',
    ),
    "VT102.wide_bracket": (
        "a bracket is full-width; YAML knows ASCII brackets only",
        "Write both brackets of this value in ASCII: [ ] or {{ }}.",
    ),
    "VT102.wide_comma": (
        "a comma inside brackets is full-width",
        'Write an ASCII ", " (comma and space).',
    ),
    "VT102.invisible": (
        "an invisible character ({code}) that is no ordinary space follows the colon of a key",
        "Remove what follows the colon and type a space. `visiontrack validate --fix` mends this.",
    ),
    "VT102.title": (
        "keys are words of ASCII letters; no key has this name",
        'Write the key of the format and then ": " (colon and space). If the line goes on with the text above, indent it like the other lines of the text.',
    ),
    "VT102.wide_key": (
        "the key is written in full-width letters: '{key}'",
        "Write the key, the colon and the space after it in ASCII.",
    ),
    "VT102.fence": (
        "a line of ``` is a fence that came with the text when it was copied, and cannot be read as YAML",
        "Delete the lines of ```, at the beginning and at the end.",
    ),
    "VT102.directive": (
        'a line that begins with "%" is an instruction to YAML, and a data file has none',
        'Remove a line with %YAML or %TAG. If it belongs to a text, put the whole value in quotes, or write it after "|", indented.',
    ),
    "VT103": ("the same key stands twice: '{key}'", "Keep only one of them."),
    "VT103.dash": (
        "the next item seems to begin here, but its \"- \" is missing ('{key}' stands a second time)",
        'Begin it with "- {key}: …", in the column of the item above. If it is the same item, keep only one of the two.',
    ),
    "VT104": (
        "a second document in one file",
        'If it was meant as a rule, remove the line "---" alone. If another file\'s content follows, move it there.',
    ),
    "VT105": (
        "anchors and aliases cannot be used: '{name}'",
        "Write the value out; quote a text that begins with * or &.",
    ),
    "VT106": (
        "tags cannot be used: '{name}'",
        'Remove the word that begins with "!", or quote the whole value.',
    ),
    "VT107": (
        "a merge conflict of git was left here",
        "Decide which side to keep and remove the lines <<<<<<<, ======= and >>>>>>>.",
    ),
    "VT108": ("full-width spaces are used for indentation", "Replace them by ordinary spaces."),
    "VT108.blank": (
        "full-width spaces stand on a line that looks empty",
        "Remove them, so that nothing stands on the line. `visiontrack validate --fix` mends this.",
    ),
    "VT108.no_break": (
        "the indentation holds a no-break space ({code}), which looks like a space",
        "Replace it by an ordinary space. `visiontrack validate --fix` mends this.",
    ),
    "VT109": (
        "the colon after the key is full-width: '{key}：'",
        'Write an ASCII ": " (colon and space). `visiontrack validate --fix` mends this.',
    ),
    "VT110": (
        "a full-width space stands beside the key: '{key}'",
        "Write an ordinary space. `visiontrack validate --fix` mends this.",
    ),
    "VT110.comment": (
        'no ordinary space stands before "#", which is therefore read as part of the value and not as a comment',
        'Put an ordinary space before "#". `visiontrack validate --fix` mends this.',
    ),
    "VT110.pipe": (
        "the '{sign}' after the key is full-width: '{key}'",
        "Write it in ASCII. As it is, it is read as part of the text, and the line breaks are lost. `visiontrack validate --fix` mends this.",
    ),
    "VT110.dash": (
        'a full-width space follows the "-"',
        "Write an ordinary space. `visiontrack validate --fix` mends this.",
    ),
    "VT111": (
        "a control character that cannot be used: {character}",
        "Remove it; where it cannot be seen, type the line again.",
    ),
    "VT111.nul": ("a NUL character: {character}", "Remove it; if the file is damaged, restore it from git."),
    "VT111.bidi": (
        "an invisible character that turns the direction of writing: {character}",
        "It makes the text look other than it is. Remove it.",
    ),
    "VT111.escape": ('a character that cannot be used, written with "\\": {character}', "Remove it."),
    "VT112": (
        "the file is too large (at most {most} KiB)",
        "Put long material into a file of its own and name it under evidence.",
    ),
    "VT113": (
        "nested too deep (at most {most} levels)",
        "Look for a bracket that is not closed or a slipped indentation.",
    ),
    "VT114": ("the key is not a plain word", "Write a key in small ASCII letters, or a year."),
    "VT115": (
        "what follows \" #\" is a comment and would be lost: '{lost}'",
        'If it belongs to the text, quote the whole value or write it after "|". If it is a comment, write "# ".',
    ),
    "VT115.joined": (
        "no space stands before \"#\", so this is no comment but part of the text that reports print: '{comment}'",
        'If it is a comment, put a space before "#". If it belongs to the text, quote the whole value.',
    ),
    "VT116": (
        "too many keys and values (at most {most})",
        "Nothing beyond this was read. Look at what the file holds, and split it.",
    ),
    "VT116.findings": (
        "too many mistakes: counting stopped at {most}",
        "Mend those that are listed, then check again.",
    ),
    "VT117": ("cannot be read ({reason})", "Look at the permissions and the place of the file."),
    "VT117.gone": (
        "there is no such file",
        "Check name and place. To begin a new folder: `visiontrack init`.",
    ),
    "VT117.permission": ("no permission to read this", "Look at the permissions of the file."),
    "VT117.held": (
        "no permission to read this, or another program has it open",
        "Close the program that has it open and try again; else look at the permissions of the file.",
    ),
    "VT117.long": (
        "not read: place and name together are too long for Windows",
        "Shorten the names of the folders on the way, or move all to a place less deep.",
    ),
    "VT118": ("YAML that stands here is read by nobody", "Move it to the right folder, or remove it."),
    "VT118.name": (
        "not read: the name holds characters that cannot be shown",
        "Rename the file to its id, in ASCII letters (a zip made on Windows may unpack like this).",
    ),
    "VT118.yml": ("files that end in .yml are not read", "Rename it to .yaml, or remove it."),
    "VT118.case": ("not read: the name does not end in a small-letter .yaml", "Rename it to end in .yaml."),
    "VT119": ("not a plain file, so it is not read", "Replace it by a plain file."),
    "VT119.link": ("links are not read", "Remove the link and put the file itself here."),
    "VT119.folder": ("a folder with a file's name", "Rename the folder, or remove it."),
    "VT120": ("a file that is no data", "Move it out of data/ (docs/, say), or remove it."),
    "VT120.txt": (
        "not read: the name ends in .txt (Notepad adds it, and Windows does not show it)",
        "Rename it to {name}. If there is a file of that name already, keep the right one and move the other out of data/.",
    ),
    "VT121": (
        "a folder that is no year: '{name}'",
        "Name the folder by the Gregorian fiscal year, such as 2024.",
    ),
    "VT121.file": (
        "a file name that is no year: '{name}'",
        "Name the file by the Gregorian fiscal year, such as 2024.yaml.",
    ),
    "VT122": (
        "PyYAML comes without the fast libyaml; going on with the slow reader",
        "Install PyYAML from its wheel to be faster: {command}",
    ),
    "VT123": (
        "the text holds the mark of a lost character: {character}",
        "A program that took the text for another encoding left it. Type the right character from the source.",
    ),
    "VT123.private": (
        "a private character, which other computers cannot show: {code}",
        "Type an ordinary character in its place, from the source.",
    ),
    "VT123.radical": (
        "this looks like a kanji but is the sign of a radical: {character} ({code})",
        "Pasting from a PDF brings it in. Type the ordinary kanji of the same shape: the sign is not found by a search and is read out wrongly.",
    ),
    "VT124": (
        "a space comes between these lines, in the middle of Japanese: '{before} {behind}'",
        'Behind ">", in quotes, and without "|", the end of a line reads as a space. Write the text behind "|" without breaking its lines. `visiontrack validate --fix` mends this.',
    ),
    "VT125": (
        "no reason is given for accepting a warning",
        "Write the reason behind the code (for example: # visiontrack: ignore {codes} the survey was changed). Without one nothing is accepted.",
    ),
    "VT125.code": (
        "no code of a warning to accept is given",
        "Write the code and the reason (for example: # visiontrack: ignore VT415 the survey was changed).",
    ),
    "VT126": (
        "there is no warning that this line accepts: {codes}",
        "If the warning is gone, remove the line. If not, move it to the line of the warning, or above its key.",
    ),
    "VT126.error": (
        "an error cannot be accepted: {codes}",
        "Mend it and remove the line. Only warnings can be accepted.",
    ),
    # ---- VT2xx schema ----
    "VT201": ("unknown key: '{key}'", "Keys that can stand here: {known}."),
    "VT201.flow": (
        "unknown key: '{key}' (a comma seems to have cut a text)",
        "Write a text with commas on a line of its own, not inside {{ }}. Keys that can stand here: {known}.",
    ),
    "VT201.form": (
        "the key is written another way: '{key}'",
        "Write '{fixed}' in ASCII, with no space or invisible sign in it. `visiontrack validate --fix` mends this.",
    ),
    "VT201.no_colon": (
        "there is no colon behind '{key}'",
        "Write '{key}: {value}', with a colon and a space.",
    ),
    "VT201.level": (
        "'{key}' is no key that stands here",
        "Indent it, so that it stands below what it belongs to (the id of an indicator or project).",
    ),
    "VT202": ("a required key is missing: '{key}'", "Add a line '{key}:'."),
    "VT202.dash": (
        'this "- " cuts an item in two',
        "Write two spaces for it, so that '{key}:' stands in the column of the line above.",
    ),
    "VT203": ("the value is empty: '{key}'", "Write a value."),
    "VT204.text": ("'{key}' must be a single text value", 'Write one value: "{key}: value".'),
    "VT204.list": ("'{key}' must be a list", 'Write lines that begin with "- ", or [a, b].'),
    "VT204.list_bullet": (
        "the items of '{key}' do not begin with \"- \"",
        'Write "- " (a hyphen and a space) in the place of what each item begins with.',
    ),
    "VT204.list_wide": (
        "the brackets of '{key}' are full-width",
        "Put the items in ASCII [ ], with ASCII commas between them.",
    ),
    "VT204.mapping_wide": (
        "the brackets of '{key}' are full-width",
        'Write ASCII {{ }}, and in them "key: value" with ASCII commas between.',
    ),
    "VT204.mapping": ("'{key}' must hold keys and values", 'Write indented lines of "key: value" below it.'),
    "VT204.mapping_keys": (
        "'{key}' must be a mapping of keys to values",
        'Write "key: value" on indented lines below it. Keys that can stand there: {keys}.',
    ),
    "VT204.mapping_years": (
        "'{key}' must be a mapping of years to values",
        "Write a value for each year, such as {{2024: 70, 2029: 90}}.",
    ),
    "VT205": ("not a number: '{value}'", "Write ASCII digits, such as 1234.5."),
    "VT205.unit": (
        "a number with its unit: '{value}'",
        "Write '{number}' alone; the unit belongs under the indicator's unit.",
    ),
    "VT205.amount": (
        "an amount with its unit: '{value}'",
        "Write '{number}' alone; amounts are always in thousand yen.",
    ),
    "VT205.multiple": (
        "a number with a word for its magnitude: '{value}'",
        "Write all digits. budget and spent are in thousand yen (1億円 is 100000), values in the indicator's unit.",
    ),
    "VT205.yen": (
        "an amount with its unit: '{value}'",
        "Write digits only, in the right unit: thousand yen for budget and spent (2,500,000円 is 2500), the indicator's unit for values.",
    ),
    "VT205.rough": (
        "a number with a word that makes it rough or a range: '{value}'",
        "Write one number in digits only. If an actual is not certain yet give it the state estimate, and say why under comment.",
    ),
    "VT205.letter": (
        "characters that look like digits stand in a number: '{value}'",
        "See whether a letter O or l was typed for 0 or 1, and write all digits in ASCII.",
    ),
    "VT205.dash": (
        "the dash before the number is no minus sign: '{value}'",
        "If the number is negative, write '{number}' with an ordinary hyphen.",
    ),
    "VT205.point": (
        "no group of thousands begins with 0: '{value}'",
        "For a decimal write '{point}', with a point.",
    ),
    "VT205.comma": (
        "the comma does not stand where one between thousands would: '{value}'",
        "If a decimal point is meant, write '{point}'; if a separator of thousands, '{joined}'.",
    ),
    "VT205.unit_alone": (
        "a unit beside the number: '{value}'",
        "Write '{number}' alone.",
    ),
    "VT205.none": (
        "not a number: '{value}'",
        'Where there is no value leave it empty. An indicator\'s value may say "state: unpublished" or "state: not_applicable" instead, and why in comment.',
    ),
    "VT205.note": (
        "a note beside the number: '{value}'",
        "Write '{number}' alone. Notes go into comment; for a first or estimated value say preliminary or estimate under state.",
    ),
    "VT206": (
        "a number or date written another way: '{value}'",
        "Write '{fixed}'. `visiontrack validate --fix` mends this.",
    ),
    "VT206.invisible": (
        "a number or date holds a sign that nobody sees ({code}): '{fixed}'",
        "Delete it, or type '{fixed}' anew. `visiontrack validate --fix` mends this.",
    ),
    "VT206.flow": (
        "inside {{ }} a thousands separator cuts the number: '{value}'",
        "Write '{fixed}', without the comma. `visiontrack validate --fix` mends this.",
    ),
    "VT207": ("'{key}' cannot be '{value}'", "Write one of: {words}"),
    "VT207.form": (
        "a word written another way: '{value}'",
        "Write '{fixed}', in ASCII and without spaces or unseen signs. `visiontrack validate --fix` mends this.",
    ),
    "VT207.grade": (
        "the grade is written in full-width letters: '{value}'",
        "Write '{fixed}', and the same in the self_evaluation of results. `visiontrack validate --fix` mends this.",
    ),
    "VT207.label": (
        "the name of a word stands here: '{value}'",
        "Write '{fixed}'. `visiontrack validate --fix` mends this.",
    ),
    "VT207.several": (
        "one word belongs here, not several: '{several}'",
        "Choose one of them.",
    ),
    "VT208": (
        "cannot be an id: '{value}'",
        "Begin with a small letter and use small letters, digits and hyphens only, such as startup-support.",
    ),
    "VT208.form": (
        "an id written another way: '{value}'",
        "Write '{fixed}', in ASCII and without spaces or unseen signs. `visiontrack validate --fix` mends this.",
    ),
    "VT208.list": (
        "no ASCII comma between two ids: '{value}'",
        "Part them: inside [ ] by an ASCII comma and a space, '{ids}', or each on a line of its own that begins with \"- \".",
    ),
    "VT208.name": (
        "a name where an id belongs: '{value}'",
        "Write the id, '{ids}'.",
    ),
    "VT208.length": ("the id is too long: '{value}'", "Use at most {most} characters."),
    "VT208.windows": ("a name that Windows reserves cannot be an id: '{value}'", "Choose another id."),
    "VT209": ("not a date: '{value}'", "Write YYYY-MM-DD, such as 2025-08-07."),
    "VT209.none": ("there is no such day: '{value}'", "Check month and day."),
    "VT209.proposed": (
        "not one day, or not as it is written here: '{value}'",
        "Write YYYY-MM-DD; if '{proposal}' is meant, write that.",
    ),
    "VT209.month_proposed": (
        "not a year or month as it is written here: '{value}'",
        "Write YYYY or YYYY-MM: '{proposal}' if that year is meant (January to March of a fiscal year lie in the next).",
    ),
    "VT209.month": ("not a year or month: '{value}'", "Write YYYY or YYYY-MM, such as 2019-01."),
    "VT210": ("not a year: '{value}'", "Write the four digits of the Gregorian year, such as 2024."),
    "VT210.era": (
        "years are written in the Gregorian calendar: '{value}'",
        "Write '{year}'. `visiontrack validate --fix` mends this.",
    ),
    "VT210.proposed": (
        "a fiscal year is the four digits of its first year: '{value}'",
        "If that fiscal year is meant, write '{proposal}' (it runs from April to March).",
    ),
    "VT211.break": (
        "'{key}' is a single line",
        "Remove the line break; longer texts belong under description or text.",
    ),
    "VT211.length": ("'{key}' is too long ({length} characters)", "Use at most {most} characters."),
    "VT211.spaces": (
        "'{key}' may hold no spaces or line breaks: '{value}'",
        "Write it as the vision prints it, without spaces (1-4).",
    ),
    "VT212.digits": ("a number with too many digits", "Use at most {most} digits."),
    "VT212.exponent": ("a number with an exponent: '{value}'", "Write out all its digits, such as 1000000."),
    "VT213": (
        "a local government code has six digits: '{value}'",
        "Write all six digits, check digit included.",
    ),
    "VT213.check": (
        "the check digit of the local government code is wrong: '{value}'",
        "Check the code; if the first five digits are right, it is '{expected}'.",
    ),
    "VT214.above": ("must be above 0", "Write a number above 0."),
    "VT214.negative": ("must not be below 0", "Write 0 or more."),
    "VT214.count": (
        "A count is a whole number from 0 on: '{value}'",
        "Write a whole number that is not below 0.",
    ),
    "VT214.decimals": ("decimals are 0 to 9: '{value}'", "Write a whole number from 0 to 9."),
    "VT214.period": (
        "a plan of {years} years is too long",
        "Check the years of start and end; a plan lasts {most} years at most.",
    ),
    "VT215": ("neither true nor false: '{value}'", "Write true or false."),
    "VT215.form": (
        "true or false in another form: '{value}'",
        "Write '{fixed}' in small ASCII letters. `visiontrack validate --fix` mends this.",
    ),
    "VT215.value": (
        "neither true, false nor a number: '{value}'",
        "Write true or false for a milestone, ASCII digits for a number; leave a value that is not there yet empty.",
    ),
    "VT640.syntax": (
        "The settings for the site's look cannot be read",
        "Write address, colour and logo on a line each, as key: value.",
    ),
    "VT640.key": ("The settings for the site's look have no key '{key}'", "The keys are {known}."),
    "VT640.address": (
        "This is not the address of a site: '{value}'",
        "Write the address where the site will stand, beginning with https://.",
    ),
    "VT640.colour": ("This is not a colour: '{value}'", "Write # and six digits, such as #0b4f9e."),
    "VT640.logo": (
        "This picture cannot be the logo: '{value}'",
        "Name a picture in templates/site/ that ends in .svg, .png, .jpg or .webp and has at most 100 kB.",
    ),
    "VT218": (
        "This is not a web address: '{value}'",
        "Write an address that begins with http:// or https:// and holds no spaces.",
    ),
    "VT218.digest": (
        "This is not a file's SHA-256 digest: '{value}'",
        "visiontrack report --publish writes this value. By hand: 64 hexadecimal digits in small letters.",
    ),
    "VT217": (
        "the file as a whole does not hold keys and values",
        'Write "key: value" from the first line on.',
    ),
    "VT217.empty": ("the file is empty", "Fill it in or remove it; `visiontrack new` makes a skeleton."),
    "VT299": ("the value is wrong: '{value}' ({problem})", "See docs/data.md for how to write it."),
    # ---- VT6xx templates ----
    "VT601": (
        "the template is not written correctly",
        "Look for an unclosed {{{{ }}}} or {{% %}} and for misspelt words on this line. docs/templates.md lists what templates can do.",
    ),
    "VT601.empty": (
        "nothing comes out of the template: the report would be empty",
        "Write something, or remove the file: then the shipped template is used.",
    ),
    "VT601.open": (
        "{name} is not closed in the template",
        "{{% if %}} needs {{% endif %}}, {{% for %}} needs {{% endfor %}}, in the reverse order of their beginnings.",
    ),
    "VT601.tag": (
        "templates do not have the word {name}",
        "Check the spelling of the word in {{% %}}, and that it closes what was opened last (docs/templates.md).",
    ),
    "VT601.filter": (
        "templates do not have the filter {name}",
        "Check the spelling. docs/templates.md lists the filters.",
    ),
    "VT601.sign": (
        "a sign that no expression of a template can hold: {name}",
        "Write the signs within {{{{ }}}} and {{% %}} in ASCII, and texts in quotes.",
    ),
    "VT602": (
        "the template uses an unknown name: {name}",
        "Check the spelling. docs/templates.md lists the names a template is given.",
    ),
    "VT603": (
        "templates cannot use this: {name}",
        "A template can read what the report holds, repeat, choose, and use a fixed set of filters (docs/templates.md).",
    ),
    "VT604": (
        "template not found: {name}",
        "Check the name. It is written from templates/ on (for example parts/head.md.j2).",
    ),
    "VT604.unused": (
        "no report uses a template of this name",
        "To replace a shipped template, give it the same name (docs/templates.md lists them). A part has to be included by a template.",
    ),
    "VT604.outside": (
        "nothing outside the template folder is read: {name}",
        "Put the file into templates/ and name it from there.",
    ),
    "VT605.time": (
        "stopped: the template takes too long",
        "Look for loops within loops, calls that never end, and arithmetic with large numbers.",
    ),
    "VT605.output": (
        "stopped: the template puts out too much",
        "Look for content that is put out again and again.",
    ),
    "VT605.memory": (
        "stopped: the template takes too much memory",
        "Look for texts and lists that are joined again and again, and for arithmetic with large numbers.",
    ),
    "VT605.length": (
        "stopped: the template has a range that is too large",
        "Look at the numbers given to range.",
    ),
    "VT605.depth": (
        "stopped: the template is nested or calls itself too deep",
        "Look for a template that includes itself, or a macro that calls itself.",
    ),
    "VT605.crash": (
        "the template's work ended before it was done",
        "Take your changes to the template back one by one to find the line.",
    ),
    "VT605.size": (
        "the template file is too large (at most {most} KiB)",
        "Split it into parts and include them.",
    ),
    "VT606": (
        "this line of the template cannot be carried out",
        "Check which values and filters are used together on this line (docs/templates.md).",
    ),
    "VT606.zero": (
        "this line of the template divides by 0",
        "Choose by {{% if %}} what to write where the divisor is 0.",
    ),
    "VT641": (
        "reference.docx cannot be read as a Word document",
        "Open it in Word and save it as a Word document (.docx), or take it out of templates/.",
    ),
    "VT641.link": (
        "the reference document is a link",
        "Put the file itself at templates/reference.docx.",
    ),
    "VT641.size": (
        "the reference document is too large (at most {most} MB)",
        "Delete its text and pictures, keep its styles, and save it again.",
    ),
    "VT641.foreign": (
        "the reference document holds something that fetches or acts: {part}",
        "Detach its template, embedded objects and macros, and save it with its styles alone.",
    ),
    "VT641.field": (
        "the reference document holds a field that is not allowed: {field} ({part})",
        "Delete all fields but page numbers, contents, headings and dates.",
    ),
    "VT620": (
        "a file among the reports that this program did not write",
        "Find out who put it there, and delete it if nobody needs it. If it was handed out, name it as file under published in vision.yaml.",
    ),
    **LINKS,  # VT3xx
    **YEARS,  # VT4xx, VT5xx
    **WORKBOOK,  # VT7xx
    **PAST,  # VT8xx
}
