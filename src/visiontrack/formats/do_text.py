"""``do`` for a terminal: how far the reporting is, section by section, and what is still empty."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.cycle.do import (
    REPORTING_STATES,
    DoOverview,
    MeasureReporting,
    SectionReporting,
    Slot,
    SlotKind,
)
from visiontrack.formats.figures import Painter
from visiontrack.layout.table import Column, render

if TYPE_CHECKING:
    from visiontrack.cycle.lay_out import Addition, Laid
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

BAR = 40
SMALL_BAR = 10
KINDS: tuple[SlotKind, ...] = ("indicator", "project", "text")


def render_view(folder: Folder, view: DoOverview, words: Catalogue, paint: Painter) -> str:
    """The whole page, at most ``paint.columns`` wide."""
    title = words("do.title", vision=folder.vision.name, year=view.year, wareki=fiscal_year.wareki(view.year))
    lines = [*paint.headline(title), ""]
    if not view.reports:
        before = view.year < view.asked_since
        told = words("do.before_records", since=view.asked_since) if before else words("do.nothing")
        return "\n".join([*lines, *paint.wrap(told)]) + "\n"
    lines += [*_summary(view, words, paint), "", *_overview(folder, view, words, paint)]
    for section in view.sections:
        lines += ["", *_section(folder, section, words, paint)]
    if any(not report.exists for report in view.reports):
        lines += ["", *paint.wrap(words("do.hint", year=view.year))]
    return "\n".join(lines) + "\n"


def render_laid(laid: Laid, words: Catalogue) -> str:
    """What was laid out and added."""
    added = [one for one in laid.added if one.change is not None]
    lines = []
    if laid.start:
        key = "do.started" if laid.created else "do.start.nothing"
        lines += [words(key, count=len(laid.created)), *(f"  {change.path}" for change in laid.created)]
    if laid.add_missing:
        lines.append(words("do.added" if added else "do.add.nothing", count=len(added)))
        lines += ["  " + _ids("do.add.item", one, words) for one in added]
    return "\n".join(lines) + "\n"


def render_refused(laid: Laid, words: Catalogue) -> str:
    """What could not be added; nothing where all could."""
    return "".join(_ids("do.add.refused", one, words) + "\n" for one in laid.refused)


def _ids(key: str, addition: Addition, words: Catalogue) -> str:
    return words(key, path=addition.path, ids=words("list.comma").join(addition.ids))


def share(done: int, all_: int) -> Decimal:
    """Whole per cent, rounded down: 100 only when nothing is missing."""
    return Decimal(done * 100 // all_) if all_ else Decimal(100)


def _summary(view: DoOverview, words: Catalogue, paint: Painter) -> list[str]:
    filled, slots = view.slots
    done = share(filled, slots)
    counts = {state: view.count(state) for state in REPORTING_STATES}
    empty = [slot for report in view.reports for slot in report.empty]
    kinds = {f"{kind}s": sum(slot.kind == kind for slot in empty) for kind in KINDS}
    told = [
        words("do.summary", all=len(view.reports), **counts),
        words("do.slots", filled=filled, all=slots, **kinds),
    ]
    wrapped = [line for one in told for line in paint.wrap(one)]
    bar = paint.bar(done, min(BAR, paint.columns - len(" 100%")))
    return [f"{bar} {done}%", *wrapped]


def _overview(folder: Folder, view: DoOverview, words: Catalogue, paint: Painter) -> list[str]:
    columns = [
        Column(words("do.col.section"), flexible=True),
        *(Column(words(f"do.col.{state}"), right=True) for state in ("reported", "partly", "missing")),
        Column(words("do.col.filled"), right=True),
        Column(""),
    ]
    rows = []
    for section in view.sections:
        states = [report.state for report in section.reports]
        filled = sum(report.filled for report in section.reports)
        slots = sum(len(report.slots) for report in section.reports)
        unread = states.count("left_out")
        rows.append(
            [
                folder.party_name(section.party),
                str(states.count("reported")),
                str(states.count("partly")),
                str(states.count("missing") + unread),
                f"{filled}/{slots}",
                paint.bar(share(filled, slots), SMALL_BAR),
            ]
        )
    return render(columns, rows, paint.columns, paint.ambiguous)


def _section(folder: Folder, section: SectionReporting, words: Catalogue, paint: Painter) -> list[str]:
    name = words("do.section", name=folder.party_name(section.party), id=section.party)
    lines = paint.section(name)
    for report in section.reports:
        lines += _report(report, words, paint)
    return lines


def _report(report: MeasureReporting, words: Catalogue, paint: Painter) -> list[str]:
    mark, state = words(f"do.mark.{report.state}"), words(f"do.state.{report.state}")
    title = report.title if report.title is not None else words("do.own")
    if all(slot.kind == "project" for slot in report.slots):  # the measure itself is another section's
        names = words("list.comma").join(slot.title for slot in report.slots)
        title = words("do.projects_only", title=title, names=names)
    lines = paint.hang(f"{mark} {state}  ", f"{report.measure}  {title}")
    notes: list[str] = []
    if report.state == "left_out":
        notes.append(words("do.unreadable", path=report.path))
    elif not report.exists:
        notes.append(words("do.no_file", path=report.path))
    elif report.state == "missing":
        notes.append(words("do.untouched", path=report.path))
    elif report.state == "partly":
        for kind in KINDS:
            empty = [_name(slot, words) for slot in report.empty if slot.kind == kind]
            if empty:
                notes.append(words(f"do.empty.{kind}", names=words("list.comma").join(empty)))
    notes += _to_look_at(report, words)
    for note in notes:
        lines += paint.hang("    ", note)
    return lines


def _to_look_at(report: MeasureReporting, words: Catalogue) -> Iterator[str]:
    planned = [loc[1] for loc in report.look_at if loc != ("status",)]
    if planned:
        names = words("list.comma").join(slot.title for slot in report.slots if slot.id in planned)
        yield words("do.look_at.planned", names=names, path=report.path)
    if ("status",) in report.look_at:
        yield words("do.look_at.status", path=report.path)


def _name(slot: Slot, words: Catalogue) -> str:
    return words(f"do.key.{slot.id}") if slot.kind == "text" else slot.title
