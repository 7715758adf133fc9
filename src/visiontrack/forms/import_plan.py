"""Takes measures, projects, indicators, targets and past values from a plan's workbook into the data folder.

Rows are matched by id, then number, then name. Only what differs is changed, by splice; a value of a past year is never
overwritten.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic_core import PydanticCustomError

from visiontrack import fiscal_year
from visiontrack.checks.facts import past_years
from visiontrack.diagnose.reader import parse
from visiontrack.edit.spans import EditableText, value_at
from visiontrack.edit.spelling import Plain, Value
from visiontrack.edit.value_edits import CannotEdit, append_item, set_value
from visiontrack.edit.writer import Change, text_change
from visiontrack.finding import Finding, Loc
from visiontrack.folder import names
from visiontrack.folder.listing import VISION, entry_at
from visiontrack.folder.model import Folder
from visiontrack.forms.plan_columns import YearColumn, folded
from visiontrack.forms.plan_rows import PlanRow, read_plan
from visiontrack.messages import word_by_meaning
from visiontrack.scaffold.commented_yaml import YamlEntry, in_brackets, yaml_lines
from visiontrack.schema.measure import Accumulation, Direction, Kind
from visiontrack.schema.paths import keys_at
from visiontrack.schema.scalars import id_problem, number, plain_ascii
from visiontrack.yaml import files
from visiontrack.yaml.files import RawFile

_LIST_SIGNS = re.compile(r"[、,，;\n]+")
_WORDS = {"kind": get_args(Kind), "direction": get_args(Direction), "accumulation": get_args(Accumulation)}
_DEFAULTS = {"kind": "outcome", "direction": "increase"}


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What a workbook changes, and everything that is wrong with it."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    new: Mapping[str, int]

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)


@dataclass(slots=True)
class _Part:
    """A project or indicator, in the folder or new."""

    id: str
    name: str
    unit: str = ""


@dataclass(slots=True)
class _Subject:
    """A measure, in the folder or new (or the vision itself, for its own indicators)."""

    id: str
    number: str
    title: str
    path: str
    parts: dict[str, list[_Part]] = field(default_factory=lambda: {"projects": [], "indicators": []})


def import_plan(folder: Folder, places: list[Path]) -> PlanImport:
    """Returns the changes; nothing is written."""
    findings: list[Finding] = []
    rows = read_plan(places, findings)
    run = _Import(folder, findings)
    for sheet in ("policies", "measures", "projects", "indicators", "actuals"):
        for row in (row for row in rows if row.sheet.key == sheet):
            getattr(run, f"take_{sheet}")(row)
    run.check_files()
    return PlanImport(tuple(run.changes()), tuple(findings), run.new)


class _Import:
    def __init__(self, folder: Folder, findings: list[Finding]) -> None:
        self.folder, self.findings = folder, findings
        self.before: dict[str, RawFile | None] = {}
        self.texts: dict[str, str] = {}
        self.origin: dict[str, PlanRow] = {}
        self.new = {"measures": 0, "projects": 0, "indicators": 0, "values": 0, "sections": 0}
        self.decided, self.last = past_years(folder.listing, folder.vision.period, folder.decisions)
        self.policies = [(policy.id, policy.title) for policy in folder.vision.policies]
        self.parties = dict(names.parties(folder))
        self.party_ids = {*folder.actors, *folder.sections}
        self.subjects = [self._subject(id_) for id_ in folder.measures]
        own = _Subject("vision", "", folder.vision.name, VISION)
        own.parts["indicators"] = [_Part(part.id, part.name, part.unit) for part in folder.vision.indicators]
        self.own = own

    def _subject(self, id_: str) -> _Subject:
        measure = self.folder.measures[id_]
        subject = _Subject(id_, measure.number or "", measure.title, self.folder.path_of("measure", id_))
        subject.parts["projects"] = [_Part(part.id, part.title) for part in measure.projects]
        subject.parts["indicators"] = [_Part(part.id, part.name, part.unit) for part in measure.indicators]
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
            current = _at(EditableText(text).data, loc)
            if loc[0] == "actuals" and isinstance(current, dict):
                loc, current = (*loc, "value"), current.get("value")
            if current not in (None, "", [], {}) and _same(current, value):
                return
            if current not in (None, "") and past:
                self.findings.append(row.finding(key, "VT744", path=path, there=current))
                return
            self.texts[path] = set_value(text, loc, value, _order(path, loc))
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

    def take_policies(self, row: PlanRow) -> None:
        id_, title = row.text("id"), row.text("title")
        if not title or any(
            id_ == existing or folded(title) == folded(name) for existing, name in self.policies
        ):
            return
        id_ = id_ or _free("p", {existing for existing, _ in self.policies})
        try:
            self.texts[VISION] = append_item(self.text(VISION), ("policies",), {"id": id_, "title": title})
        except CannotEdit:
            self.findings.append(row.finding("title", "VT744", "edit", path=VISION))
            return
        self.policies.append((id_, title))
        self.origin.setdefault(VISION, row)

    def take_measures(self, row: PlanRow) -> None:
        if self._missing(row, "title"):
            return
        id_, number_, title = row.text("id"), _ascii(row.text("number")), row.text("title")
        existing = _match(self.subjects, id_, number_, title)
        values = self._measure_values(row)
        if existing is None:
            if id_ and id_problem(id_) is not None:
                self.findings.append(row.finding("id", "VT742", "id"))
                return
            for key in ("policy", "lead"):
                if key not in values:
                    if not row.text(key):
                        self.findings.append(row.finding(key, "VT742", "missing", column=key))
                    return
            self._new_measure(row, id_, number_, title, values)
            return
        for key, value in {"number": number_ or None, "title": title, **values}.items():
            if key in ("start", "end"):
                self._set_period(row, key, existing.path, (), value)
            elif value is not None:
                if key == "lead" and self.folder.measures.get(existing.id) and not row.text("lead"):
                    continue
                self.edit(row, key, existing.path, (key,), value)

    def _measure_values(self, row: PlanRow) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if row.text("policy"):
            values["policy"] = self._reference(row, "policy", row.text("policy"), self.policies)
        if row.text("fields"):
            fields = [(field.id, field.title) for field in self.folder.vision.fields]
            values["fields"] = self._references(row, "fields", fields)
        if row.text("lead"):
            values["lead"] = self._party(row)
        if row.text("partners"):
            parties = [(id_, name) for name, id_ in self.parties.items()]
            values["partners"] = [
                {"actor": id_, "roles": []} for id_ in self._references(row, "partners", parties)
            ]
        if row.text("programs"):
            programs = [(id_, program.title) for id_, (program, _) in self.folder.programs.items()]
            values["programs"] = self._references(row, "programs", programs)
        if row.text("aims"):
            own = [(part.id, part.name) for part in self.own.parts["indicators"]]
            values["aims"] = self._references(row, "aims", own)
        values |= {key: self._year(row, key) for key in ("start", "end") if row.text(key)}
        if row.text("description"):
            values["description"] = row.text("description")
        return {key: value for key, value in values.items() if value not in (None, [])}

    def _new_measure(self, row: PlanRow, id_: str, number_: str, title: str, values: dict[str, Any]) -> None:
        used = {subject.id for subject in self.subjects} | {
            entry.id for entry in self.folder.listing.of("measure")
        }
        by_number = f"m{number_.casefold()}"
        if not id_:
            usable = number_ and id_problem(by_number) is None and by_number not in used
            id_ = by_number if usable else _free("m", used)
        period = self._period(values)
        entries = [
            YamlEntry(key, value)
            for key, value in (
                ("id", id_),
                ("number", number_ or None),
                ("title", title),
                ("policy", values["policy"]),
                ("fields", in_brackets(values["fields"]) if "fields" in values else None),
                ("lead", values["lead"]),
                ("partners", values.get("partners")),
                ("programs", in_brackets(values["programs"]) if "programs" in values else None),
                ("aims", in_brackets(values["aims"]) if "aims" in values else None),
                ("period", in_brackets(period) if period else None),
                ("description", values.get("description")),
            )
            if value is not None
        ]
        subject = _Subject(id_, number_, title, self.folder.path_of("measure", id_))
        self.subjects.append(subject)
        self.before[subject.path] = None
        self.texts[subject.path] = "\n".join(yaml_lines(entries)) + "\n"
        self.origin[subject.path] = row
        self.new["measures"] += 1

    def take_projects(self, row: PlanRow) -> None:
        subject = self._measure(row)
        if subject is None or self._missing(row, "title"):
            return
        values: dict[str, Any] = {"title": row.text("title")}
        if row.text("lead"):
            values["lead"] = self._party(row)
        years = {key: self._year(row, key) for key in ("start", "end") if row.text(key)}
        part = self._known_part(subject, "projects", row.text("id"), values["title"])
        if part is None:
            self._new_part(row, subject, "projects", "p", values, years)
            return
        at: Loc = ("projects", subject.parts["projects"].index(part))
        for key, value in values.items():
            if value is not None:
                self.edit(row, key, subject.path, (*at, key), value)
        for key, year in years.items():
            self._set_period(row, key, subject.path, at, year)

    def take_indicators(self, row: PlanRow) -> None:
        subject = self._measure(row)
        if subject is None or self._missing(row, "name"):
            return
        values = self._indicator_values(row)
        targets = self._numbers(row, "targets", values.get("unit", ""))
        years = {key: self._year(row, key) for key in ("start", "end") if row.text(key)}
        part = self._known_part(subject, "indicators", row.text("id"), values["name"])
        if part is None:
            if self._missing(row, "unit"):
                return
            values = {**_DEFAULTS, **values}
            values["targets"] = targets
            part = self._new_part(row, subject, "indicators", "i", values, years)
        else:
            at: Loc = ("indicators", subject.parts["indicators"].index(part))
            for key, value in values.items():
                if value is not None:
                    self.edit(row, key, subject.path, (*at, key), value, past=key == "baseline")
            for year, value in targets.items():
                column = YearColumn("targets", year)
                self.edit(row, column, subject.path, (*at, "targets", year), value, self._is_past(year))
            for key, start in years.items():
                self._set_period(row, key, subject.path, at, start)
        if part is not None:
            self._take_actuals(row, subject, part)

    def _indicator_values(self, row: PlanRow) -> dict[str, Any]:
        values: dict[str, Any] = {"name": row.text("name")}
        for key in ("unit", "source", "definition", "rationale"):
            if row.text(key):
                values[key] = row.text(key)
        for key, choices in _WORDS.items():
            text = row.text(key)
            if text:
                values[key] = text if text in choices else word_by_meaning(text, choices)
                if values[key] is None:
                    self.findings.append(row.finding(key, "VT742", "word"))
        if row.text("tolerance"):
            values["tolerance"] = self._number(row, "tolerance", "%")
        headed = next((column for column in row.years if column.kind == "baseline"), None)
        unit = values.get("unit", "")
        if headed is not None and not row.years[headed].empty:
            values["baseline"] = {"year": headed.year, "value": self._number(row, headed, unit)}
        elif row.text("baseline"):
            values["baseline"] = {
                "year": self._year(row, "baseline_year"),
                "value": self._number(row, "baseline", unit),
            }
        return {key: value for key, value in values.items() if value is not None}

    def take_actuals(self, row: PlanRow) -> None:
        subject = self._measure(row)
        if subject is None or self._missing(row, "indicator"):
            return
        name = row.text("indicator")
        part = self._known_part(subject, "indicators", name.rpartition("/")[2], name)
        if part is None:
            self.findings.append(
                row.finding("indicator", "VT743", existing=_list(subject.parts["indicators"]))
            )
            return
        self._take_actuals(row, subject, part)

    def _take_actuals(self, row: PlanRow, subject: _Subject, part: _Part) -> None:
        """Enters values: those before the vision began as history, the others in the results of their years."""
        first = self.folder.vision.period.start
        for year, value in self._numbers(row, "actuals", part.unit).items():
            column = YearColumn("actuals", year)
            if year < first:
                at: Loc = ("indicators", subject.parts["indicators"].index(part), "history", year)
                self.edit(row, column, subject.path, at, value, past=True)
                continue
            kind: Any = "vision_result" if subject is self.own else "result"
            path = self.folder.path_of(kind, subject.id, year)
            try:
                if not self.text(path):
                    head = "" if subject is self.own else f"measure: {subject.id}\n"
                    status = "" if subject is self.own else "status: on_track\n"
                    self.texts[path] = f"{head}year: {year}\n{status}"
                    self.origin.setdefault(path, row)
            except CannotEdit:
                self.findings.append(row.finding(column, "VT744", "edit", path=path))
                continue
            before = self.texts.get(path)
            self.edit(row, column, path, ("actuals", part.id), value, self._is_past(year))
            self.new["values"] += self.texts.get(path) != before

    # ---- values ------------------------------------------------------------------------------------------

    def _missing(self, row: PlanRow, key: str) -> bool:
        if row.text(key):
            return False
        self.findings.append(row.finding(key, "VT742", "missing", column=key))
        return True

    def _measure(self, row: PlanRow) -> _Subject | None:
        text = row.text("measure")
        if not text:
            self.findings.append(row.finding("measure", "VT742", "missing", column="measure"))
            return None
        if folded(text) in ("vision", "ビジョン全体", folded(self.own.title)):
            return self.own
        subject = _match(self.subjects, text, _ascii(text), text)
        if subject is None:
            existing = _list(self.subjects)
            self.findings.append(row.finding("measure", "VT743", existing=existing))
        return subject

    @staticmethod
    def _known_part(subject: _Subject, key: str, id_: str, name: str) -> _Part | None:
        parts = subject.parts[key]
        by_id = next((part for part in parts if part.id == id_), None)
        return by_id or next((part for part in parts if folded(part.name) == folded(name)), None)

    def _new_part(
        self,
        row: PlanRow,
        subject: _Subject,
        key: str,
        letter: str,
        values: dict[str, Any],
        years: dict[str, Any],
    ) -> _Part | None:
        used = {part.id for part in subject.parts[key]}
        id_ = row.text("id") or _free(f"{subject.id}-{letter}", used)
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
            text = append_item(self.text(subject.path), (key,), item, _order(subject.path, (key,)), lines)
        except CannotEdit:
            self.findings.append(row.finding("id", "VT744", "edit", path=subject.path))
            return None
        self.texts[subject.path] = text
        self.origin.setdefault(subject.path, row)
        part = _Part(id_, values.get("name") or values.get("title", ""), values.get("unit", ""))
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
            current = _at(EditableText(self.text(path)).data, (*at, "period"))
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

    def _numbers(self, row: PlanRow, kind: str, unit: str) -> dict[int, Any]:
        columns = sorted(
            column for column in row.years if column.kind == kind and not row.years[column].empty
        )
        values = {column.year: self._number(row, column, unit) for column in columns}
        return {year: value for year, value in values.items() if value is not None}

    def _number(self, row: PlanRow, key: str | YearColumn, unit: str) -> Plain | None:
        """Returns a number as it is to be written, without its unit and in plain digits; None where it is none."""
        cell = row.years[key] if isinstance(key, YearColumn) else row.cells[key]
        text = _ascii(cell.text)
        for suffix in (_ascii(unit), "%" if _ascii(unit) == "%" else ""):
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
            if text == id_ or folded(text) == folded(name):
                return id_
        listed = "、".join(name for _, name in existing[:8]) or "-"
        self.findings.append(row.finding(key, "VT743", existing=listed))
        return None

    def _references(self, row: PlanRow, key: str, existing: list[tuple[str, str]]) -> list[str]:
        texts = [text.strip() for text in _LIST_SIGNS.split(row.text(key)) if text.strip()]
        ids = (self._reference(row, key, text, existing) for text in texts)
        return [id_ for id_ in ids if id_ is not None]

    def _party(self, row: PlanRow) -> str | None:
        """Returns the section that leads; one that is unknown becomes a section of the city's actor."""
        text = row.text("lead")
        if text in self.party_ids:
            return text
        by_name = {folded(name): id_ for name, id_ in self.parties.items()}
        if folded(text) in by_name:
            return by_name[folded(text)]
        cities = [id_ for id_, actor in self.folder.actors.items() if actor.category == "city"]
        if len(cities) != 1:
            self.findings.append(row.finding("lead", "VT743", "city", existing="city"))
            return None
        id_, path = _free("s", self.party_ids), self.folder.path_of("actor", cities[0])
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

    def _is_past(self, year: int) -> bool:
        return year in self.decided or year < self.last


def _match(subjects: Iterable[_Subject], id_: str, number_: str, title: str) -> _Subject | None:
    """Returns the measure of an id, else of a number, else of a title (also behind its number: ``1-4 創業支援``)."""
    listed = list(subjects)
    for subject in listed:
        if id_ and subject.id == id_:
            return subject
    for subject in listed:
        if number_ and subject.number == number_:
            return subject
    for subject in listed:
        if folded(title) in (folded(subject.title), folded(subject.number + subject.title)):
            return subject
    return None


def _free(prefix: str, used: set[str]) -> str:
    count = 1
    while f"{prefix}{count}" in used:
        count += 1
    return f"{prefix}{count}"


def _list(things: Iterable[_Subject | _Part]) -> str:
    return "、".join([thing.id for thing in things][:8]) or "-"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _at(data: Any, loc: Loc) -> Any:
    try:
        return value_at(data, loc)
    except (KeyError, IndexError, TypeError):
        return None


def _same(current: Any, value: Any) -> bool:
    """Returns whether a value stands in a file already, however its number is written."""
    if isinstance(value, dict):
        return isinstance(current, dict) and all(
            _same(current.get(str(key)), item) for key, item in value.items()
        )
    if isinstance(value, list):
        return isinstance(current, list) and len(current) == len(value) and all(map(_same, current, value))
    first, second = str(current).strip(), str(value).strip()
    if isinstance(value, Plain):
        try:
            return number(first) == number(second)
        except PydanticCustomError:
            return False
    return first == second


def _order(path: str, loc: Loc) -> tuple[str, ...]:
    entry = entry_at(path)
    return keys_at(entry.kind, loc[:-1]) if entry is not None else ()
