"""Marks on a measure's sheet that come and go while it is filled in: a status that stays as the form began, though
results stand below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

if TYPE_CHECKING:
    from visiontrack.exchange.pen import Pen
    from visiontrack.exchange.questions import Key

_STATUS: Key = ("status",)
_FILL = "F6B26B"


def left_statuses(pen: Pen, beside: Any) -> None:
    """Colour each status that was left, and say so in the cell ``beside`` the measure's, for print too."""
    words, place = pen.words, pen.entries[_STATUS]
    left = f'AND({place}="{words("word.not_started")}",COUNTA({_reported(pen)})>0)'
    _colour(pen, place, left)
    projects = {key: at for key, at in pen.entries.items() if key[0] == "projects" and key[-1] == "status"}
    planned = [_planned(pen, key, at) for key, at in projects.items()]
    for at, condition in zip(projects.values(), planned, strict=True):
        _colour(pen, at, condition)
    some = f"OR({','.join(planned)})" if planned else "FALSE"
    own = words("form.left", status=words("word.not_started"))
    theirs = words("form.left.project", status=words("word.planned"))
    beside.value = f'=IF({left},"{own}",IF({some},"{theirs}",""))'


def _reported(pen: Pen) -> str:
    """The cells that show that work has begun."""
    fields = {
        "actuals": ("value",),
        "projects": ("text", "spent"),
        "outcomes": ("outcomes",),
        "issues": ("issues",),
    }
    return ",".join(at for key, at in pen.entries.items() if key[-1] in fields.get(key[0], ()))


def _planned(pen: Pen, key: Key, at: str) -> str:
    text, spent = (pen.entries.get((*key[:-1], field)) for field in ("text", "spent"))
    filled = ",".join(f"LEN({one})>0" for one in (text, spent) if one is not None)
    return f'AND({at}="{pen.words("word.planned")}",OR({filled}))'


def _colour(pen: Pen, place: str, condition: str) -> None:
    fill = PatternFill("solid", start_color=_FILL, end_color=_FILL)
    rule = FormulaRule(formula=[condition], fill=fill)  # type: ignore[no-untyped-call]
    pen.sheet.conditional_formatting.add(place, rule)
