"""The digest at the foot of a report: of the facts shown, not of files, so that unrelated entries leave it alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

from visiontrack.report.fact import Fact
from visiontrack.report.text import Text


def digest(view: Fact) -> str:
    """SHA-256 over the view as canonical JSON: every text as it was written, every number digit for digit."""
    text = json.dumps(_plain(view), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Fact):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Text):
        return value.raw
    # A Decimal as a string of its digits: JSON's numbers would lose 1.10.
    return format(value, "f") if isinstance(value, Decimal) else value
