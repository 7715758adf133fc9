"""``do`` for a terminal, as JSON, and as text to paste into a mail."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from visiontrack import fiscal_year
from visiontrack.cycle.do import (
    REPORTING_STATES,
    VISION_TEXTS,
    DoOverview,
    MeasureReporting,
    SectionReporting,
    Slot,
    SlotKind,
)
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.json_csv import document
from visiontrack.formats.number_format import format_day
from visiontrack.formats.painter import Painter
from visiontrack.layout.table import Column
from visiontrack.messages import Catalogue

BAR = 40
SMALL_BAR = 10
KINDS: tuple[SlotKind, ...] = ("indicator", "project", "text")


def do_text(output: Output[DoOverview]) -> str:
    """Returns the whole page, at most as wide as the console."""
    folder, overview, words, painter = output.folder, output.overview, output.words, output.painter
    year = overview.year
    title = words("do.title", vision=folder.vision.name, year=year, wareki=fiscal_year.wareki(year))
    lines = [*painter.headline(title), ""]
    if not overview.reports:
        before_records = year < overview.asked_since
        note = (
            words("do.before_records", since=overview.asked_since) if before_records else words("do.nothing")
        )
        return lines_text([*lines, *painter.wrap(note)])
    lines += [*_summary(overview, words, painter), "", *_sections_table(folder, overview, words, painter)]
    for section in overview.sections:
        lines += ["", *_section(folder, section, words, painter)]
    lines += _beside(folder, overview, words, painter)
    if any(not report.exists for report in overview.reports):
        lines += ["", *painter.wrap(words("do.hint", year=year))]
    return lines_text(lines)


def _beside(folder: Folder, overview: DoOverview, words: Catalogue, painter: Painter) -> list[str]:
    """Returns what is counted but never asked for: the vision's year in words, and what partners did."""
    vision, keys = overview.vision, {key: words(f"do.key.{key}") for key in VISION_TEXTS}
    counts = {"filled": len(vision.filled), "all": len(VISION_TEXTS), "contributions": vision.contributions}
    texts = painter.wrap(words("do.vision", secretariat=folder.party_name(overview.secretariat), **counts))
    if vision.empty:
        names = words("list.comma").join(keys[key] for key in vision.empty)
        texts += painter.hang("    ", words("do.empty.text", names=names))
    lines = painter.part(words("do.vision.title"), texts)
    contributed = sum(partner.contributed for partner in overview.partners)
    measures = sum(partner.measures for partner in overview.partners)
    rows = [
        [folder.party_name(partner.party), f"{partner.contributed}/{partner.measures}"]
        for partner in overview.partners
    ]
    columns = [
        Column(words("do.col.partner"), flexible=True),
        Column(words("do.col.contributed"), right=True),
    ]
    title = words("do.partners", contributed=contributed, all=measures)
    return lines + painter.part(title, painter.table(columns, rows) if rows else [])


def missing_text(output: Output[DoOverview], due: datetime.date | None) -> str:
    """Returns what is missing by section, as text to paste into a mail: nothing in it is wrapped for a console."""
    folder, overview, words = output.folder, output.overview, output.words
    year = words("do.missing.year", year=overview.year, wareki=fiscal_year.wareki(overview.year))
    lines: list[str] = []
    for section in overview.sections:
        reports = [report for report in section.reports if report.empty]
        if reports:
            name = folder.party_name(section.party)
            lines += (
                ["", words("do.missing.section", name=name)]
                if lines
                else [words("do.missing.section", name=name)]
            )
            key = "do.missing.due" if due is not None else "do.missing.head"
            day = format_day(due, words) if due is not None else ""
            lines.append(words(key, year=year, due=day))
            lines += [line for report in reports for line in _missing_report(report, words)]
    if not lines:
        return words("do.missing.none", year=year) + "\n"
    if folder.vision.contact is not None:
        lines += ["", words("do.missing.contact", contact=folder.vision.contact)]
    return lines_text(lines)


def _missing_report(report: MeasureReporting, words: Catalogue) -> Iterator[str]:
    yield words("do.missing.report", title=report.title if report.title is not None else words("do.own"))
    for kind in KINDS:
        slots = [slot for slot in report.empty if slot.kind == kind]
        names = words("list.comma").join(slot.title or words(f"do.key.{slot.id}") for slot in slots)
        if slots:
            yield words(f"do.missing.{kind}", names=names)


def _share(filled: int, slots: int) -> Decimal:
    """Returns whole per cent, rounded down: 100 only when nothing is missing."""
    return Decimal(filled * 100 // slots) if slots else Decimal(100)


def _summary(overview: DoOverview, words: Catalogue, painter: Painter) -> list[str]:
    filled, slots = overview.slots
    share = _share(filled, slots)
    counts = {state: overview.count(state) for state in REPORTING_STATES}
    empty = [slot for report in overview.reports for slot in report.empty]
    kinds = {f"{kind}s": sum(slot.kind == kind for slot in empty) for kind in KINDS}
    bar = painter.bar(share, min(BAR, painter.columns - len(" 100%")))
    return [
        f"{bar} {share}%",
        *painter.wrap(words("do.summary", all=len(overview.reports), **counts)),
        *painter.wrap(words("do.slots", filled=filled, all=slots, **kinds)),
    ]


def _sections_table(folder: Folder, overview: DoOverview, words: Catalogue, painter: Painter) -> list[str]:
    columns = [
        Column(words("do.col.section"), flexible=True),
        *(Column(words(f"do.col.{state}"), right=True) for state in ("reported", "partly", "missing")),
        Column(words("do.col.filled"), right=True),
        Column(""),
    ]
    rows = []
    for section in overview.sections:
        states = [report.state for report in section.reports]
        filled = sum(report.filled for report in section.reports)
        slots = sum(len(report.slots) for report in section.reports)
        rows.append(
            [
                folder.party_name(section.party),
                str(states.count("reported")),
                str(states.count("partly")),
                str(states.count("missing") + states.count("left_out")),
                f"{filled}/{slots}",
                painter.bar(_share(filled, slots), SMALL_BAR),
            ]
        )
    return painter.table(columns, rows)


def _section(folder: Folder, section: SectionReporting, words: Catalogue, painter: Painter) -> list[str]:
    name = words("do.section", name=folder.party_name(section.party), id=section.party)
    lines = painter.section(name)
    for report in section.reports:
        lines += _report(report, words, painter)
    return lines


def _report(report: MeasureReporting, words: Catalogue, painter: Painter) -> list[str]:
    mark, state = words(f"do.mark.{report.state}"), words(f"do.state.{report.state}")
    title = report.title if report.title is not None else words("do.own")
    if all(slot.kind == "project" for slot in report.slots):  # the measure itself is another section's
        names = words("list.comma").join(slot.title for slot in report.slots)
        title = words("do.projects_only", title=title, names=names)
    lines = painter.hang(f"{mark} {state}  ", f"{report.measure}  {title}")
    for note in _notes(report, words):
        lines += painter.hang("    ", note)
    return lines


def _notes(report: MeasureReporting, words: Catalogue) -> Iterator[str]:
    """Yields what is missing of a report, and what in it wants a second look."""
    comma = words("list.comma")
    if report.state == "left_out":
        yield words("do.unreadable", path=report.path)
    elif not report.exists:
        yield words("do.no_file", path=report.path)
    elif report.state == "missing":
        yield words("do.untouched", path=report.path)
    elif report.state == "partly":
        for kind in KINDS:
            empty = [_slot_name(slot, words) for slot in report.empty if slot.kind == kind]
            if empty:
                yield words(f"do.empty.{kind}", names=comma.join(empty))
    planned = [loc[1] for loc in report.look_at if loc != ("status",)]
    if planned:
        names = comma.join(slot.title for slot in report.slots if slot.id in planned)
        yield words("do.look_at.planned", names=names, path=report.path)
    if ("status",) in report.look_at:
        yield words("do.look_at.status", path=report.path)


def _slot_name(slot: Slot, words: Catalogue) -> str:
    return words(f"do.key.{slot.id}") if slot.kind == "text" else slot.title


def do_json(output: Output[DoOverview]) -> str:
    """Returns ``visiontrack.do/1`` (docs/json.md)."""
    folder, overview = output.folder, output.overview
    filled, slots = overview.slots
    content: dict[str, Any] = {
        "year": overview.year,
        "vision": {"name": folder.vision.name},
        "totals": {
            "reports": len(overview.reports),
            **{state: overview.count(state) for state in REPORTING_STATES},
            "filled": filled,
            "places": slots,
        },
        "sections": [
            {
                "id": section.party,
                "name": folder.party_name(section.party),
                "vision_texts": {
                    **{key: key in overview.vision.filled for key in VISION_TEXTS},
                    "contributions": overview.vision.contributions,
                },
                "partners": [
                    {"id": partner.party, "measures": partner.measures, "contributed": partner.contributed}
                    for partner in overview.partners
                ],
                "reports": [_report_dict(report) for report in section.reports],
            }
            for section in overview.sections
        ],
        "vision_texts": {
            **{key: key in overview.vision.filled for key in VISION_TEXTS},
            "contributions": overview.vision.contributions,
        },
        "partners": [
            {"id": partner.party, "measures": partner.measures, "contributed": partner.contributed}
            for partner in overview.partners
        ],
        "reports": [_report_dict(report) for report in overview.reports],
        **output.done,
    }
    return document("visiontrack.do/1", output, content)


def _report_dict(report: MeasureReporting) -> dict[str, Any]:
    return {
        "measure": report.measure,
        "title": report.title,
        "path": report.path,
        "exists": report.exists,
        "state": report.state,
        "filled": report.filled,
        "places": len(report.slots),
        "empty": {
            "indicators": [slot.id for slot in report.empty if slot.kind == "indicator"],
            "projects": [slot.id for slot in report.empty if slot.kind == "project"],
            "texts": [slot.id for slot in report.empty if slot.kind == "text"],
        },
        "look_at": [".".join(map(str, loc)) for loc in report.look_at],
    }
