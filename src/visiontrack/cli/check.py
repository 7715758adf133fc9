"""``visiontrack check YEAR``: indicators, measures, vision; what needs attention."""

from __future__ import annotations

from typing import Annotated, Any

from typer import Argument, Option

FORMATS = ("text", "json", "csv", "xlsx")


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    policy: Annotated[list[str] | None, Option("--policy", metavar="ID")] = None,
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    field: Annotated[list[str] | None, Option("--field", metavar="ID")] = None,
    measure: Annotated[list[str] | None, Option("--measure", metavar="ID")] = None,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.cli import arguments, sound
    from visiontrack.cycle.check import Filters, check, needed

    arguments.choice("--format", format, FORMATS)
    opened = sound.open_folder(needed(arguments.parse_year(year)))
    fiscal = arguments.year_in(opened.folder.vision, year)
    chosen = Filters(*(tuple(one or ()) for one in (policy, lead, field, measure)))
    view = check(opened.folder, fiscal, chosen)
    sound.tell_errors(opened)
    _write(format, opened, view)
    return opened.exit_code


def _write(form: str, opened: Any, view: Any) -> None:
    from visiontrack.cli import console
    from visiontrack.cli.session import current
    from visiontrack.formats import check_json

    if form == "csv":
        console.raw(check_json.as_csv(view))
    elif form == "json":
        from visiontrack.formats.json import as_dict
        from visiontrack.formats.numbers import dumps

        findings = [as_dict(one, current().words) for one in opened.errors]
        console.machine(dumps(check_json.document(opened.folder, view, findings)))
    else:
        from visiontrack.formats import check_text

        console.out(check_text.render_view(opened.folder, view, current().words, console.painter()))
