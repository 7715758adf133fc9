"""What ``check`` has found, in the form and at the place that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.cli import sound
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
    if out is None:
        sound.put_out("check", form, opened, view)
        return
    from visiontrack.cli.save import save
    from visiontrack.formats.painter import Painter

    content = sound.content("check", form, opened, view, Painter())
    save(out, content if isinstance(content, bytes) else content.encode(), overwrite)
