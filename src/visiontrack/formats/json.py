"""Findings as JSON: ``visiontrack.findings/1``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from visiontrack.finding import Finding, Related
from visiontrack.formats.numbers import dumps
from visiontrack.messages import Catalogue

if TYPE_CHECKING:
    from visiontrack.formats.findings import Totals
    from visiontrack.formats.sources import Sources


def as_dict(finding: Finding, words: Catalogue) -> dict[str, Any]:
    """One finding with the keys of the contract."""
    message, cure = words.finding(finding)
    label = words.did_you_mean(finding)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": message,
        "hint": f"{label} {cure}" if label else cure,
        "path": finding.path,
        **finding.span._asdict(),
        **_cell(finding),
        "related": [
            {
                "path": related.path,
                "line": related.span.line,
                "column": related.span.column,
                **_cell(related),
                "message": words.related(related),
            }
            for related in finding.related
        ],
    }


def _cell(place: Finding | Related) -> dict[str, str]:
    """Sheet and address, of a place in a workbook only."""
    return {"sheet": place.cell.sheet, "cell": place.cell.address} if place.cell is not None else {}


def report(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:  # noqa: ARG001
    """The whole document of ``validate --format json``."""
    return dumps(
        {
            "schema": "visiontrack.findings/1",
            "findings": [as_dict(finding, words) for finding in findings],
            "summary": {
                "files": totals.files,
                "errors": totals.errors,
                "warnings": totals.warnings,
                "not_listed": totals.not_listed,
            },
        }
    )
