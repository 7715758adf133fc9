"""Published reports stay as they were handed out (VT805): byte for byte, but for the line ends of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from visiontrack.finding import Finding, Place, Span
from visiontrack.folder.listing import VISION, file_digest, published_path
from visiontrack.history.git import Repository
from visiontrack.history.honesty import Breach
from visiontrack.history.states import DataState, SpanFinder
from visiontrack.schema.vision import Published

ReadFile = Callable[[str], bytes | None]


def reader_of(repository: Repository, commit: str | None) -> ReadFile:
    """Returns what reads the reports of a commit, or of the work tree; None for a file that is not there."""
    if commit is None:

        def read(path: str) -> bytes | None:
            place = repository.root / path
            return place.read_bytes() if place.is_file() else None

        return read
    files = {file.path: file for file in repository.files(commit, "data/reports")}
    return lambda path: next(repository.contents([files[path]])) if path in files else None


def changed_reports(
    before: DataState, after: DataState, earlier: ReadFile, later: ReadFile
) -> Iterator[Breach]:
    """Yields the reports that were published before and are not what they were; an erratum supersedes them."""
    for report in before.folder.vision.published:
        path = published_path(report)
        if path is None:
            continue
        old, new = earlier(path), later(path)
        was_digest = file_digest(path, old) if old is not None else report.digest
        new_digest = file_digest(path, new) if new is not None else None
        if (
            was_digest is None
            or was_digest == new_digest
            or _is_handed_out_anew(report, after, path, new_digest)
        ):
            continue
        params = {"paper": path, "year": report.year, "date": report.date}
        if new is None:
            span = SpanFinder(after.folder.root).span(Place(VISION, ("published",), "key"))
            finding = Finding("VT805", VISION, span, params, variant="gone")
        else:
            line = _first_change(old, new) if old is not None else 1
            finding = Finding("VT805", path, Span(line, 1, line, 1), params)
        yield Breach(finding, "other", f"{report.year}/{report.paper}", None)


def _is_handed_out_anew(report: Published, after: DataState, path: str, digest: str | None) -> bool:
    """Returns whether a later entry for the same file says that it was handed out anew as it is now."""
    return digest is not None and any(
        entry.year == report.year
        and entry.paper == report.paper
        and published_path(entry) == path
        and entry.digest == digest
        and (entry.date > report.date or entry.digest == report.digest)
        for entry in after.folder.vision.published
    )


def _first_change(old: bytes, new: bytes) -> int:
    pairs = zip_longest(old.splitlines(), new.splitlines())
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), 1)
