"""One data file, from its text to its model: everything that is wrong with the file itself is found here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from pydantic_core import ValidationError
from yaml import YAMLError
from yaml.nodes import MappingNode, ScalarNode

from visiontrack.finding import Finding, Span
from visiontrack.schema import Kind, validator
from visiontrack.yaml import characters, scalar_texts, structure, tree
from visiontrack.yaml.bounds import MAX_FINDINGS
from visiontrack.yaml.document import Document

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# A line that is surely wrong, unless it is part of a text over several lines; the scan for signs knows such texts,
# but for those inside brackets.
_WIDE_KEY = re.compile(r"^ *(?:- +)?[a-z_]+：", re.MULTILINE)
# What is told of the rest of a number that a comma cut inside brackets: it stands there as a key without a value.
_OF_KEYS = frozenset(["VT201", "VT203", "VT208", "VT210"])


def parse(path: str, kind: Kind, text: str) -> Document:
    """Text → document: never raises on what the text holds."""
    before = characters.forbidden(text, path)
    conflicts = characters.conflicts(text, path)
    if conflicts:
        return Document(path, kind, text, findings=_bounded([*before, *conflicts]))
    document = _best_reading(path, kind, characters.masked(text) if before else text)
    document.text = text
    if document.errors:
        _save_the_rest(document)
    if before:
        document.findings = [*before, *_apart_from(before, document.findings)]
    document.findings = _bounded(document.findings)
    if before:
        document.partial, document.model = document.best, None
    return document


def _best_reading(path: str, kind: Kind, text: str) -> Document:
    """The document of a text as it stands; where that is wrong because of full-width signs, as it reads without."""
    likely = "：" in text and _WIDE_KEY.search(text) is not None and not structure.crosses_lines(text)
    marked = _without_signs(path, kind, text) if likely else None  # spares reading what is surely wrong
    if marked is not None:
        return marked
    document = _read(path, kind, text)
    if not likely and (document.broken or _wrong(document.findings)):
        marked = _without_signs(path, kind, text)
    return marked or _told(document)


def _without_signs(path: str, kind: Kind, text: str) -> Document | None:
    from visiontrack.diagnose.full_width import reread  # only a file with something wrong needs it

    return reread(text, lambda mended: _told(_read(path, kind, mended)))


def _bounded(found: list[Finding]) -> list[Finding]:
    """The findings; of very many the first, and one that says so."""
    if len(found) <= MAX_FINDINGS:
        return found
    found = sorted(found, key=lambda one: one.sort_key)
    next_finding = found[MAX_FINDINGS]
    end = Finding("VT116", next_finding.path, next_finding.span, {"most": MAX_FINDINGS}, variant="findings")
    return [*found[:MAX_FINDINGS], end]


def _apart_from(forbidden: list[Finding], found: list[Finding]) -> list[Finding]:
    """What is wrong beside the forbidden characters: a key, value or line that holds one is wrong because of it."""
    places = [one.span[:2] for one in forbidden]

    def holds_one(span: Span) -> bool:
        at = bisect_left(places, span[:2])
        return at < len(places) and places[at] < span[2:]

    return [
        one for one in found if not ((one.code >= "VT2" or one.variant == "no_colon") and holds_one(one.span))
    ]


def _told(document: Document) -> Document:
    """The document with its syntax errors told: worked out only where no full-width sign turned out to be the cause."""
    if document.broken is not None:
        from visiontrack.diagnose import after_syntax_error

        document.findings += after_syntax_error.findings(
            document, partial(_read, document.path, document.kind)
        )
        document.broken = None
    return document


def _read(path: str, kind: Kind, text: str) -> Document:
    """The document of a text as it stands, with everything wrong in its YAML and its values."""
    document = Document(path, kind, text)
    root = _compose(document, text)
    if root is None:
        return document
    structural = document.findings.copy()
    _understand(document, root, text)
    if any(one.code in _OF_KEYS for one in document.findings):
        from visiontrack.diagnose import cut_numbers  # only a file with a strange key needs it

        if cut_numbers.join(root, text, kind):
            document = Document(path, kind, text, findings=structural)
            _understand(document, root, text)
    if any(one.code == "VT202" for one in document.findings):
        from visiontrack.diagnose import list_items  # only a file that lacks keys needs it

        cut = list_items.join(root, document.errors, text, path)
        if cut:
            document = Document(path, kind, text, findings=[*structural, *cut])
            _understand(document, root, text)
    return document


def _understand(document: Document, root: MappingNode, text: str) -> None:
    """The data and the model of a tree."""
    path, kind = document.path, document.kind
    document.root = root
    document.data, irregular = tree.data_of(root, path)
    if irregular:
        from visiontrack.diagnose import list_items  # only a file with a key twice needs it

        missing_dashes = list_items.split_joined(root, path)
        if missing_dashes:
            document.data, irregular = tree.data_of(root, path)
        document.findings += missing_dashes
    document.findings += irregular
    document.findings += islice(scalar_texts.findings(root, text, path, kind), MAX_FINDINGS + 1)
    _validate(document, sound=not _wrong(document.findings))


def _wrong(found: list[Finding]) -> bool:
    """Whether there is an error among the findings; most files have none at all."""
    return bool(found) and any(one.severity == "error" for one in found)


def _compose(document: Document, text: str) -> MappingNode | None:
    """The tree of a file that is a mapping and holds nothing that YAML allows and a data file does not."""
    path, found = document.path, document.findings
    try:
        if structure.needs_events(text):
            found.extend(islice(structure.events(text, path), MAX_FINDINGS + 1))
            if any(finding.code in structure.BLOCKING for finding in found):
                return None
        root = tree.compose(text)
    except YAMLError as error:
        document.broken = error.with_traceback(None)  # its frames would keep the tree alive
        return None
    except ValueError:  # libyaml's character tables refuse some escapes with a bare ValueError
        found.append(Finding("VT102", path))
        return None
    if isinstance(root, MappingNode):
        return root
    empty = root is None or (isinstance(root, ScalarNode) and not root.value)
    span = Span() if root is None or empty else tree.span_of(root)
    found.append(Finding("VT217", path, span, variant="empty" if empty else ""))
    return None


def _validate(document: Document, sound: bool) -> None:
    validate = validator(document.kind)
    try:
        model = validate(document.data)
    except ValidationError as error:
        _tell(document, error.errors(include_url=False))
        return
    if sound:
        document.model = model
    else:
        document.partial = model


def _tell(document: Document, errors: Sequence[ErrorDetails]) -> None:
    from visiontrack.diagnose.schema_errors import findings

    assert document.root is not None
    document.findings.extend(findings(errors, document.kind, document.path, document.root))
    document.errors = errors


def _save_the_rest(document: Document) -> None:
    """What can still be checked of a file with schema errors: only of the reading that counts."""
    from visiontrack.diagnose.salvage import salvage

    rest = salvage(validator(document.kind), document.data, document.kind, document.errors)
    document.errors = ()
    document.salvaged = rest
    if rest is not None:
        document.partial = rest.model
