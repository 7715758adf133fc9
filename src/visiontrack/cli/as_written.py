"""Parameters taken as they were written: every one of ours is a text, several texts, or a flag.

Typer would build a Pydantic adapter for each to be told that a text is a text, and load all of Pydantic for it;
that takes longer than the whole of ``check`` on a city's folder (docs/adr/0002).
"""

from __future__ import annotations

from typing import Any


class _Text:
    """Stands where Typer keeps what a parameter is converted by."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        if param.multiple or param.nargs == -1:
            return list(value or ())
        return value


class AsWritten:
    """To be inherited by a Click command before its own class."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        command: Any = self
        for param in command.get_params(ctx):
            # A Typer that keeps no converter there needs no Pydantic for a text either.
            if hasattr(param, "_runtime_param"):
                param._runtime_param = _Text()
        parent: Any = super()
        return parent.parse_args(ctx, args)
