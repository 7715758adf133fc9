"""The open data as Parquet, a folder per table, partitioned as Hive does by municipality and fiscal year.

The columns of a table have the same types in every file of every city, so that one query reads them all.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pyarrow as pa
from pyarrow import parquet

from visiontrack.errors import WrongUse
from visiontrack.folder.model import Folder
from visiontrack.messages import LANGUAGES, catalogue
from visiontrack.open_data.columns import TABLES, TableColumn, TableDefinition
from visiontrack.open_data.datapackage import LICENSES
from visiontrack.open_data.tables import Row

_PARTITIONS = ("municipality_code", "fiscal_year")
# What is rounded to one decimal (evaluation.md); every other number stands as it was written.
_RATES = frozenset(["achievement", "progress", "pace", "counted"])
_PLACES = 10  # behind the point; the largest decimal that DuckDB, Spark and pandas all read has 38 digits
_DIGITS = 38
_TYPES = {"string": pa.string(), "integer": pa.int32(), "boolean": pa.bool_(), "date": pa.date32()}


def parquet_files(
    folder: Folder, tables: Mapping[str, Sequence[Row]], years: Iterable[int], licence: str | None
) -> dict[str, bytes]:
    """Returns every file by its path. The same rows give the same bytes.

    A table has a file for each of ``years`` even without rows: what an earlier export wrote there is gone. Raises ``WrongUse`` for a number with more places or digits than a column holds.
    """
    about = _about(folder, licence)
    files = {}
    for table in TABLES:
        schema = _schema(table, about)
        rows_of: dict[int | None, list[Row]] = {year: [] for year in (years if table.yearly else [None])}
        for row in tables[table.name]:
            rows_of.setdefault(row.get("fiscal_year"), []).append(row)
        for year, rows in rows_of.items():
            place = f"{table.name}/municipality_code={folder.vision.municipality.code}"
            place += "" if year is None else f"/fiscal_year={year}"
            files[f"{place}/{table.name}.parquet"] = _content(table, rows, schema)
    return files


def _columns(table: TableDefinition) -> list[TableColumn]:
    """Returns the columns that stand in the files; those of the partitions stand in their paths."""
    return [column for column in table.columns if column.name not in _PARTITIONS]


def _schema(table: TableDefinition, about: Mapping[str, str]) -> pa.Schema:
    fields = []
    for column in _columns(table):
        titles = {language: column.title(catalogue(language)) for language in LANGUAGES}
        fields.append(pa.field(column.name, _type(column), metadata=titles))
    return pa.schema(fields, metadata=about)


def _type(column: TableColumn) -> pa.DataType:
    if column.type == "number":
        return pa.decimal128(_DIGITS, 1 if column.name in _RATES else _PLACES)
    return _TYPES[column.type]


def _content(table: TableDefinition, rows: Sequence[Row], schema: pa.Schema) -> bytes:
    arrays = [_array(table, column, rows) for column in _columns(table)]
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def _array(table: TableDefinition, column: TableColumn, rows: Sequence[Row]) -> pa.Array:
    values = [row[column.name] for row in rows]
    try:
        return pa.array(values, type=_type(column))
    except pa.ArrowInvalid as error:
        value = next(value for value in values if isinstance(value, Decimal) and not _fits(value))
        raise WrongUse(
            "export.too_exact", table=table.name, column=column.name, value=f"{value:f}"
        ) from error


def _fits(value: Decimal) -> bool:
    _, digits, exponent = value.as_tuple()
    places = max(0, -int(exponent))
    return places <= _PLACES and len(digits) - places <= _DIGITS - _PLACES


def _about(folder: Folder, licence: str | None) -> dict[str, str]:
    """Returns what each file says of itself: whose figures, that they are fictional, under which licence."""
    vision = folder.vision
    about = {"title": vision.name, "municipality": vision.municipality.name}
    if vision.notice:
        about["notice"] = vision.notice
    if licence is not None:
        about["licence"] = LICENSES[licence][1]
    return about
