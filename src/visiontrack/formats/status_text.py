"""``status`` for a terminal: one line a year, and the next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.formats.figures import NOTHING, Painter
from visiontrack.layout.table import Column, render

if TYPE_CHECKING:
    from visiontrack.cycle.status import NextStep, StatusOverview, YearStatus
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

_COLUMNS = ("year", "measures", "shown", "reported", "reports", "decided", "opinions")


def render_view(
    folder: Folder, view: StatusOverview, step: NextStep | None, words: Catalogue, paint: Painter
) -> str:
    """The whole page, within ``paint.columns`` but for the command, which stands as it is."""
    title = words("status.title", vision=folder.vision.name, today=view.today.isoformat())
    columns = [Column(words(f"status.column.{name}"), right=name == "measures") for name in _COLUMNS]
    rows = [_row(one, words) for one in view.years]
    lines = [*paint.headline(title), ""]
    lines += render(columns, rows, paint.columns, paint.ambiguous)
    lines += ["", *paint.headline(words("status.next"))]
    lines += paint.hang("  ", reason(step, words))
    if step is not None:
        lines += ["", f"  {step.command}"]
    return "\n".join(lines) + "\n"


def reason(step: NextStep | None, words: Catalogue) -> str:
    """Why the next step is the next one."""
    if step is None:
        return words("status.next.none")
    year = step.year
    fiscal = "" if year is None else fiscal_year.wareki(year) if words.language == "ja" else f"FY{year}"
    return words(f"status.next.{step.reason}", fiscal=fiscal)


def _row(one: YearStatus, words: Catalogue) -> list[str]:
    name = fiscal_year.wareki(one.year).removesuffix("年度") if words.language == "ja" else ""
    opinions = _of(one.unfinished, one.opinions, words)
    if one.overdue:
        opinions = words("status.overdue", text=opinions, count=one.overdue)
    return [
        f"{one.year} {name}".strip(),
        str(one.measures),
        _of(one.shown, one.to_show, words),
        _of(one.reported, one.expected if one.over or one.begun else 0, words),
        words(f"status.report.{_reports(one)}"),
        _of(one.decided, one.decided + one.waiting, words),
        opinions,
    ]


def _of(count: int, whole: int, words: Catalogue) -> str:
    return words("status.of", count=count, all=whole) if whole else NOTHING


def _reports(one: YearStatus) -> str:
    """One word for all of a year's reports: the state of the worst, ``partly`` where some are not there."""
    held = set(one.reports.values())
    if held <= {"absent"}:
        return "absent"
    if "stale" in held:
        return "stale"
    if "absent" in held:
        return "partly"
    if "unknown" in held:
        return "unknown"
    return "published" if held == {"published"} else "fresh"
