"""Help pages: the command line in the order of the cycle, in the reader's language, at any width."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from visiontrack.cli.console import ambiguous_width, columns
from visiontrack.cli.session import COMPLETION
from visiontrack.formats import WRITING_FORMATS
from visiontrack.layout.width import packed, pad, width, wrap
from visiontrack.messages import Catalogue

Panels = Sequence[tuple[str, Sequence[str]]]
SHARED_ROWS = (("--root DIR", "shared.root"), ("--lang ja|en", "shared.lang"), ("--debug", "shared.debug"))


def overview(panels: Panels, words: Catalogue) -> str:
    """Returns ``visiontrack --help``: Plan, Do, Check, Act, then Report, then the files."""
    lines = [
        *_wrapped(words.help("program"), columns()),
        "",
        *_usage("visiontrack " + words.help("usage.program"), words),
        "",
    ]
    for panel, names in panels:
        lines.append(words.help(panel))
        lines += _table([(name, words.help(f"{name}.short")) for name in names])
        lines.append("")
    lines.append(words.help("panel.shared"))
    lines += _table([*_shared(words), ("--version", words.help("shared.version")), _help_row(words)])
    lines += ["", words.help("panel.completion")]
    lines += _table([(f"{name} [SHELL]", words.help(f"completion.{name.strip('-')}")) for name in COMPLETION])
    return "\n".join(lines) + "\n"


def command_page(command: Any, path: str, words: Catalogue) -> str:
    """Returns the help of one command: what it does, its arguments, its options."""
    name = path.split(" ", 1)[-1].replace(" ", ".")
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [
        param for param in command.params if param.param_type_name == "option" and param.name != "help"
    ]
    usage = [_metavar(param) if param.required else f"[{_metavar(param)}]" for param in arguments]
    lines = [*_usage(f"{path} {' '.join([*usage, '[OPTION]...'])}", words), ""]
    lines += _wrapped(words.help(f"{name}.long"), columns() - 1)
    lines.append("")
    if arguments:
        lines.append(words.help("panel.arguments"))
        lines += _table([(_metavar(param), words.help(f"{name}.{param.name}")) for param in arguments])
        lines.append("")
    lines.append(words.help("panel.options"))
    rows = [(_option(param), option_help(command, name, param, words)) for param in options]
    lines += _table([*rows, *_shared(words), _help_row(words)])
    return "\n".join(lines) + "\n"


def group_page(group: Any, path: str, words: Catalogue) -> str:
    """Returns the help of a command that has commands of its own."""
    name = path.split(" ", 1)[-1].replace(" ", ".")
    lines = [*_usage(f"{path} {words.help('usage.program')}", words), ""]
    lines += _wrapped(words.help(f"{name}.long"), columns() - 1)
    lines += ["", words.help("panel.commands")]
    lines += _table([(command, words.help(f"{name}.{command}.short")) for command in group.commands])
    lines += ["", words.help("panel.options")]
    lines += _table([*_shared(words), _help_row(words)])
    return "\n".join(lines) + "\n"


def option_help(command: Any, path: str, option: Any, words: Catalogue) -> str:
    """Returns what an option is for; which forms there are comes from the table of formats."""
    if option.name == "format":
        return words.help("shared.format").format(forms=words("list.comma").join(forms_of(command)))
    if getattr(command.callback, "__wrapped__", None) and option.name in ("out", "overwrite"):
        return words.help(f"shared.{option.name}")
    return words.help(f"{path}.{option.name}")


def forms_of(command: Any) -> Sequence[str]:
    """Returns the forms of a command's output."""
    forms: Sequence[str] = getattr(sys.modules[command.callback.__module__], "FORMATS", WRITING_FORMATS)
    return forms


def _wrapped(text: str, room: int) -> list[str]:
    return wrap(text, room, ambiguous_width())


def _usage(line: str, words: Catalogue) -> list[str]:
    """Returns the line of usage, broken only between words; further lines start below its first word."""
    lead = words.help("usage") + " "
    indent = width(lead, ambiguous_width())
    first, *rest = packed(line.split(), columns() - indent, ambiguous_width(), gap=1)
    return [lead + first, *(" " * indent + line for line in rest)]


def _shared(words: Catalogue) -> list[tuple[str, str]]:
    return [(option, words.help(key)) for option, key in SHARED_ROWS]


def _help_row(words: Catalogue) -> tuple[str, str]:
    return ("--help", words.help("shared.help"))


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _option(param: Any) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper()}"


def _table(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Returns two columns, the second wrapped; on a narrow console each text stands below its name. Nothing is cut."""
    left = max(len(name) for name, _ in rows) + 4
    room = columns() - left - 1
    lines = []
    for name, text in rows:
        if room < 20:
            lines += [f"  {name}", *(f"      {line}" for line in _wrapped(text, columns() - 7))]
            continue
        first, *rest = _wrapped(text, room)
        lines.append(f"  {pad(name, left - 2)}{first}".rstrip())
        lines += [" " * left + line for line in rest]
    return lines
