"""``do`` as JSON: ``visiontrack.do/1`` (docs/json.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.cycle.do import REPORTING_STATES, DoOverview, MeasureReporting
from visiontrack.formats.json import as_dict
from visiontrack.formats.numbers import dumps

if TYPE_CHECKING:
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def text(
    folder: Folder, view: DoOverview, done: Mapping[str, Any], errors: Sequence[Finding], words: Catalogue
) -> str:
    """The whole document as text; ``done`` tells what was created and added."""
    return dumps(
        {
            **_document(folder, view),
            **done,
            "left_out": list(folder.left_out),
            "findings": [as_dict(one, words) for one in errors],
        }
    )


def _document(folder: Folder, view: DoOverview) -> dict[str, Any]:
    filled, slots = view.slots
    return {
        "schema": "visiontrack.do/1",
        "year": view.year,
        "vision": {"name": folder.vision.name},
        "totals": {
            "reports": len(view.reports),
            **{state: view.count(state) for state in REPORTING_STATES},
            "filled": filled,
            "places": slots,
        },
        "sections": [
            {
                "id": section.party,
                "name": folder.party_name(section.party),
                "reports": [_report(one) for one in section.reports],
            }
            for section in view.sections
        ],
        "reports": [_report(one) for one in view.reports],
    }


def _report(report: MeasureReporting) -> dict[str, Any]:
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
