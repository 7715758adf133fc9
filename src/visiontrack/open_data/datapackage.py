"""The open data as CSV with a Data Package (version 2.0) and CSVW metadata beside it: the same folder, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from visiontrack.folder.model import Folder
from visiontrack.formats.json_csv import csv_bytes, dumps
from visiontrack.messages import LANGUAGES, Catalogue, catalogue
from visiontrack.open_data.columns import TABLES, TableColumn, TableDefinition
from visiontrack.open_data.tables import Row

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# Licences that cities use, by the name a person gives: title and address.
LICENSES = {
    "PDL-1.0": (
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
    "CC-BY-4.0": ("クリエイティブ・コモンズ 表示 4.0 国際", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("CC0 1.0 全世界", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


def datapackage_files(
    folder: Folder, tables: Mapping[str, Sequence[Row]], licence: str | None, words: Catalogue
) -> dict[str, bytes]:
    """Returns every file by its name."""
    files = {}
    for table in TABLES:
        names = [column.name for column in table.columns]
        rows = ([row[name] for name in names] for row in tables[table.name])
        files[f"{table.name}.csv"] = csv_bytes(names, rows)
    files["datapackage.json"] = dumps(_package(folder, licence)).encode()
    files["csv-metadata.json"] = dumps(_csvw(folder, licence)).encode()
    files["README.md"] = _readme(folder, licence, words).encode()
    return files


def _package(folder: Folder, licence: str | None) -> dict[str, Any]:
    vision = folder.vision
    return {
        "$schema": _PROFILE,
        "name": f"vision-{vision.municipality.code}",
        "title": vision.name,
        **({"description": vision.notice} if vision.notice else {}),
        **({"licenses": [_licence(licence)]} if licence is not None else {}),
        "contributors": [{"title": vision.municipality.name, "roles": ["creator"]}],
        "resources": [_resource(table) for table in TABLES],
    }


def _licence(licence: str) -> dict[str, str]:
    title, address = LICENSES[licence]
    return {"name": licence, "title": title, "path": address}


def _resource(table: TableDefinition) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {
                "fields": ["municipality_code", column],
                "reference": {"resource": other, "fields": ["municipality_code", column]},
            }
            for column, other in table.refers.items()
        ]
    return {
        "name": table.name,
        "type": "table",
        "title": _both(table.title),
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": schema,
    }


def _field(column: TableColumn) -> dict[str, Any]:
    constraints = {"constraints": {"enum": list(column.words)}} if column.words else {}
    description = _both(column.description)
    described = {"description": description} if description else {}
    title = _both(column.title)
    return {"name": column.name, "title": title, "type": column.type, **described, **constraints}


def _both(text: Callable[[Catalogue], str]) -> str:
    """Returns a text in both languages; empty where there is none."""
    texts = dict.fromkeys(text(catalogue(language)) for language in LANGUAGES)
    return " / ".join(part for part in texts if part)


def _csvw(folder: Folder, licence: str | None) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": folder.vision.name,
        **({"dc:license": {"@id": LICENSES[licence][1]}} if licence is not None else {}),
        "tables": [_csvw_table(table) for table in TABLES],
    }


def _csvw_table(table: TableDefinition) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_csvw_column(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {
                "columnReference": ["municipality_code", column],
                "reference": {"resource": f"{other}.csv", "columnReference": ["municipality_code", column]},
            }
            for column, other in table.refers.items()
        ]
    return {"url": f"{table.name}.csv", "dc:title": table.title(catalogue("ja")), "tableSchema": schema}


def _csvw_column(column: TableColumn) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": {language: [column.title(catalogue(language)), column.name] for language in LANGUAGES},
        "datatype": "decimal" if column.type == "number" else column.type,
    }


def _readme(folder: Folder, licence: str | None, words: Catalogue) -> str:
    vision = folder.vision
    lines = [f"# {vision.name}", ""]
    lines += [vision.notice.strip(), ""] if vision.notice else []
    lines += [words("export.readme.intro", municipality=vision.municipality.name), ""]
    if licence is not None:
        title, address = LICENSES[licence]
        lines += [words("export.readme.licence", title=title, address=address), ""]
    for table in TABLES:
        lines += [
            f"## {table.title(words)} (`{table.name}.csv`)",
            "",
            "| | | | |",
            "| --- | --- | --- | --- |",
        ]
        for column in table.columns:
            title, note = column.title(words), column.description(words)
            lines.append(f"| `{column.name}` | {title} | {column.type} | {note} |")
        lines.append("")
    return "\n".join(lines)
