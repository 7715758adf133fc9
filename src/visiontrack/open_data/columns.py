"""What each table of the open data holds: names, types and words of its columns, and how tables refer to each other.

Titles stand in the catalogue, under ``open_data``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from visiontrack.messages import Catalogue
from visiontrack.schema.actor import Category
from visiontrack.schema.measure import Accumulation, Direction, IndicatorType, Kind
from visiontrack.schema.meeting import PUBLIC_BODIES, OpinionKind, ResponseStatus
from visiontrack.schema.result import State
from visiontrack.schema.scalars import Basis, DecisionWord

ColumnType = Literal["string", "integer", "number", "boolean", "date"]

# The code list CL_OBS_STATUS of SDMX: normal, provisional, estimated, imputed, missing, and missing for good.
OBS_STATUS = {
    "final": "A",
    "preliminary": "P",
    "estimate": "E",
    "carried": "I",
    "unpublished": "O",
    "not_applicable": "M",
}
NO_VALUE_STATUS = "O"
# Columns that hold no text, by their type.
_TYPES: dict[ColumnType, str] = {
    "date": "period_start period_end date due",
    "number": "tolerance baseline weight value target achievement progress pace counted budget spent funding",
    "integer": "baseline_year fiscal_year since reviews plan_year",
    "boolean": "achieved",
}
_TYPE_OF: dict[str, ColumnType] = {name: type_ for type_, names in _TYPES.items() for name in names.split()}
# All the texts that may stand in a column, by its name or by ``table.column``.
_WORDS: dict[str, tuple[str, ...]] = {
    "direction": get_args(Direction),
    "type": get_args(IndicatorType),
    "accumulation": get_args(Accumulation),
    "basis": get_args(Basis),
    "state": get_args(State),
    "obs_status": tuple("AEIMOP"),
    "body": PUBLIC_BODIES,
    "recommends": get_args(DecisionWord),
    "decision": get_args(DecisionWord),
    "category": get_args(Category),
    "indicators.kind": get_args(Kind),
    "opinions.kind": get_args(OpinionKind),
    "opinions.status": get_args(ResponseStatus),
}


class TableColumn(NamedTuple):
    """A column; ``words`` are all the texts that may stand in it."""

    table: str
    name: str
    type: ColumnType
    words: tuple[str, ...]

    def title(self, words: Catalogue) -> str:
        """Returns the column's title."""
        return _of_column(words, "column", self)

    def description(self, words: Catalogue) -> str:
        """Returns how the column is read; empty where its title says all."""
        return _of_column(words, "note", self)


def _of_column(words: Catalogue, part: str, column: TableColumn) -> str:
    keys = (f"open_data.{part}.{column.table}.{column.name}", f"open_data.{part}.{column.name}")
    return next((words(key) for key in keys if words.has(key)), "")


class TableDefinition(NamedTuple):
    """A table; ``key`` identifies a row, ``refers`` maps a column to the table whose column of that name it names."""

    name: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    refers: dict[str, str]

    def title(self, words: Catalogue) -> str:
        """Returns the table's title."""
        return words(f"open_data.table.{self.name}")

    @property
    def yearly(self) -> bool:
        """Whether its rows belong to fiscal years."""
        return any(column.name == "fiscal_year" for column in self.columns)


def _table(name: str, columns: str, key: str = "", **refers: str) -> TableDefinition:
    """Returns a table of columns and a key written as names with spaces between them."""
    return TableDefinition(
        name,
        tuple(
            TableColumn(
                name,
                column,
                _TYPE_OF.get(column, "string"),
                _WORDS.get(f"{name}.{column}") or _WORDS.get(column, ()),
            )
            for column in columns.split()
        ),
        tuple(key.split()),
        refers,
    )


TABLES = (
    _table(
        "measures",
        "municipality_code measure number title policy policy_title fields lead lead_name "
        "period_start period_end predecessors programs aims description",
        key="municipality_code measure",
    ),
    _table(
        "projects",
        "municipality_code measure project title lead lead_name period_start period_end",
        key="municipality_code measure project",
        measure="measures",
    ),
    _table(
        "indicators",
        "municipality_code measure indicator policy name unit kind direction type accumulation "
        "tolerance baseline_year baseline weight basis period_start period_end source definition "
        "rationale",
        key="municipality_code indicator",
    ),
    _table(
        "targets",
        "municipality_code fiscal_year measure indicator since value unit reason",
        indicator="indicators",
    ),
    _table(
        "observations",
        "municipality_code fiscal_year period_start period_end measure indicator value state "
        "obs_status unit target target_source achievement progress pace achieved counted grade "
        "reason",
        key="municipality_code fiscal_year indicator",
        indicator="indicators",
    ),
    _table(
        "spending",
        "municipality_code fiscal_year measure project status budget spent funding",
        key="municipality_code fiscal_year measure project",
    ),
    _table(
        "opinions",
        "municipality_code fiscal_year opinion meeting body date reviews actor actor_name kind "
        "measures text recommends status lead response due",
        key="municipality_code opinion",
    ),
    _table(
        "decisions",
        "municipality_code fiscal_year plan_year measure project decision reason opinions into title",
    ),
    _table(
        "requests", "municipality_code fiscal_year opinion to to_name date text due reply", opinion="opinions"
    ),
    _table(
        "roles",
        "municipality_code actor actor_name category role title text",
        key="municipality_code actor role",
    ),
    _table("contributions", "municipality_code fiscal_year measure actor actor_name role text"),
    _table(
        "programs",
        "municipality_code program actor actor_name title period_start period_end url text",
        key="municipality_code program",
    ),
)
