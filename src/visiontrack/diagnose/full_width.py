"""A file with full-width punctuation, read as it would read without: what else is wrong, and where.

A sign counts only if replacing it makes sense: where the schema then finds a key it does not know, or keys where it
has a text (``- PDCA：計画から`` in a list of texts), the sign is part of the text. While the file does not parse for
another reason, what the schema has is looked up by the keys and dashes above.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from visiontrack.diagnose.full_width_signs import WrongSign, may_hold, wrong_signs
from visiontrack.finding import Finding, Span
from visiontrack.schema import Kind
from visiontrack.schema.paths import all_keys, is_list_of_singles, is_single
from visiontrack.yaml import tree
from visiontrack.yaml.document import Document
from visiontrack.yaml.lines import Lines, splice

_ROUNDS = 4  # of telling text from keys; each takes more signs for text


def reread(text: str, read: Callable[[str], Document]) -> Document | None:
    """Returns the document with its full-width findings, or None when none of the signs is to blame.

    ``read`` reads a text as it stands. The findings it gives are moved back to the columns of the file as written;
    their fixes wait until the signs are replaced. Where an indent is full-width nothing else is reported.
    """
    if not may_hold(text):
        return None
    lines = Lines(text)
    signs = wrong_signs(lines)
    if not signs:
        return None
    before: Document | None = None
    signs_before, unsure = signs, frozenset[int]()
    for _ in range(_ROUNDS):
        document = read(splice(text, [sign.replacement for sign in signs]))
        if before is not None and before.root is not None and document.root is None:
            # Taken for text they break the file, so they are keys, if unknown ones; only a person can tell.
            return _with_signs(before, signs_before, lines, unsure)
        if not signs:
            return None
        of_text = _part_of_text(document, signs)
        if not of_text:
            return _with_signs(document, signs, lines)
        before, signs_before, unsure = document, signs, of_text
        signs = [sign for number, sign in enumerate(signs) if number not in of_text]
    return None


def _part_of_text(document: Document, signs: Sequence[WrongSign]) -> frozenset[int]:
    """Returns the numbers of the signs that belong to a text, as the schema sees the file without them."""
    if document.root is None:
        return frozenset(n for n, sign in enumerate(signs) if _stands_in_text(sign, document.kind))
    if not document.findings:
        return frozenset()
    lines = Lines(document.text or "")
    starts = _replaced_starts(signs)
    ends: dict[int, int] | None = None
    of_text: set[int] = set()
    for finding in document.findings:
        start = lines.starts[finding.span.line - 1] + finding.span.column - 1
        end = start
        if finding.code == "VT204" and finding.variant == "text":
            ends = tree.collections(document.root) if ends is None else ends
            end = ends.get(start, start) - 1
        elif not (finding.code == "VT201" and finding.suggest is None):
            continue
        of_text.update(range(bisect_left(starts, start), bisect_right(starts, end)))
    return frozenset(of_text)


def _stands_in_text(sign: WrongSign, kind: Kind) -> bool:
    """Returns whether the schema has a text, or a list of texts, where the sign would make a key."""
    if sign.within is None:
        return False
    is_item = sign.variant != "dash" and is_list_of_singles(kind, sign.within)
    return is_item or is_single(kind, sign.within)


def _replaced_starts(signs: Sequence[WrongSign]) -> list[int]:
    """Returns where each sign's key begins in the text with all signs replaced."""
    starts, growth = [], 0
    for sign in signs:
        starts.append(sign.key_at + growth)
        growth += sign.growth
    return starts


def _with_signs(
    document: Document, signs: Sequence[WrongSign], lines: Lines, unsure: Collection[int] = ()
) -> Document:
    # Where it still does not parse nobody can tell keys from texts for sure: fix only what is surely a key.
    keys = None if document.root is not None else all_keys(document.kind)
    findings = [
        sign.finding(document.path, lines, number not in unsure and _is_sure(sign, keys))
        for number, sign in enumerate(signs)
    ]
    as_written = _AsWritten(signs, lines)
    if not any(sign.is_indent for sign in signs):
        findings += [as_written.finding(finding) for finding in document.findings]
    document.findings = findings
    document.text = lines.text
    document.as_written = as_written.span
    document.partial, document.model = document.best, None
    return document


def _is_sure(sign: WrongSign, keys: Collection[str] | None) -> bool:
    """Returns whether a sign may be fixed. While a file does not parse (``keys`` are then those of its kind), what
    only lacks a space may as well stand in a quoted text."""
    return keys is None or sign.variant == "no_break" or (sign.key in keys and sign.variant != "no_space")


class _AsWritten:
    """From the columns of the text with its signs replaced back to those of the file as written."""

    def __init__(self, signs: Sequence[WrongSign], lines: Lines) -> None:
        # line → where each sign begins that was replaced, and by how many characters that lengthened the line
        self._growth: dict[int, list[tuple[int, int]]] = {}
        for sign in signs:
            line, column, _, _ = lines.span(sign.fix.start, sign.fix.end)
            self._growth.setdefault(line, []).append((column, sign.growth))

    def span(self, span: Span) -> Span:
        """Returns a span of the replaced text as it stands in the file."""
        line, column, end_line, end_column = span
        return Span(line, self._column(line, column), end_line, self._column(end_line, end_column))

    def finding(self, finding: Finding) -> Finding:
        """Returns a finding on the replaced text as one on the file; its fix would cut the file in the wrong place."""
        related = tuple(replace(related, span=self.span(related.span)) for related in finding.related)
        return replace(finding, span=self.span(finding.span), related=related, fix=None)

    def _column(self, line: int, column: int) -> int:
        for begins, growth in self._growth.get(line, ()):
            if column > begins:
                column -= growth
        return column
