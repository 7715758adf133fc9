"""What every command that reads a year does first: load what is sound, and say what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from visiontrack.checks.suite import Suite
from visiontrack.cli import console
from visiontrack.cli.session import current
from visiontrack.errors import Unsound
from visiontrack.finding import Finding
from visiontrack.folder.listing import VISION
from visiontrack.folder.loading import EntryFilter, SourceLines, load
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, renderer

if TYPE_CHECKING:
    from visiontrack.formats.painter import Painter


class Sound(NamedTuple):
    """The sound part of a folder, the errors found on the way, and the lines to show them with."""

    folder: Folder
    errors: list[Finding]
    shown: SourceLines

    @property
    def exit_code(self) -> int:
        """1 when there were errors, however good the output."""
        return int(bool(self.errors))


def open_folder(wanted: EntryFilter | None = None) -> Sound:
    """Load the session's folder. Without a sound vision, or rules in it to evaluate by: its findings, exit code 1."""
    session = current()
    with console.progress(session.words("progress.read")) as advance:
        loaded = load(session.root, Suite(errors_only=True), wanted, advance)
    errors = [finding for finding in loaded.findings if finding.severity == "error"]
    if loaded.folder is None or not loaded.folder.vision.evaluation:
        own = [finding for finding in errors if finding.path in (VISION, "data")]
        raise Unsound("error.no_vision", own or errors)
    return Sound(loaded.folder, errors, loaded.lines)


def content(
    command: str,
    form: str,
    opened: Sound,
    overview: object,
    painter: Painter,
    done: Mapping[str, object] | None = None,
) -> str | bytes:
    """Returns what a command puts out, in one of its forms."""
    output = Output(opened.folder, overview, opened.errors, current().words, painter, done or {})
    return renderer(command, form)(output)


def put_out(
    command: str, form: str, opened: Sound, overview: object, done: Mapping[str, object] | None = None
) -> None:
    """Write what a command puts out to stdout."""
    text = content(command, form, opened, overview, console.painter(), done)
    if isinstance(text, bytes):
        console.raw(text)
    else:
        (console.machine if form == "json" else console.out)(text)


def tell_errors(sound: Sound) -> None:
    """The errors, on stderr, and which files were left out because of them."""
    if not sound.errors:
        return
    from visiontrack.formats.findings_text import Sources, findings_text, listed

    session = current()
    first, not_listed = listed(sound.errors)
    console.err(findings_text(first, Sources(session.root, sound.shown), session.words))
    if not_listed:
        console.err(session.words("summary.more", count=not_listed).strip() + "\n")
    if sound.folder.left_out:
        console.err(session.words("error.left_out", count=len(sound.folder.left_out)) + "\n")
        console.err("".join(f"  {path}\n" for path in sound.folder.left_out))
