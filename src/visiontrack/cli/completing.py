"""What could come next on a command line: commands, options, or the values of an option or argument."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from visiontrack.cli import session
from visiontrack.cli.help_page import forms_of, option_help
from visiontrack.cli.known import Item, Known
from visiontrack.errors import Stop
from visiontrack.messages import LANGUAGES, Catalogue

_CATEGORIES = ("city", "business", "industry_association", "citizen", "support_institution", "government")
_KINDS = ("vision", "actor", "measure", "result", "vision_result", "meeting", "decisions")
_WORDS: dict[str, tuple[str, ...]] = {
    "new.actor.category": _CATEGORIES,
    "new.meeting.body": ("council", "team"),
    "new.opinion.kind": ("opinion", "proposal"),
    "schema.kind": _KINDS,
    "report.audience": ("council", "team", "public"),
}


def candidates(words: Sequence[str], incomplete: str) -> list[Item]:
    """What fits behind ``words`` (without the program's name) and begins as ``incomplete`` does."""
    if words[-1:] == ["--root"]:
        return []  # folders: the shell knows better
    if words[-1:] == ["--lang"]:
        return _fitting([Item(one) for one in LANGUAGES], incomplete)
    try:
        rest = session.start(list(words))
    except Stop:  # a language that is none
        return []
    root = None
    with suppress(Stop):
        root = session.current().root
    return _fitting(_found(rest, incomplete, Known(root), session.current().words), incomplete)


def _fitting(items: Sequence[Item], incomplete: str) -> list[Item]:
    return [item for item in dict.fromkeys(items) if item.value.startswith(incomplete)]


def _found(rest: Sequence[str], incomplete: str, known: Known, words: Catalogue) -> list[Item]:
    from visiontrack.cli.app import COMMANDS, build

    if not rest:
        items = [Item(name, words.help(f"{name}.short")) for name in COMMANDS]
        return [*items, *_shared(words), Item("--version", words.help("shared.version"))]
    command, path = build().get_command(None, rest[0]), rest[0]
    rest = rest[1:]
    while command is not None and hasattr(command, "commands"):
        if not rest:
            return [Item(own, words.help(f"{path}.{own}.short")) for own in command.commands]
        command, path = command.commands.get(rest[0]), f"{path}.{rest[0]}"
        rest = rest[1:]
    if command is None:
        return []
    return _of_command(command, path, rest, incomplete, known, words)


def _of_command(
    command: Any, path: str, rest: Sequence[str], incomplete: str, known: Known, words: Catalogue
) -> list[Item]:
    """Options, or values of the option just written or of the argument that is next."""
    options = {name: one for one in command.params for name in one.opts if name.startswith("--")}
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    written: list[str] = []
    waiting: Any = None
    for word in rest:
        if waiting is not None:
            waiting = None
        elif word.startswith("--"):
            held = options.get(word)
            waiting = held if held is not None and not held.is_flag else None
        else:
            written.append(word)
    if waiting is None and incomplete.startswith("-"):
        again = [name for name, one in options.items() if name not in rest or one.multiple]
        told = [
            Item(name, option_help(command, path, options[name], words)) for name in again if name != "--help"
        ]
        return [*told, *_shared(words)]
    param = waiting or (arguments[len(written)] if len(written) < len(arguments) else None)
    return _values(command, f"{path}.{param.name}", written, incomplete, known) if param is not None else []


def _shared(words: Catalogue) -> list[Item]:
    names = [*session.SHARED, "--help"]
    return [Item(name, words.help(f"shared.{name.removeprefix('--')}")) for name in names]


def _values(command: Any, name: str, written: Sequence[str], incomplete: str, known: Known) -> list[Item]:
    """The values a parameter may take; nothing where only the person knows."""
    if name in _WORDS:
        return [Item(word) for word in _WORDS[name]]
    last = name.rpartition(".")[2]
    if last in ("format", "to"):
        return [Item(form) for form in forms_of(command)]
    if name == "show.id":
        things = [*known.measures(), *known.parties(), *known.opinions()]
        return [*things, *known.indicators(incomplete)] if incomplete else things
    if name == "explain.what":
        return [*known.indicators(incomplete), *known.measures(), *_codes(incomplete)]
    if last == "meeting":
        return known.meetings(written[0]) if written else []
    plain = {
        "policy": known.policies,
        "field": known.fields,
        "measure": known.measures,
        "lead": known.parties,
        "actor": known.parties,
        "attendee": known.parties,
    }
    if last in plain:
        return plain[last]()
    return known.years() if last in ("year", "reviews", "start", "end") else []


def _codes(incomplete: str) -> list[Item]:
    if not "VT".startswith(incomplete[:2].upper()):
        return []
    from visiontrack.messages import finding_pages

    return [Item(code) for code in finding_pages.codes()]
