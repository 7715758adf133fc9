"""What makes a report of the tests' town and hands back its text."""

from __future__ import annotations

from collections.abc import Callable

Reports = Callable[..., str]
