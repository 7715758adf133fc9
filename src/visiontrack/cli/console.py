"""Writing to a console that may know neither Japanese nor line drawing, or may have gone away."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from visiontrack.errors import WrongUse
from visiontrack.formats.painter import Painter
from visiontrack.util import windows
from visiontrack.util.system_reasons import write_reason

# Signs that a cp932 or ASCII console lacks, and their stand-ins.
_STAND_INS = {"—": "-", "–": "-", "…": "...", "│": "|", "─": "-", "█": "#", "░": ".", "・": "*", "→": "->"}

_COMMAND = re.compile(r"##\[|^[ \t]*::", re.MULTILINE)


def open_closed() -> None:
    """Opens the streams that were closed before the start (``>&-``) on nothing.

    Each is opened in its turn, so that it gets the number it had and no data file gets that number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))


def out(text: str) -> None:
    """Writes to stdout."""
    with _reporting_failure(sys.stdout):
        _write(sys.stdout, _no_commands(text))


def err(text: str) -> None:
    """Writes to stderr; a failure is ignored, and the exit code stays what it was."""
    with suppress(WrongUse), _reporting_failure(sys.stderr):
        _write(sys.stderr, _no_commands(text))


def _no_commands(text: str) -> str:
    """Returns a text in which GitHub's runner finds no command: a data text may hold one. The sign is not seen."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return _COMMAND.sub(lambda match: f"{match[0][:-1]}\N{WORD JOINER}{match[0][-1]}", text)


def machine(text: str, xml: bool = False) -> None:
    """Writes JSON (or XML) to stdout; where stdout is not UTF-8 as ASCII with escapes, so that it stays valid."""
    encoding = sys.stdout.encoding or "utf-8"
    text = text.replace("##[", "&#35;#[" if xml else "\\u0023#[")  # a runner would take it for a command
    if not encoding.lower().startswith("utf") and xml:
        text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    elif not encoding.lower().startswith("utf"):
        text = "".join(c if c < "\x80" else json.dumps(c)[1:-1] for c in text)
    with _reporting_failure(sys.stdout):
        _write(sys.stdout, text)


def raw(content: bytes) -> None:
    """Writes bytes to stdout as they are, for formats that fix their own encoding."""
    with _reporting_failure(sys.stdout):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def has_step_summary() -> bool:
    """Returns whether the forge that runs this asks for a summary of the step."""
    return bool(os.environ.get("GITHUB_STEP_SUMMARY"))


def step_summary(text: str) -> None:
    """Adds Markdown to the summary of the step; a failure is reported on stderr, and the exit code stays what it was."""
    try:
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            file.write(text)
    except OSError as error:
        err(f"GITHUB_STEP_SUMMARY: {type(error).__name__}\n")


def utf8(text: str) -> None:
    """Writes to stdout what its reader takes for UTF-8, whatever the console's encoding."""
    if (sys.stdout.encoding or "utf-8").lower().startswith("utf"):
        with _reporting_failure(sys.stdout):
            _write(sys.stdout, text)
    else:
        raw(text.encode("utf-8", "replace"))


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Shows a progress bar on stderr when a person watches and the work is long; nothing when piped."""
    if not (sys.stderr.isatty() and is_terminal()) or os.environ.get("TERM") == "dumb":
        yield None
        return
    bar = _LateBar(label)
    try:
        yield bar.advance
    finally:
        bar.close()


class _LateBar:
    """Rich's progress bar, started only once the work has lasted half a second."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._begun = time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def advance(self, done: int, total: int) -> None:
        if self._bar is None:
            if done % 64 or time.monotonic() - self._begun < 0.5:
                return
            from rich import console, progress

            self._bar = progress.Progress(console=console.Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._label, total=total)
            self._bar.start()
        if not done % 64:
            self._bar.update(self._task, completed=done, total=total)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _write(stream: TextIO, text: str) -> None:
    stream.write(encodable(text, stream.encoding or "utf-8"))
    stream.flush()


@contextmanager
def _reporting_failure(stream: TextIO) -> Iterator[None]:
    """Raises ``WrongUse`` when the stream cannot be written, as on a full disk; ignores that its reader has gone."""
    try:
        yield
    except OSError as error:
        _silence(stream)
        # A reader who has seen enough (`| head`): go on in silence, so that the exit code stays true.
        if not _is_gone(error):
            raise WrongUse("error.no_room", reason=write_reason(error)) from error


def _is_gone(error: OSError) -> bool:
    """Returns whether nobody reads any more. Windows has no error of its own for that but EINVAL."""
    return isinstance(error, BrokenPipeError) or (windows.WINDOWS and error.errno == errno.EINVAL)


def encodable(text: str, encoding: str) -> str:
    """Returns the text with each character that ``encoding`` lacks replaced by a stand-in."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_stand_in(character, encoding) for character in text)
    return text


def _stand_in(character: str, encoding: str) -> str:
    for candidate in (character, _STAND_INS.get(character, "?"), "?"):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"


def _silence(stream: TextIO) -> None:
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
    except (OSError, ValueError):
        pass


def is_terminal() -> bool:
    """Returns whether stdout is a terminal."""
    return sys.stdout.isatty()


def colours() -> bool:
    """Returns whether to colour: on a terminal that can, unless ``NO_COLOR`` is set."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Returns the width of the terminal in cells, or 80 when piped."""
    if not is_terminal():
        return 80
    try:
        return max(40, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return 80


def ambiguous_width() -> int:
    """Returns how many cells an ambiguous character (○ → ─) takes: two on a cp932 console, else one."""
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "").replace("_", "")
    return 1 if encoding.startswith("utf") else 2


def painter() -> Painter:
    """Returns the painter for what stdout can show."""
    return Painter(columns(), ambiguous_width(), colours(), rich_signs=ambiguous_width() == 1)
