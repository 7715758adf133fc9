"""``visiontrack new opinion YEAR MEETING``: an opinion, added to its meeting's file."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option


def run(
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
    from contextlib import nullcontext

    from visiontrack.cli import arguments, sound, writing
    from visiontrack.cli.session import current
    from visiontrack.edit.writer import exclusive_access
    from visiontrack.messages import catalogue
    from visiontrack.scaffold.meeting_skeletons import OpinionRequest, new_opinion
    from visiontrack.schema.paths import words_at

    arguments.choice("--format", format, writing.FORMATS)
    kinds = words_at("meeting", ("opinions", 0, "kind"))
    chosen = arguments.word("--kind", kind, kinds, current().words)
    fiscal = arguments.parse_year(year)
    request = OpinionRequest(fiscal, meeting, actor, chosen, tuple(measure or ()), text, id)
    with nullcontext() if dry_run else exclusive_access(current().root):
        folder = sound.open_folder().folder
        skeleton = new_opinion(folder, request, catalogue(folder.vision.language))
        facts = {"schema": "visiontrack.new/1", "kind": "opinion", "id": skeleton.id}
        message = current().words("new.done.opinion", path=skeleton.change.path, id=skeleton.id)
        return writing.write(folder.root, [skeleton.change], format, dry_run, facts, message)
