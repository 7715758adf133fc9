"""The one edge of the program: every way a run can end, and its exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from visiontrack import __version__
from visiontrack.cli import console, session
from visiontrack.cli.interrupt import INTERRUPTED, at_once
from visiontrack.errors import Stop, WrongText

BUG = 3
WRONG_USE = 2


def main(argv: Sequence[str] | None = None) -> None:
    """Run the process's command line and end the process."""
    # A run is short and most of what it makes stays to its end: looking for garbage so often costs 5 % of `check`.
    gc.set_threshold(20_000, 20, 50)
    try:
        code = run(sys.argv[1:] if argv is None else argv)
        at_once()
    except KeyboardInterrupt:  # once more, while the first was being told
        code = INTERRUPTED
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # All is written. Freeing every object first takes a tenth of the time a user waits for `check`.
    os._exit(code)


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; never raises but on ``--debug``."""
    _prepare_streams()
    try:
        return _run(list(argv))
    except Stop as stop:
        _tell_stop(stop)
        return stop.exit_code
    except KeyboardInterrupt:
        console.err("\n" + session.current().words("error.interrupted") + "\n")
        return INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG_USE
    except Exception as error:
        return _other(error)


def _run(argv: list[str]) -> int:
    if argv[:1] == ["--version"]:
        console.out(f"visiontrack {__version__}\n")
        return 0
    if question := os.environ.get("_VISIONTRACK_COMPLETE"):
        from visiontrack.cli import completion

        return completion.answer(question)
    args = session.start(argv)
    if args[:1] and args[0] in session.COMPLETION:
        from visiontrack.cli import completion

        return completion.by_option(args)
    from visiontrack.cli.app import build

    if not args:
        args = ["--help"]
        build().main(args, prog_name="visiontrack", standalone_mode=False)
        return WRONG_USE
    result: Any = build().main(args, prog_name="visiontrack", standalone_mode=False)
    if result == INTERRUPTED:  # Typer turns Ctrl-C into this code without a word
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _other(error: Exception) -> int:
    """Wrong use as Typer sees it, or a bug of ours."""
    from visiontrack.cli import usage

    told = usage.sentence(error, session.current().words)
    if told is not None:
        console.err(told)
        return WRONG_USE
    if session.current().debug:
        raise error
    name = type(error).__name__
    console.err(
        session.current().words("error.bug", name=name, text=str(error)[:200], version=__version__) + "\n"
    )
    return BUG


def _tell_stop(stop: Stop) -> None:
    from visiontrack.formats.findings_text import Sources, findings_text

    words = session.current().words
    findings = getattr(stop, "findings", ())
    if findings:
        console.err(findings_text(findings, Sources(session.current().root), words))
    params = stop.params
    if isinstance(stop, WrongText):
        said = (f"  {words.finding(one)[0]} {words.did_you_mean(one)}".rstrip() for one in stop.wrong)
        params = {"problems": "\n".join(dict.fromkeys(said))}
    console.err(words(stop.key, **params) + "\n")
    suggest = stop.params.get("suggest")
    if suggest:
        console.err("  " + words("did_you_mean", word=suggest) + "\n")


def _prepare_streams() -> None:
    """Our own text goes out with LF and never fails on a character; a console keeps its encoding.

    Windows would make CRLF of it: a script for bash and a diff to apply do not bear that. A terminal there keeps it.
    """
    console.open_closed()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
            if not stream.isatty():
                reconfigure(newline="\n")
