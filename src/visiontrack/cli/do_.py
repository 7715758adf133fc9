"""``visiontrack do YEAR``: what each section has reported; ``--start`` lays out the files."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from visiontrack import formats

FORMATS = tuple(formats.FORMATS["do"])


def run(
    year: Annotated[str, Argument(metavar="YEAR")],
    lead: Annotated[list[str] | None, Option("--lead", metavar="ID")] = None,
    start: Annotated[bool, Option("--start")] = False,
    add_missing: Annotated[bool, Option("--add-missing")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
    forms: Annotated[str | None, Option("--forms", metavar="DIR")] = None,
    collect: Annotated[str | None, Option("--collect", metavar="DIR")] = None,
    overwrite: Annotated[bool, Option("--overwrite")] = False,
    partial: Annotated[bool, Option("--partial")] = False,
) -> int:
    from visiontrack.cli import arguments, console, sound
    from visiontrack.cli.session import current
    from visiontrack.cycle.check import entries_needed
    from visiontrack.cycle.do import do
    from visiontrack.cycle.do_start import lay_out_results
    from visiontrack.edit import writer
    from visiontrack.errors import WrongUse
    from visiontrack.formats.do_formats import laid_out_text, refused_text
    from visiontrack.messages import catalogue

    arguments.choice("--format", format, FORMATS)
    if forms or collect or overwrite or partial:
        from visiontrack.cli import form_options as given
        from visiontrack.cli.forms import exchange

        asked = given.Asked(year, tuple(lead or ()), start or add_missing, dry_run, format)
        return exchange(asked, given.Forms(forms, collect, overwrite, partial))
    if dry_run and not (start or add_missing):
        raise WrongUse("do.dry_run_alone")
    opened = sound.open_folder(entries_needed(arguments.parse_year(year)))
    folder, words = opened.folder, current().words
    view = do(folder, arguments.year_in(folder.vision, year), tuple(lead or ()), unasked=start)
    laid = lay_out_results(folder, view, catalogue(folder.vision.language), start, add_missing)
    if not dry_run:
        writer.commit(folder.root, laid.changes)
    sound.tell_errors(opened)
    if dry_run and format != "json":
        console.out(writer.diff(laid.changes))
    elif (start or add_missing) and format != "json":
        console.out(laid_out_text(laid, words))
    else:
        sound.put_out("do", format, opened, view, laid.as_dict(dry_run))
    console.err(refused_text(laid, words))
    return max(opened.exit_code, int(bool(laid.refused)))
