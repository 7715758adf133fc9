"""Findings as SARIF 2.1.0, the form of code-scanning services (OASIS standard, 2020)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from visiontrack import __version__
from visiontrack.finding import Finding, Span
from visiontrack.formats.numbers import dumps
from visiontrack.messages import Catalogue, finding_pages

if TYPE_CHECKING:
    from visiontrack.formats.findings import Totals
    from visiontrack.formats.sources import Sources

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LANGUAGES = {"ja": "ja-JP", "en": "en-US"}


def report(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:  # noqa: ARG001
    """One run; its rules are the codes that were found, each with its page as help."""
    codes = sorted({finding.code for finding in findings})
    numbers = _numbered(findings)
    results = [
        _result(finding, codes.index(finding.code), number, words)
        for finding, number in zip(findings, numbers, strict=True)
    ]
    driver = {
        "name": "visiontrack",
        "semanticVersion": __version__,
        "rules": [_rule(code, words) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[words.language],
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"files": totals.files, "notListed": totals.not_listed},
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


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


def _result(finding: Finding, rule: int, number: int, words: Catalogue) -> dict[str, Any]:
    message, cure = words.finding(finding)
    text = " ".join(part for part in (message, words.did_you_mean(finding)) if part)
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": f"{text}\n{words('cure')}: {cure}"},
        "locations": [{"physicalLocation": _location(finding.path, finding.span)}],
        "relatedLocations": [
            {
                "physicalLocation": _location(related.path, related.span),
                "message": {"text": words.related(related)},
            }
            for related in finding.related
        ],
        "partialFingerprints": {"visiontrackFinding/v1": f"{_mark(finding)}:{number}"},
    }


def _location(path: str, span: Span) -> dict[str, Any]:
    """SARIF counts as we do: from 1, the end exclusive."""
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"}, "region": region}


def _mark(finding: Finding) -> str:
    """What stays the same when lines move or the language changes."""
    parts = [finding.code, finding.variant, finding.path]
    parts += [f"{name}={value}" for name, value in sorted(finding.params.items())]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _numbered(findings: Sequence[Finding]) -> list[int]:
    """Which of several findings with the same mark each is."""
    seen: Counter[str] = Counter()
    numbers = []
    for finding in findings:
        seen[_mark(finding)] += 1
        numbers.append(seen[_mark(finding)])
    return numbers
