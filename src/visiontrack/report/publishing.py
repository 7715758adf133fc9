"""Enters a report that was handed out under ``published``, with the digest of its file, by splice."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.edit.spelling import Scalar
from visiontrack.edit.value_edits import CannotEdit, append_item
from visiontrack.edit.writer import Change, existing_content, text_change
from visiontrack.errors import WrongUse
from visiontrack.folder.listing import VISION, file_digest, published_path
from visiontrack.schema.paths import keys_at
from visiontrack.schema.vision import Paper, Published
from visiontrack.yaml import files

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder


def publishing_change(
    folder: Folder, year: int, paper: Paper, day: datetime.date, file: str | None
) -> Change | None:
    """Returns the change of ``data/vision.yaml``, or None where the very entry is there already.

    Raises ``WrongUse`` for a file that is not among the year's reports, and for a day before the year began.
    """
    if fiscal_year.of_day(day) < year:
        raise WrongUse("report.error.early", year=year, date=day)
    name = file and file.removeprefix(f"data/reports/{year}/")
    item: dict[str, Scalar] = {"year": year, "for": paper, "date": day}
    if name and name != f"{paper}.md":
        item["file"] = name
    entry = Published.model_validate({key: str(value) for key, value in item.items()})
    path = published_path(entry)
    if path is not None:
        content = existing_content(folder.root, path) if path in folder.listing.reports else None
        if content is None:
            raise WrongUse("report.error.no_file", path=path)
        item["digest"] = file_digest(path, content)
        entry = entry.model_copy(update={"digest": item["digest"]})
    if any(_is_same(entry, other) for other in folder.vision.published):
        return None
    written = existing_content(folder.root, VISION) or b""
    try:
        text = append_item(
            files.decode(written, VISION).text or "", ("published",), item, keys_at("vision", ())
        )
    except CannotEdit:
        raise WrongUse("report.error.by_hand", path=VISION) from None
    return text_change(VISION, written, text)


def _is_same(entry: Published, other: Published) -> bool:
    fields = ("year", "paper", "date", "digest")
    return published_path(entry) == published_path(other) and all(
        getattr(entry, field) == getattr(other, field) for field in fields
    )
