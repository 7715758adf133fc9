"""What a new folder starts from: a vision, an actor of each group, one measure; and a year as it looks filled in.

The year stands under ``examples/``, a small root of its own: invented results and opinions never get into the city's
own reports, and the first year's files are still to be made.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from visiontrack.messages import Catalogue
from visiontrack.scaffold.meeting_skeletons import meeting_title
from visiontrack.scaffold.skeleton_checks import present_values
from visiontrack.schema import Kind

# A code whose check digit is right but which no municipality has.
PLACEHOLDER_CODE = "000001"
# One actor of each of the six groups: id → group.
ACTORS = {
    "city": "city",
    "local-business": "business",
    "chamber-of-commerce": "industry_association",
    "citizens": "citizen",
    "local-bank": "support_institution",
    "prefecture": "government",
}
SECTION = "industry-promotion"
MEASURE = "startup-support"
_FIELDS = ("agriculture", "commerce", "industry", "tourism", "urban-planning")
_BANDS = {"A": 100, "B": 80, "C": 60, "D": None}
_MUNICIPALITY = re.compile(
    r"(.+?[都道府県市区町村])(?=産業|商工|農業|観光|まち|地域|中小|の|第|ビジョン|総合)"
)


@dataclass(frozen=True, slots=True)
class StartingValues:
    """What the person answered; years are fiscal years. An ``empty`` folder gets no examples."""

    name: str
    start: int
    end: int
    municipality: str | None = None
    code: str | None = None
    empty: bool = False

    def municipality_name(self, words: Catalogue) -> str:
        """Returns the name as answered, or the town with which the vision's name begins."""
        match = _MUNICIPALITY.match(self.name)
        return self.municipality or (match[1] if match else words("init.municipality"))


class StarterFile(NamedTuple):
    """A data file to write: its place, and what its skeleton is filled with."""

    kind: Kind
    id: str
    year: int | None
    values: Mapping[str, Any]
    head: str
    notes: Mapping[str, str]


def vision(start: StartingValues, words: Catalogue) -> StarterFile:
    """Returns the vision's file."""
    values = present_values(
        name=start.name,
        municipality={"name": start.municipality_name(words), "code": start.code or PLACEHOLDER_CODE},
        language=words.language,
        period={"start": start.start, "end": start.end},
        policies=[] if start.empty else [{"id": "p1", "title": words("init.policy")}],
        fields=[] if start.empty else [_field(field, words) for field in _FIELDS],
        secretariat=SECTION,
        council={
            "name": words("init.council"),
            "established": start.start,
            "members": [] if start.empty else ["chamber-of-commerce", "citizens", "local-bank"],
        },
        team={"name": words("init.team"), "established": start.start, "members": [SECTION]},
        evaluation=[_evaluation(start, words)],
    )
    placeholder = "" if start.code else "_placeholder"
    notes = {
        "municipality": words(f"init.note.municipality{placeholder}"),
        "evaluation": words("init.note.evaluation"),
    }
    return StarterFile("vision", "vision", None, values, words("init.head.vision"), notes)


def _field(id_: str, words: Catalogue) -> dict[str, Any]:
    title = words(f"init.field.{id_}")
    related = {"related": True} if id_ == "urban-planning" else {}
    return {"id": id_, "title": title, **related}


def _evaluation(start: StartingValues, words: Catalogue) -> dict[str, Any]:
    grades = [
        present_values(grade=grade, label=words(f"init.grade.{grade}"), at_least=bound)
        for grade, bound in _BANDS.items()
    ]
    return {
        "since": start.start,
        "basis": "achievement",
        "target_rule": "interpolate",
        "decrease": "target_over_actual",
        "roll_up": "mean",
        "cap": 100,
        "attention_below": 80,
        "grades": grades,
    }


def actors(start: StartingValues, words: Catalogue) -> list[StarterFile]:
    """Returns an actor of each group, each with one role of the vision's chapter 4; for an empty folder the city alone."""
    files = []
    for id_, category in ACTORS.items():
        if start.empty and id_ != "city":
            continue
        name = start.municipality_name(words) if id_ == "city" else words(f"init.actor.{id_}")
        role = {
            "id": role_of(id_),
            "title": words(f"init.role.{id_}"),
            "text": words(f"init.role.{id_}.text"),
        }
        sections = [{"id": SECTION, "name": words("init.section")}] if id_ == "city" else []
        roles = [] if start.empty else [role]
        values = present_values(id=id_, name=name, category=category, sections=sections, roles=roles)
        head = words("init.head.actor", category=words(f"word.{category}"))
        files.append(StarterFile("actor", id_, None, values, head, {}))
    return files


def role_of(actor: str) -> str:
    """Returns the id of an actor's first role."""
    return f"{actor}-role-1"


def measure(start: StartingValues, words: Catalogue) -> StarterFile:
    """Returns one measure to write the others after."""
    indicator = {
        "id": "founders",
        "name": words("init.measure.indicator"),
        "unit": words("init.measure.unit"),
        "kind": "outcome",
        "direction": "increase",
        "baseline": {"year": start.start - 1, "value": 45},
        "targets": {start.end: 90},
        "source": words("init.measure.source"),
    }
    values = {
        "id": MEASURE,
        "title": words("init.measure.title"),
        "policy": "p1",
        "fields": ["commerce", "industry"],
        "lead": SECTION,
        "partners": [{"actor": "chamber-of-commerce", "roles": [role_of("chamber-of-commerce")]}],
        "roles": [role_of("city")],
        "description": words("init.measure.description"),
        "projects": [{"id": "startup-school", "title": words("init.measure.project")}],
        "indicators": [indicator],
    }
    return StarterFile("measure", MEASURE, None, values, words("init.head.measure"), {})


def example_year(start: StartingValues, words: Catalogue) -> list[StarterFile]:
    """Returns every file of the example root: the starting files, and the first year's cycle."""
    opinion = f"o-{start.start + 1}-01"
    return [
        vision(start, words),
        *actors(start, words),
        measure(start, words),
        _result(start, words),
        _meeting(start, opinion, words),
        _decisions(start, opinion, words),
    ]


def _result(start: StartingValues, words: Catalogue) -> StarterFile:
    values = {
        "measure": MEASURE,
        "year": start.start,
        "status": "on_track",
        "projects": {
            "startup-school": {
                "status": "done",
                "text": words("init.result.project"),
                "budget": 5000,
                "spent": 4800,
            }
        },
        "outcomes": words("init.result.outcomes"),
        "issues": words("init.result.issues"),
        "actuals": {"founders": 95},
        "contributions": [
            {
                "actor": "chamber-of-commerce",
                "role": role_of("chamber-of-commerce"),
                "text": words("init.result.contribution"),
            }
        ],
        "self_evaluation": {"grade": "A", "text": words("init.result.self")},
        "next": "continue",
    }
    head = words("init.head.example_result", year=start.start)
    return StarterFile("result", MEASURE, start.start, values, head, {})


def _meeting(start: StartingValues, opinion: str, words: Catalogue) -> StarterFile:
    year = start.start + 1
    values = {
        "id": "council-1",
        "body": "council",
        "date": datetime.date(year, 8, 7),
        "reviews": start.start,
        "title": meeting_title(words("init.council"), 1, year, words),
        "place": words("init.meeting.place"),
        "attendees": ["chamber-of-commerce", "citizens", "local-bank"],
        "agenda": [words("init.meeting.agenda")],
        "opinions": [
            {
                "id": opinion,
                "actor": "citizens",
                "kind": "proposal",
                "measures": [MEASURE],
                "text": words("init.opinion.text"),
                "response": {"status": "done", "lead": SECTION, "text": words("init.opinion.response")},
            }
        ],
    }
    return StarterFile("meeting", "council-1", year, values, words("init.head.example_meeting"), {})


def _decisions(start: StartingValues, opinion: str, words: Catalogue) -> StarterFile:
    values = {
        "year": start.start,
        "plan": start.start + 1,
        "decisions": [
            {
                "measure": MEASURE,
                "decision": "continue",
                "reason": words("init.decision.reason"),
                "opinions": [opinion],
            }
        ],
    }
    head = words("init.head.example_decisions", year=start.start)
    return StarterFile("decisions", str(start.start), start.start, values, head, {})
