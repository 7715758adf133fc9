"""Warnings that a comment accepts, with its reason; an error cannot be accepted.

A comment without a reason accepts nothing, and one that accepts nothing is a finding itself: what was meant for a warning
of last year would else hide one of next year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from visiontrack.finding import Finding
from visiontrack.yaml.ignore_comments import IgnoreComment

NEEDS_A_REASON, ACCEPTS_NOTHING = "VT125", "VT126"
_OVER_TIME = "VT8"  # held against an earlier state of the data, which is not looked at here


def without_ignored(
    findings: Sequence[Finding], comments: Mapping[str, Sequence[IgnoreComment]]
) -> tuple[list[Finding], int]:
    """Returns the findings without those that a comment of their file accepts, and how many those were.

    ``comments`` are those of each file, by its path. What is wrong with a comment is among the findings.
    """
    used: set[tuple[str, IgnoreComment]] = set()
    remaining = []
    for finding in findings:
        accepting = [] if finding.severity == "error" else _accepting(finding, comments.get(finding.path, ()))
        used.update((finding.path, comment) for comment in accepting)
        if not accepting:
            remaining.append(finding)
    wrong = [
        _wrong(path, comment, findings)
        for path, of_file in comments.items()
        for comment in of_file
        if (path, comment) not in used and not any(code.startswith(_OVER_TIME) for code in comment.codes)
    ]
    return [*remaining, *wrong], len(findings) - len(remaining)


def _accepting(finding: Finding, comments: Sequence[IgnoreComment]) -> list[IgnoreComment]:
    return [
        comment
        for comment in comments
        if comment.reason and finding.code in comment.codes and comment.covers(finding.span.line)
    ]


def _wrong(path: str, comment: IgnoreComment, findings: Sequence[Finding]) -> Finding:
    params = {"codes": ", ".join(comment.codes)}
    if not comment.codes or not comment.reason:
        variant = "" if comment.codes else "code"
        return Finding(NEEDS_A_REASON, path, comment.span, params, severity="warning", variant=variant)
    names_error = any(
        finding.path == path
        and finding.severity == "error"
        and finding.code in comment.codes
        and comment.covers(finding.span.line)
        for finding in findings
    )
    variant = "error" if names_error else ""
    return Finding(ACCEPTS_NOTHING, path, comment.span, params, severity="warning", variant=variant)
