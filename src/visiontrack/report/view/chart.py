"""A chart that stands beside the report."""

from __future__ import annotations

from visiontrack.report.fact import Fact, fact
from visiontrack.report.text import Text


@fact
class Chart(Fact):
    """``path`` is relative to the report; ``alternative`` says in words what the chart shows."""

    path: str
    alternative: Text
