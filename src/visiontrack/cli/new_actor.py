"""``visiontrack new actor ID``: an actor's file with every key."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option


def run(
    id: Annotated[str, Argument(metavar="ID")],
    name: Annotated[str, Option("--name", metavar="TEXT")],
    category: Annotated[str, Option("--category", metavar="WORD")],
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, sound, writing
    from visiontrack.cli.session import current
    from visiontrack.messages import catalogue
    from visiontrack.scaffold.plan_skeletons import new_actor
    from visiontrack.schema.paths import words_at

    arguments.choice("--format", format, writing.FORMATS)
    chosen = arguments.word("--category", category, words_at("actor", ("category",)), current().words)
    folder = sound.open_folder().folder
    skeleton = new_actor(folder, id, name, chosen, catalogue(folder.vision.language))
    facts = {"schema": "visiontrack.new/1", "kind": "actor", "id": skeleton.id}
    message = current().words("new.done.actor", path=skeleton.change.path)
    return writing.write(folder.root, [skeleton.change], format, dry_run, facts, message)
