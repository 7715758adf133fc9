"""Text that was struck out in a cell (見え消し): it is no longer part of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock

from visiontrack.forms.open_workbook import cell_text


def struck_text(cell: Any) -> str:
    """Returns what is struck out in a cell, all of it or a part; "" where nothing is."""
    return "".join(text for text, struck in _runs(cell) if struck).strip()


def rest_of_struck(cell: Any) -> str:
    """Returns what is not struck out in a cell."""
    return "".join(text for text, struck in _runs(cell) if not struck)


def _runs(cell: Any) -> Iterator[tuple[str, bool]]:
    """Yields the parts of a cell in one font, and whether each is struck out.

    A part with a font of its own does not inherit the strike of the cell.
    """
    whole = bool(cell.font is not None and cell.font.strike)
    if not isinstance(cell.value, CellRichText):
        yield cell_text(cell.value) if cell.value is not None else "", whole
        return
    for part in cell.value:
        if isinstance(part, TextBlock):
            yield part.text, bool(part.font.strike)
        else:
            yield str(part), whole
