"""Findings in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from visiontrack.finding import Finding
from visiontrack.formats.listing import listed
from visiontrack.formats.sources import Sources
from visiontrack.messages import Catalogue


class Report(Protocol):
    """What each format's module offers: the whole output for a list of findings."""

    def __call__(
        self,
        findings: Sequence[Finding],
        totals: Totals,
        sources: Sources,
        words: Catalogue,
    ) -> str: ...


class Totals:
    """The numbers of the last line; errors and warnings count every finding, listed or not.

    ``strict`` says that a warning ends the run as an error does.
    """

    __slots__ = ("errors", "files", "not_listed", "strict", "warnings")

    def __init__(self, findings: Sequence[Finding], files: int, not_listed: int, strict: bool) -> None:
        self.files = files
        self.strict = strict
        self.errors = sum(finding.severity == "error" for finding in findings)
        self.warnings = len(findings) - self.errors
        self.not_listed = not_listed


def render(
    form: str,
    findings: Sequence[Finding],
    files: int,
    sources: Sources,
    words: Catalogue,
    strict: bool = False,
) -> str:
    """``form`` is the name of a module in this package with a ``report`` function."""
    shown, not_listed = listed(findings)
    report: Report = import_module(f"visiontrack.formats.{form}").report
    return report(shown, Totals(findings, files, not_listed, strict), sources, words)
