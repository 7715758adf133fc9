"""Shell completion: the questions of Typer's scripts for bash, zsh, fish and PowerShell, answered without Pydantic.

Typer's scripts ask with ``_VISIONTRACK_COMPLETE`` in the environment. Its own answers know neither the options
that all commands share nor a light way to describe them, hence ours.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Sequence

from visiontrack.cli import console, session
from visiontrack.cli.completing import candidates
from visiontrack.cli.known import Item
from visiontrack.errors import WrongUse

VARIABLE = "_VISIONTRACK_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# zsh evaluates what it is given: of a title only letters, digits and harmless signs come through.
_NOT_PLAIN = re.compile(r"[^\w 、。・（）／〜%+,.-]")


def answer(instruction: str) -> int:
    """Answer one question: ``complete_<shell>``, or ``source_<shell>`` for the script itself."""
    wanted, _, shell = instruction.partition("_")
    if shell not in SHELLS or wanted not in ("complete", "source"):
        return 1
    if wanted == "source":
        return _show(shell)
    words, incomplete = _question(shell)
    found = candidates(words, incomplete)
    return _ANSWERS[shell](found)


def _question(shell: str) -> tuple[list[str], str]:
    """The words before the one being written, without the program's name, and that word."""
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
    """The words of a line that may end inside a quote; bash's are joined by line breaks, blanks inside them."""
    if "\n" in line:
        return [word.strip("\"'") for word in line.split("\n")]
    for closing in ("", '"', "'"):
        try:
            return shlex.split(line + closing)
        except ValueError:
            continue
    return line.split()


def _lines(items: Sequence[Item], shown: Callable[[Item], str]) -> int:
    console.out("".join(f"{shown(item)}\n" for item in items))
    return 0


def _bash(items: Sequence[Item]) -> int:
    return _lines(items, lambda item: item.value)


def _zsh(items: Sequence[Item]) -> int:
    if not items:
        console.out("_files\n")
        return 0
    shown = (f'"{item.value}":"{_plain(item.help)}"' if item.help else f'"{item.value}"' for item in items)
    console.out("_arguments '*: :((" + "\n".join(shown) + "))'\n")
    return 0


def _fish(items: Sequence[Item]) -> int:
    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if items else 1
    return _lines(items, lambda item: f"{item.value}\t{_plain(item.help)}" if item.help else item.value)


def _powershell(items: Sequence[Item]) -> int:
    return _lines(items, lambda item: f"{item.value}:::{_plain(item.help) or ' '}")


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub(" ", text).strip()


_ANSWERS = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell, "pwsh": _powershell}


def by_option(args: Sequence[str]) -> int:
    """``--show-completion [SHELL]`` and ``--install-completion [SHELL]``; without a shell the one running."""
    option, shell = args[0], args[1] if len(args) > 1 else _running()
    if shell is None:
        raise WrongUse("completion.no_shell", option=option, choices=" | ".join(SHELLS))
    if shell not in SHELLS:
        raise WrongUse("error.choice", option=option, value=shell, choices=" | ".join(SHELLS))
    if option == "--show-completion":
        return _show(shell)
    from typer.completion import install  # type: ignore[attr-defined]

    try:
        _, path = install(shell=shell, prog_name="visiontrack", complete_var=VARIABLE)
    except (
        OSError,
        subprocess.CalledProcessError,
    ) as error:  # the shell is not there, or its settings cannot be written
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise WrongUse("completion.not_installed", shell=shell, reason=reason) from error
    console.out(session.current().words("completion.installed", path=path) + "\n")
    return 0


def _show(shell: str) -> int:
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    console.out(get_completion_script(prog_name="visiontrack", complete_var=VARIABLE, shell=shell) + "\n")
    return 0


def _running() -> str | None:
    import shellingham  # type: ignore[import-untyped]

    try:
        name: str = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        return None
    return name
