"""Reads a data folder: every file, every finding, and the lines that findings are shown with."""

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
from visiontrack.folder.listing import DATA, VISION, Entry, Listing, discover, entry_at
from visiontrack.folder.model import Folder
from visiontrack.schema import Kind
from visiontrack.schema.scalars import id_problem
from visiontrack.yaml import files
from visiontrack.yaml.document import Document
from visiontrack.yaml.lines import with_above


class Inspector(Protocol):
    """The cross-file checks, handed in by whoever loads: this module knows none of them."""

    def one(self, draft: Draft, entry: Entry, model: Any) -> Iterable[Issue]:
        """Issues of one file, called while its tree is at hand (earlier kinds and years are in ``draft``)."""

    def all(self, draft: Draft) -> Iterable[Issue]:
        """Issues of the folder as a whole, called once at the end."""


Shown = Mapping[tuple[str, int], tuple[str, str]]


class Loaded(NamedTuple):
    """What loading gives: the folder (None without a sound vision), every finding, how many files were read.

    ``shown`` holds what findings are shown with, as it was read: by path and line number the line above and the line
    itself (not more than ``_KEPT`` characters).
    """

    folder: Folder | None
    findings: list[Finding]
    files: int
    shown: Shown


# Characters of such lines; what is beyond is read once more.
_KEPT = 16_000_000
Wanted = Callable[[Entry, Draft], bool]
_BEFORE: tuple[Kind, ...] = ("vision", "actor")
_AFTER: tuple[Kind, ...] = ("measure", "meeting", "decisions", "vision_result", "result")


def load(
    root: Path,
    inspector: Inspector | None = None,
    wanted: Wanted | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Read a data folder: every file is read, or none of its errors are lost.

    ``wanted`` leaves files out of reading (they still count as being there; what was read before tells it more); ``progress`` hears of the
    number of files read and in all.
    """
    with _frozen_collector():
        return _Loader(root, inspector, wanted, progress).run()


@contextmanager
def _frozen_collector() -> Iterator[None]:
    """Millions of small objects that all stay: collecting garbage among them would only cost time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()  # or the first allocation after this would look through all of them
            gc.enable()


@dataclass(slots=True)
class _Loader:
    root: Path
    inspector: Inspector | None
    wanted: Wanted | None
    progress: Callable[[int, int], None] | None
    findings: list[Finding] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    sound: dict[Kind, dict[Any, Any]] = field(default_factory=dict)
    shown: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    kept: int = 0
    read: int = 0

    def run(self) -> Loaded:
        listing = discover(self.root)
        self.findings.extend(listing.findings)
        draft = Draft(self.root, listing)
        early: list[tuple[Entry, Document]] = []
        total = sum(map(len, listing.entries.values()))
        for kind in _BEFORE:
            early += [(entry, self._take(draft, entry, total)) for entry in listing.of(kind)]
        if not listing.of("vision") and not any(one.path in (DATA, VISION) for one in listing.findings):
            self.findings.append(Finding("VT117", VISION, variant="gone"))
        for entry, document in early:
            self._inspect(draft, entry, document)
        early.clear()
        for kind in _AFTER:
            for entry in sorted(listing.of(kind), key=lambda one: (one.year or 0, one.id)):
                if self.wanted is None or self.wanted(entry, draft):
                    self._inspect(draft, entry, self._take(draft, entry, total))
        if self.inspector is not None:
            self._place_all(self.inspector.all(draft))
        if any(one.code == "VT208" for one in self.findings):
            from visiontrack.folder.id_names import with_ids  # only what can be no id may be a name

            self.findings = with_ids(draft, self.findings)
        self.findings.sort(key=lambda finding: finding.sort_key)
        return Loaded(self._folder(listing), self.findings, self.read, self.shown)

    def _take(self, draft: Draft, entry: Entry, total: int) -> Document:
        document = read_document(self.root, entry)
        self.read += 1
        if self.progress is not None:
            self.progress(self.read, total)
        if document.findings:
            self._tell(document.findings, document)
        draft.add(entry, document)
        # A copy such as `コピー.yaml` has no id of its own, and is no further measure.
        named = entry.kind in ("vision_result", "decisions") or id_problem(entry.id) is None
        if document.sound and named:
            self.sound.setdefault(entry.kind, {})[_key(entry)] = document.model
        else:
            self.left_out.append(entry.path)
        return document

    def _inspect(self, draft: Draft, entry: Entry, document: Document) -> None:
        if self.inspector is None or document.best is None:
            return
        for issue in self.inspector.one(draft, entry, document.best):
            # A key says what it says, whatever is wrong below it.
            if document.sound or not (
                document.lost(issue.place.loc, issue.place.at == "value")
                or any(map(document.lost, issue.rests_on))
            ):
                self._tell([self._placed(issue, document)], document)

    def _tell(self, found: Sequence[Finding], document: Document | None) -> None:
        """Take findings in, and remember the lines of the document that they are shown with."""
        self.findings += found
        if document is None or document.text is None:
            return
        lines = document.lines
        for one in found:
            if one.path == document.path and self.kept < _KEPT:
                above, own = self.shown[one.path, one.span.line] = with_above(lines, one.span.line)
                self.kept += len(above) + len(own)

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
        """Issues of the whole folder: their files are read once more, only where something is wrong."""
        document: Document | None = None
        for issue in sorted(issues, key=lambda one: one.place.path):
            if issue.place.loc and (document is None or document.path != issue.place.path):
                document = self._reread(issue.place.path)
            self._tell([self._placed(issue, document)], document)

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


def _key(entry: Entry) -> Any:
    """How a kind is indexed: by id, by year, or by both."""
    if entry.kind in ("result", "meeting"):
        return (entry.year, entry.id)
    return entry.year if entry.kind in ("decisions", "vision_result") else entry.id


def read_document(root: Path, entry: Entry) -> Document:
    """Read and parse one data file."""
    raw = files.read(f"{root}/{entry.path}", entry.path)
    if raw.text is None:
        found = [raw.finding] if raw.finding is not None else []
        return Document(entry.path, entry.kind, findings=found)
    return parse(entry.path, entry.kind, raw.text)
