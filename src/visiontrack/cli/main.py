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
from visiontrack.errors import Stop, WrongText
from visiontrack.messages import Catalogue

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
        _report_stop(stop)
        return stop.exit_code
    except KeyboardInterrupt:
        console.err("\n" + session.current().words("error.interrupted") + "\n")
        return INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG_USE
    except Exception as error:
        return _report_other(error)


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


def _report_other(error: Exception) -> int:
    """Reports wrong use as Typer sees it, or a bug of ours; returns the exit code."""
    words = session.current().words
    message = usage_error(error, words)
    if message is not None:
        console.err(message)
        return WRONG_USE
    if session.current().debug:
        raise error
    name = type(error).__name__
    console.err(words("error.bug", name=name, text=str(error)[:200], version=__version__) + "\n")
    return BUG


def usage_error(error: Exception, words: Catalogue) -> str | None:
    """Returns Typer's complaint about the command line in the reader's language, or None if ``error`` is none.

    Complaints are told apart by their class, since Typer's texts are English.
    """
    if not hasattr(error, "format_message"):
        return None
    name, option = type(error).__name__, getattr(error, "option_name", "")
    parameter = _parameter_name(getattr(error, "param", None))
    if name == "NoSuchOption":
        message = words("error.no_option", option=option)
    elif name == "MissingParameter":
        message = words("error.missing", name=parameter)
    elif name == "BadOptionUsage":
        message = words("error.option_value", option=option)
    elif name == "BadParameter":
        message = words("error.bad_value", name=parameter)
    else:
        message = words("error.usage")
    path = getattr(getattr(error, "ctx", None), "command_path", "visiontrack")
    return f"{message}\n{words('error.see_help', command=f'{path} --help')}\n"


def _parameter_name(param: Any) -> str:
    if param is None:
        return ""
    if getattr(param, "param_type_name", "") == "argument":
        return str(getattr(param, "metavar", None) or param.name).upper()
    return " / ".join(getattr(param, "opts", None) or [])


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
