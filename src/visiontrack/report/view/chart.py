"""A chart that stands beside the report."""

from __future__ import annotations

from visiontrack.report.data_text import Text
from visiontrack.report.fact import Fact, fact


@fact
class Chart(Fact):
    """``path`` is relative to the report; ``alternative`` says in words what the chart shows."""

    path: str
    alternative: Text
