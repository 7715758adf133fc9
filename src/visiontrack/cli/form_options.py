"""The options of ``do`` that have to do with Excel forms, and which of them belong together."""

from __future__ import annotations

from typing import NamedTuple

from visiontrack.errors import WrongUse


class Asked(NamedTuple):
    """What ``do`` was asked for besides; ``laying_out``: ``--start`` or ``--add-missing``."""

    year: str
    leads: tuple[str, ...]
    laying_out: bool
    dry_run: bool
    format: str


class Forms(NamedTuple):
    """Folders to make forms in or to take them from."""

    make: str | None
    collect: str | None
    overwrite: bool
    partial: bool


def belong_together(asked: Asked, forms: Forms) -> None:
    """Refuse options that would be left unheard (``WrongUse``)."""
    if forms.overwrite and not forms.make:
        raise WrongUse("form.error.needs", one="--overwrite", other="--forms")
    if forms.partial and not forms.collect:
        raise WrongUse("form.error.needs", one="--partial", other="--collect")
    given = "--forms" if forms.make else "--collect"
    for clash, other in (
        (forms.make and forms.collect, "--collect"),
        (forms.collect and asked.leads, "--lead"),
        (asked.laying_out, "--start, --add-missing"),
    ):
        if clash:
            raise WrongUse("form.error.together", one=given, other=other)
