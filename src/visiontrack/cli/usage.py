"""Typer's complaints about a command line, told in the reader's language by their class, not their text."""

from __future__ import annotations

from typing import Any

from visiontrack.messages import Catalogue


def sentence(error: Exception, words: Catalogue) -> str | None:
    """What was wrong with the command line, or None when ``error`` is no such complaint."""
    name = type(error).__name__
    context: Any = getattr(error, "ctx", None)
    if not hasattr(error, "format_message"):
        return None
    if name == "NoSuchOption":
        told = words("error.no_option", option=getattr(error, "option_name", ""))
    elif name == "MissingParameter":
        told = words("error.missing", name=_name(getattr(error, "param", None)))
    elif name == "BadOptionUsage":
        told = words("error.option_value", option=getattr(error, "option_name", ""))
    elif name == "BadParameter":
        told = words("error.bad_value", name=_name(getattr(error, "param", None)))
    else:
        told = words("error.usage")
    path = getattr(context, "command_path", "visiontrack")
    return f"{told}\n{words('error.see_help', command=f'{path} --help')}\n"


def _name(param: Any) -> str:
    if param is None:
        return ""
    opts = getattr(param, "opts", None) or []
    if getattr(param, "param_type_name", "") == "argument":
        return str(getattr(param, "metavar", None) or param.name).upper()
    return " / ".join(opts)
