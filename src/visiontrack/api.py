"""``visiontrack.open(root)``: the data of a folder for Python, as the open data have them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from visiontrack.checks.suite import Suite
from visiontrack.folder import loading
from visiontrack.folder.model import Folder
from visiontrack.formats.json_csv import finding_dict
from visiontrack.messages import Language, catalogue
from visiontrack.open_data.columns import TABLES
from visiontrack.open_data.tables import recorded_years, table_rows

_TABLES = {table.name: table for table in TABLES}
Rows = list[dict[str, Any]]


class OpenedVision:
    """A data folder, read once. Each table is a list of dicts: numbers are ``Decimal``, days ``datetime.date``.

    ``findings`` are all errors and warnings, with the keys of ``validate --format json``; ``years`` are the fiscal years
    up to the last with a record. Files with errors are left out of the tables. ``internal`` notes, drafts of decisions and
    the team's opinions are in none.
    """

    def __init__(self, folder: Folder, findings: Rows) -> None:
        self._folder = folder
        self.findings = findings
        self.years = recorded_years(folder)

    def _rows(self, name: str) -> Rows:
        return table_rows(self._folder, _TABLES[name], self.years)

    def measures(self) -> Rows:
        """Returns the measures (施策)."""
        return self._rows("measures")

    def projects(self) -> Rows:
        """Returns the projects (事業) of all measures."""
        return self._rows("projects")

    def indicators(self) -> Rows:
        """Returns the indicators (指標) of all measures, then the vision's own."""
        return self._rows("indicators")

    def targets(self) -> Rows:
        """Returns the targets of the indicators, those that were changed with ``since`` and ``reason``."""
        return self._rows("targets")

    def observations(self) -> Rows:
        """Returns value, target and rates (per cent) of every indicator in force, by year."""
        return self._rows("observations")

    def spending(self) -> Rows:
        """Returns what projects were to cost and did, in thousand yen, by year."""
        return self._rows("spending")

    def opinions(self) -> Rows:
        """Returns what the council and those heard said, and what became of it."""
        return self._rows("opinions")

    def decisions(self) -> Rows:
        """Returns the decisions on each year."""
        return self._rows("decisions")

    def requests(self) -> Rows:
        """Returns what the city asked others to do, and their replies."""
        return self._rows("requests")

    def roles(self) -> Rows:
        """Returns the roles that the vision gives each actor."""
        return self._rows("roles")

    def contributions(self) -> Rows:
        """Returns what partners did, by year."""
        return self._rows("contributions")

    def programs(self) -> Rows:
        """Returns the programs (制度) that actors offer."""
        return self._rows("programs")


def open(root: str | os.PathLike[str] = ".") -> OpenedVision:
    """Returns the data of the folder that holds ``data/``.

    Raises ``FileNotFoundError`` where there is no ``data/vision.yaml``, and ``ValueError`` where it has errors.
    """
    place = Path(root)
    if not (place / "data" / "vision.yaml").is_file():
        raise FileNotFoundError(place / "data" / "vision.yaml")
    loaded = loading.load(place, Suite())
    if loaded.folder is None or not loaded.folder.vision.evaluation:
        errors = [finding for finding in loaded.findings if finding.severity == "error"]
        words = catalogue("en")
        raise ValueError("\n".join(f"{error.where} {words.finding(error)[0]}" for error in errors))
    language: Language = loaded.folder.vision.language
    words = catalogue(language)
    return OpenedVision(loaded.folder, [finding_dict(finding, words) for finding in loaded.findings])
