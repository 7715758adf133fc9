"""The files that were handed out as reports, by the entries under ``published``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.schema.vision import Published

_TEXT_ENDINGS = (".md", ".html", ".htm", ".txt", ".csv")


def published_path(report: Published) -> str | None:
    """Returns the file that was handed out, from the root; None for a site, which is a folder elsewhere."""
    if report.paper == "site":
        return None
    return f"data/reports/{report.year}/{report.file or f'{report.paper}.md'}"


def file_digest(path: str, content: bytes) -> str:
    """Returns the SHA-256 of a file that was handed out, of text with CRLF read as LF."""
    is_text = path.lower().endswith(_TEXT_ENDINGS)
    return hashlib.sha256(content.replace(b"\r\n", b"\n") if is_text else content).hexdigest()


def is_superseded(report: Published, entries: Sequence[Published]) -> bool:
    """Returns whether a later entry is for the same year, paper and file: an erratum was handed out."""
    same = [entry for entry in entries if published_path(entry) == published_path(report)]
    same = [entry for entry in same if (entry.year, entry.paper) == (report.year, report.paper)]
    newest = max(reversed(same), key=lambda entry: entry.date)  # of one day, the last written
    return newest is not report and newest != report
