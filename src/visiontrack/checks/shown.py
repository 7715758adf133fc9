"""Values as they stand in a file, for sentences."""

from __future__ import annotations

from decimal import Decimal


def shown(value: Decimal | bool) -> str:
    """``true`` / ``false`` for a milestone, else the digits as written."""
    return str(value).lower() if isinstance(value, bool) else format(value, "f")
