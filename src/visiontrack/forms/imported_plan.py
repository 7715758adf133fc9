"""What an import of a plan's workbook starts from: the files it changes by splice, and its cells read and looked up."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import PydanticCustomError

from visiontrack import fiscal_year
from visiontrack.checks.facts import past_years
from visiontrack.diagnose.reader import parse
from visiontrack.edit.spans import EditableText, value_at
from visiontrack.edit.spelling import Plain, Value, scalar_text
from visiontrack.edit.value_edits import CannotEdit, append_item, set_value
from visiontrack.edit.writer import Change, text_change
from visiontrack.finding import Finding, Loc
from visiontrack.folder import names
from visiontrack.folder.listing import VISION, entry_at
from visiontrack.folder.model import Folder
from visiontrack.forms.form_questions import tidy
from visiontrack.forms.plan_columns import YearColumn
from visiontrack.forms.plan_rows import PlanRow, as_id, free_id
from visiontrack.scaffold.commented_yaml import YamlEntry, in_brackets, yaml_lines
from visiontrack.schema.measure import Indicator
from visiontrack.schema.paths import keys_at
from visiontrack.schema.scalars import id_problem, number, plain_ascii
from visiontrack.yaml import files
from visiontrack.yaml.files import RawFile

# What stands between the names of a cell that holds several.
LIST_SIGNS = re.compile(r"[、,，;\n]+")


# What a key counts as that is not written.
_DEFAULTS: Mapping[Any, str] = {"accumulation": "annual", "type": "number"}
_TRUE = ("true", "有", "あり", "はい", "済", "達成", "yes", "○", "◯", "〇", "reached")
_FALSE = ("false", "無", "なし", "いいえ", "未", "未達成", "no", "×", "✕", "not reached")


@dataclass(slots=True)
class PlanPart:
    """A project or indicator, in the folder or new."""

    id: str
    name: str
    unit: str = ""
    milestone: bool = False
    history: Collection[int] = ()  # years whose values stand in the plan
    revised: Mapping[int, Sequence[str]] = field(
        default_factory=dict
    )  # targets by year, after their revisions


@dataclass(slots=True)
class PlanSubject:
    """A measure, in the folder or new (or the vision itself, for its own indicators)."""

    id: str
    number: str
    title: str
    path: str
    parts: dict[str, list[PlanPart]] = field(default_factory=lambda: {"projects": [], "indicators": []})


class ImportedPlan:
    """The files as they were and as they become, and what stands wrong in the cells."""

    def __init__(self, folder: Folder, findings: list[Finding]) -> None:
        self.folder, self.findings = folder, findings
        self.before: dict[str, RawFile | None] = {}
        self.texts: dict[str, str] = {}
        self.origin: dict[str, PlanRow] = {}
        self.new = {"measures": 0, "projects": 0, "indicators": 0, "values": 0, "sections": 0}
        self.past = past_years(folder.listing, folder.vision.period, folder.decisions)
        self.policies = [(policy.id, policy.title) for policy in folder.vision.policies]
        self.parties = dict(names.parties(folder))
        self.party_ids = {*folder.actors, *folder.sections}
        self.subjects = [self._subject(id_) for id_ in folder.measures]
        own = PlanSubject("vision", "", folder.vision.name, VISION)
        own.parts["indicators"] = [_indicator_part(part) for part in folder.vision.indicators]
        self.own = own

    def _subject(self, id_: str) -> PlanSubject:
        measure = self.folder.measures[id_]
        subject = PlanSubject(id_, measure.number or "", measure.title, self.folder.path_of("measure", id_))
        subject.parts["projects"] = [PlanPart(part.id, part.title) for part in measure.projects]
        subject.parts["indicators"] = [_indicator_part(part) for part in measure.indicators]
        return subject

    # ---- texts of files ----------------------------------------------------------------------------------

    def text(self, path: str) -> str:
        """Returns the text of a file so far; empty for one that is not there."""
        if path not in self.before:
            exists = os.path.lexists(self.folder.root / path)
            self.before[path] = files.read(str(self.folder.root / path), path) if exists else None
        raw = self.before[path]
        if path not in self.texts and raw is not None and (raw.text is None or path in self.folder.left_out):
            raise CannotEdit(path)
        return self.texts.get(path, (raw.text or "") if raw is not None else "")

    def edit(
        self, row: PlanRow, key: str | YearColumn, path: str, loc: Loc, value: Value, past: bool = False
    ) -> None:
        """Sets a value unless it stands there; a past one that differs is a conflict."""
        try:
            text = self.text(path)
            current = value_under(EditableText(text).data, loc)
            if loc[0] == "actuals" and isinstance(current, dict):
                loc, current = (*loc, "value"), current.get("value")
            if current in (None, "", [], {}):
                current = _DEFAULTS.get(loc[-1])
            if current is not None and is_same(current, value):
                return
            if current is not None and past:
                self.findings.append(row.finding(key, "VT744", path=path, there=current))
                return
            self.texts[path] = set_value(text, loc, value, order_of_edit(path, loc))
            self.origin.setdefault(path, row)
        except CannotEdit:
            self.findings.append(row.finding(key, "VT744", "edit", path=path))

    def changes(self) -> Iterable[Change]:
        for path, text in self.texts.items():
            raw = self.before[path]
            yield (
                text_change(path, raw.content, text) if raw is not None else Change(path, None, text.encode())
            )

    def check_files(self) -> None:
        """Reports what the files would have errors in, at the row that changed them first."""
        for path, text in self.texts.items():
            entry = entry_at(path)
            document = parse(path, entry.kind, text) if entry is not None else None
            for error in document.findings if document is not None else ():
                if error.severity == "error":
                    row = self.origin[path]
                    self.findings.append(row.finding("", "VT744", "unsound", path=path, problem=error.code))

    # ---- rows --------------------------------------------------------------------------------------------

    def _missing(self, row: PlanRow, key: str) -> bool:
        if row.text(key):
            return False
        self.findings.append(row.missing(key))
        return True

    def is_own(self, text: str) -> bool:
        """Returns whether a text in the column of measures stands for the vision as a whole."""
        return names.folded(text) in ("vision", "ビジョン全体", names.folded(self.own.title))

    def _measure(self, row: PlanRow) -> PlanSubject | None:
        text = row.text("measure")
        if not text:
            self.findings.append(row.missing("measure"))
            return None
        if self.is_own(text):
            return self.own
        subject = matching_subject(self.subjects, text, as_id(text), text)
        if subject is None:
            existing = listed_names(self.subjects)
            self.findings.append(row.finding("measure", "VT743", existing=existing))
        return subject

    def _new_part(
        self,
        row: PlanRow,
        subject: PlanSubject,
        key: str,
        letter: str,
        values: dict[str, Any],
        years: dict[str, Any],
    ) -> PlanPart | None:
        used = {part.id for part in subject.parts[key]}
        id_ = row.text("id") or free_id(f"{subject.id}-{letter}", used)
        if id_problem(id_) is not None:
            self.findings.append(row.finding("id", "VT742", "id"))
            return None
        period = self._period(years)
        item = {"id": id_, **values, **({"period": period} if period else {})}
        order = keys_at("measure", (key, 0))
        item = {name: item[name] for name in order if item.get(name) not in (None, {}, [])}
        short = {
            name: in_brackets(value) if isinstance(value, dict) else value for name, value in item.items()
        }
        lines = yaml_lines([YamlEntry(name, value) for name, value in short.items()])
        try:
            text = append_item(
                self.text(subject.path), (key,), item, order_of_edit(subject.path, (key,)), lines
            )
        except CannotEdit:
            self.findings.append(row.finding("id", "VT744", "edit", path=subject.path))
            return None
        self.texts[subject.path] = text
        self.origin.setdefault(subject.path, row)
        title, milestone = values.get("name") or values.get("title", ""), values.get("type") == "milestone"
        part = PlanPart(id_, title, values.get("unit", ""), milestone)
        subject.parts[key].append(part)
        self.new[key] += 1
        return part

    def _period(self, years: Mapping[str, Any]) -> dict[str, int] | None:
        start, end = years.get("start"), years.get("end")
        whole = self.folder.vision.period
        if start is None and end is None:
            return None
        return {"start": start or whole.start, "end": end or whole.end}

    def _set_period(self, row: PlanRow, key: str, path: str, at: Loc, year: int | None) -> None:
        if year is not None:
            whole = self.folder.vision.period
            current = value_under(EditableText(self.text(path)).data, (*at, "period"))
            if current is None and year == (whole.start if key == "start" else whole.end):
                return
            if current is None:
                self.edit(row, key, path, (*at, "period"), self._period({key: year}))
            else:
                self.edit(row, key, path, (*at, "period", key), year)

    def _year(self, row: PlanRow, key: str) -> int | None:
        year = fiscal_year.parse(row.text(key))
        if year is None:
            self.findings.append(row.finding(key, "VT742", "year"))
        return year

    def _values(self, row: PlanRow, kind: str, part: PlanPart) -> dict[int, Any]:
        columns = sorted(
            column for column in row.years if column.kind == kind and not row.years[column].empty
        )
        values = {column.year: self._value(row, column, part) for column in columns}
        return {year: value for year, value in values.items() if value is not None}

    def _value(self, row: PlanRow, key: str | YearColumn, part: PlanPart) -> Plain | None:
        """Returns a value of an indicator as it is to be written: a number, or whether a milestone is reached."""
        if not part.milestone:
            return self._number(row, key, part.unit)
        cell = row.years[key] if isinstance(key, YearColumn) else row.cells[key]
        text = as_id(cell.text).casefold()
        if text not in (*_TRUE, *_FALSE):
            self.findings.append(row.finding(key, "VT742", "milestone"))
            return None
        return Plain("true" if text in _TRUE else "false")

    def _number(self, row: PlanRow, key: str | YearColumn, unit: str) -> Plain | None:
        """Returns a number as it is to be written, without its unit and in plain digits; None where it is none."""
        cell = row.years[key] if isinstance(key, YearColumn) else row.cells[key]
        text = as_id(cell.text)
        for suffix in (as_id(unit), "%" if as_id(unit) == "%" else ""):
            text = text.removesuffix(suffix).rstrip() if suffix else text
        text = plain_ascii(text)
        try:
            number(text)
        except PydanticCustomError:
            self.findings.append(row.finding(key, "VT742", "number", unit=unit))
            return None
        return Plain(text)

    def _reference(self, row: PlanRow, key: str, text: str, existing: list[tuple[str, str]]) -> str | None:
        for id_, name in existing:
            if text == id_ or names.folded(text) == names.folded(name):
                return id_
        listed = "、".join(name for _, name in existing[:8]) or "-"
        self.findings.append(row.finding(key, "VT743", existing=listed))
        return None

    def _references(self, row: PlanRow, key: str, existing: list[tuple[str, str]]) -> list[str]:
        texts = [text.strip() for text in LIST_SIGNS.split(row.text(key)) if text.strip()]
        ids = (self._reference(row, key, text, existing) for text in texts)
        return [id_ for id_ in ids if id_ is not None]

    def _has_led(self, id_: str, project_id: str | None, lead: str) -> bool:
        """Returns whether a measure or project names this section already: as its lead in one of its years."""
        measure = self.folder.measures.get(id_)
        if measure is None:
            return False
        period = self.folder.period_of(measure)
        years = range(period.start, period.end + 1)
        if project_id is None:
            return lead in {self.folder.lead_in(measure, year) for year in years}
        projects = [project for project in measure.projects if project.id == project_id]
        return any(
            lead == self.folder.project_lead_in(measure, part, year) for part in projects for year in years
        )

    def _add_partners(self, row: PlanRow, path: str, partners: Sequence[Mapping[str, Any]]) -> None:
        """Adds the partners that a measure does not name; those that it names stay, with their roles."""
        try:
            existing = value_under(EditableText(self.text(path)).data, ("partners",)) or []
            for partner in partners:
                if all(partner["actor"] != named["actor"] for named in existing):
                    order = order_of_edit(path, ("partners",))
                    self.texts[path] = append_item(self.text(path), ("partners",), dict(partner), order)
                    self.origin.setdefault(path, row)
        except CannotEdit:
            self.findings.append(row.finding("partners", "VT744", "edit", path=path))
            return
        listed = [partner["actor"] for partner in partners]
        for gone in [named["actor"] for named in existing if named["actor"] not in listed]:
            left = row.finding("partners", "VT741", "partner", name=gone, path=path)
            self.findings.append(replace(left, severity="warning"))

    def _party(self, row: PlanRow) -> str | None:
        """Returns the section that leads; one that is unknown becomes a section of the city's actor."""
        text = row.text("lead")
        if text in self.party_ids:
            return text
        by_name = {names.folded(name): id_ for name, id_ in self.parties.items()}
        if names.folded(text) in by_name:
            return by_name[names.folded(text)]
        cities = [id_ for id_, actor in self.folder.actors.items() if actor.category == "city"]
        if len(cities) != 1:
            self.findings.append(row.finding("lead", "VT743", "city", existing="city"))
            return None
        id_, path = free_id("s", self.party_ids), self.folder.path_of("actor", cities[0])
        try:
            item: Value = {"id": id_, "name": text}
            self.texts[path] = append_item(self.text(path), ("sections",), item, keys_at("actor", ()))
        except CannotEdit:
            self.findings.append(row.finding("lead", "VT744", "edit", path=path))
            return None
        self.origin.setdefault(path, row)
        self.party_ids.add(id_)
        self.parties[text] = id_
        self.new["sections"] += 1
        return id_


def known_part(subject: PlanSubject, key: str, id_: str, name: str) -> PlanPart | None:
    """Returns the project or indicator of an id, else of a name."""
    parts = subject.parts[key]
    by_id = next((part for part in parts if part.id == id_), None)
    return by_id or next((part for part in parts if names.folded(part.name) == names.folded(name)), None)


def _indicator_part(indicator: Indicator) -> PlanPart:
    revised: dict[int, list[str]] = {}
    for revision in indicator.target_revisions:
        for year, value in revision.targets.items():
            revised.setdefault(year, []).append(scalar_text(value))
    milestone = indicator.type == "milestone"
    return PlanPart(indicator.id, indicator.name, indicator.unit, milestone, indicator.history, revised)


def matching_subject(
    subjects: Iterable[PlanSubject], id_: str, number_: str, title: str
) -> PlanSubject | None:
    """Returns the measure of an id, else of a number, else of a title (also behind its number: ``1-4 創業支援``)."""
    listed = list(subjects)
    for subject in listed:
        if id_ and subject.id == id_:
            return subject
    for subject in listed:
        if number_ and subject.number == number_:
            return subject
    for subject in listed:
        if names.folded(title) in (names.folded(subject.title), names.folded(subject.number + subject.title)):
            return subject
    return None


def listed_names(things: Iterable[PlanSubject | PlanPart]) -> str:
    """Returns the first eight ids, or a dash where there are none."""
    return "、".join([thing.id for thing in things][:8]) or "-"


def value_under(data: Any, loc: Loc) -> Any:
    """Returns what stands under a path in plain data, or None."""
    try:
        return value_at(data, loc)
    except (KeyError, IndexError, TypeError):
        return None


def is_same(current: Any, value: Any) -> bool:
    """Returns whether a value stands in a file already, however its number is written."""
    if isinstance(value, dict):
        return isinstance(current, dict) and all(
            is_same(current.get(str(key)), item) for key, item in value.items()
        )
    if isinstance(value, list):
        return isinstance(current, list) and len(current) == len(value) and all(map(is_same, current, value))
    first, second = tidy(str(current)).strip(), tidy(str(value)).strip()
    if isinstance(value, Plain):
        with suppress(PydanticCustomError):
            return number(first) == number(second)
    return first == second


def order_of_edit(path: str, loc: Loc) -> tuple[str, ...]:
    """Returns the keys of the mapping that holds a path, in the order of the data format."""
    entry = entry_at(path)
    return keys_at(entry.kind, loc[:-1]) if entry is not None else ()
