"""What ``do --forms`` and ``do --collect`` say: which forms were made, what was taken in, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from visiontrack.finding import Finding
from visiontrack.formats import text
from visiontrack.formats.json import as_dict
from visiontrack.formats.listing import listed
from visiontrack.formats.numbers import dumps
from visiontrack.formats.sources import Sources

if TYPE_CHECKING:
    from visiontrack.edit.writer import Change
    from visiontrack.messages import Catalogue


class Made(Protocol):
    """A workbook that was made."""

    @property
    def name(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def ids(self) -> tuple[str, ...]: ...


class Taken(Protocol):
    """A results file that forms change."""

    @property
    def path(self) -> str: ...
    @property
    def values(self) -> int: ...
    @property
    def created(self) -> bool: ...
    @property
    def merged(self) -> bool: ...


class Collected(Protocol):
    """What the forms of a folder come to."""

    @property
    def forms(self) -> Sequence[str]: ...
    @property
    def updated_files(self) -> Sequence[Taken]: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def errors(self) -> int: ...


def made(place: Path, year: int, forms: Sequence[Made], words: Catalogue) -> str:
    """The workbooks, and what to do when they come back."""
    if not forms:
        return words("form.made.nothing") + "\n"
    lines = [words("form.made", path=str(place / one.name), count=len(one.ids)) for one in forms]
    summary = words("form.made.summary", count=len(forms), year=year, place=place)
    return "\n".join([*lines, summary]) + "\n"


def made_json(place: Path, year: int, forms: Sequence[Made], dry_run: bool) -> str:
    """``visiontrack.forms/1``."""
    return dumps(
        {
            "schema": "visiontrack.forms/1",
            "year": year,
            "dry_run": dry_run,
            "forms": [
                {"path": (place / one.name).as_posix(), "section": one.section, "measures": list(one.ids)}
                for one in forms
            ],
        }
    )


def findings(found: Collected, root: Path, words: Catalogue) -> str:
    """Everything that is wrong with the forms. Where not all is listed, no warning hides an error."""
    shown, more = listed(sorted(found.findings, key=lambda one: one.severity != "error"))
    kept = {id(one) for one in shown}
    told = text.render((one for one in found.findings if id(one) in kept), Sources(root), words)
    return told + (words("summary.more", count=more).strip() + "\n" if more else "")


def collected(found: Collected, refused: bool, words: Catalogue) -> str:
    """What was taken in, or why nothing was."""
    if refused:
        return words("form.collected.refused", errors=found.errors) + "\n"
    lines = [words(_key(one), path=one.path, count=one.values) for one in found.updated_files]
    key = "form.collected.summary" if lines else "form.collected.nothing"
    lines.append(words(key, forms=len(found.forms), files=len(lines)))
    if found.errors:
        lines.append(words("form.collected.partial", errors=found.errors))
    return "\n".join(lines) + "\n"


def _key(one: Taken) -> str:
    return "form.collected." + ("new" if one.created else "merged" if one.merged else "file")


def collected_json(
    found: Collected, year: int, changes: Sequence[Change], dry_run: bool, words: Catalogue
) -> str:
    """``visiontrack.collect/1``: ``files`` are those written (or, with ``--dry-run``, to be written)."""
    written = {change.path for change in changes}
    return dumps(
        {
            "schema": "visiontrack.collect/1",
            "year": year,
            "dry_run": dry_run,
            "forms": list(found.forms),
            "files": [
                {"path": one.path, "values": one.values, "created": one.created, "merged": one.merged}
                for one in found.updated_files
                if one.path in written
            ],
            "findings": [as_dict(one, words) for one in found.findings],
        }
    )
