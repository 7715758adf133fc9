"""Marks on a measure's sheet that come and go while it is filled in: a status that stays as the form began, though
results stand below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from visiontrack.forms import grid

if TYPE_CHECKING:
    from visiontrack.forms.pen import Pen
    from visiontrack.forms.questions import Key

_STATUS: Key = ("status",)
_FILL = "F6B26B"


def left_statuses(pen: Pen, beside: Any) -> None:
    """Colour each status that was left, and say so in the cell ``beside`` the measure's, for print too."""
    words, place = pen.words, pen.entries[_STATUS]
    left = f'AND({place}="{words("word.not_started")}",COUNTA({",".join(_reported(pen)) or 0})>0)'
    _colour(pen, place, left)
    projects = [at for key, at in pen.entries.items() if key[0] == "projects" and key[-1] == "status"]
    some = "FALSE"
    if projects:
        first, last = (pen.sheet[at].row for at in (projects[0], projects[-1]))
        some = f"SUMPRODUCT({_planned(pen, first, last)})>0"
        _colour(pen, f"{projects[0]}:{projects[-1]}", _planned(pen, first, first))
    own = words("form.left", status=words("word.not_started"))
    theirs = words("form.left.project", status=words("word.planned"))
    beside.value = f'=IF({left},"{own}",IF({some},"{theirs}",""))'


def _reported(pen: Pen) -> Iterator[str]:
    """The cells that show that work has begun, column by column: a function takes 255 arguments."""
    for part, field in (("actuals", "value"), ("projects", "text"), ("projects", "spent")):
        cells = [at for key, at in pen.entries.items() if key[0] == part and key[-1] == field]
        if cells:
            yield f"{cells[0]}:{cells[-1]}"
    yield from (pen.entries[key] for key in (("outcomes",), ("issues",)) if key in pen.entries)


def _planned(pen: Pen, first: int, last: int) -> str:
    """1 for each project of these rows that is planned although its text or spending is there."""
    status, text, spent = (
        f"${column}{first}:${column}{last}" if first != last else f"${column}{first}"
        for column in (grid.column_of(("projects", "", field)) for field in ("status", "text", "spent"))
    )
    return f'({status}="{pen.words("word.planned")}")*(LEN({text})+LEN({spent})>0)'


def _colour(pen: Pen, place: str, condition: str) -> None:
    fill = PatternFill("solid", start_color=_FILL, end_color=_FILL)
    rule = FormulaRule(formula=[condition], fill=fill)  # type: ignore[no-untyped-call]
    pen.sheet.conditional_formatting.add(place, rule)
