"""Findings as GitHub's workflow commands: annotations on the lines of a pull request."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.finding import Finding
from visiontrack.formats.text import summary
from visiontrack.messages import Catalogue

if TYPE_CHECKING:
    from visiontrack.formats.findings import Totals
    from visiontrack.formats.sources import Sources

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def report(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:
    """One command per finding, and the summary as a plain line of the log."""
    folder = _folder(sources.root)
    lines = [_command(finding, folder, words) for finding in findings]
    return "\n".join([*lines, summary(totals, words)]) + "\n"


def _command(finding: Finding, folder: str, words: Catalogue) -> str:
    span = finding.span
    place = {"file": folder + finding.path, "line": span.line}
    if span.line == span.end_line:  # GitHub takes no columns over several lines
        place |= {"col": span.column, "endLine": span.end_line, "endColumn": span.end_column}
    else:
        place |= {"endLine": span.end_line}
    return f"::{finding.severity} {_properties(place)},title={finding.code}::{_message(finding, words)}"


def _properties(values: Mapping[str, object]) -> str:
    return ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in values.items())


def _message(finding: Finding, words: Catalogue) -> str:
    message, cure = words.finding(finding)
    lines = [message, words.did_you_mean(finding), f"{words('cure')}: {cure}"]
    lines += [
        f"{one.path}:{one.span.line}:{one.span.column}: {words.related(one)}" for one in finding.related
    ]
    return "\n".join(line for line in lines if line).translate(_DATA)


def _folder(root: Path) -> str:
    """Where the data folder stands in the checked-out repository: annotations count their paths from its top."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return ""
    try:
        inside = root.resolve().relative_to(Path(workspace).resolve()).as_posix()
    except ValueError:
        return ""
    return "" if inside == "." else inside + "/"
