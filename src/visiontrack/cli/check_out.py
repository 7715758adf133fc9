"""What ``check`` has found, in the form and at the place that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cli import console
from visiontrack.cli.session import current
from visiontrack.errors import WrongUse

if TYPE_CHECKING:
    from visiontrack.cli.sound import Sound
    from visiontrack.cycle.check import CheckOverview


def allowed(form: str, out: str | None, overwrite: bool) -> None:
    """Refuse what cannot work: a workbook goes to a file, never to a terminal (``WrongUse``)."""
    if form == "xlsx" and out is None:
        raise WrongUse("check.error.out")
    if overwrite and out is None:
        raise WrongUse("form.error.needs", one="--overwrite", other="--out")
    if form == "xlsx":
        from visiontrack.util.extras import require

        require("openpyxl")


def write(form: str, opened: Sound, view: CheckOverview, out: str | None, overwrite: bool) -> None:
    """To the file, or to stdout."""
    content = _content(form, opened, view, plain=out is not None)
    if out is not None:
        from visiontrack.cli.save import save

        save(out, content if isinstance(content, bytes) else content.encode(), overwrite)
    elif isinstance(content, bytes):
        console.raw(content)
    else:
        (console.machine if form == "json" else console.out)(content)


def _content(form: str, opened: Sound, view: CheckOverview, plain: bool) -> str | bytes:
    words = current().words
    if form == "text":
        from visiontrack.formats import check_text
        from visiontrack.formats.figures import Painter

        return check_text.render_view(opened.folder, view, words, Painter() if plain else console.painter())
    from visiontrack.formats import check_json

    if form == "csv":
        return check_json.as_csv(view)
    if form == "xlsx":
        from visiontrack.formats.check_xlsx import as_xlsx

        return as_xlsx(opened.folder, view, words)
    from visiontrack.formats.json import as_dict
    from visiontrack.formats.numbers import dumps

    findings = [as_dict(one, words) for one in opened.errors]
    return dumps(check_json.document(opened.folder, view, findings))
