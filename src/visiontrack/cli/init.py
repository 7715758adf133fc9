"""``visiontrack init [DIR]``: a new data folder that validates at once, or the settings of one that exists."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

from typer import Argument, Option

from visiontrack import fiscal_year
from visiontrack.cli import arguments, console, opened_folder, session
from visiontrack.cli.session import current
from visiontrack.edit import writer
from visiontrack.errors import Stop, WrongUse
from visiontrack.formats import WRITING_FORMATS
from visiontrack.messages import Catalogue, catalogue
from visiontrack.util import windows

if TYPE_CHECKING:
    from visiontrack.scaffold.example_city import StartingValues
    from visiontrack.scaffold.new_folder import FolderPlan

_YEARS = 10  # a vision's usual length, where nobody says another
Answers = Mapping[str, str | None]


def run(
    dir: Annotated[str, Argument(metavar="DIR")] = ".",
    name: Annotated[str | None, Option("--name", metavar="TEXT")] = None,
    start: Annotated[str | None, Option("--start", metavar="YEAR")] = None,
    end: Annotated[str | None, Option("--end", metavar="YEAR")] = None,
    municipality: Annotated[str | None, Option("--municipality", metavar="TEXT")] = None,
    code: Annotated[str | None, Option("--code", metavar="CODE")] = None,
    empty: Annotated[bool, Option("--empty")] = False,
    refresh: Annotated[bool, Option("--refresh")] = False,
    git: Annotated[bool, Option("--git")] = False,
    install_from: Annotated[str | None, Option("--install-from", metavar="WHEEL|URL")] = None,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.scaffold import install_source, new_folder

    arguments.choice("--format", format, WRITING_FORMATS)
    _period(start, end)  # what was named must be right before anything more is asked
    options = {"--name": name, "--start": start, "--end": end, "--municipality": municipality, "--code": code}
    of_new_folder = [option for option, value in options.items() if value is not None] + ["--empty"] * empty
    if (refresh or git) and of_new_folder:
        other = "--refresh" if refresh else "--git"
        raise WrongUse("form.error.together", option=other, other=of_new_folder[0])
    if git:
        other = "--refresh" if refresh else "--install-from"
        if refresh or install_from is not None:
            raise WrongUse("form.error.together", option="--git", other=other)
        return _set_up_git(Path(dir), format, dry_run)
    source = install_source.from_option(install_from)
    root, assumed, words = Path(dir), list[str](), current().words
    if refresh or session.has_vision(root):
        # The folder speaks its own language, wherever the command was typed.
        words = catalogue(session.choose_language(current().language_option, dir))
        if refresh:
            plan = new_folder.plan_refresh(root, source, words)
            message = _renewed(plan, words)
        else:
            plan = new_folder.plan_new(root, None, source, words)
            message = words("init.settings", dir=dir, count=len(plan.changes))
    else:
        values, assumed = _starting_values(options, empty, words)
        plan = new_folder.plan_new(root, values, source, words)
        done = words("init.done.empty" if empty else "init.done", dir=dir, count=len(plan.changes))
        message = done + _assumptions(values, assumed, words)
    facts = {"schema": "visiontrack.init/1", "root": dir, "assumed": assumed, **_facts(plan)}
    text = message + _remarks(plan, refresh, words)
    exit_code = opened_folder.write_and_report(plan.base, plan.changes, format, dry_run, facts, text)
    if not dry_run:
        new_folder.make_executable(plan)
    return exit_code


def _set_up_git(root: Path, format: str, dry_run: bool) -> int:
    """Lets git merge the data by key and id; changes nothing the second time."""
    from visiontrack.history.merge_setup import plan_setup, set_driver

    if not session.has_vision(root):
        raise WrongUse("error.no_folder_named", root=root)
    words = current().words
    setup = plan_setup(root)
    if not (dry_run or setup.is_set):
        set_driver(root, setup.command)
    done = setup.is_set and setup.change is None
    message = words("init.git_already" if done else "init.git", command=setup.command) + "\n"
    facts = {"schema": "visiontrack.init/1", "root": str(root), "driver": setup.command}
    changes = [setup.change] if setup.change is not None else []
    return opened_folder.write_and_report(root, changes, format, dry_run, facts, message)


def _starting_values(options: Answers, empty: bool, words: Catalogue) -> tuple[StartingValues, list[str]]:
    """Returns what a new folder starts from, and the options for which a value was assumed."""
    from visiontrack.scaffold.example_city import StartingValues

    answers = _complete(
        {option: options[option] for option in ("--name", "--start", "--end")},
        lambda answers: _period(answers["--start"], answers["--end"]),
        words,
    )
    first, last = _period(answers["--start"], answers["--end"])
    title = answers["--name"] or words("init.name")
    assumed = [option for option, value in answers.items() if value is None]
    return StartingValues(title, first, last, options["--municipality"], options["--code"], empty), assumed


def _assumptions(values: StartingValues, assumed: list[str], words: Catalogue) -> str:
    if not assumed:
        return ""
    options = words("list.comma").join(assumed)
    return "\n" + words("init.assumed", options=options, name=values.name, start=values.start, end=values.end)


def _facts(plan: FolderPlan) -> dict[str, object]:
    return {"folder": plan.folder, "kept": list(plan.existing), "install_known": plan.installable}


def _renewed(plan: FolderPlan, words: Catalogue) -> str:
    """Returns what was renewed, and how the files that someone changed differ from what would be written."""
    paths = "".join(f"  {change.path}\n" for change in plan.changes)
    message = words("init.refreshed", count=len(plan.changes)) + "\n" + paths
    if plan.proposed:
        message += "\n" + words("init.proposed") + "\n" + writer.diff(plan.proposed)
    return message


def _remarks(plan: FolderPlan, refresh: bool, words: Catalogue) -> str:
    """Returns what to know beside the count: files left alone, places above the folder, what CI cannot install."""
    message = ""
    if plan.existing and not refresh:
        message += "\n" + words("init.kept") + "\n" + "".join(f"  {path}\n" for path in plan.existing)
    if plan.folder and not refresh:
        message += "\n" + words("init.top", top=plan.base, folder=plan.folder) + "\n"
    if not plan.installable:
        message += "\n" + words("init.install_unknown") + "\n"
    return message


def _period(start: str | None, end: str | None) -> tuple[int, int]:
    """Returns the first and last fiscal year; one that is missing lies ten years from the other, or begins this year."""
    last = arguments.parse_year(end) if end else None
    if start:
        first = arguments.parse_year(start)
    elif last is not None:
        first = last - _YEARS + 1
    else:
        today = arguments.parse_today(None)
        first = fiscal_year.of_date(today.year, today.month)
    if last is not None and last < first:
        raise WrongUse("new.backwards", start=first, end=last)
    return first, first + _YEARS - 1 if last is None else last


def _complete(
    options: Answers, check: Callable[[Answers], object], words: Catalogue
) -> dict[str, str | None]:
    """Returns the options; at a terminal the missing ones are asked for (``init.ask.<option>``).

    An answer is checked together with all before it, and asked for again until ``check`` raises no ``Stop``.
    """
    answers: dict[str, str | None] = {option: value or None for option, value in options.items()}
    missing = [option for option, value in answers.items() if value is None]
    if not (_is_person(sys.stdin) and sys.stderr.isatty()):
        return answers
    for option in missing:
        answers[option] = _ask(option, missing, answers, check, words)
    return answers


def _is_person(stream: TextIO) -> bool:
    """Returns whether a person sits there. Windows calls NUL a terminal too, but has a reader of its own for a console."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return stream.isatty() and not (windows.WINDOWS and isinstance(raw, io.FileIO))


def _ask(
    option: str, missing: list[str], answers: Answers, check: Callable[[Answers], object], words: Catalogue
) -> str:
    while True:
        console.err(words(f"init.ask.{option.removeprefix('--')}"))
        line = sys.stdin.readline()
        if not line:
            console.err("\n")
            raise WrongUse("init.missing", options=words("list.comma").join(missing))
        answer = line.strip()
        try:
            if answer:
                check({**answers, option: answer})
        except Stop as stop:
            console.err(words(stop.key, **stop.params) + "\n")
            continue
        if answer:
            return answer
