"""Drawing charts from their specifications, in a confined child: one for a run, SVG for pages, PNG for Word.

The library brings a JavaScript engine: it ends the process where it cannot have the addresses it wants, and it never
gives back what a chart took. So the child is started anew after a number of charts, and a chart that could not be
drawn is a chart less, never a report less.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from visiontrack.report.chart_svg import LARGEST_CHART, sealed_svg
from visiontrack.util.confined import Answer, Child, Limits

if TYPE_CHECKING:
    from visiontrack.report.chart_files import PlannedChart

# The engine reserves 64 GiB of addresses and uses 0.1: its data are bounded instead.
LIMITS = Limits(
    memory=1024**3, processor_seconds=60, wall_seconds=120, output=16 * LARGEST_CHART, reserves_addresses=True
)
LONGEST_DRAWING = 900.0  # seconds for all charts of a run; what was drawn by then need not be drawn again
_CHARTS_A_CHILD = 100
_MOST_FAILURES = 3
# The grammar's version, so that another version of the library draws the same.
_VEGA_LITE = "5.20"
_PNG_SCALE = 2.0  # for print


class Drawing:
    """Draws the charts of a run. After some failures, or when time is up, it draws no more."""

    def __init__(self) -> None:
        self._child = Child(LIMITS)
        self._end = time.monotonic() + LONGEST_DRAWING
        self._drawn = 0
        self._failures = 0
        self.failed: set[str] = set()

    def __enter__(self) -> Drawing:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close()

    def svg(self, chart: PlannedChart) -> bytes | None:
        """Returns the file of a chart, or None where it cannot be drawn."""
        content = self._draw(chart, "svg")
        return None if content is None else sealed_svg(content.decode(), chart.spec, chart.alternative)

    def png(self, chart: PlannedChart) -> bytes | None:
        """Returns a chart as Word shows it everywhere, or None where it cannot be drawn."""
        return self._draw(chart, "png")

    def _draw(self, chart: PlannedChart, format: str) -> bytes | None:
        payload = json.dumps({"spec": chart.spec, "format": format}).encode()
        if self._failures < _MOST_FAILURES and time.monotonic() < self._end:
            self._drawn += 1
            if self._drawn % _CHARTS_A_CHILD == 0:
                self._child.close()
            answer = self._child.run("chart", payload, chart.path)
            if isinstance(answer, Answer):
                return answer.content
            self._failures += 1
        self.failed.add(chart.path)
        return None


def draw_payload(payload: bytes) -> tuple[Any, bytes]:
    """The child's task: draws a specification."""
    import vl_convert

    task = json.loads(payload)
    if task["format"] == "png":
        return None, bytes(vl_convert.vegalite_to_png(task["spec"], vl_version=_VEGA_LITE, scale=_PNG_SCALE))
    return None, vl_convert.vegalite_to_svg(task["spec"], vl_version=_VEGA_LITE).encode()
