"""Findings for other programs: JSON, JUnit XML for build servers, SARIF for code scanning."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from visiontrack import __version__
from visiontrack.finding import Finding, Span
from visiontrack.folder.listing import discover
from visiontrack.formats.findings_text import finding_text, summary
from visiontrack.formats.json_csv import dumps, finding_dict
from visiontrack.messages import Catalogue, finding_pages

if TYPE_CHECKING:
    from visiontrack.formats.findings_text import Sources, Totals

# What XML 1.0 cannot carry, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LANGUAGES = {"ja": "ja-JP", "en": "en-US"}


def validate_json(
    findings: Sequence[Finding],
    totals: Totals,
    sources: Sources,  # noqa: ARG001
    words: Catalogue,
) -> str:
    """Returns ``visiontrack.findings/1``."""
    return dumps(
        {
            "schema": "visiontrack.findings/1",
            "findings": [finding_dict(finding, words) for finding in findings],
            "summary": {
                "files": totals.files,
                "errors": totals.errors,
                "warnings": totals.warnings,
                "not_listed": totals.not_listed,
            },
        }
    )


def validate_junit(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:
    """Returns JUnit XML: a test case for every data file, errors as failures, warnings as output.

    Where warnings end the run as errors do, they are failures too: a build server must be able to say why it failed.
    """
    by_path: dict[str, list[Finding]] = {
        entry.path: [] for entries in discover(sources.root).entries.values() for entry in entries
    }
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    failing = ("error", "warning") if totals.strict else ("error",)
    cases = [_case(path, by_path[path], failing, words) for path in sorted(by_path)]
    failed = sum(any(finding.severity in failing for finding in of_file) for of_file in by_path.values())
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
    failures = [finding for finding in findings if finding.severity in failing]
    others = [finding for finding in findings if finding.severity not in failing]
    if not findings:
        return opening + "/>\n"
    inner = ""
    if failures:
        first = f"{failures[0].code} {words.finding(failures[0])[0]}"
        inner += f'      <failure type="{failures[0].code}" message={_attribute(first)}>'
        inner += f"{_element(failures, words)}</failure>\n"
    if others:
        inner += f"      <system-out>{_element(others, words)}</system-out>\n"
    return f"{opening}>\n{inner}    </testcase>\n"


def _element(findings: Sequence[Finding], words: Catalogue) -> str:
    return escape(_fit_for_xml("\n".join(finding_text(finding, words) for finding in findings)))


def _attribute(text: str) -> str:
    return quoteattr(_fit_for_xml(text))


def _fit_for_xml(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def validate_sarif(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:
    """Returns SARIF 2.1.0 (OASIS standard, 2020): one run, its rules the codes of the findings with their pages."""
    codes = sorted({finding.code for finding in findings})
    folder = folder_in_checkout(sources.root, "GITHUB_WORKSPACE")
    results = [
        _result(finding, codes.index(finding.code), fingerprint, folder, words)
        for finding, fingerprint in zip(findings, numbered_fingerprints(findings), strict=True)
    ]
    driver = {
        "name": "visiontrack",
        "semanticVersion": __version__,
        "rules": [_rule(code, words) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": _SARIF_LANGUAGES[words.language],
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"files": totals.files, "notListed": totals.not_listed},
    }
    return dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, words: Catalogue) -> dict[str, Any]:
    page = finding_pages.page(code)
    assert page is not None  # a test holds that every code has its page
    language = words.language
    text = f"{page.cause[language]}\n\n{words('cure')}: {page.cure[language]}"
    return {
        "id": code,
        "shortDescription": {"text": page.title[language]},
        "help": {"text": text, "markdown": text},
    }


def _result(finding: Finding, rule: int, fingerprint: str, folder: str, words: Catalogue) -> dict[str, Any]:
    message, cure = words.finding(finding)
    text = " ".join(part for part in (message, words.did_you_mean(finding)) if part)
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": f"{text}\n{words('cure')}: {cure}"},
        "locations": [{"physicalLocation": _location(folder + finding.path, finding.span)}],
        "relatedLocations": [
            {
                "physicalLocation": _location(folder + related.path, related.span),
                "message": {"text": words.related(related)},
            }
            for related in finding.related
        ],
        "partialFingerprints": {"visiontrackFinding/v1": fingerprint},
    }


def _location(path: str, span: Span) -> dict[str, Any]:
    """Returns a place; SARIF counts as we do: from 1, the end exclusive."""
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"}, "region": region}


def numbered_fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Returns for each finding what stays the same when lines move or the language changes; no two are alike."""
    counts: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        parts = [finding.code, finding.variant, finding.path]
        parts += [f"{name}={value}" for name, value in sorted(finding.params.items())]
        fingerprint = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        counts[fingerprint] += 1
        numbered.append(f"{fingerprint}:{counts[fingerprint]}")
    return numbered


def folder_in_checkout(root: Path, variable: str) -> str:
    """Returns where the data folder stands in the repository, from whose top a forge counts its paths.

    ``variable`` is the one in which the forge names that top.
    """
    top = os.environ.get(variable)
    if not top:
        return ""
    try:
        folder = root.resolve().relative_to(Path(top).resolve()).as_posix()
    except ValueError:
        return ""
    return "" if folder == "." else folder + "/"
