"""``visiontrack explain measure/indicator YEAR``: how a figure came about."""

from __future__ import annotations


def explain_figure(name: str, year: str, form: str) -> int:
    """Print the explanation as ``text`` or ``json`` and return the exit code."""
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle import explain
    from visiontrack.cycle.check import entries_needed

    opened = sound.open_folder(entries_needed(arguments.parse_year(year)))
    fiscal = arguments.year_in(opened.folder.vision, year)
    found = explain.explain_figure(opened.folder, name, fiscal)
    sound.tell_errors(opened)
    if form == "json":
        from visiontrack.formats.explain_json import document
        from visiontrack.formats.numbers import dumps

        console.machine(dumps(document(opened.folder, found, fiscal, opened.errors, current().words)))
    else:
        from visiontrack.formats.explain_text import render

        console.out(render(found, fiscal, current().words, console.painter()))
    return opened.exit_code
