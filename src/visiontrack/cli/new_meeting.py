"""``visiontrack new meeting YEAR [ID]``: a meeting's file with every key."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option


def run(
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
    from visiontrack.cli import arguments, sound, writing
    from visiontrack.cli.session import current
    from visiontrack.messages import catalogue
    from visiontrack.scaffold.meeting_skeletons import BODIES, MeetingRequest, new_meeting

    arguments.choice("--format", format, writing.FORMATS)
    if body is not None:
        arguments.choice("--body", body, BODIES)
    fiscal, day = arguments.parse_year(year), arguments.parse_date(date)
    reviewed = arguments.parse_year(reviews) if reviews is not None else None
    folder = sound.open_folder().folder
    request = MeetingRequest(fiscal, id, body, day, title, reviewed, place, tuple(attendee or ()))
    skeleton = new_meeting(folder, request, catalogue(folder.vision.language))
    facts = {"schema": "visiontrack.new/1", "kind": "meeting", "id": skeleton.id}
    message = current().words("new.done.meeting", path=skeleton.change.path, year=fiscal, id=skeleton.id)
    return writing.write(folder.root, [skeleton.change], format, dry_run, facts, message)
