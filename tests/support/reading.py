"""One data file, read by itself: what is said of it, one short line a finding."""

from __future__ import annotations

from typing import cast

from visiontrack.diagnose.reader import parse
from visiontrack.finding import Finding, Span
from visiontrack.schema import Kind
from visiontrack.yaml.document import Document

HEAD = "measure: startup-support\nyear: 2024\nstatus: on_track\n"


def read(text: str, kind: str = "result") -> Document:
    """A file's document; its path does not matter here."""
    return parse("data/x.yaml", cast(Kind, kind), text)


def said(text: str, kind: str = "result") -> list[str]:
    """What is wrong with a text, by place."""
    return [line(one) for one in sorted(read(text, kind).findings, key=lambda one: one.sort_key)]


def line(finding: Finding) -> str:
    """``4:9-12 VT205.unit``, and `` → meant`` where something was probably meant."""
    code = f"{finding.code}.{finding.variant}" if finding.variant else finding.code
    meant = f" → {finding.suggest}" if finding.suggest else ""
    return f"{place(finding.span)} {code}{meant}"


def place(span: Span) -> str:
    """``line:column-end_column``, or with the last line where that is another."""
    end = f"{span.end_column}" if span.line == span.end_line else f"{span.end_line}:{span.end_column}"
    return f"{span.line}:{span.column}-{end}"
