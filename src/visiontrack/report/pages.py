"""Reports in other formats than Markdown: the same text, with its charts, as HTML or Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from visiontrack.edit.writer import Change, existing_content
from visiontrack.report.charts.plan import LINK
from visiontrack.report.outputs import Made
from visiontrack.util.extras import require

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue

Format = Literal["html", "docx"]


def changes(
    made: Iterable[Made], form: Format, root: Path, words: Catalogue, version: str, drawn: Mapping[str, bytes]
) -> list[Change]:
    """What writing these reports as ``form`` changes. ``drawn`` holds charts that are about to be written."""
    if form == "docx":
        require("docx")
    found = []
    for one in made:
        text = one.rendered.content(version).decode("utf-8")
        path = one.job.path.removesuffix("md") + form
        folder = one.job.path.rpartition("/")[0]
        content = _convert(text, form, root, words, _charts(root, folder, drawn))
        found.append(Change(path, existing_content(root, path), content))
    return [change for change in found if change.old != change.new]


def _charts(root: Path, folder: str, drawn: Mapping[str, bytes]) -> Callable[[str], bytes | None]:
    """The SVG of a chart that a report refers to: nothing but charts, and only from beside the report."""

    def find(source: str) -> bytes | None:
        if not LINK.fullmatch(source):
            return None
        path = f"{folder}/{source}"
        return drawn[path] if path in drawn else existing_content(root, path)

    return find


def _convert(
    text: str, form: Format, root: Path, words: Catalogue, charts: Callable[[str], bytes | None]
) -> bytes:
    if form == "html":
        from visiontrack.report import html

        return html.page(text, words, charts).encode("utf-8")
    from visiontrack.report import docx
    from visiontrack.report.charts import draw

    def picture(source: str) -> bytes | None:
        svg = charts(source)
        return draw.as_png(svg) if svg is not None and draw.available() else None

    reference = root / docx.REFERENCE
    there = existing_content(root, docx.REFERENCE) is not None
    return docx.document(text, words, picture, reference if there else None)
