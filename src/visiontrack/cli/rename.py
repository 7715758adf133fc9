"""``visiontrack rename KIND OLD NEW``: another id for one thing, everywhere it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, cast, get_args

from typer import Argument, Option

from visiontrack.cli import arguments, console, opened_folder
from visiontrack.cli.session import current
from visiontrack.edit.writer import commit_together, diff
from visiontrack.formats import WRITING_FORMATS
from visiontrack.formats.json_csv import dumps
from visiontrack.messages import Catalogue, catalogue

if TYPE_CHECKING:
    from visiontrack.cli.opened_folder import OpenedFolder
    from visiontrack.folder.loading import FileLine


def run(
    kind: Annotated[str, Argument(metavar="KIND")],
    old: Annotated[str, Argument(metavar="OLD")],
    new: Annotated[str, Argument(metavar="NEW")],
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT")] = "text",
) -> int:
    from visiontrack.history import renaming

    words = current().words
    arguments.choice("--format", format, WRITING_FORMATS)
    chosen = arguments.word_of("KIND", kind, get_args(renaming.RenameKind), words)
    opened = opened_folder.open_folder()
    folder = opened.folder
    rename = renaming.rename_of(folder, cast("renaming.RenameKind", chosen), old, new)
    changes = renaming.rename_changes(folder, rename)
    mentions = renaming.mentions(folder, changes, rename.old)
    stale: list[str] = []
    if not dry_run:
        stale_before = _stale_reports(opened)
        commit_together(folder.root, changes)
        stale = [path for path in _stale_reports(opened_folder.open_folder()) if path not in stale_before]
    reports = {
        "stale": stale,
        "published": renaming.published_with(folder, rename.old),
    }
    before, after = rename.names
    if format == "json":
        facts: dict[str, object] = {"schema": "visiontrack.rename/1", "kind": chosen}
        facts |= {"before": before, "after": after, "dry_run": dry_run}
        facts["files"] = [change.path for change in changes]
        facts["moved"] = [{"from": move.moved_from, "to": move.path} for move in changes if move.moved_from]
        facts["mentions"] = [{"path": path, "line": line} for path, line in mentions]
        console.machine(dumps({**facts, **reports, "diff": diff(changes)}))
        return 0
    params = {"kind": words(f"word.{chosen}"), "before": before, "after": after, "count": len(changes)}
    console.out(diff(changes) if dry_run else words("rename.done", **params) + "\n")
    # A diff on stdout is to be applied: what is to be read stands beside it.
    (console.err if dry_run else console.out)(_left_to_people(rename.old, mentions, reports, words))
    return 0


def _left_to_people(
    old: str, mentions: Sequence[FileLine], reports: Mapping[str, Sequence[str]], words: Catalogue
) -> str:
    lines = [words("rename.mentions", id=old)] if mentions else []
    lines += [f"  {path}:{line}" for path, line in mentions]
    for key, paths in reports.items():
        lines += [words(f"rename.{key}"), *(f"  {path}" for path in paths)] if paths else []
    return "".join(f"{line}\n" for line in lines)


def _stale_reports(opened: OpenedFolder) -> list[str]:
    """Returns the reports that do not hold the data."""
    from visiontrack.report.outputs import report_states

    states = report_states(opened.folder, catalogue(opened.folder.vision.language), not opened.errors)
    return [
        f"data/reports/{year}/{paper}.md"
        for year, papers in states.items()
        for paper, state in papers.items()
        if state == "stale"
    ]
