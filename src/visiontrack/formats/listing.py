"""Which findings are listed: at most fifty of one file, the rest counted."""

from __future__ import annotations

from collections.abc import Sequence

from visiontrack.finding import Finding

MOST_PER_FILE = 50


def listed(findings: Sequence[Finding]) -> tuple[list[Finding], int]:
    """The findings to list, in their order, and how many are only counted."""
    seen: dict[str, int] = {}
    shown: list[Finding] = []
    for finding in findings:
        seen[finding.path] = seen.get(finding.path, 0) + 1
        if seen[finding.path] <= MOST_PER_FILE:
            shown.append(finding)
    return shown, len(findings) - len(shown)
