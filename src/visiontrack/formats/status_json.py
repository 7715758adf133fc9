"""``status`` as JSON: ``visiontrack.status/1`` (docs/json.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.formats.json import as_dict
from visiontrack.formats.numbers import dumps
from visiontrack.formats.status_text import reason

if TYPE_CHECKING:
    from visiontrack.cycle.status import NextStep, StatusOverview, YearStatus
    from visiontrack.finding import Finding
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def text(
    folder: Folder, view: StatusOverview, step: NextStep | None, errors: Sequence[Finding], words: Catalogue
) -> str:
    """The whole document."""
    return dumps(
        {
            "schema": "visiontrack.status/1",
            "today": view.today.isoformat(),
            "vision": {"name": folder.vision.name},
            "years": [_year(one) for one in view.years],
            "next": None if step is None else {**step._asdict(), "text": reason(step, words)},
            "left_out": list(folder.left_out),
            "findings": [as_dict(one, words) for one in errors],
        }
    )


def _year(one: YearStatus) -> dict[str, Any]:
    return {
        "year": one.year,
        "over": one.over,
        "past": one.past,
        "planned": {"measures": one.measures, "decisions": one.to_show, "shown": one.shown},
        "reported": {"measures": one.reported, "of": one.expected, "files": one.files},
        "checked": dict(one.reports),
        "reviewed": one.met,
        "decided": {"measures": one.decided, "of": one.decided + one.waiting, "file": one.decisions_file},
        "opinions": {"all": one.opinions, "unfinished": one.unfinished, "overdue": one.overdue},
    }
