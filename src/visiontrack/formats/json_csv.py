"""JSON and CSV with exact numbers: a ``Decimal`` goes out digit for digit as it was written, never as a float."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from visiontrack.formats.number_format import plain_number

if TYPE_CHECKING:
    from visiontrack.finding import Finding, Related
    from visiontrack.formats import Output
    from visiontrack.messages import Catalogue
    from visiontrack.schema.meeting import Request

# What a spreadsheet would take for the beginning of a formula.
# Excel takes full-width signs for the narrow ones.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def dumps(value: Any, indent: int = 2) -> str:
    """Returns a value as JSON text, Japanese as it is; Decimals as JSON numbers with every digit."""
    return _dump(value, indent, "\n") + "\n"


def _dump(value: Any, indent: int, line: str) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    inner = line + " " * indent
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        items = (
            f"{encode_basestring(str(key))}: {_dump(item, indent, inner)}" for key, item in value.items()
        )
        return "{" + inner + f",{inner}".join(items) + line + "}"
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        return "[" + inner + f",{inner}".join(_dump(item, indent, inner) for item in value) + line + "]"
    return json.dumps(value, ensure_ascii=False)


def document(schema: str, output: Output[Any], content: Mapping[str, Any]) -> str:
    """Returns a command's JSON document: its schema, the content, what was left out, and the findings."""
    findings = [finding_dict(finding, output.words) for finding in output.errors]
    left_out = list(output.folder.left_out)
    return dumps({"schema": schema, **content, "left_out": left_out, "findings": findings})


def request_dict(request: Request) -> dict[str, Any]:
    """Returns a request as its file has it; ``reply`` is None while it is awaited."""
    return {
        "to": request.to,
        "date": request.date.isoformat(),
        "text": request.text,
        "due": request.due.isoformat() if request.due is not None else None,
        "reply": request.reply,
    }


def finding_dict(finding: Finding, words: Catalogue) -> dict[str, Any]:
    """Returns a finding with the keys of the contract."""
    message, cure = words.finding(finding)
    label = words.did_you_mean(finding)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": message,
        "hint": f"{label} {cure}" if label else cure,
        "path": finding.path,
        **finding.span._asdict(),
        **_cell_of_workbook(finding),
        "related": [
            {
                "path": related.path,
                "line": related.span.line,
                "column": related.span.column,
                **_cell_of_workbook(related),
                "message": words.related(related),
            }
            for related in finding.related
        ],
    }


def _cell_of_workbook(place: Finding | Related) -> dict[str, str]:
    """Returns sheet and address of a place in a workbook, nothing for any other."""
    return {"sheet": place.cell.sheet, "cell": place.cell.address} if place.cell is not None else {}


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Returns a table in UTF-8 with a byte order mark and CRLF, as Excel on Japanese Windows opens it right."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[csv_cell(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def csv_cell(value: object) -> str:
    """Returns a cell's text: what a spreadsheet would take for a formula gets an apostrophe, a number never."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain_number(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
