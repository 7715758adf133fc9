"""Findings for forges: GitHub's annotations and its summary in Markdown, GitLab's report on code quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from visiontrack.finding import Finding
from visiontrack.formats.findings_machine import folder_in_checkout, numbered_fingerprints
from visiontrack.formats.findings_text import finding_text, summary
from visiontrack.formats.json_csv import dumps
from visiontrack.messages import Catalogue

if TYPE_CHECKING:
    from visiontrack.formats.findings_text import Sources, Totals

_GITHUB_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
MOST_ANNOTATIONS = 10  # of one severity that GitHub shows of a step; it drops the others without a word
_MOST_ROWS = 100  # of a summary, which GitHub bounds at a megabyte
_GITLAB_SEVERITIES = {"error": "major", "warning": "minor"}
_MARKDOWN = str.maketrans(
    {sign: f"\\{sign}" for sign in "\\`*_[]|~#@"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " "}
)


# ---- GitHub --------------------------------------------------------------------------------------------------


def validate_github(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:
    """Returns GitHub's workflow commands, which it shows on the lines of a pull request, and the summary as a line.

    Errors come first. Of each severity GitHub shows ten: the tenth says how many follow, and these stand in the log as
    plain text.
    """
    folder = folder_in_checkout(sources.root, "GITHUB_WORKSPACE")
    lines: list[str] = []
    rest: list[Finding] = []
    for severity in ("error", "warning"):
        of_severity = [finding for finding in findings if finding.severity == severity]
        listed_count = len(of_severity) if len(of_severity) <= MOST_ANNOTATIONS else MOST_ANNOTATIONS - 1
        lines += [_command(finding, folder, words) for finding in of_severity[:listed_count]]
        if of_severity[listed_count:]:
            lines.append(_rest(of_severity[listed_count:], folder, words))
            rest += of_severity[listed_count:]
    lines += [finding_text(finding, words).rstrip("\n").replace("\n", "\n  ") for finding in rest]
    return "\n".join([*lines, summary(totals, words)]) + "\n"


def annotation(severity: str, path: str, title: str, message: str) -> str:
    """Returns an annotation on a whole file."""
    place = _properties({"file": path, "line": 1, "title": title})
    return f"::{severity} {place}::{message.translate(_GITHUB_DATA)}\n"


def _command(finding: Finding, folder: str, words: Catalogue) -> str:
    span = finding.span
    place = {"file": folder + finding.path, "line": span.line}
    if span.line == span.end_line:  # GitHub takes no columns over several lines
        place |= {"col": span.column, "endLine": span.end_line, "endColumn": span.end_column}
    else:
        place |= {"endLine": span.end_line}
    return f"::{finding.severity} {_properties(place)},title={finding.code}::{_message(finding, words)}"


def _rest(findings: Sequence[Finding], folder: str, words: Catalogue) -> str:
    """Returns the annotation that stands for all further findings of a severity: how many, and in which files."""
    first, counts = findings[0], Counter(finding.path for finding in findings)
    files = words("list.comma").join(
        f"{path} {count}" for path, count in list(counts.items())[:MOST_ANNOTATIONS]
    )
    message = words("validate.github_rest", count=len(findings), files=files)
    place = _properties({"file": folder + first.path, "line": first.span.line, "title": "visiontrack"})
    return f"::{first.severity} {place}::{message.translate(_GITHUB_DATA)}"


def _properties(values: Mapping[str, object]) -> str:
    return ",".join(f"{name}={str(value).translate(_GITHUB_PROPERTY)}" for name, value in values.items())


def _message(finding: Finding, words: Catalogue) -> str:
    message, cure = words.finding(finding)
    lines = [message, words.did_you_mean(finding), f"{words('cure')}: {cure}"]
    lines += [
        f"{related.path}:{related.span.line}:{related.span.column}: {words.related(related)}"
        for related in finding.related
    ]
    return "\n".join(line for line in lines if line).translate(_GITHUB_DATA)


def validate_summary(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:  # noqa: ARG001
    """Returns the summary of a step in Markdown: the counts, and a table of the findings, errors first."""
    lines = [f"## {words('validate.summary.title')}", "", summary(totals, words).translate(_MARKDOWN), ""]
    ordered = sorted(findings, key=lambda finding: finding.severity)
    if ordered:
        columns = [words(f"validate.summary.{name}") for name in ("place", "code", "message", "cure")]
        lines += [f"| {' | '.join(columns)} |", "| --- | --- | --- | --- |"]
        lines += _rows(ordered[:_MOST_ROWS], words)
    if ordered[_MOST_ROWS:]:
        lines += ["", words("validate.summary.rest", count=len(ordered) - _MOST_ROWS)]
    return "\n".join(lines).rstrip("\n") + "\n\n"


def _rows(findings: Sequence[Finding], words: Catalogue) -> Iterator[str]:
    for finding in findings:
        message, cure = words.finding(finding)
        message = " ".join(part for part in (message, words.did_you_mean(finding)) if part)
        kind = words(f"validate.severity.{finding.severity}")
        cells = (finding.where, f"{kind} {finding.code}", message, cure)
        yield f"| {' | '.join(cell.translate(_MARKDOWN) for cell in cells)} |"


# ---- GitLab --------------------------------------------------------------------------------------------------


def validate_gitlab(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:  # noqa: ARG001
    """Returns GitLab's report on code quality: a list with a description, a severity, a place and a fingerprint each."""
    folder = folder_in_checkout(sources.root, "CI_PROJECT_DIR")
    return dumps(
        [
            {
                "description": _description(finding, words),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": _GITLAB_SEVERITIES[finding.severity],
                "location": {"path": folder + finding.path, "lines": {"begin": finding.span.line}},
            }
            for finding, fingerprint in zip(findings, numbered_fingerprints(findings), strict=True)
        ]
    )


def _description(finding: Finding, words: Catalogue) -> str:
    message, cure = words.finding(finding)
    parts = [message, words.did_you_mean(finding), f"{words('cure')}: {cure}"]
    return " ".join(part for part in parts if part)
