"""What is wrong with a command line: which word it is, and what was probably meant.

A Japanese keyboard types dashes and spaces that no shell knows, and a space without quotes cuts a value in two. Typer
notices that something is wrong only later, at another word; so the words are looked at once there is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from visiontrack import fiscal_year
from visiontrack.cli import session
from visiontrack.cli.app import build
from visiontrack.errors import WrongUse
from visiontrack.util.nearest import nearest

_DASHES = "-‐‑‒–—―−─ーｰ－"
_OPTION = re.compile(rf"[{_DASHES}]+(?P<name>[A-Za-z][A-Za-z-]*)(?:=.*)?", re.DOTALL)
_QUOTES = "\"“”„‟＂'‘’"


def wrong_use(error: Exception, argv: Sequence[str]) -> WrongUse | None:
    """Returns Typer's complaint as one of ours, or None if ``error`` is none.

    Complaints are told apart by their class, since Typer's texts are English.
    """
    if not hasattr(error, "format_message"):
        return None
    name, option = type(error).__name__, str(getattr(error, "option_name", ""))
    command = command_of(argv)
    path = getattr(getattr(error, "ctx", None), "command_path", None) or _path(argv)
    usage = f"{path} --help"
    parameter = _parameter_name(getattr(error, "param", None))
    if name == "NoSuchOption":
        word = _word_of(option, argv)
        near = nearest(f"--{word.lstrip('-')}", options_of(command))
        return WrongUse("error.no_option", option=word, suggest=near, usage=usage)
    if name == "BadOptionUsage":
        is_flag = any(param.is_flag for param in _options(command) if option in param.opts)
        key = "error.option_without_value" if is_flag else "error.option_value"
        return WrongUse(key, option=option, usage=usage)
    if name in ("MissingParameter", "BadParameter"):
        key = "error.missing" if name == "MissingParameter" else "error.bad_value"
        return WrongUse(key, name=parameter, usage=usage)
    return WrongUse("error.usage", usage=usage)


def cause(argv: Sequence[str], wrong: WrongUse) -> WrongUse:
    """Returns what is behind a complaint: a word with a dash or space of the Japanese keyboard, a name cut in two."""
    words = _without_shared(argv)
    for number, word in enumerate(words):
        folded = normalize("NFKC", word)
        match = _OPTION.fullmatch(folded)
        if match and not re.match("--?[A-Za-z]", word):
            near = nearest(f"--{match['name'].lower()}", options_of(command_of(argv)))
            if near is not None:
                return WrongUse("error.wide_dash", word=word, suggest=near)
        if "\u3000" in word and _is_cut_by_wide_space(word, number == 0):
            return WrongUse("error.wide_space", word=word, suggest=" ".join(folded.split()))
    suggestion = _reordered(words, wrong)
    return WrongUse(wrong.key, **{**wrong.params, "suggest": suggestion}) if suggestion else wrong


def _is_cut_by_wide_space(word: str, is_command: bool) -> bool:
    """Returns whether several words were typed as one, rather than a text that holds a full-width space."""
    first, *rest = word.split("\u3000")
    is_year = fiscal_year.parse(first) is not None
    return is_command or is_year or any(part[:1] in _DASHES for part in rest if part)


def _reordered(words: Sequence[str], wrong: WrongUse) -> str | None:
    """Returns ``check 2024`` for ``2024 check``, ``show "商工 会議所"`` for ``show 商工 会議所``."""
    if wrong.key == "error.no_command" and fiscal_year.parse(words[0]) is not None and len(words) > 1:
        return f"{words[1]} {words[0]}"
    text = wrong.params.get("text")
    if wrong.key != "error.no_year" or text not in words:
        return None
    at = words.index(str(text))
    before = words[at - 1] if at >= 2 else "-"
    return f'{" ".join(words[: at - 1])} "{before} {text}"' if before[:1] not in _DASHES else None


def command_of(argv: Sequence[str]) -> Any:
    """Returns the command that a command line names, as far as it names one; else the program itself."""
    command = build()
    for word in _without_shared(argv):
        below = command.get_command(None, word) if hasattr(command, "commands") else None
        if below is None:
            break
        command = below
    return command


def _path(argv: Sequence[str]) -> str:
    """Returns the command that a command line names as it is typed: ``visiontrack new opinion``."""
    names, command = ["visiontrack"], command_of(argv)
    for word in _without_shared(argv):
        names.append(word)
        if word == command.name:
            return " ".join(names)
    return "visiontrack"


def _without_shared(argv: Sequence[str]) -> list[str]:
    """Returns the words without the options that all commands share, and without their values."""
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, equals, _ = word.partition("=")
        if name not in session.SHARED:
            rest.append(word)
        elif session.SHARED[name] and not equals:
            next(words, None)
    return rest


def options_of(command: Any) -> list[str]:
    """Returns the names of the options that a command takes, the shared ones included."""
    return [*(name for option in _options(command) for name in option.opts), *session.SHARED, "--help"]


def _options(command: Any) -> list[Any]:
    return [param for param in command.params if param.param_type_name == "option"]


def _word_of(option: str, argv: Sequence[str]) -> str:
    """Returns the whole word of ``-lead``, of which Typer names ``-l``."""
    if option.startswith("--"):
        return option
    return next((word for word in argv if word.startswith(option) and not word.startswith("--")), option)


def _parameter_name(param: Any) -> str:
    if param is None:
        return ""
    if getattr(param, "param_type_name", "") == "argument":
        return str(getattr(param, "metavar", None) or param.name).upper()
    return " / ".join(getattr(param, "opts", None) or [])
