"""``visiontrack new measure ID``: a measure's file with every key."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option


def run(
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
    from visiontrack.cli import arguments, sound, writing
    from visiontrack.cli.session import current
    from visiontrack.messages import catalogue
    from visiontrack.scaffold.plan_skeletons import MeasureRequest, new_measure

    arguments.choice("--format", format, writing.FORMATS)
    first, last = (arguments.parse_year(year) if year is not None else None for year in (start, end))
    folder = sound.open_folder().folder
    request = MeasureRequest(id, policy, lead, title, tuple(field or ()), first, last)
    skeleton = new_measure(folder, request, catalogue(folder.vision.language))
    facts = {"schema": "visiontrack.new/1", "kind": "measure", "id": skeleton.id}
    message = current().words("new.done.measure", path=skeleton.change.path, id=skeleton.id)
    return writing.write(folder.root, [skeleton.change], format, dry_run, facts, message)
