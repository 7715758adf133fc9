"""What ``validate`` finds in a folder, one short line a finding."""

from __future__ import annotations

import datetime
from pathlib import Path

from support import cases
from visiontrack.checks.suite import Suite
from visiontrack.finding import Finding
from visiontrack.folder.loading import load

TODAY = datetime.date(2025, 12, 1)


def look(root: Path) -> list[Finding]:
    """The findings in the order of their places, on a day that no case depends on by chance."""
    return load(root, Suite(TODAY)).findings


def told(root: Path) -> list[str]:
    """The findings as lines."""
    return [line(finding) for finding in look(root)]


def told_after(root: Path, change: str) -> list[str]:
    """The findings in the folder that all cases change, once it is changed so (``support.cases``)."""
    cases.change(cases.build(root), change)
    return told(root)


def line(finding: Finding) -> str:
    """``path:line:column severity CODE[.variant][ → meant][ (path:line:column of what belongs to it)]``."""
    code = f"{finding.code}.{finding.variant}" if finding.variant else finding.code
    meant = f" → {finding.suggest}" if finding.suggest else ""
    others = "".join(f" ({one.path}:{one.span.line}:{one.span.column})" for one in finding.related)
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    return f"{place} {finding.severity} {code}{meant}{others}"
