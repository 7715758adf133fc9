"""Findings as JUnit XML: a test case per file, as build servers show them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from visiontrack.finding import Finding
from visiontrack.folder.listing import discover
from visiontrack.formats.text import render_one, summary
from visiontrack.messages import Catalogue

if TYPE_CHECKING:
    from visiontrack.formats.findings import Totals
    from visiontrack.formats.sources import Sources

# What XML 1.0 cannot carry, not even escaped.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:
    """Errors are failures, warnings are output; every data file has its case, with findings or without.

    Where warnings end the run as errors do, they are failures too: a build server must be able to say why it failed.
    """
    by_path: dict[str, list[Finding]] = {
        entry.path: [] for entries in discover(sources.root).entries.values() for entry in entries
    }
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    failing = ("error", "warning") if totals.strict else ("error",)
    cases = [_case(path, by_path[path], failing, words) for path in sorted(by_path)]
    failed = sum(any(one.severity in failing for one in held) for held in by_path.values())
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="visiontrack" {counts}>\n'
        f'  <testsuite name="visiontrack validate" {counts} skipped="0">\n'
        + "".join(cases)
        + f"    <system-out>{escape(summary(totals, words))}</system-out>\n"
        + "  </testsuite>\n</testsuites>\n"
    )


def _case(path: str, findings: Sequence[Finding], failing: Collection[str], words: Catalogue) -> str:
    folder = path.rpartition("/")[0]
    opening = f"    <testcase classname={_attribute(folder)} name={_attribute(path)} file={_attribute(path)}"
    failures = [one for one in findings if one.severity in failing]
    others = [one for one in findings if one.severity not in failing]
    if not findings:
        return opening + "/>\n"
    inner = ""
    if failures:
        first = f"{failures[0].code} {words.finding(failures[0])[0]}"
        inner += f'      <failure type="{failures[0].code}" message={_attribute(first)}>'
        inner += f"{_text(failures, words)}</failure>\n"
    if others:
        inner += f"      <system-out>{_text(others, words)}</system-out>\n"
    return f"{opening}>\n{inner}    </testcase>\n"


def _text(findings: Sequence[Finding], words: Catalogue) -> str:
    return escape(_fit("\n".join(render_one(finding, words) for finding in findings)))


def _attribute(text: str) -> str:
    return quoteattr(_fit(text))


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
