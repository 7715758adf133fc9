"""Where each answer stands on a measure's sheet.

A hidden first column names each row and a hidden first row each column, so that an answer is found again after
rows were sorted or inserted and the sheet was renamed.
"""

from __future__ import annotations

from visiontrack.forms.questions import Key

FIRST, LAST = "B", "J"
COLUMNS = "BCDEFGHIJ"
SHEET_MARK = "visiontrack:"
OVERVIEW = "_overview"  # no id of a measure
_FIELDS = {
    "actuals": {"value": "G", "state": "H", "source": "I", "comment": "J"},
    "projects": {"status": "F", "budget": "G", "spent": "H", "text": "J"},
    "contributions": {"who": "B", "text": "F"},
    "self_evaluation": {"grade": "C", "text": "E"},
}
_SINGLE = "C"


def row_mark(key: Key) -> str:
    """What the hidden column says of the row an answer stands in."""
    return "/".join(key if len(key) == 1 else key[:-1])


def column_of(key: Key) -> str:
    """The column of an answer, as it was when the form was made."""
    return _SINGLE if len(key) == 1 else _FIELDS[key[0]][key[-1]]


def is_key(key: Key) -> bool:
    """Whether an answer of a form can have this key: what a form remembers may have been tampered with."""
    if len(key) == 1:
        return key[0] in ("status", "outcomes", "issues", "next", "internal")
    if key[0] not in _FIELDS or key[-1] not in _FIELDS[key[0]]:
        return False
    if key[0] == "contributions":
        return len(key) == 3 and key[1].isascii() and key[1].isdigit() and len(key[1]) <= 4
    return len(key) == (2 if key[0] == "self_evaluation" else 3)
