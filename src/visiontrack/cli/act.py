"""``visiontrack act YEAR``: opinions, measures that need a decision, decisions; ``--start`` lays out the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

if TYPE_CHECKING:
    from visiontrack.folder import Folder
    from visiontrack.source.writer import Change

FORMATS = ("text", "json")


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    start: Annotated[bool, Option("--start")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle.act import act
    from visiontrack.cycle.check import needed
    from visiontrack.errors import WrongUse
    from visiontrack.formats import act_json, act_text
    from visiontrack.formats.json import as_dict
    from visiontrack.source import writer

    arguments.choice("--format", format, FORMATS)
    if dry_run and not start:
        raise WrongUse("act.dry_run_alone")
    day = arguments.parse_today(today)
    opened = sound.open_folder(needed(arguments.parse_year(year)))
    folder, words = opened.folder, current().words
    fiscal = arguments.year_in(folder.vision, year)
    changes = _laid_out(folder, fiscal) if start else []
    if not dry_run:
        writer.commit(folder.root, changes)
    view = act(folder, fiscal, day)
    sound.tell_errors(opened)
    if format == "json":
        findings = [as_dict(one, words) for one in opened.errors]
        created = [change.path for change in changes]
        console.machine(act_json.text(folder, view, created, dry_run, findings))
    elif dry_run:
        console.out(writer.diff(changes))
    elif start:
        console.out(words("act.started", path=view.path) + "\n")
    else:
        console.out(act_text.render_view(folder, view, words, console.painter()))
    return opened.exit_code


def _laid_out(folder: Folder, year: int) -> list[Change]:
    import os

    from visiontrack.cycle.decisions_form import decisions_form
    from visiontrack.errors import WrongUse
    from visiontrack.formats.attention_text import sentence
    from visiontrack.messages import catalogue
    from visiontrack.source.writer import Change

    path = folder.path_of("decisions", "", year)
    if os.path.lexists(folder.root / path):
        raise WrongUse("error.target_exists", path=path)
    words = catalogue(folder.vision.language)
    text = decisions_form(folder, year, words, lambda reason: sentence(reason, words))
    return [Change(path, None, text.encode())]
