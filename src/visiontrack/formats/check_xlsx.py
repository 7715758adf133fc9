"""``check`` as an Excel workbook for the office: the figures of the CSV under headings and words in the reader's
language, with the titles that the ids stand for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from visiontrack.formats.check_json import OF_INDICATOR, indicator
from visiontrack.formats.xlsx import workbook

if TYPE_CHECKING:
    from visiontrack.cycle.check import CheckOverview
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

# The prefix of the catalogue under which a column finds its words.
_WORDS = {
    **dict.fromkeys(("kind", "direction", "state", "basis", "change", "outlook"), "word"),
    **dict.fromkeys(("baseline", "target", "final_target", "actual"), "word"),
    "target_source": "do.source",
    "achieved": "form.check.achieved",
    "reason": "reason",
}


def as_xlsx(folder: Folder, view: CheckOverview, words: Catalogue) -> bytes:
    """One sheet, a row per indicator."""
    policies = {one.id: one.title for one in folder.vision.policies}
    rows: list[dict[str, Any]] = []
    for row in view.rows:
        measure = row.score.measure
        before = {
            "measure": row.score.id,
            "measure_title": measure.title,
            "policy": measure.policy,
            "policy_title": policies.get(measure.policy),
            "lead": folder.party_name(measure.lead),
        }
        rows += [{**before, **indicator(one)} for one in row.score.indicators]
    header = [words(f"form.check.{key}") for key in _COLUMNS]
    body = [[_said(key, row[key], words) for key in _COLUMNS] for row in rows]
    return workbook(words("form.check.sheet", year=view.year), header, body)


_COLUMNS = ("measure", "measure_title", "policy", "policy_title", "lead", *OF_INDICATOR)


def _said(key: str, value: Any, words: Catalogue) -> Any:
    """A word of the data format as people say it; numbers, names and what is not there stay."""
    prefix = _WORDS.get(key)
    if prefix is None or value is None or isinstance(value, Decimal):
        return value
    return words(f"{prefix}.{str(value).lower()}")
