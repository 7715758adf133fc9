"""Reads a data folder: every file, every finding, and the lines that findings are printed with."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from visiontrack.diagnose.reader import parse
from visiontrack.finding import Finding, Issue, Place, Related, Span
from visiontrack.folder.draft import Draft
from visiontrack.folder.ignored import without_ignored
from visiontrack.folder.listing import DATA, VISION, Entry, Listing, discover, entry_at
from visiontrack.folder.model import Folder
from visiontrack.folder.names import with_ids
from visiontrack.schema import Kind
from visiontrack.schema.scalars import id_problem
from visiontrack.yaml import files
from visiontrack.yaml.document import Document
from visiontrack.yaml.ignore_comments import IgnoreComment, ignore_comments
from visiontrack.yaml.lines import with_above


class Inspector(Protocol):
    """The cross-file checks; who loads a folder passes them, so that this module depends on none of them."""

    def of_file(self, draft: Draft, entry: Entry, model: Any) -> Iterable[Issue]:
        """Returns issues of a file, while its tree is in memory (earlier kinds and years are in ``draft``)."""

    def of_folder(self, draft: Draft) -> Iterable[Issue]:
        """Returns issues of the folder as a whole, once at the end."""


# By path and line number: the line above and the line itself.
SourceLines = Mapping[tuple[str, int], tuple[str, str]]
EntryFilter = Callable[[Entry, Draft], bool]


class Loaded(NamedTuple):
    """The folder (None without a sound vision), every finding, and the number of files read.

    ``ignored`` is how many warnings comments accept. ``lines`` are those that findings are printed with, as they were read (at most ``_MOST_CHARACTERS``).
    """

    folder: Folder | None
    findings: list[Finding]
    files: int
    lines: SourceLines
    ignored: int = 0


# Of the lines of findings; any more are read again when they are printed.
_MOST_CHARACTERS = 16_000_000
_BEFORE: tuple[Kind, ...] = ("vision", "actor")
_AFTER: tuple[Kind, ...] = ("measure", "meeting", "decisions", "vision_result", "result")


def load(
    root: Path,
    inspector: Inspector | None = None,
    needed: EntryFilter | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Reads a data folder; nothing that is wrong stops it.

    A file that ``needed`` refuses is not read, but counts as existing. ``progress`` is called with the number of files
    read and the number of all files.
    """
    with _no_collection():
        return _Loader(root, inspector, needed, progress).run()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keeps garbage from being collected among millions of small objects that all stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()  # or the next collection would look through all of them
            gc.enable()


@dataclass(slots=True)
class _Loader:
    root: Path
    inspector: Inspector | None
    needed: EntryFilter | None
    progress: Callable[[int, int], None] | None
    findings: list[Finding] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    sound: dict[Kind, dict[Any, Any]] = field(default_factory=dict)
    lines: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    comments: dict[str, list[IgnoreComment]] = field(default_factory=dict)
    characters: int = 0
    read: int = 0

    def run(self) -> Loaded:
        listing = discover(self.root)
        self.findings.extend(listing.findings)
        draft = Draft(self.root, listing)
        early: list[tuple[Entry, Document]] = []
        total = sum(map(len, listing.entries.values()))
        for kind in _BEFORE:
            early += [(entry, self._read(draft, entry, total)) for entry in listing.of(kind)]
        if not listing.of("vision") and not any(
            finding.path in (DATA, VISION) for finding in listing.findings
        ):
            self.findings.append(Finding("VT117", VISION, variant="gone"))
        for entry, document in early:
            self._inspect(draft, entry, document)
        early.clear()
        for kind in _AFTER:
            for entry in sorted(listing.of(kind), key=lambda entry: (entry.year or 0, entry.id)):
                if self.needed is None or self.needed(entry, draft):
                    self._inspect(draft, entry, self._read(draft, entry, total))
        if self.inspector is not None:
            self._place_all(self.inspector.of_folder(draft))
        self.findings, ignored = without_ignored(with_ids(draft, self.findings), self.comments)
        self.findings.sort(key=lambda finding: finding.sort_key)
        return Loaded(self._folder(listing), self.findings, self.read, self.lines, ignored)

    def _read(self, draft: Draft, entry: Entry, total: int) -> Document:
        document = read_document(self.root, entry)
        self.read += 1
        if self.progress is not None:
            self.progress(self.read, total)
        if document.findings:
            self._report(document.findings, document)
        if document.root is not None and document.as_written is None:
            comments = ignore_comments(document.root, document.text or "")
            self.comments |= {entry.path: comments} if comments else {}
        draft.add(entry, document)
        # A copy such as `コピー.yaml` has no id of its own, and is no measure of its own.
        has_id = entry.kind in ("vision_result", "decisions") or id_problem(entry.id) is None
        if document.sound and has_id:
            self.sound.setdefault(entry.kind, {})[_key(entry)] = document.model
        else:
            self.left_out.append(entry.path)
        return document

    def _inspect(self, draft: Draft, entry: Entry, document: Document) -> None:
        if self.inspector is None or document.best is None:
            return
        for issue in self.inspector.of_file(draft, entry, document.best):
            if _stands(issue, document):
                self._report([self._placed(issue, document)], document)

    def _report(self, findings: Sequence[Finding], document: Document | None) -> None:
        """Adds findings, with the lines of the document that they are printed with."""
        self.findings += findings
        if document is None or document.text is None:
            return
        lines = document.lines
        for finding in findings:
            if finding.path == document.path and self.characters < _MOST_CHARACTERS:
                number = finding.span.line
                above, line = self.lines[finding.path, number] = with_above(lines, number)
                self.characters += len(above) + len(line)

    def _placed(self, issue: Issue, document: Document | None) -> Finding:
        related = tuple(Related(place.path, self._span(place, document), key) for place, key in issue.related)
        return Finding(
            issue.code,
            issue.place.path,
            self._span(issue.place, document),
            issue.params,
            issue.severity,
            issue.variant,
            issue.suggest,
            related,
        )

    def _span(self, place: Place, document: Document | None) -> Span:
        if not place.loc:
            return Span()
        if document is None or document.path != place.path:
            document = self._reread(place.path)
        return document.locate(place.loc, place.at) if document is not None else Span()

    def _reread(self, path: str) -> Document | None:
        entry = entry_at(path)
        return read_document(self.root, entry) if entry is not None else None

    def _place_all(self, issues: Iterable[Issue]) -> None:
        """Reports issues of the whole folder; only files with something wrong are read again."""
        document: Document | None = None
        for issue in sorted(issues, key=lambda issue: issue.place.path):
            if issue.place.loc and (document is None or document.path != issue.place.path):
                document = self._reread(issue.place.path)
            if document is None or not issue.place.loc or _stands(issue, document):
                self._report([self._placed(issue, document)], document)

    def _folder(self, listing: Listing) -> Folder | None:
        visions = self.sound.get("vision", {})
        if not visions:
            return None
        return Folder(
            self.root,
            visions["vision"],
            self.sound.get("actor", {}),
            self.sound.get("measure", {}),
            self.sound.get("result", {}),
            self.sound.get("vision_result", {}),
            self.sound.get("meeting", {}),
            self.sound.get("decisions", {}),
            listing,
            tuple(sorted(self.left_out)),
        )


def _stands(issue: Issue, document: Document) -> bool:
    """Returns whether an issue does not follow from something broken that was left out of its file.

    An issue with a key stands, whatever is wrong below that key.
    """
    return document.sound or not (
        document.lost(issue.place.loc, issue.place.at == "value") or any(map(document.lost, issue.rests_on))
    )


def _key(entry: Entry) -> Any:
    """Returns how a file is indexed in its kind: by id, by year, or by both."""
    if entry.kind in ("result", "meeting"):
        return (entry.year, entry.id)
    return entry.year if entry.kind in ("decisions", "vision_result") else entry.id


def read_document(root: Path, entry: Entry) -> Document:
    """Reads and parses a data file."""
    raw = files.read(f"{root}/{entry.path}", entry.path)
    if raw.text is None:
        findings = [raw.finding] if raw.finding is not None else []
        return Document(entry.path, entry.kind, findings=findings)
    return parse(entry.path, entry.kind, raw.text)


class FileLine(NamedTuple):
    """A line of a file, so that whoever reads of a thing can go there."""

    path: str
    line: int


class LineFinder:
    """Lines of places in files; a file is read once more, and only when a line of it is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._documents: dict[str, Document | None] = {}

    def of(self, place: Place) -> FileLine:
        """Returns the line at which a place stands; line 1 where that cannot be found out."""
        if place.path not in self._documents:
            entry = entry_at(place.path)
            self._documents[place.path] = read_document(self._root, entry) if entry is not None else None
        document = self._documents[place.path]
        return FileLine(place.path, document.locate(place.loc).line if document is not None else 1)
