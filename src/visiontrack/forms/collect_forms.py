"""Reads the forms that came back and merges them with the folder: what to write, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from visiontrack.cycle.do import do
from visiontrack.cycle.naming import OWN
from visiontrack.edit.value_edits import CannotEdit
from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.finding import Cell, Finding, Word
from visiontrack.folder.listing import is_ignored
from visiontrack.folder.model import Folder
from visiontrack.forms.apply_answers import apply_answers
from visiontrack.forms.form_layout import OVERVIEW, CellPosition, FormSheet, sheets_by_subject
from visiontrack.forms.form_record import (
    FORM_SCHEMA,
    RECORD_SHEET,
    FixedCell,
    FormRecord,
    FormSource,
    city_and_plan,
    extra_cells,
    extra_sheets,
    read_record,
)
from visiontrack.forms.form_subjects import FormSubject, in_force, parts_by_party, subject_of
from visiontrack.forms.merge_answers import MergedAnswers, join_forms, merge_answers, missing_answers
from visiontrack.forms.moved_sheets import (
    SheetRecord,
    record_of_moved,
    reject_overwriting,
    shows_year,
    source_without_record,
)
from visiontrack.forms.open_workbook import OpenedWorkbook, open_workbook
from visiontrack.forms.sheet_answers import SheetAnswers
from visiontrack.forms.suspicious_answers import suspicious_answers
from visiontrack.messages import Catalogue, catalogue
from visiontrack.scaffold.year_skeletons import lines_of_examples
from visiontrack.util.system_reasons import read_reason
from visiontrack.yaml.characters import masked

_OTHER_TABLES = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".csv", ".numbers")


@dataclass(frozen=True, slots=True)
class UpdatedFile:
    """A results file and how many values the forms change in it.

    ``merged``: it had changed since a form was made, and both changes are in it now. ``sections`` are the ids of those
    whose forms hold the answers.
    """

    path: str
    values: int
    created: bool
    merged: bool
    sections: tuple[str, ...]


@dataclass(slots=True)
class CollectedForms:
    """The result of reading a folder of forms. ``changes`` leaves out the files of ``rejected`` ids.

    ``sections`` says whose each form is, by its name; ``filled`` are the names of forms in which an answer was changed.
    """

    forms: list[str] = field(default_factory=list)
    updated_files: list[UpdatedFile] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    sections: dict[str, str] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)


def collect_forms(folder: Folder, year: int, place: Path, words: Catalogue) -> CollectedForms:
    """Reads every form in ``place`` and writes nothing."""
    collector = _Collector(folder, year, words)
    for name in _workbook_names(place, collector.collected):
        book = open_workbook(place / name, masked(name))
        if isinstance(book, Finding):
            collector.collected.findings.append(book)
        else:
            collector.read_form(book)
    collector.finish()
    return collector.collected


def _workbook_names(place: Path, collected: CollectedForms) -> Iterable[str]:
    """Returns the workbooks of a folder; reports files that may hold somebody's answers in another form."""
    try:
        items = sorted(place.iterdir())
    except OSError as error:
        raise WrongUse("form.error.no_folder", path=str(place), reason=read_reason(error)) from None
    items = [item for item in items if not is_ignored(item.name)]
    names = [item.name for item in items if item.name.lower().endswith(".xlsx")]
    collected.findings += [_not_a_form(item) for item in items if item.name not in names]
    if not names and not collected.findings:
        raise WrongUse("form.error.no_forms", path=str(place))
    return names


def _not_a_form(item: Path) -> Finding:
    """Returns the finding on a table of another kind, a folder of forms, or whatever else stands beside the forms."""
    position = CellPosition(masked(item.name), Cell())
    if item.name.lower().endswith(_OTHER_TABLES):
        return position.error("VT701", "kind")
    count = _form_count(item) if item.is_dir() else 0
    return position.warning("VT701", "folder", count=count) if count else position.warning("VT701", "stray")


def _form_count(place: Path) -> int:
    try:
        names = [item.name for item in place.iterdir() if not is_ignored(item.name)]
    except OSError:
        return 0
    return sum(name.lower().endswith(".xlsx") for name in names)


@dataclass(slots=True)
class _Collector:
    folder: Folder
    year: int
    words: Catalogue
    collected: CollectedForms = field(default_factory=CollectedForms)
    subjects: dict[str, FormSubject] = field(default_factory=dict)
    merged: dict[str, MergedAnswers] = field(default_factory=dict)
    changed_since: set[str] = field(default_factory=set)
    in_several_forms: set[str] = field(default_factory=set)
    records: dict[str, list[SheetRecord]] = field(default_factory=dict)
    missing: dict[str, list[SheetRecord]] = field(default_factory=dict)
    moved: list[tuple[str, FormSheet]] = field(default_factory=list)
    answered_by: dict[str, list[str]] = field(default_factory=dict)

    def read_form(self, book: OpenedWorkbook) -> None:
        """Reads all sheets of one form."""
        position = CellPosition(book.name, Cell())
        # A chart may have a sheet of its own; it has no cells.
        hidden = next((sheet for sheet in book.typed.worksheets if sheet.title == RECORD_SHEET), None)
        record = read_record(hidden) if hidden is not None else None
        if record is None:
            self._report(position.error("VT702", year=self.year))
        elif record.form != FORM_SCHEMA:
            self._report(position.error("VT702", "version", version=record.version))
        elif record.municipality and record.municipality != city_and_plan(self.folder)[0]:
            self._report(position.error("VT702", "city", municipality=masked(record.municipality)))
        elif record.plan and record.plan != city_and_plan(self.folder)[1]:
            self._report(position.error("VT702", "plan", start=masked(record.plan)))
        elif record.year != self.year:
            self._report(position.error("VT702", "year", form_year=record.year, year=self.year))
        else:
            self.collected.forms.append(book.name)
            self.collected.sections[book.name] = record.section
            self._report_other_section(book.name, record.section)
            self._read_sheets(book, record)

    def _report_other_section(self, name: str, section: str) -> None:
        """Reports a form whose file bears the name of another section than the one it was made for."""
        stem, own = normalize("NFKC", name), normalize("NFKC", self.folder.party_name(section))
        others = {normalize("NFKC", party.name) for party, _ in self.folder.sections.values()} - {own}
        if own not in stem and any(other in stem for other in others):
            self._report(CellPosition(name, Cell()).warning("VT702", "section", section=masked(own)))

    def _report_measure_of_others(self, name: str, section: str, subject: FormSubject) -> None:
        """Reports a measure that the form's section, or whoever took over from it, does not answer for."""
        measure = subject.measure
        if measure is None or not section:
            return
        answering = self.folder.answering(section, self.year + 1)
        leads = self.folder.leads_in(measure, self.year)
        if not any(self.folder.is_led_by(lead, party) for lead in leads for party in (section, answering)):
            position = CellPosition(name, Cell(subject.title))
            self._report(position.warning("VT704", "section", title=subject.title, section=masked(section)))

    def _report(self, finding: Finding, id_: str | None = None) -> None:
        self.collected.findings.append(finding)
        if id_ is not None and finding.severity == "error":
            self.collected.rejected.add(id_)

    def _read_sheets(self, book: OpenedWorkbook, record: FormRecord) -> None:
        sheets_by_id = sheets_by_subject(book)
        for sheet in sheets_by_id.get(OVERVIEW, []):
            self._report_extra_cells(sheet, record.fixed_cells.get(OVERVIEW, set()), ())
        # A form without a record of its fixed cells has an overview without a mark, too.
        for finding in extra_sheets(book) if record.fixed_cells else ():
            self._report(finding)
        for id_ in sorted(sheets_by_id.keys() - record.sources.keys() - {OVERVIEW}):
            self.moved += [(id_, sheet) for sheet in sheets_by_id[id_]]
        for source in record.sources.values():
            subject = self._subject(book.name, source)
            if subject is None:
                continue
            self._report_measure_of_others(book.name, record.section, subject)
            sheets = sheets_by_id.get(source.id, [])
            sheet_record = SheetRecord(book.name, source, record.fixed_cells.get(source.id, set()))
            self.records.setdefault(source.id, []).append(sheet_record)
            if len(sheets) == 1:
                self._read_sheet(sheets[0], sheet_record, subject)
            elif sheets:
                self._report(sheets[1].position.error("VT704", "twice", title=subject.title), subject.id)
            else:
                self.missing.setdefault(source.id, []).append(sheet_record)

    def _read_moved_sheet(self, id_: str, sheet: FormSheet) -> None:
        """Reads a sheet that stands in a form of which it is no part."""
        position = sheet.position
        subject = self._subject(sheet.workbook, FormSource(id_, "", "", position.cell.sheet))
        if subject is None:
            return
        if not shows_year(sheet, self.year):
            self._report(position.error("VT704", "year", title=subject.title, year=self.year), subject.id)
            return
        record = record_of_moved(self.missing.get(id_, []), self.records.get(id_, []))
        if record is None:
            self._report(position.warning("VT704", "moved", title=subject.title))
            source = source_without_record(self.folder, self.year, subject, sheet, self.words, id_)
            self._read_sheet(sheet, SheetRecord("", source, set()), subject, has_record=False)
        else:
            self._read_sheet(sheet, record, subject)

    def _subject(self, name: str, source: FormSource) -> FormSubject | None:
        """Returns what a sheet is about; reports it and returns None where there is no file to write to."""
        if source.subject in self.subjects:
            return self.subjects[source.subject]
        position = CellPosition(name, Cell(source.sheet))
        if source.subject != OWN and source.subject not in self.folder.measures:
            self._report(position.error("VT703", id=masked(source.subject)), source.subject)
            return None
        if source.subject not in in_force(self.folder, self.year):
            variant = "own" if source.subject == OWN else "out"
            self._report(position.error("VT703", variant, id=source.subject, year=self.year), source.subject)
            return None
        subject = subject_of(self.folder, self.year, source.subject, self.words)
        if subject is None:
            path = self.folder.path_of(
                "vision_result" if source.subject == OWN else "result", source.subject, self.year
            )
            self._report(position.error("VT703", "unsound", path=path), source.subject)
            return None
        self.subjects[source.subject] = subject
        return subject

    def _report_extra_cells(
        self, sheet: FormSheet, fixed_cells: Set[FixedCell], answers: Collection[str]
    ) -> None:
        """Reports what was written beside the answers, if the form has a record of its fixed cells."""
        for finding in extra_cells(sheet, answers, fixed_cells) if fixed_cells else ():
            self._report(finding)

    def _read_sheet(
        self, sheet: FormSheet, record: SheetRecord, subject: FormSubject, has_record: bool = True
    ) -> None:
        source = record.source
        if source.digest != subject.digest:
            self.changed_since.add(subject.id)
        answers = SheetAnswers(sheet, source)
        answers.read(self.folder, self.year, subject, self.words)
        if answers.changed or answers.unread:
            self.collected.filled.add(sheet.workbook)
            section = self.collected.sections[sheet.workbook]
            self.answered_by.setdefault(subject.id, []).append(section)
        if not has_record:
            answers.findings += reject_overwriting(subject, answers)
        merged = merge_answers(subject, source, answers.changed, answers.unread)
        for finding in (*answers.findings, *merged.findings):
            self._report(finding, subject.id)
        positions = {key: at for key, at in answers.positions.items() if key not in answers.unread}
        for finding in suspicious_answers(self.folder, self.year, subject, merged, positions):
            self._report(finding)
        if subject.id in self.merged:
            for finding in join_forms(self.merged[subject.id], merged):
                self._report(finding, subject.id)
            self.in_several_forms.add(subject.id)
        else:
            self.merged[subject.id] = merged
        # Where rows are missing, nobody knows which cells are answers.
        if not answers.lost_rows:
            addresses = [position.cell.address for position in answers.positions.values()]
            self._report_extra_cells(sheet, record.fixed_cells, addresses)

    def finish(self) -> None:
        """Reads the sheets that were moved, then makes the changes of every file that no finding rejects."""
        for id_, sheet in self.moved:
            self._read_moved_sheet(id_, sheet)
        for id_ in self.missing.keys() - {id_ for id_, _ in self.moved}:
            for record in self.missing[id_]:
                position = CellPosition(record.workbook, Cell())
                subject = self.subjects[record.source.subject]
                self._report(position.error("VT704", title=subject.title), subject.id)
        for id_, merged in sorted(self.merged.items()):
            if id_ in self.in_several_forms and id_ not in self.collected.rejected:
                for finding in missing_answers(self.subjects[id_], merged):
                    self._report(finding, id_)
            if merged.count and id_ not in self.collected.rejected:
                self._change_file(self.subjects[id_], merged)
        self.collected.findings.sort(
            key=lambda finding: (finding.path, finding.cell.sheet if finding.cell else "", finding.span)
        )

    def _change_file(self, subject: FormSubject, merged: MergedAnswers) -> None:
        try:
            edits = [request.edit for request in merged.edits]
            new = apply_answers(subject, merged.changes, edits, self._commented(subject))
        except CannotEdit:
            answer = next(iter(merged.answers.values()), None)
            position = answer.position if answer is not None else CellPosition(subject.path, Cell())
            reason = Word("form.reason.edit")
            self._report(position.error("VT716", path=subject.path, reason=reason), subject.id)
            return
        created, both = subject.content is None, subject.id in self.changed_since
        sections = tuple(dict.fromkeys(self.answered_by.get(subject.id, ())))
        self.collected.updated_files.append(UpdatedFile(subject.path, merged.count, created, both, sections))
        self.collected.changes.append(Change(subject.path, subject.content, new))

    def _commented(self, subject: FormSubject) -> dict[str, list[str]]:
        """Returns the lines by which `do --start` comments keys out, in the language of the folder."""
        if subject.measure is None:
            return {}
        return lines_of_examples(
            self.folder, self.year, subject.measure, catalogue(self.folder.vision.language)
        )


class ReturnedForms(NamedTuple):
    """``out`` are the parties that still have something to report and sent no form; ``unchanged`` names of forms."""

    out: tuple[str, ...]
    out_names: tuple[str, ...]
    unchanged: tuple[str, ...]


def returned_forms(folder: Folder, year: int, answers_in: int, collected: CollectedForms) -> ReturnedForms:
    """Returns which forms of a year are missing among those read; whoever led before is answered for by its successor."""
    reporting = do(folder, year, unasked=True, answers_in=answers_in).sections
    unfinished = {section.party for section in reporting if any(report.empty for report in section.reports)}
    returned = {folder.answering(party, answers_in) for party in collected.sections.values()}
    parties = parts_by_party(folder, year, (), answers_in)
    out = tuple(party for party in parties if party in unfinished and party not in returned)
    return ReturnedForms(
        out,
        tuple(map(folder.party_name, out)),
        tuple(name for name in collected.forms if name not in collected.filled),
    )
