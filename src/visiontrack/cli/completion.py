"""Shell completion: answers the questions of Typer's scripts for bash, zsh, fish and PowerShell.

Typer's scripts ask with ``_VISIONTRACK_COMPLETE`` in the environment. Its own answers load Pydantic for every value
and Rich for every title, which takes longer than a person waits for the tab key, and know nothing of the options that
all commands share (docs/adr/0007).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Sequence

import shellingham  # type: ignore[import-untyped]
from typer.completion import get_completion_script, install  # type: ignore[attr-defined]

from visiontrack.cli import console, session
from visiontrack.cli.candidates import Candidate, candidates
from visiontrack.errors import WrongUse
from visiontrack.util.system_reasons import write_reason

VARIABLE = "_VISIONTRACK_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# zsh evaluates what it is given: of a title only letters, digits and harmless signs come through.
_UNSAFE = re.compile(r"[^\w 、。・（）／〜%+,.-]")


def answer(instruction: str) -> int:
    """Answers ``complete_<shell>``, or ``source_<shell>`` with the script itself; returns the exit code."""
    action, _, shell = instruction.partition("_")
    if shell not in SHELLS or action not in ("complete", "source"):
        return 1
    if action == "source":
        return _print_script(shell)
    words, incomplete = _question(shell)
    return _ANSWERS[shell](candidates(words, incomplete))


def _question(shell: str) -> tuple[list[str], str]:
    """Returns the words before the one being written, without the program's name, and that word."""
    if shell == "bash":
        # bash makes a word of its own of an `=`.
        words = _split(os.environ.get("COMP_WORDS", ""))
        at = int(os.environ.get("COMP_CWORD") or len(words))
        incomplete = words[at] if at < len(words) else ""
        return [word for word in words[1:at] if word != "="], "" if incomplete == "=" else incomplete
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    if shell in ("powershell", "pwsh"):
        incomplete = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        return words[:-1] if incomplete else words, incomplete
    if words and not line.endswith(" "):
        return words[:-1], words[-1]
    return words, ""


def _split(line: str) -> list[str]:
    """Returns the words of a line that may end inside a quote; bash's are joined by line breaks, with blanks inside."""
    if "\n" in line:
        return [word.strip("\"'") for word in line.split("\n")]
    for closing in ("", '"', "'"):
        try:
            return shlex.split(line + closing)
        except ValueError:
            continue
    return line.split()


def _print_lines(items: Sequence[Candidate], format_item: Callable[[Candidate], str]) -> int:
    console.out("".join(f"{format_item(item)}\n" for item in items))
    return 0


def _bash(items: Sequence[Candidate]) -> int:
    return _print_lines(items, lambda item: item.value)


def _zsh(items: Sequence[Candidate]) -> int:
    if not items:
        console.out("_files\n")
        return 0
    lines = (f'"{item.value}":"{_safe(item.help)}"' if item.help else f'"{item.value}"' for item in items)
    console.out("_arguments '*: :((" + "\n".join(lines) + "))'\n")
    return 0


def _fish(items: Sequence[Candidate]) -> int:
    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if items else 1
    return _print_lines(items, lambda item: f"{item.value}\t{_safe(item.help)}" if item.help else item.value)


def _powershell(items: Sequence[Candidate]) -> int:
    return _print_lines(items, lambda item: f"{item.value}:::{_safe(item.help) or ' '}")


def _safe(text: str) -> str:
    return _UNSAFE.sub(" ", text).strip()


_ANSWERS = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell, "pwsh": _powershell}


def run_option(args: Sequence[str]) -> int:
    """Runs ``--show-completion [SHELL]`` or ``--install-completion [SHELL]``; the default is the running shell."""
    option, shell = args[0], args[1] if len(args) > 1 else _running_shell()
    if shell is None:
        raise WrongUse("completion.no_shell", option=option, choices=" | ".join(SHELLS))
    if shell not in SHELLS:
        raise WrongUse("error.choice", option=option, value=shell, choices=" | ".join(SHELLS))
    if option == "--show-completion":
        return _print_script(shell)
    try:
        _, path = install(shell=shell, prog_name="visiontrack", complete_var=VARIABLE)
    except (OSError, subprocess.CalledProcessError) as error:
        # The shell is not there, or its settings cannot be written.
        reason = write_reason(error) if isinstance(error, OSError) else type(error).__name__
        raise WrongUse("completion.not_installed", shell=shell, reason=reason) from error
    console.out(session.current().words("completion.installed", path=path) + "\n")
    return 0


def _print_script(shell: str) -> int:
    console.out(get_completion_script(prog_name="visiontrack", complete_var=VARIABLE, shell=shell) + "\n")
    return 0


def _running_shell() -> str | None:
    try:
        name: str = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        return None
    return name
