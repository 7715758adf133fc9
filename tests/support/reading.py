"""One data file, read by itself: one short line for each finding."""

from __future__ import annotations

from typing import cast

from visiontrack.diagnose.reader import parse
from visiontrack.finding import Finding, Span
from visiontrack.schema import Kind
from visiontrack.yaml.document import Document

HEAD = "measure: startup-support\nyear: 2024\nstatus: on_track\n"


def read(text: str, kind: str = "result") -> Document:
    """Returns the document of a file; its path does not matter."""
    return parse("data/x.yaml", cast(Kind, kind), text)


def reported(text: str, kind: str = "result") -> list[str]:
    """Returns what is wrong with a text, a line for each finding, by place."""
    return [
        line(finding) for finding in sorted(read(text, kind).findings, key=lambda finding: finding.sort_key)
    ]


def reported_apart_from(code: str, text: str, kind: str = "result") -> list[str]:
    """Returns the same without the findings of one code, which the text shows on the way."""
    return [each for each in reported(text, kind) if each.split()[1] != code]


def line(finding: Finding) -> str:
    """``4:9-12 VT205.unit``, and `` → meant`` where something was probably meant."""
    code = f"{finding.code}.{finding.variant}" if finding.variant else finding.code
    suggestion = f" → {finding.suggest}" if finding.suggest else ""
    return f"{place(finding.span)} {code}{suggestion}"


def place(span: Span) -> str:
    """``line:column-end_column``, or with the last line where that is another."""
    end = f"{span.end_column}" if span.line == span.end_line else f"{span.end_line}:{span.end_column}"
    return f"{span.line}:{span.column}-{end}"
