"""Reports in other formats than Markdown: the same text, with its charts, as HTML or Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from visiontrack.edit.writer import Change, existing_content
from visiontrack.report.chart_files import LINK, can_draw, draw_png
from visiontrack.report.html import html_page
from visiontrack.util.extras import require

if TYPE_CHECKING:
    from pathlib import Path

    from visiontrack.messages import Catalogue
    from visiontrack.report.outputs import RenderedReport

Format = Literal["html", "docx"]
# Returns the SVG of a chart that a report refers to, or None.
Charts = Callable[[str], bytes | None]


def converted_changes(
    root: Path,
    reports: Iterable[RenderedReport],
    format: Format,
    words: Catalogue,
    version: str,
    drawn: Iterable[Change],
) -> list[Change]:
    """Returns what writing these reports in a format changes. ``drawn`` are charts that are about to be written."""
    if format == "docx":
        require("docx")
    new_charts = {change.path: change.new for change in drawn}
    changes = []
    for report in reports:
        text = report.rendered.content(version).decode("utf-8")
        path = report.job.path.removesuffix("md") + format
        charts = _charts(root, report.job.path.rpartition("/")[0], new_charts)
        if format == "html":
            content = html_page(text, words, charts).encode("utf-8")
        else:
            content = _word(text, root, words, charts)
        changes.append(Change(path, existing_content(root, path), content))
    return [change for change in changes if change.old != change.new]


def _charts(root: Path, folder: str, drawn: Mapping[str, bytes]) -> Charts:
    """Nothing but charts is found, and only beside the report."""

    def find(source: str) -> bytes | None:
        if not LINK.fullmatch(source):
            return None
        path = f"{folder}/{source}"
        return drawn[path] if path in drawn else existing_content(root, path)

    return find


def _word(text: str, root: Path, words: Catalogue, charts: Charts) -> bytes:
    from visiontrack.report.word_document import REFERENCE, word_document  # python-docx is an extra

    def picture(source: str) -> bytes | None:
        svg = charts(source)
        return draw_png(svg) if svg is not None and can_draw() else None

    has_reference = existing_content(root, REFERENCE) is not None
    return word_document(text, words, picture, root / REFERENCE if has_reference else None)
