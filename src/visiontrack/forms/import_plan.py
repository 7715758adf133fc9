"""Takes measures, projects, indicators, targets and past values from a plan's workbook into the data folder.

Rows are matched by id, then number, then name. Only what differs is changed, by splice; a value of a past year is never
overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visiontrack.edit.value_edits import CannotEdit, append_item
from visiontrack.edit.writer import Change
from visiontrack.finding import Finding, Loc
from visiontrack.folder.listing import VISION
from visiontrack.folder.model import Folder
from visiontrack.folder.names import folded
from visiontrack.forms.imported_plan import (
    ImportedPlan,
    PlanPart,
    PlanSubject,
    is_same,
    known_part,
    listed_names,
    matching_subject,
)
from visiontrack.forms.plan_columns import WORDS, YearColumn
from visiontrack.forms.plan_rows import PlanRow, as_id, free_id, read_plan
from visiontrack.messages import word_by_meaning
from visiontrack.scaffold.commented_yaml import YamlEntry, in_brackets, yaml_lines
from visiontrack.schema.scalars import id_problem

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


class _Import(ImportedPlan):
    def take_policies(self, row: PlanRow) -> None:
        id_, title = row.text("id"), row.text("title")
        for position, (existing, name) in enumerate(self.policies):
            if title and id_ == existing:
                self.edit(row, "title", VISION, ("policies", position, "title"), title)
            if not title or id_ == existing or folded(title) == folded(name):
                return
        id_ = id_ or free_id("p", {existing for existing, _ in self.policies})
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
        id_, number_, title = row.text("id"), as_id(row.text("number")), row.text("title")
        existing = matching_subject(self.subjects, id_, number_, title)
        values = self._measure_values(row)
        if existing is None:
            if id_ and id_problem(id_) is not None:
                self.findings.append(row.finding("id", "VT742", "id"))
                return
            for key in ("policy", "lead"):
                if key not in values:
                    if not row.text(key):
                        self.findings.append(row.missing(key))
                    return
            self._new_measure(row, id_, number_, title, values)
            return
        for key, value in {"number": number_ or None, "title": title, **values}.items():
            if key in ("start", "end"):
                self._set_period(row, key, existing.path, (), value)
            elif key == "partners":
                self._add_partners(row, existing.path, value)
            elif value is not None and not (key == "lead" and self._has_led(existing.id, None, value)):
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
            id_ = by_number if usable else free_id("m", used)
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
        subject = PlanSubject(id_, number_, title, self.folder.path_of("measure", id_))
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
        part = known_part(subject, "projects", row.text("id"), values["title"])
        if part is None:
            self._new_part(row, subject, "projects", "p", values, years)
            return
        at: Loc = ("projects", subject.parts["projects"].index(part))
        for key, value in values.items():
            if value is not None and not (key == "lead" and self._has_led(subject.id, part.id, value)):
                self.edit(row, key, subject.path, (*at, key), value)
        for key, year in years.items():
            self._set_period(row, key, subject.path, at, year)

    def take_indicators(self, row: PlanRow) -> None:
        subject = self._measure(row)
        if subject is None or self._missing(row, "name"):
            return
        part = known_part(subject, "indicators", row.text("id"), row.text("name"))
        values = self._indicator_values(row, part)
        targets = self._values(row, "targets", part or _typed_part(values))
        years = {key: self._year(row, key) for key in ("start", "end") if row.text(key)}
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
                if any(is_same(revised, value) for revised in part.revised.get(year, ())):
                    continue
                past = self.past.includes(year) or year in part.revised
                self.edit(row, column, subject.path, (*at, "targets", year), value, past)
            for key, start in years.items():
                self._set_period(row, key, subject.path, at, start)
        if part is not None:
            self._take_actuals(row, subject, part)

    def _indicator_values(self, row: PlanRow, part: PlanPart | None) -> dict[str, Any]:
        values: dict[str, Any] = {"name": row.text("name")}
        for key in ("unit", "source", "definition", "rationale"):
            if row.text(key):
                values[key] = row.text(key)
        for key, choices in WORDS.items():
            text = row.text(key)
            if text:
                values[key] = text if text in choices else word_by_meaning(text, choices)
                if values[key] is None:
                    self.findings.append(row.finding(key, "VT742", "word"))
        if row.text("tolerance"):
            values["tolerance"] = self._number(row, "tolerance", "%")
        headed = next((column for column in row.years if column.kind == "baseline"), None)
        part = part or _typed_part(values)
        baseline: dict[str, Any] = {}
        if headed is not None and not row.years[headed].empty:
            baseline = {"year": headed.year, "value": self._value(row, headed, part)}
        elif row.text("baseline"):
            baseline = {
                "year": self._year(row, "baseline_year"),
                "value": self._value(row, "baseline", part),
            }
        if baseline and None not in baseline.values():
            values["baseline"] = baseline
        return {key: value for key, value in values.items() if value is not None}

    def take_actuals(self, row: PlanRow) -> None:
        subject = self._measure(row)
        if subject is None or self._missing(row, "indicator"):
            return
        name = row.text("indicator")
        part = known_part(subject, "indicators", name.rpartition("/")[2], name)
        if part is None:
            self.findings.append(
                row.finding("indicator", "VT743", existing=listed_names(subject.parts["indicators"]))
            )
            return
        self._take_actuals(row, subject, part)

    def _take_actuals(self, row: PlanRow, subject: PlanSubject, part: PlanPart) -> None:
        """Enters values: those before the vision began as history, the others in the results of their years."""
        first = self.folder.vision.period.start
        for year, value in self._values(row, "actuals", part).items():
            column = YearColumn("actuals", year)
            if year < first or year in part.history:
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
            self.edit(row, column, path, ("actuals", part.id), value, self.past.includes(year))
            self.new["values"] += self.texts.get(path) != before


def _typed_part(values: Mapping[str, Any]) -> PlanPart:
    """Returns how the values of a new indicator are read."""
    return PlanPart("", values["name"], values.get("unit", ""), values.get("type") == "milestone")
