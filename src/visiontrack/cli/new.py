"""``visiontrack new measure|project|indicator|actor|meeting|opinion``: a commented skeleton, ready to edit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from visiontrack.cli import arguments, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit.writer import exclusive_access
from visiontrack.formats import WRITING_FORMATS
from visiontrack.messages import Catalogue, catalogue

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.scaffold.skeleton_checks import Skeleton


def measure(
    id: Annotated[str, Argument(metavar="ID")],
    policy: Annotated[str, Option("--policy", metavar="ID")],
    lead: Annotated[str, Option("--lead", metavar="ID")],
    title: Annotated[str | None, Option("--title", metavar="TEXT")] = None,
    field: Annotated[list[str] | None, Option("--field", metavar="ID")] = None,
    start: Annotated[str | None, Option("--start", metavar="YEAR")] = None,
    end: Annotated[str | None, Option("--end", metavar="YEAR")] = None,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.scaffold.plan_skeletons import MeasureRequest, new_measure

    arguments.choice("--format", format, WRITING_FORMATS)
    first, last = (arguments.parse_year(text) if text is not None else None for text in (start, end))
    request = MeasureRequest(id, policy, lead, title, tuple(field or ()), first, last)
    folder, labels = _open()
    return _write("measure", folder, new_measure(folder, request, labels), format, dry_run)


def project(
    measure: Annotated[str, Argument(metavar="MEASURE")],
    id: Annotated[str, Argument(metavar="ID")],
    title: Annotated[str, Option("--title", metavar="TEXT")],
    lead: Annotated[str | None, Option("--lead", metavar="ID")] = None,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.scaffold.plan_skeletons import new_project

    arguments.choice("--format", format, WRITING_FORMATS)
    with _access(dry_run):
        folder, labels = _open()
        skeleton = new_project(folder, measure, id, title, lead, labels)
        return _write("project", folder, skeleton, format, dry_run)


def indicator(
    measure: Annotated[str, Argument(metavar="MEASURE")],
    id: Annotated[str, Argument(metavar="ID")],
    name: Annotated[str, Option("--name", metavar="TEXT")],
    unit: Annotated[str, Option("--unit", metavar="TEXT")],
    target: Annotated[str | None, Option("--target", metavar="YEAR=VALUE")] = None,
    kind: Annotated[str, Option("--kind", metavar="KIND")] = "outcome",
    direction: Annotated[str, Option("--direction", metavar="WORD")] = "increase",
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.scaffold.plan_skeletons import new_indicator

    arguments.choice("--format", format, WRITING_FORMATS)
    at, words = ("indicators", 0), current().words
    values = {
        "id": id,
        "name": name,
        "unit": unit,
        "kind": arguments.word("--kind", kind, "measure", (*at, "kind"), words),
        "direction": arguments.word("--direction", direction, "measure", (*at, "direction"), words),
    }
    year, _, number = target.partition("=") if target is not None else ("", "", "")
    with _access(dry_run):
        folder, labels = _open()
        goal = (arguments.year_in(folder.vision, year), number) if target is not None else None
        skeleton = new_indicator(folder, measure, values, goal, labels)
        return _write("indicator", folder, skeleton, format, dry_run)


def actor(
    id: Annotated[str, Argument(metavar="ID")],
    name: Annotated[str, Option("--name", metavar="TEXT")],
    category: Annotated[str, Option("--category", metavar="WORD")],
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.scaffold.plan_skeletons import new_actor

    arguments.choice("--format", format, WRITING_FORMATS)
    word = arguments.word("--category", category, "actor", ("category",), current().words)
    folder, labels = _open()
    return _write("actor", folder, new_actor(folder, id, name, word, labels), format, dry_run)


def meeting(
    year: Annotated[str, Argument(metavar="YEAR")],
    id: Annotated[str | None, Argument(metavar="ID")] = None,
    *,
    date: Annotated[str, Option("--date", metavar="DATE")],
    body: Annotated[str | None, Option("--body", metavar="BODY")] = None,
    title: Annotated[str | None, Option("--title", metavar="TEXT")] = None,
    reviews: Annotated[str | None, Option("--reviews", metavar="YEAR")] = None,
    place: Annotated[str | None, Option("--place", metavar="TEXT")] = None,
    attendee: Annotated[list[str] | None, Option("--attendee", metavar="ID")] = None,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.scaffold.meeting_skeletons import BODIES, MeetingRequest, new_meeting

    arguments.choice("--format", format, WRITING_FORMATS)
    if body is not None:
        body = arguments.word_of("--body", body, BODIES, current().words)
    fiscal_year, day = arguments.parse_year(year), arguments.parse_date(date)
    reviewed = arguments.parse_year(reviews) if reviews is not None else None
    request = MeetingRequest(fiscal_year, id, body, day, title, reviewed, place, tuple(attendee or ()))
    folder, labels = _open()
    skeleton = new_meeting(folder, request, labels)
    return _write("meeting", folder, skeleton, format, dry_run, year=fiscal_year)


def opinion(
    year: Annotated[str, Argument(metavar="YEAR")],
    meeting: Annotated[str, Argument(metavar="MEETING")],
    actor: Annotated[str, Option("--actor", metavar="ID")],
    text: Annotated[str, Option("--text", metavar="TEXT")],
    kind: Annotated[str, Option("--kind", metavar="KIND")] = "opinion",
    measure: Annotated[list[str] | None, Option("--measure", metavar="ID")] = None,
    id: Annotated[str | None, Option("--id", metavar="ID")] = None,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.scaffold.meeting_skeletons import OpinionRequest, new_opinion

    arguments.choice("--format", format, WRITING_FORMATS)
    word = arguments.word("--kind", kind, "meeting", ("opinions", 0, "kind"), current().words)
    fiscal_year = arguments.parse_year(year)
    request = OpinionRequest(fiscal_year, meeting, actor, word, tuple(measure or ()), text, id)
    with _access(dry_run):
        folder, labels = _open()
        return _write("opinion", folder, new_opinion(folder, request, labels), format, dry_run)


def _access(dry_run: bool) -> AbstractContextManager[None]:
    """Returns what keeps other programs from writing between reading and writing; nothing for a dry run."""
    return nullcontext() if dry_run else exclusive_access(current().root)


def _open() -> tuple[Folder, Catalogue]:
    """Returns the folder, and the catalogue of the language that its files are written in."""
    folder = opened_folder.open_folder().folder
    return folder, catalogue(folder.vision.language)


def _write(
    kind: str, folder: Folder, skeleton: Skeleton, format: str, dry_run: bool, **params: object
) -> int:
    facts = {"schema": "visiontrack.new/1", "kind": kind, "id": skeleton.id}
    message = current().words(f"new.done.{kind}", path=skeleton.change.path, id=skeleton.id, **params)
    return opened_folder.write_and_report(folder.root, [skeleton.change], format, dry_run, facts, message)


# The commands of this command, in the order of its help.
COMMANDS: dict[str, Callable[..., int]] = {
    "measure": measure,
    "project": project,
    "indicator": indicator,
    "actor": actor,
    "meeting": meeting,
    "opinion": opinion,
}
