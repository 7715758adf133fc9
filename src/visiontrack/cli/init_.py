"""``visiontrack init [DIR]``: a new data folder that validates at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

_YEARS = 10  # a vision's usual length, where nobody says another


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
    from visiontrack.scaffold.init import new_folder
    from visiontrack.scaffold.starter import Start

    words, root = current().words, Path(dir)
    arguments.choice("--format", format, writing.FORMATS)
    _period(start, end)  # what was given must be right before anything more is asked
    told = asking.complete(
        {"--name": name, "--start": start, "--end": end},
        lambda told: _period(told["--start"], told["--end"]),
        words,
    )
    first, last = _period(told["--start"], told["--end"])
    title = told["--name"] or words("init.name")
    changes = new_folder(root, Start(title, first, last, municipality, code), words)
    assumed = [option for option, value in told.items() if value is None]
    facts = {"schema": "visiontrack.init/1", "root": dir, "assumed": assumed}
    said = words("init.done", dir=dir, count=len(changes))
    if assumed:
        options = words("list.comma").join(assumed)
        said += "\n" + words("init.assumed", options=options, name=title, start=first, end=last)
    return writing.write(root, changes, format, dry_run, facts, said)


def _period(start: str | None, end: str | None) -> tuple[int, int]:
    """The fiscal years as given; what was not is ten years from the other, or from this year on."""
    from visiontrack.cli import arguments
    from visiontrack.errors import WrongUse
    from visiontrack.fiscal_year import of_date

    last = arguments.parse_year(end) if end else None
    if start:
        first = arguments.parse_year(start)
    elif last is not None:
        first = last - _YEARS + 1
    else:
        today = arguments.parse_today(None)
        first = of_date(today.year, today.month)
    if last is not None and last < first:
        raise WrongUse("new.backwards", start=first, end=last)
    return first, first + _YEARS - 1 if last is None else last
