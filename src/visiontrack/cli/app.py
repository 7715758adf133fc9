"""The commands in the order of the cycle, and help in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from visiontrack.cli import console, help_page
from visiontrack.cli.as_written import AsWritten
from visiontrack.cli.interrupt import as_exception
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse

if TYPE_CHECKING:
    from typer._click import Command as ClickCommand  # noqa: F401  # the type Typer itself hands out

# Panel of the help → commands. A module of the same name under visiontrack.cli holds each command.
PANELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("panel.plan", ("init", "plan")),
    ("panel.do", ("do",)),
    ("panel.check", ("check", "explain")),
    ("panel.act", ("act",)),
    ("panel.report", ("report", "status", "roles", "show")),
    ("panel.files", ("validate", "new", "schema")),
)
COMMANDS = tuple(name for _, names in PANELS for name in names)
_MODULES = {"init": "init_", "do": "do_"}


class Command(AsWritten, TyperCommand):
    """A command whose help page is ours, and which is told of Ctrl-C by an exception once it is at work."""

    def invoke(self, ctx: Any) -> Any:
        as_exception()
        return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        return _shown(help_page.command_page(self, ctx.command_path, current().words))


class Group(AsWritten, TyperGroup):
    """All commands; an unknown one is told with what was probably meant.

    Only the module of the command that was asked for is imported: start-up is a feature.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands.update(_load(cmd_name))
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from visiontrack.util.nearest import nearest

            raise WrongUse("error.no_command", name=args[0], suggest=nearest(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ARG002
        return _shown(help_page.overview(PANELS, current().words))


class Family(AsWritten, TyperGroup):
    """A command with commands of its own, such as ``new``."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        if not args:
            console.out(help_page.family_page(self, ctx.command_path, current().words))
            raise SystemExit(2)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            from visiontrack.util.nearest import nearest

            raise WrongUse("error.no_command", name=args[0], suggest=nearest(args[0], self.commands))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        return _shown(help_page.family_page(self, ctx.command_path, current().words))


def _shown(page: str) -> str:
    """Write the page ourselves and end here: Typer would take an ASCII console for UTF-8, and a closed pipe for 1."""
    console.out(page)
    raise typer.Exit(0)


def _load(name: str) -> dict[str, Any]:
    """The Click command of one module, made by Typer."""
    module = import_module(f"visiontrack.cli.{_MODULES.get(name, name)}")
    family: dict[str, Callable[..., int]] | None = getattr(module, "FAMILY", None)
    if family is not None:
        app = typer.Typer(cls=Family, add_completion=False, rich_markup_mode=None)
        for own, function in family.items():
            app.command(own, cls=Command)(function)
        group = typer.main.get_group(app)
        group.name = name
        return {name: group}
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    # A second, hidden command keeps Typer from folding a lone command into the program itself.
    app.command(name, cls=Command)(module.run)
    app.command("-", hidden=True)(lambda: None)
    return {name: typer.main.get_group(app).commands[name]}


def build() -> Any:
    """The whole command line as one Click group."""
    app = typer.Typer(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=False,
        no_args_is_help=False,
    )

    @app.callback()
    def visiontrack() -> None:
        """Kept empty: the options that all commands share are read in ``session``."""

    return typer.main.get_group(app)
