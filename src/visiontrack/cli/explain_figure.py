"""``visiontrack explain measure/indicator YEAR``: how a figure came about."""

from __future__ import annotations


def explain_figure(name: str, year: str, form: str) -> int:
    """Print the explanation as ``text`` or ``json`` and return the exit code."""
    from visiontrack.cli import arguments, sound
    from visiontrack.cycle import explain
    from visiontrack.cycle.check import entries_needed

    opened = sound.open_folder(entries_needed(arguments.parse_year(year)))
    fiscal = arguments.year_in(opened.folder.vision, year)
    found = explain.explain_figure(opened.folder, name, fiscal)
    sound.tell_errors(opened)
    sound.put_out("explain", form, opened, found)
    return opened.exit_code
