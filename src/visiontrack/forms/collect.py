"""Forms that came back, brought together with the folder: what to write, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.cycle.naming import OWN
from visiontrack.cycle.result_form import commented
from visiontrack.edit.value_edits import CannotEdit
from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.finding import Cell, Finding, Word
from visiontrack.folder.listing import is_ignored
from visiontrack.forms import beside, grid, record, standing, taking
from visiontrack.forms.doubts import doubts
from visiontrack.forms.merge import Merged, joined, merge, required
from visiontrack.forms.opening import Book, open_book
from visiontrack.forms.reading import Reader
from visiontrack.forms.record import Record, Source
from visiontrack.forms.standing import At
from visiontrack.forms.subjects import Subject, in_force, subject_of
from visiontrack.messages import catalogue
from visiontrack.yaml.characters import masked

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

_OTHER_TABLES = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".csv", ".numbers")


@dataclass(frozen=True, slots=True)
class Taken:
    """A results file and how many values the forms change in it.

    ``merged``: it had changed since a form was made, and both changes are in it now.
    """

    path: str
    values: int
    created: bool
    merged: bool


@dataclass(slots=True)
class Collected:
    """What the forms of a folder come to. ``changes`` are those of sound files only."""

    forms: list[str] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unsound: set[str] = field(default_factory=set)

    @property
    def errors(self) -> int:
        return sum(one.severity == "error" for one in self.findings)


def collect(folder: Folder, year: int, place: Path, words: Catalogue) -> Collected:
    """Read every form in ``place``; nothing is written here."""
    collector = _Collector(folder, year, words)
    for name in _names(place, collector.out):
        book = open_book(place / name, masked(name))
        if isinstance(book, Finding):
            collector.out.findings.append(book)
        else:
            collector.take(book)
    collector.finish()
    return collector.out


def _names(place: Path, out: Collected) -> Iterable[str]:
    """The workbooks of a folder; files that may hold somebody's answers in another form are told."""
    try:
        items = sorted(place.iterdir())
    except OSError as error:
        raise WrongUse("form.error.no_folder", path=str(place), reason=error.strerror or "") from None
    items = [item for item in items if not is_ignored(item.name)]
    found = [item.name for item in items if item.name.lower().endswith(".xlsx")]
    for item in items:
        if item.name in found:
            continue
        out.findings.append(_no_form(item))
    if not found and not out.findings:
        raise WrongUse("form.error.no_forms", path=str(place))
    return found


def _no_form(item: Path) -> Finding:
    """Something beside the forms: a table of another kind, a folder of forms, or whatever else."""
    at = At(masked(item.name), Cell())
    if item.name.lower().endswith(_OTHER_TABLES):
        return at.finding("VT701", "kind")
    inside = _forms_inside(item) if item.is_dir() else 0
    return at.warning("VT701", "folder", count=inside) if inside else at.warning("VT701", "stray")


def _forms_inside(place: Path) -> int:
    try:
        names = [one.name for one in place.iterdir() if not is_ignored(one.name)]
    except OSError:
        return 0
    return sum(name.lower().endswith(".xlsx") for name in names)


@dataclass(slots=True)
class _Collector:
    folder: Folder
    year: int
    words: Catalogue
    out: Collected = field(default_factory=Collected)
    subjects: dict[str, Subject] = field(default_factory=dict)
    merged: dict[str, Merged] = field(default_factory=dict)
    changed_since: set[str] = field(default_factory=set)
    several: set[str] = field(default_factory=set)  # what more than one form is about

    def take(self, book: Book) -> None:
        """One form, all its sheets."""
        at = At(book.name, Cell())
        # A chart may have a sheet of its own; it has no cells.
        hidden = next((one for one in book.typed.worksheets if one.title == record.SHEET), None)
        held = record.read(hidden) if hidden is not None else None
        if held is None:
            self._tell(at.finding("VT702", year=self.year))
        elif held.form != record.FORM:
            self._tell(at.finding("VT702", "version", version=held.version))
        elif held.year != self.year:
            self._tell(at.finding("VT702", "year", form_year=held.year, year=self.year))
        else:
            self.out.forms.append(book.name)
            self._take_sheets(book, held)

    def _tell(self, finding: Finding, id_: str | None = None) -> None:
        self.out.findings.append(finding)
        if id_ is not None:
            self.out.unsound.add(id_)

    def _take_sheets(self, book: Book, held: Record) -> None:
        found = standing.sheets(book)
        for sheet in found.get(grid.OVERVIEW, []):
            self._look_beside(sheet, grid.OVERVIEW, held, ())
        # A form that does not know what it showed has an overview without a mark, too.
        for finding in beside.added_sheets(book) if held.beside else ():
            self._tell(finding)
        for source in held.sources.values():
            subject = self._subject(book.name, source)
            if subject is None:
                continue
            own = found.get(source.id, [])
            if len(own) == 1:
                reader = self._take_sheet(own[0], source, subject)
                # Where rows are missing, it cannot be told whose cells are whose.
                if not reader.lost:
                    answers = [at.cell.address for at in reader.places.values()]
                    self._look_beside(own[0], source.id, held, answers)
            elif own:
                self._tell(own[1].whole().finding("VT704", "twice", title=subject.title), source.id)
            else:
                self._tell(At(book.name, Cell()).finding("VT704", title=subject.title), source.id)

    def _subject(self, name: str, source: Source) -> Subject | None:
        """The results file a sheet is about, told where there is none to write to."""
        if source.id in self.subjects:
            return self.subjects[source.id]
        at = At(name, Cell(source.sheet))
        if source.id != OWN and source.id not in self.folder.measures:
            self._tell(at.finding("VT703", id=masked(source.id)), source.id)
            return None
        if source.id not in in_force(self.folder, self.year):
            variant = "own" if source.id == OWN else "out"
            self._tell(at.finding("VT703", variant, id=source.id, year=self.year), source.id)
            return None
        subject = subject_of(self.folder, self.year, source.id, self.words)
        if subject is None:
            path = self.folder.path_of(
                "vision_result" if source.id == OWN else "result", source.id, self.year
            )
            self._tell(at.finding("VT703", "unsound", path=path), source.id)
            return None
        self.subjects[source.id] = subject
        return subject

    def _look_beside(self, sheet: standing.Sheet, id_: str, held: Record, answers: Collection[str]) -> None:
        """What was written beside the answers; of a form that does not know what it showed, nothing can be told."""
        known = held.beside.get(id_)
        for finding in beside.added(sheet, answers, known) if known else ():
            self._tell(finding)

    def _take_sheet(self, sheet: standing.Sheet, source: Source, subject: Subject) -> Reader:
        if source.digest != subject.digest:
            self.changed_since.add(subject.id)
        reader = Reader(sheet, source)
        reader.read(self.folder, self.year, subject, self.words)
        merged = merge(subject, source, reader.wishes, reader.unread)
        for finding in (*reader.wrong, *merged.wrong):
            self._tell(finding, source.id)
        places = {key: at for key, at in reader.places.items() if key not in reader.unread}
        for finding in doubts(self.folder, self.year, subject, merged, places):
            self._tell(finding)
        if source.id in self.merged:
            for finding in joined(self.merged[source.id], merged):
                self._tell(finding, source.id)
            self.several.add(source.id)
        else:
            self.merged[source.id] = merged
        return reader

    def finish(self) -> None:
        """The changes of every file that nothing stands against."""
        for id_, merged in sorted(self.merged.items()):
            if id_ in self.several and id_ not in self.out.unsound:
                for finding in required(self.subjects[id_], merged):
                    self._tell(finding, id_)
            if merged.count and id_ not in self.out.unsound:
                self._change(self.subjects[id_], merged)
        self.out.findings.sort(key=lambda one: (one.path, one.cell.sheet if one.cell else "", one.span))

    def _change(self, subject: Subject, merged: Merged) -> None:
        try:
            rows = [one.edit for one in merged.rows]
            new = taking.content(subject, merged.changes, rows, self._commented(subject))
        except CannotEdit:
            at = next(iter(merged.wishes.values())).at if merged.wishes else At(subject.path, Cell())
            self._tell(at.finding("VT716", path=subject.path, reason=Word("form.reason.edit")), subject.id)
            return
        created, both = subject.content is None, subject.id in self.changed_since
        self.out.taken.append(Taken(subject.path, merged.count, created, both))
        self.out.changes.append(Change(subject.path, subject.content, new))

    def _commented(self, subject: Subject) -> dict[str, list[str]]:
        """The keys that `do --start` lays out as comments, in the language of the folder."""
        if subject.measure is None:
            return {}
        return commented(self.folder, self.year, subject.measure, catalogue(self.folder.vision.language))
