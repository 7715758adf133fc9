"""A folder as single points that can be compared: each value with what it belongs to and where it stands.

A point's key says what it is, never where it stands, so that moved keys and reordered lists are no change. What is as
the schema assumes when it is left out is no point: written or not, it says the same.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from visiontrack.cycle.naming import OWN
from visiontrack.finding import Loc, Place
from visiontrack.folder.listing import VISION, file_path
from visiontrack.folder.model import Folder, reviewed_year
from visiontrack.schema import Kind
from visiontrack.schema.actor import Actor
from visiontrack.schema.base import Model
from visiontrack.schema.decisions import Decisions
from visiontrack.schema.measure import Indicator, Measure, Revision
from visiontrack.schema.meeting import Meeting, Opinion
from visiontrack.schema.result import Actual, Result, VisionResult

ChangeKind = Literal[
    "actual",
    "target",
    "baseline",
    "indicator",
    "project",
    "measure",
    "opinion",
    "response",
    "request",
    "decision",
    "revision",
    "rule",
    "role",
    "program",
    "money",
    "text",
    "period",
    "lead",
    "other",
]
WAS = ".was"  # the value before a correction, reported with the corrected one


class PointKey(NamedTuple):
    """What a point is: its kind, the id of what it belongs to, and which of its values (empty: that it is there)."""

    kind: ChangeKind
    id: str
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A value, the field that it is the value of, and where it stands.

    ``internal`` is for secretariat and team only; so is what ``team`` marks: the team's own opinions, and drafts.
    ``owner`` is the key of the thing that it is a part of: what comes or goes with it is not told apart.
    """

    value: Any
    place: Place
    year: int | None = None
    state: str | None = None
    owner: PointKey | None = None
    internal: bool = False
    team: bool = False
    model: type[Model] | None = None
    field: str = ""


Points = dict[PointKey, Point]

_TEXTS = (
    *("description", "source", "definition", "rationale", "comment", "as_of"),
    *("outcomes", "issues", "internal", "context", "text"),
)
_KINDS: Mapping[str, ChangeKind] = {
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(("lead", "former_leads", "secretariat"), "lead"),
    **dict.fromkeys(("name", "philosophy", "goals", "notice", "contact"), "text"),
    **dict.fromkeys(("budget", "spent", "funding"), "money"),
    **dict.fromkeys(("self_evaluation",), "text"),
    "period": "period",
    "partners": "role",
    "roles": "role",
    "contributions": "role",
    "programs": "program",
    "revisions": "revision",
}


def points_of(folder: Folder) -> Points:
    """Returns every point of the sound files of a folder."""
    collector = _Collector(folder)
    collector.vision()
    for id_, actor in folder.actors.items():
        collector.actor(id_, actor)
    for id_, measure in folder.measures.items():
        collector.measure(id_, measure)
    for (year, id_), result in folder.results.items():
        collector.result(id_, year, result)
    for year, vision_result in folder.vision_results.items():
        collector.result(OWN, year, vision_result)
    for (year, id_), meeting in folder.meetings.items():
        collector.meeting(year, id_, meeting)
    for year, decisions in folder.decisions.items():
        collector.decisions(year, decisions)
    return collector.points


def plain(value: Any) -> Any:
    """Returns a value as JSON can hold it, with the items of a list in an order of their own."""
    if isinstance(value, Model):
        return {
            field: plain(getattr(value, field))
            for field in type(value).model_fields
            if not _is_assumed(value, field)
        }
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))}
    if isinstance(value, (tuple, list)):
        return sorted(map(plain, value), key=_sort_text)
    if isinstance(value, str):
        return value.rstrip("\n")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _sort_text(value: Any) -> str:
    return str({key: _sort_text(item) for key, item in value.items()} if isinstance(value, dict) else value)


def _is_assumed(model: Model, field: str) -> bool:
    """Returns whether a field is as the schema takes it when it is left out."""
    value = getattr(model, field)
    assumed = type(model).model_fields[field].get_default(call_default_factory=True)
    return value is None or value in ((), {}) or (type(value) is type(assumed) and value == assumed)


class _Where(NamedTuple):
    """Where the values of a thing stand: its id, its file and place there, and of which year they are."""

    id: str
    path: str
    loc: Loc = ()
    year: int | None = None
    owner: PointKey | None = None


class _Collector:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.points: Points = {}
        self.of_team = False  # while a meeting of the team, or a draft, is looked through

    def _add(self, key: PointKey, point: Point) -> None:
        self.points.setdefault(key, replace(point, team=True) if self.of_team else point)

    def _fields(
        self, model: Model, where: _Where, rest: ChangeKind, prefix: str = "", but: Collection[str] = ()
    ) -> None:
        """Adds the fields of a model, each of the kind that its name has, else of the kind ``rest``."""
        for field in type(model).model_fields:
            if field not in but and field != "id" and not _is_assumed(model, field):
                key = PointKey(_KINDS.get(field, rest), where.id, prefix + field)
                self._field(key, model, field, where)

    def _field(self, key: PointKey, model: Model, field: str, where: _Where) -> None:
        point = Point(
            plain(getattr(model, field)),
            Place(where.path, (*where.loc, field)),
            where.year,
            owner=where.owner,
            internal=field == "internal",
            model=type(model),
            field=field,
        )
        self._add(key, point)

    def _thing(self, kind: ChangeKind, aspect: str, model: Model, where: _Where) -> None:
        """Adds a thing with a title or name: that it is there, what it is called, and its other fields."""
        key = PointKey(kind, where.id, aspect)
        field = "title" if "title" in type(model).model_fields else "name"
        self._field(key, model, field, where)
        prefix = f"{aspect}:" if aspect else ""
        self._fields(model, where._replace(owner=key), kind, prefix, (field,))

    # ---- the plan ----------------------------------------------------------------------------------------

    def vision(self) -> None:
        vision = self.folder.vision
        listed = ("indicators", "evaluation", "policies", "fields", "revisions", "published")
        self._fields(vision, _Where(OWN, VISION), "other", but=listed)
        for field in ("policies", "fields"):
            for number, part in enumerate(getattr(vision, field)):
                self._thing("other", field, part, _Where(part.id, VISION, (field, number)))
        self._indicators(OWN, vision.indicators, VISION)
        for number, entry in enumerate(vision.evaluation):
            where = _Where(f"evaluation/{entry.since}", VISION, ("evaluation", number), entry.since)
            self._fields(entry, where, "rule")
        self._revisions(OWN, vision.revisions, VISION)
        for number, report in enumerate(vision.published):
            aspect = f"published.{report.date}.{report.file or ''}"
            point = Point(plain(report), Place(VISION, ("published", number)), report.year)
            self._add(PointKey("other", f"{report.year}/{report.paper}", aspect), point)

    def actor(self, id_: str, actor: Actor) -> None:
        path, key = file_path("actor", id_), PointKey("other", id_, "actor")
        self._field(key, actor, "name", _Where(id_, path))
        listed = ("name", "sections", "roles", "programs")
        self._fields(actor, _Where(id_, path, owner=key), "other", "actor:", listed)
        for number, section in enumerate(actor.sections):
            self._thing("other", "section", section, _Where(section.id, path, ("sections", number)))
        for number, role in enumerate(actor.roles):
            self._thing("role", "", role, _Where(f"{id_}/{role.id}", path, ("roles", number)))
        for number, program in enumerate(actor.programs):
            self._thing("program", "", program, _Where(program.id, path, ("programs", number)))

    def measure(self, id_: str, measure: Measure) -> None:
        path, key = file_path("measure", id_), PointKey("measure", id_)
        self._field(key, measure, "title", _Where(id_, path))
        listed = ("title", "projects", "indicators", "revisions")
        self._fields(measure, _Where(id_, path, owner=key), "measure", but=listed)
        for number, project in enumerate(measure.projects):
            self._thing("project", "", project, _Where(f"{id_}/{project.id}", path, ("projects", number)))
        self._indicators(id_, measure.indicators, path)
        self._revisions(id_, measure.revisions, path)

    def _indicators(self, owner: str, indicators: Sequence[Indicator], path: str) -> None:
        listed = ("name", "baseline", "targets", "target_revisions", "history")
        for number, indicator in enumerate(indicators):
            where = _Where(f"{owner}/{indicator.id}", path, ("indicators", number))
            key = PointKey("indicator", where.id)
            self._field(key, indicator, "name", where)
            where = where._replace(owner=key)
            self._fields(indicator, where, "indicator", but=listed)
            self._planned_values(indicator, where)
            for position, revision in enumerate(indicator.target_revisions):
                at = where._replace(loc=(*where.loc, "target_revisions", position))
                self._values("target", f"{revision.since}:", revision, "targets", at)
                prefix = f"target_revisions.{revision.since}."
                self._fields(revision, at, "target", prefix, ("targets", "since"))

    def _planned_values(self, indicator: Indicator, where: _Where) -> None:
        baseline = indicator.baseline
        if baseline is not None:
            at = where._replace(loc=(*where.loc, "baseline"), year=baseline.year)
            self._field(PointKey("baseline", where.id, str(baseline.year)), baseline, "value", at)
        self._values("target", "targets.", indicator, "targets", where)
        self._values("actual", "history.", indicator, "history", where)

    def _values(self, kind: ChangeKind, prefix: str, model: Model, field: str, where: _Where) -> None:
        """Adds each value of a field that holds values by year."""
        for year, value in getattr(model, field).items():
            place = Place(where.path, (*where.loc, field, str(year)))
            point = Point(value, place, year, owner=where.owner, model=type(model), field=field)
            self._add(PointKey(kind, where.id, f"{prefix}{year}"), point)

    def _revisions(self, id_: str, revisions: Sequence[Revision], path: str) -> None:
        copies = Counter[str]()
        for number, revision in enumerate(revisions):
            aspect = f"{revision.year}.{revision.decision}"
            copies[aspect] += 1
            point = Point(plain(revision.text or ""), Place(path, ("revisions", number)), revision.year)
            self._add(PointKey("revision", id_, f"{aspect}.{copies[aspect]}"), point)

    # ---- a year ------------------------------------------------------------------------------------------

    def result(self, id_: str, year: int, result: Result | VisionResult) -> None:
        kind: Kind = "vision_result" if isinstance(result, VisionResult) else "result"
        path = file_path(kind, id_, year)
        listed = ("measure", "year", "actuals", "projects", "programs", "contributions")
        self._fields(result, _Where(id_, path, (), year), "other", f"{year}.", listed)
        for indicator, actual in result.actuals.items():
            self._actual(actual, _Where(f"{id_}/{indicator}", path, ("actuals", indicator), year))
        if isinstance(result, Result):
            for name, project in result.projects.items():
                where = _Where(f"{id_}/{name}", path, ("projects", name), year)
                self._part(project, where, "project")
            for name, program in result.programs.items():
                where = _Where(f"{id_}/{name}", path, ("programs", name), year)
                self._part(program, where, "program")
        copies = Counter[str]()
        for number, contribution in enumerate(result.contributions):
            party = "/".join(filter(None, (contribution.actor, contribution.role)))
            copies[party] += 1
            point = Point(plain(contribution.text or ""), Place(path, ("contributions", number)), year)
            self._add(PointKey("role", party, f"{year}.{id_}.{copies[party]}"), point)

    def _part(self, part: Model | None, where: _Where, kind: ChangeKind) -> None:
        if part is not None:
            self._fields(part, where, kind, f"{where.year}.")

    def _actual(self, actual: Actual, where: _Where) -> None:
        year = str(where.year)
        if actual.value is not None or actual.state != "final":
            place = Place(where.path, (*where.loc, "value"))
            point = Point(actual.value, place, where.year, actual.state, model=Actual, field="value")
            self._add(PointKey("actual", where.id, year), point)
        self._fields(actual, where, "actual", f"{year}.", ("value", "state"))

    def meeting(self, year: int, id_: str, meeting: Meeting) -> None:
        name, path = f"{year}/{id_}", file_path("meeting", id_, year)
        reviewed, key = reviewed_year(meeting, year), PointKey("other", f"{year}/{id_}", "meeting")
        self._field(key, meeting, "title", _Where(name, path, (), reviewed))
        where = _Where(name, path, (), reviewed, key)
        self._fields(meeting, where, "other", "meeting:", ("title", "opinions"))
        self.of_team = meeting.body == "team"
        for number, opinion in enumerate(meeting.opinions):
            self._opinion(opinion, _Where(opinion.id, path, ("opinions", number), reviewed))
        self.of_team = False

    def _opinion(self, opinion: Opinion, where: _Where) -> None:
        key = PointKey("opinion", opinion.id)
        self._field(key, opinion, "text", where)
        # Not by the names of its fields: they are all the opinion's own.
        for field in ("actor", "kind", "measures", "recommends"):
            if not _is_assumed(opinion, field):
                self._field(key._replace(aspect=field), opinion, field, where._replace(owner=key))
        response = opinion.response
        if response is None:
            return
        at = where._replace(loc=(*where.loc, "response"))
        for field in ("status", "lead", "text", "due", "internal"):
            if not _is_assumed(response, field):
                self._field(PointKey("response", opinion.id, field), response, field, at)
        copies = Counter[str]()
        for number, request in enumerate(response.requests):
            same = f"{request.to}.{request.date}"
            copies[same] += 1
            of_request = at._replace(loc=(*at.loc, "requests", number))
            for field in ("text", "due", "reply"):
                if not _is_assumed(request, field):
                    aspect = f"{same}.{copies[same]}:{field}"
                    self._field(PointKey("request", opinion.id, aspect), request, field, of_request)

    def decisions(self, year: int, decisions: Decisions) -> None:
        path = file_path("decisions", str(year), year)
        if decisions.plan is not None:
            self._field(
                PointKey("decision", str(year), "plan"), decisions, "plan", _Where("", path, (), year)
            )
        for number, decision in enumerate(decisions.decisions):
            id_ = "/".join(filter(None, (decision.measure, decision.project)))
            key, where = PointKey("decision", id_, str(year)), _Where(id_, path, ("decisions", number), year)
            self.of_team = decision.draft
            self._field(key, decision, "decision", where)
            for field in ("reason", "opinions", "into", "title"):
                if not _is_assumed(decision, field):
                    aspect = f"{year}:{field}"
                    self._field(key._replace(aspect=aspect), decision, field, where._replace(owner=key))
            self.of_team = False


def values_equal(before: Any, after: Any) -> bool:
    """Returns whether two values say the same: ``72`` and ``72.0`` do, ``true`` and ``1`` do not."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(values_equal(before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(values_equal, before, after))
    if isinstance(before, Decimal) or isinstance(after, Decimal):
        return type(before) is type(after) and before == after
    return bool(before == after)
