"""A file that is wrong: what was probably meant, and what can still be checked of it."""

from __future__ import annotations

from bisect import bisect_left

from visiontrack.diagnose import schema_errors, syntax_errors, tree_repairs
from visiontrack.diagnose.full_width import reread
from visiontrack.diagnose.salvage import salvage
from visiontrack.finding import Finding, Span
from visiontrack.schema import Kind, validator
from visiontrack.yaml.document import Document, read_document, understand
from visiontrack.yaml.parser import MAX_FINDINGS

# What is found of the rest of a number that a comma cut inside brackets: it stands there as a key without a value.
_OF_CUT_NUMBERS = frozenset(["VT201", "VT203", "VT208", "VT210"])


def explain(document: Document) -> Document:
    """Returns the document with its errors as findings; one that full-width signs broke as it reads without them."""
    if _repair(document).sound:
        return document
    wide = _without_wide_signs(document.path, document.kind, document.text or "")
    return wide or _with_syntax_errors(document)


def read_wide(path: str, kind: Kind, text: str) -> Document:
    """Returns the document of a text that surely has full-width signs: reading it as it stands is spared."""
    wide = _without_wide_signs(path, kind, text)
    return wide or _with_syntax_errors(_read(path, kind, text))


def complete(document: Document, text: str, forbidden: list[Finding]) -> Document:
    """Returns the document of ``text`` with the findings on forbidden characters and what could be salvaged."""
    document.text = text
    if document.schema_errors:
        salvaged = salvage(validator(document.kind), document.data, document.kind, document.schema_errors)
        document.schema_errors = ()
        if salvaged is not None:
            document.salvaged, document.partial = salvaged, salvaged.model
    if forbidden:
        document.findings = [*forbidden, *_apart_from(forbidden, document.findings)]
        document.partial, document.model = document.best, None
    if len(document.findings) > MAX_FINDINGS:
        document.findings = _first_findings(document.findings)
    return document


def _first_findings(findings: list[Finding]) -> list[Finding]:
    """Returns the first of very many findings, and one that says so."""
    findings = sorted(findings, key=lambda finding: finding.sort_key)
    following = findings[MAX_FINDINGS]
    end = Finding("VT116", following.path, following.span, {"most": MAX_FINDINGS}, variant="findings")
    return [*findings[:MAX_FINDINGS], end]


def _apart_from(forbidden: list[Finding], findings: list[Finding]) -> list[Finding]:
    """Returns what does not follow from a forbidden character in a key, value or line."""
    starts = [finding.span[:2] for finding in forbidden]

    def holds_forbidden(span: Span) -> bool:
        at = bisect_left(starts, span[:2])
        return at < len(starts) and starts[at] < span[2:]

    # The character is masked by the sign that stands for a lost one.
    masks = {finding.span[:2] for finding in forbidden}
    findings = [finding for finding in findings if finding.code != "VT123" or finding.span[:2] not in masks]
    return [
        finding
        for finding in findings
        if not ((finding.code >= "VT2" or finding.variant == "no_colon") and holds_forbidden(finding.span))
    ]


def _without_wide_signs(path: str, kind: Kind, text: str) -> Document | None:
    return reread(text, lambda replaced: _with_syntax_errors(_read(path, kind, replaced)))


def _with_syntax_errors(document: Document) -> Document:
    """Explains a syntax error: only once no full-width sign turned out to be the cause."""
    if document.syntax_error is not None:
        path, kind = document.path, document.kind
        document.findings += syntax_errors.findings(document, lambda rest: _read(path, kind, rest))
        document.syntax_error = None
    return document


def _read(path: str, kind: Kind, text: str) -> Document:
    """Returns the document of a text as it stands, with everything wrong in its values."""
    return _repair(read_document(path, kind, text))


def _repair(document: Document) -> Document:
    """Adds the findings of the schema, with the tree as it was meant where dashes or commas cut it."""
    root, text, path = document.root, document.text or "", document.path
    if root is None:
        return document
    if any(finding.code == "VT103" for finding in document.findings):
        _understand_again(document, tree_repairs.split_joined(root, path))
    _add_schema_findings(document)
    is_cut = any(finding.code in _OF_CUT_NUMBERS for finding in document.findings)
    if is_cut and tree_repairs.join_numbers(root, text, document.kind):
        understand(document)
        _add_schema_findings(document)
    if any(finding.code == "VT202" for finding in document.findings) and _understand_again(
        document, tree_repairs.join_cut(root, document.schema_errors, text, path)
    ):
        _add_schema_findings(document)
    return document


def _understand_again(document: Document, findings: list[Finding]) -> bool:
    """Takes the data anew from a tree that was repaired, as ``findings`` say; returns whether there were any."""
    if findings:
        document.structural += tuple(findings)
        understand(document)
    return bool(findings)


def _add_schema_findings(document: Document) -> None:
    if document.schema_errors and document.root is not None:
        document.findings += schema_errors.findings(
            document.schema_errors, document.kind, document.path, document.root
        )
