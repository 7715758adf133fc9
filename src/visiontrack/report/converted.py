"""Reports in other formats than Markdown: the same text, with its charts, as HTML or Word.

Charts are drawn from their specifications; no picture is read from disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from visiontrack.edit.writer import Change, existing_content
from visiontrack.errors import Unsound
from visiontrack.finding import Finding
from visiontrack.report.chart_files import can_draw
from visiontrack.report.html import html_page
from visiontrack.report.paper_seal import facts_of, seal_html, seal_word
from visiontrack.report.reference_document import PLACE, reference_document
from visiontrack.util.extras import require

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.chart_drawing import Drawing
    from visiontrack.report.chart_files import PlannedChart
    from visiontrack.report.outputs import RenderedReport

Format = Literal["html", "docx"]


def converted_changes(
    folder: Folder,
    reports: Iterable[RenderedReport],
    format: Format,
    words: Catalogue,
    version: str,
    drawing: Drawing,
) -> list[Change]:
    """Returns what writing these reports in a format changes."""
    if format == "docx":
        require("docx")
    changes = []
    for report in reports:
        text = report.rendered.page(version)
        path = report.job.path.removesuffix("md") + format
        facts = facts_of(report.rendered)
        grades = tuple(band.grade for band in folder.vision.rules_in(report.job.year).grades)
        if format == "html":
            content = seal_html(html_page(text, words, _pictures(report, drawing.svg), grades), facts)
        else:
            pictures = _pictures(report, drawing.png)
            content = seal_word(_word(text, folder, words, pictures, grades), facts)
        changes.append(Change(path, existing_content(folder.root, path), content))
    return [change for change in changes if change.old != change.new]


def _pictures(
    report: RenderedReport, draw: Callable[[PlannedChart], bytes | None]
) -> Callable[[str], bytes | None]:
    """Returns what draws the charts of a report by their links; nothing else is a picture."""
    charts = {chart.link: chart for chart in report.charts} if can_draw() else {}
    return lambda source: draw(charts[source]) if source in charts else None


def _word(
    text: str,
    folder: Folder,
    words: Catalogue,
    pictures: Callable[[str], bytes | None],
    grades: tuple[str, ...],
) -> bytes:
    from visiontrack.report.word_document import Imprint, can_open, word_document  # python-docx is an extra

    reference = reference_document(folder.root)
    if isinstance(reference, bytes) and not can_open(reference):
        reference = Finding("VT641", PLACE)
    if isinstance(reference, Finding):
        raise Unsound("report.not_written", [reference])
    return word_document(text, words, pictures, Imprint(folder.vision.municipality.name, reference, grades))
