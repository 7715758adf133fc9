"""The pages on VT7xx: their bad examples are told by that very code, their good ones are taken in.

A block `form NAME.xlsx` holds answers, `[sheet] label: value` (an address for other cells; `~~value~~` is struck
out, `0.85 {0%}` has a number format); `(deleted)` and
`(merged)` say what was done to a sheet, a row or cells. A block `diff` changes lines of a file; a block `sh` holds commands, run where `data/` and
`forms/` stand.
"""

from __future__ import annotations

import datetime
import re
import shlex
import shutil
import subprocess
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support.forms import Office, find
from support.program import Ran, visiontrack
from visiontrack.folder.loading import load
from visiontrack.forms.form_layout import column_of, row_mark
from visiontrack.forms.form_questions import measure_questions
from visiontrack.messages import catalogue, finding_pages

CODES = [code for code in finding_pages.codes() if code.startswith("VT7")]
# Their pages are followed where a workbook is imported, in `test_import_plan.py`.
IMPORT_CODES = ("VT740", "VT741", "VT742", "VT743", "VT744")


@pytest.fixture
def town(desk: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The farm section's form in `forms/`, beside `data/`."""
    desk.place.rename(desk.root / "forms")
    monkeypatch.chdir(desk.root)
    return Office(desk.root, Path("forms"))


def labels(root: Path) -> dict[str, tuple[str, str]]:
    """What findings call each cell → its row and column marks."""
    folder = load(root).folder
    assert folder is not None
    questions = measure_questions(folder, 2024, folder.measures["farm-brand"], catalogue("ja"), {})
    return {question.label: (row_mark(question.key), column_of(question.key)) for question in questions}


def typed(text: str) -> Any:
    """A value as a person types it: a date becomes one."""
    text = text.replace("<U+202E>", "\u202e")
    return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text


def type_in(cell: Any, value: str) -> None:
    """Types a value with its format; a number is one only where a format is given, or where it is struck out."""
    struck = re.fullmatch(r"~~(.*)~~", value)
    formatted = re.fullmatch(r"(\S+) \{(.*)\}", value)
    font = copy(cell.font)
    font.strike = struck is not None
    cell.font = font
    if struck:
        cell.value = float(struck[1])
    elif formatted:
        cell.value, cell.number_format = float(formatted[1]), formatted[2]
    else:
        cell.number_format = "General"
        cell.value = typed(value)


def fill(path: Path, lines: list[str], cells: dict[str, tuple[str, str]]) -> None:
    book = openpyxl.load_workbook(path)
    for line in lines:
        name, _, rest = line.removeprefix("[").partition("] ")
        label, _, value = rest.partition(": ")
        if label in cells:
            type_in(find(book[name], *cells[label]), value)
        elif re.fullmatch(r"[A-Z]+\d+", label):
            book[name][label].value = value
        elif rest.endswith(" (merged)"):
            book[name].merge_cells(rest.removesuffix(" (merged)"))
        elif rest == "(deleted)":
            del book[name]
        else:
            for cell in book[name][int(rest.removesuffix(" (deleted)").split(":")[0])]:
                cell.value = None
    book.save(path)


def edit(path: Path, lines: list[str]) -> None:
    """Lines with a minus give way to those with a plus."""
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[0] == sign) for sign in "-+")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def follow(
    town: Office, examples: tuple[finding_pages.Example, ...], cells: dict[str, tuple[str, str]]
) -> Ran:
    """Do what the blocks say, then take the forms in."""
    for example in examples:
        if example.language == "form":
            fill(town.place / example.path, example.text.splitlines(), cells)
        elif example.language == "diff":
            edit(town.root / example.path, example.text.splitlines())
        else:
            assert example.language == "sh"
            command(town, example.text)
    return town.collect()


def command(town: Office, text: str) -> None:
    program, *args = shlex.split(text)
    if program == "visiontrack":
        assert visiontrack(*args, root=town.root).code == 0
    elif shutil.which("sh") is None:
        pytest.skip("the commands of a page are for sh")
    else:
        subprocess.run(text, shell=True, cwd=town.root, check=True)


def test_every_code_of_forms_has_a_page() -> None:
    table = catalogue("ja")._table("findings")
    assert sorted({key.split(".")[0] for key in table if key.startswith("VT7")}) == CODES


@pytest.mark.parametrize("code", [code for code in CODES if code not in IMPORT_CODES])
def test_the_examples_of_a_page_do_what_it_says(town: Office, code: str) -> None:
    page = finding_pages.page(code)
    assert page is not None
    cells = labels(town.root)
    ran = follow(town, page.bad, cells)
    match = re.search(rf": (error|warning) {code} ", ran.err)
    assert match is not None and ran.code == int(match[1] == "error")
    ran = follow(town, page.good, cells)
    assert (ran.code, ran.err) == (0, "")


def test_explain_shows_the_page() -> None:
    page = finding_pages.page("VT714")
    assert page is not None
    assert page.title["ja"] in visiontrack("explain", "VT714").out
    assert page.title["en"] in visiontrack("explain", "VT714", "--lang", "en").out
