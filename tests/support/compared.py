"""What ``check`` says of a folder, and what the oracle says of it, made comparable."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from visiontrack.cycle.check import Filters, check, entries_needed
from visiontrack.folder.loading import load
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.check_data import check_json
from visiontrack.formats.painter import Painter
from visiontrack.messages import catalogue


def comparable(values: Any) -> Any:
    """Numbers as fractions and measures by id, so that only what is meant is compared."""
    if isinstance(values, dict):
        return {
            key: _by_id(value) if key == "measures" else comparable(value) for key, value in values.items()
        }
    if isinstance(values, list):
        return [comparable(one) for one in values]
    return values if values is None or isinstance(values, (bool, str)) else Fraction(values)


def _by_id(values: Any) -> Any:
    if not isinstance(values, list):
        return comparable(values)
    return {one["id"]: comparable(one) for one in values}


def parsed(text: str) -> Any:
    """JSON with every number as it is written."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def opened(root: Path, year: int | None = None) -> Folder:
    """The folder read whole, or as much of it as ``check`` of a year reads."""
    folder = load(root, None, None if year is None else entries_needed(year)).folder
    assert folder is not None
    return folder


def formatted(folder: Folder, year: int) -> Any:
    """What ``check YEAR --format json`` writes, made in this process."""
    return parsed(check_json(Output(folder, check(folder, year, Filters()), (), catalogue("en"), Painter())))
