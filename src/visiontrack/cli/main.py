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
from visiontrack.cli.interrupt import INTERRUPTED, end_on_interrupt
from visiontrack.errors import Stop, WrongText, WrongUse

BUG = 3
WRONG_USE = 2


def main(argv: Sequence[str] | None = None) -> None:
    """Runs the command line of the process and ends the process."""
    # A run is short and most of its objects stay to its end: looking for garbage so often costs 5 % of `check`.
    gc.set_threshold(20_000, 20, 50)
    try:
        code = run(sys.argv[1:] if argv is None else argv)
        end_on_interrupt()
    except KeyboardInterrupt:  # a second one, while the first was being reported
        code = INTERRUPTED
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # All is written. Freeing every object first takes a tenth of the time a user waits for `check`.
    os._exit(code)


def run(argv: Sequence[str]) -> int:
    """Runs one command line and returns its exit code; raises only with ``--debug``."""
    _prepare_streams()
    try:
        return _run(list(argv))
    except Stop as stop:
        _report_stop(_cause(argv, stop))
        return stop.exit_code
    except KeyboardInterrupt:
        console.err("\n" + session.current().words("error.interrupted") + "\n")
        return INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG_USE
    except Exception as error:
        return _report_other(error, argv)


def _run(argv: list[str]) -> int:
    if argv[:1] == ["--version"]:
        console.out(f"visiontrack {__version__}\n")
        return 0
    question = os.environ.get("_VISIONTRACK_COMPLETE")
    args = [] if question else session.start(argv)
    if question or (args[:1] and args[0] in session.COMPLETION):
        from visiontrack.cli import completion

        return completion.answer(question) if question else completion.run_option(args)
    from visiontrack.cli.app import build

    result: Any = build().main(args, prog_name="visiontrack", standalone_mode=False)
    if result == INTERRUPTED:  # Typer turns Ctrl-C into this code without a word
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _report_other(error: Exception, argv: Sequence[str]) -> int:
    """Reports wrong use as Typer sees it, or a bug of ours; returns the exit code."""
    from visiontrack.cli.usage_errors import wrong_use

    wrong = wrong_use(error, argv)
    if wrong is not None:
        _report_stop(_cause(argv, wrong))
        return WRONG_USE
    if session.current().debug:
        raise error
    name, words = type(error).__name__, session.current().words
    console.err(words("error.bug", name=name, text=str(error)[:200], version=__version__) + "\n")
    return BUG


def _cause(argv: Sequence[str], stop: Stop) -> Stop:
    """Returns what is behind a stop, where a word of the command line was mistyped."""
    if not isinstance(stop, WrongUse) or isinstance(stop, WrongText):
        return stop
    from visiontrack.cli import usage_errors

    return usage_errors.cause(argv, stop)


def _report_stop(stop: Stop) -> None:
    from visiontrack.formats.findings_text import Sources, findings_text

    words = session.current().words
    findings = getattr(stop, "findings", ())
    if findings:
        console.err(findings_text(findings, Sources(session.current().root), words))
    params = stop.params
    if isinstance(stop, WrongText):
        problems = (
            f"  {words.finding(finding)[0]} {words.did_you_mean(finding)}".rstrip() for finding in stop.wrong
        )
        params = {"problems": "\n".join(dict.fromkeys(problems))}
    console.err(words(stop.key, **params) + "\n")
    suggest = stop.params.get("suggest")
    if suggest:
        console.err("  " + words("did_you_mean", word=suggest) + "\n")
    if "usage" in stop.params:
        console.err(words("error.see_help", command=stop.params["usage"]) + "\n")


def _prepare_streams() -> None:
    """Makes our text go out with LF and never fail on a character; a console keeps its encoding.

    Windows would write CRLF, which a script for bash and a diff to apply do not bear. A terminal there keeps it.
    """
    console.open_closed()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
            if not stream.isatty():
                reconfigure(newline="\n")
