"""The commands in the order of the cycle, and help in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from visiontrack import fiscal_year
from visiontrack.cli import console, help_page
from visiontrack.cli.interrupt import raise_on_interrupt
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse
from visiontrack.util.nearest import nearest

# Panel of the help → commands. A module of the same name under visiontrack.cli holds each command.
PANELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("panel.plan", ("init", "import", "plan")),
    ("panel.do", ("do",)),
    ("panel.check", ("check", "explain")),
    ("panel.act", ("act",)),
    ("panel.report", ("report", "site", "export", "status", "roles", "show")),
    ("panel.files", ("validate", "diff", "new", "rename", "merge-driver", "schema")),
)
# Commands whose name no module can bear.
_MODULES = {"import": "import_book", "merge-driver": "merge_driver"}
# Words too many are left for us to complain about.
_EXTRA = {"allow_extra_args": True}
COMMANDS = tuple(name for _, names in PANELS for name in names)


class Command(TyperCommand):
    """A command with our help page and our complaints; Ctrl-C raises an exception while it is at work."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        words = list(args)
        extra = super().parse_args(ctx, args)
        if extra:
            options = [param for param in self.params if param.param_type_name == "option"]
            raise extra_words(extra, words, ctx.command_path, options)
        return extra

    def invoke(self, ctx: Any) -> Any:
        raise_on_interrupt()
        return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        # Typer would take an ASCII console for UTF-8, and exit with 1 on a closed pipe.
        console.out(help_page.command_page(self, ctx.command_path, current().words))
        raise typer.Exit(0)


class CommandGroup(TyperGroup):
    """A command with commands of its own, such as ``new``.

    It answers ``--help`` itself: to learn that the option is absent Typer would load Pydantic, at every start.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        if not args or args[0] == "--help":
            console.out(self.help_text(ctx))
            raise SystemExit(0 if args else 2)
        return super().parse_args(ctx, args)

    def help_text(self, ctx: Any) -> str:
        return help_page.group_page(self, ctx.command_path, current().words)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        commands = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in commands:
            raise WrongUse("error.no_command", name=args[0], suggest=nearest(args[0], commands))
        return super().resolve_command(ctx, args)


class RootCommand(CommandGroup):
    """All commands. Only the module of the requested one is imported: start-up is a feature."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _load(cmd_name)
        return super().get_command(ctx, cmd_name)

    def help_text(self, ctx: Any) -> str:  # noqa: ARG002
        return help_page.overview(PANELS, current().words)


def _load(name: str) -> Any:
    """Returns the command of one module as Typer makes it."""
    module = import_module(f"visiontrack.cli.{_MODULES.get(name, name)}")
    commands: dict[str, Callable[..., int]] | None = getattr(module, "COMMANDS", None)
    if commands is not None:
        app = _typer(CommandGroup)
        for own_name, function in commands.items():
            app.command(own_name, cls=Command, context_settings=_EXTRA)(function)
        group = typer.main.get_group(app)
        group.name = name
        return group
    app = _typer(TyperGroup)
    app.command(name, cls=Command, context_settings=_EXTRA)(module.run)
    # A callback keeps Typer from folding a lone command into the program itself.
    app.callback()(lambda: None)
    return typer.main.get_group(app).commands[name]


def _typer(group: type[TyperGroup]) -> typer.Typer:
    return typer.Typer(cls=group, add_completion=False, add_help_option=False, rich_markup_mode=None)


def build() -> Any:
    """Returns the whole command line."""
    app = _typer(RootCommand)

    @app.callback()
    def visiontrack() -> None:
        """Has no options: those that all commands share are read in ``session``."""

    return typer.main.get_group(app)


_QUOTES = "\"“”„‟＂'‘’"


def extra_words(extra: Sequence[str], words: Sequence[str], path: str, options: Iterable[Any]) -> WrongUse:
    """Returns the complaint about words that no argument takes: nearly always the rest of a value without quotes."""
    at = words.index(extra[0])
    with_value = {name for option in options if not option.is_flag for name in option.opts}
    suggestion = None
    if at >= 1 and fiscal_year.parse(words[at - 1] + words[at]) is not None:
        suggestion = words[at - 1] + words[at]
    elif at >= 2 and words[at - 2] in with_value:
        parts = [words[at - 1], *_leading(extra, words[at:])]
        suggestion = f'{words[at - 2]} "{" ".join(parts).strip(_QUOTES)}"'
    return WrongUse("error.extra_word", word=extra[0], suggest=suggestion, usage=f"{path} --help")


def _leading(extra: Sequence[str], words: Sequence[str]) -> list[str]:
    """Returns the extra words that follow each other."""
    pairs = zip(extra, words, strict=False)
    return [
        word
        for number, (word, other) in enumerate(pairs)
        if word == other and extra[:number] == words[:number]
    ]
