"""One function per output form. ``FORMATS`` is the one list of the forms that a command has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.formats.painter import Painter
    from visiontrack.messages import Catalogue

V = TypeVar("V")

# The forms of each command by the names that --format takes, each with ``module:function``: a module is imported
# when its form is asked for. ``validate`` calls it with findings, totals, sources and catalogue, every other command
# with an ``Output``. Markdown is made in the room ``report``, where its escaping is.
FORMATS: Mapping[str, Mapping[str, str]] = {
    "validate": {
        "text": "formats.findings_text:validate_text",
        "github": "formats.findings_forge:validate_github",
        "gitlab": "formats.findings_forge:validate_gitlab",
        "json": "formats.findings_machine:validate_json",
        "junit": "formats.findings_machine:validate_junit",
        "sarif": "formats.findings_machine:validate_sarif",
    },
    "plan": {
        "text": "formats.plan_text:plan_text",
        "json": "formats.plan_json:plan_json",
        "csv": "formats.plan_json:plan_csv",
        "xlsx": "forms.plan_workbook:plan_xlsx",
        "md": "report.plan_markdown:plan_markdown",
    },
    "do": {"text": "formats.do_formats:do_text", "json": "formats.do_formats:do_json"},
    "check": {
        "text": "formats.check_text:check_text",
        "json": "formats.check_data:check_json",
        "csv": "formats.check_data:check_csv",
        "xlsx": "formats.check_workbook:check_xlsx",
        "md": "report.check_markdown:check_markdown",
    },
    "act": {"text": "formats.act_formats:act_text", "json": "formats.act_formats:act_json"},
    "status": {"text": "formats.status_formats:status_text", "json": "formats.status_formats:status_json"},
    "show": {
        "text": "formats.show_text:show_text",
        "json": "formats.show_json:show_json",
        "md": "report.handouts:meeting_markdown",
    },
    "roles": {
        "text": "formats.roles_formats:roles_text",
        "md": "report.handouts:roles_markdown",
        "csv": "formats.roles_formats:roles_csv",
        "json": "formats.roles_formats:roles_json",
    },
    "diff": {
        "text": "formats.diff_text:diff_text",
        "json": "formats.diff_text:diff_json",
        "md": "report.handouts:diff_markdown",
    },
    "explain": {"text": "formats.explain_formats:figure_text", "json": "formats.explain_formats:figure_json"},
}

# The forms of commands that write files and then say what they did.
WRITING_FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Output(Generic[V]):
    """What a command puts out: its overview, the errors in the data, the language, the console.

    ``done`` says what the run wrote, with the keys of the command's JSON.
    """

    folder: Folder
    overview: V
    errors: Sequence[Finding]
    words: Catalogue
    painter: Painter
    done: Mapping[str, object] = field(default_factory=dict)


def lines_text(lines: Iterable[str]) -> str:
    """Returns the lines of a page as text."""
    return "\n".join(lines) + "\n"


def renderer(command: str, form: str) -> Callable[..., str | bytes]:
    """Returns the function that makes a command's output in a form."""
    module, _, function = FORMATS[command][form].partition(":")
    render: Callable[..., str | bytes] = getattr(import_module(f"visiontrack.{module}"), function)
    return render
