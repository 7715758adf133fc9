"""``status`` for a terminal and as JSON: one line a year, and the next thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from visiontrack import fiscal_year
from visiontrack.cycle.next_steps import NextStep, next_steps
from visiontrack.cycle.status import StatusOverview, YearStatus
from visiontrack.formats import Output, lines_text
from visiontrack.formats.json_csv import document
from visiontrack.formats.number_format import NOTHING
from visiontrack.formats.show_pages import ending_program_dict, ending_program_lines
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue

_COLUMNS = ("year", "measures", "shown", "reported", "reports", "decided", "opinions")


def status_text(output: Output[StatusOverview]) -> str:
    """Returns the whole page; all is within the console's width but the command, which stands as it is."""
    overview, words, painter = output.overview, output.words, output.painter
    step, waiting = next_steps(overview, len(output.errors))
    title = words("status.title", vision=output.folder.vision.name, today=overview.today.isoformat())
    columns = [Column(words(f"status.column.{name}"), right=name == "measures") for name in _COLUMNS]
    lines = [*painter.headline(title), ""]
    lines += painter.table(columns, [_row(year, words) for year in overview.years])
    lines += ["", *painter.headline(words("status.next"))]
    lines += painter.hang("  ", _why(step, words))
    if step is not None:
        lines += ["", f"  {step.command}"]
    if waiting:
        lines += ["", *painter.headline(words("status.others"))]
    for other in waiting:
        lines += [*painter.item(_why(other, words)), f"    {other.command}"]
    programs = ending_program_lines(overview.programs, words, painter)
    return lines_text([*lines, *painter.part(words("show.program.ending"), programs)])


def _why(step: NextStep | None, words: Catalogue) -> str:
    """Returns why the next step is the next one."""
    if step is None:
        return words("status.next.none")
    fiscal = "" if step.year is None else fiscal_year.by_name(step.year, words.language)
    params = {
        name: words("list.comma").join(map(str, value)) if isinstance(value, Sequence) else value
        for name, value in step.params.items()
    }
    text = words(f"status.next.{step.reason}", fiscal=fiscal, **params)
    return text + (words("status.next.more", count=params["more"]) if params.get("more") else "")


def _row(year: YearStatus, words: Catalogue) -> list[str]:
    name = fiscal_year.wareki(year.year).removesuffix("年度") if words.language == "ja" else ""
    opinions = _of(year.unfinished, year.opinions, words)
    if year.overdue:
        opinions = words("status.overdue", text=opinions, count=year.overdue)
    return [
        f"{year.year} {name}".strip(),
        str(year.measures),
        _of(year.shown, year.to_show, words),
        _of(year.reported, year.expected if year.over or year.begun else 0, words),
        words(f"status.report.{_state_of_reports(year)}"),
        _of(year.decided, year.decided + year.waiting, words),
        opinions,
    ]


def _of(count: int, whole: int, words: Catalogue) -> str:
    return words("status.of", count=count, all=whole) if whole else NOTHING


def _state_of_reports(year: YearStatus) -> str:
    """Returns one word for all of a year's reports: the worst state, ``partly`` where some are absent."""
    states = set(year.reports.values())
    if states <= {"absent"}:
        return "absent"
    if "stale" in states:
        return "stale"
    if "absent" in states:
        return "partly"
    if "unknown" in states:
        return "unknown"
    return "published" if states == {"published"} else "fresh"


def status_json(output: Output[StatusOverview]) -> str:
    """Returns ``visiontrack.status/1`` (docs/json.md)."""
    overview = output.overview
    step, waiting = next_steps(overview, len(output.errors))
    content = {
        "today": overview.today.isoformat(),
        "vision": {"name": output.folder.vision.name},
        "years": [_year_dict(year) for year in overview.years],
        "programs": [ending_program_dict(program) for program in overview.programs],
        "next": None if step is None else _step_dict(step, output.words),
        "others": [_step_dict(other, output.words) for other in waiting],
    }
    return document("visiontrack.status/1", output, content)


def _step_dict(step: NextStep, words: Catalogue) -> dict[str, Any]:
    return {"reason": step.reason, "year": step.year, "command": step.command, "text": _why(step, words)}


def _year_dict(year: YearStatus) -> dict[str, Any]:
    return {
        "year": year.year,
        "over": year.over,
        "past": year.past,
        "planned": {"measures": year.measures, "decisions": year.to_show, "shown": year.shown},
        "reported": {"measures": year.reported, "of": year.expected, "files": year.files},
        "checked": dict(year.reports),
        "reviewed": year.met,
        "decided": {
            "measures": year.decided,
            "of": year.decided + year.waiting,
            "file": year.decisions_file,
            "drafts": year.drafts,
        },
        "opinions": {"all": year.opinions, "unfinished": year.unfinished, "overdue": year.overdue},
        "requests": {"overdue": year.overdue_requests},
    }
