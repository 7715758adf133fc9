"""``visiontrack init [DIR]``: a new data folder that validates at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option


def run(
    dir: Annotated[str, Argument(metavar="DIR")] = ".",
    name: Annotated[str | None, Option("--name", metavar="TEXT")] = None,
    start: Annotated[str | None, Option("--start", metavar="YEAR")] = None,
    end: Annotated[str | None, Option("--end", metavar="YEAR")] = None,
    municipality: Annotated[str | None, Option("--municipality", metavar="TEXT")] = None,
    code: Annotated[str | None, Option("--code", metavar="CODE")] = None,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, asking, writing
    from visiontrack.cli.session import current
    from visiontrack.errors import WrongUse
    from visiontrack.skeleton.init import new_folder
    from visiontrack.skeleton.starter import Start

    words, root = current().words, Path(dir)
    arguments.choice("--format", format, writing.FORMATS)
    told = asking.complete(
        {"--name": name, "--start": start, "--end": end},
        {"--start": arguments.parse_year, "--end": arguments.parse_year},
        words,
    )
    first, last = arguments.parse_year(told["--start"]), arguments.parse_year(told["--end"])
    if last < first:
        raise WrongUse("new.backwards", start=first, end=last)
    changes = new_folder(root, Start(told["--name"], first, last, municipality, code), words)
    facts = {"schema": "visiontrack.init/1", "root": dir}
    said = words("init.done", dir=dir, count=len(changes))
    return writing.write(root, changes, format, dry_run, facts, said)
