"""Everything that one run of ``report`` writes: the reports in the form asked for, and their charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from visiontrack.report import outputs, pages
from visiontrack.report.charts import plan

if TYPE_CHECKING:
    from visiontrack.edit.writer import Change
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.outputs import Made


def changes(folder: Folder, made: Sequence[Made], to: str, words: Catalogue, version: str) -> list[Change]:
    """The changes of a run, charts first: a report never refers to a chart that is not there yet."""
    charts = plan.changes(folder.root, outputs.charts_shown(made))
    if to == "md":
        return [*charts, *outputs.changes(made, version)]
    drawn = {one.path: one.new for one in charts}
    form = cast("pages.Format", to)
    return [*charts, *pages.changes(made, form, folder.root, words, version, drawn)]


def stale_charts(folder: Folder, made: Sequence[Made]) -> list[str]:
    """The charts that the reports refer to and that are absent or show something else.

    Only of reports that are there: those of an absent one are made with it, and a line for each of them would bury
    the one that says so.
    """
    there = [one for one in made if one.state != "absent"]
    return plan.stale(folder.root, outputs.charts_shown(there))
