"""A file with full-width punctuation, read as it would read without: what else is wrong, and where.

A sign counts only if replacing it makes sense: where the schema then finds a key it does not know, or keys where it
has a text (``- PDCA：計画から`` in a list of texts), the sign is part of the text. While the file does not parse for
another reason, what the schema has is looked up by the keys and dashes above.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import get_origin

from visiontrack.diagnose.full_width_signs import WrongSign, may_hold, wrong_signs
from visiontrack.finding import Finding, Fix, Span
from visiontrack.schema import Kind
from visiontrack.schema.paths import all_keys, annotation_at, bare, is_list_of_singles, is_single
from visiontrack.yaml import tree
from visiontrack.yaml.document import Document
from visiontrack.yaml.lines import Lines, splice

_ROUNDS = 4  # of telling text from keys; each takes more signs for text


def reread(text: str, read: Callable[[str], Document]) -> Document | None:
    """Returns the document with its full-width findings, or None when none of the signs is to blame.

    ``read`` reads a text as it stands. The findings it gives are moved back to the columns of the file as written;
    so are their fixes. Where an indent is full-width nothing else is reported.
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
    parses = document.root is not None
    findings = [
        sign.finding(document.path, lines, number not in unsure and (parses or _is_sure(sign, document.kind)))
        for number, sign in enumerate(signs)
    ]
    as_written = _AsWritten(signs, lines, with_fixes=not unsure)
    if not any(sign.is_indent for sign in signs):
        findings += [as_written.finding(finding) for finding in document.findings]
    document.findings = findings
    document.text = lines.text
    document.as_written = as_written.span
    document.partial, document.model = document.best, None
    return document


def _is_sure(sign: WrongSign, kind: Kind) -> bool:
    """Returns whether a sign may be fixed while the file does not parse, from what the schema has where it stands.

    What only lacks a space, and a blank line, may as well stand in a quoted text.
    """
    if sign.variant in ("no_break", "blank", "no_space"):
        return sign.variant == "no_break"
    container = None if sign.within is None else get_origin(bare(annotation_at(kind, sign.within)))
    if sign.variant == "dash":
        return container is tuple
    return sign.key in all_keys(kind) or (container is dict and not sign.key.startswith(('"', "'")))


class _AsWritten:
    """From the columns of the text with its signs replaced back to those of the file as written."""

    def __init__(self, signs: Sequence[WrongSign], lines: Lines, with_fixes: bool) -> None:
        self._signs = signs
        self._with_fixes = with_fixes
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
        """Returns a finding on the replaced text, and its fix, as one on the file."""
        related = tuple(replace(related, span=self.span(related.span)) for related in finding.related)
        return replace(finding, span=self.span(finding.span), related=related, fix=self._fix(finding.fix))

    def _fix(self, fix: Fix | None) -> Fix | None:
        if fix is None or not self._with_fixes:
            return None
        start, end = self._offset(fix.start), self._offset(fix.end)
        return None if start is None or end is None else fix._replace(start=start, end=end)

    def _offset(self, offset: int) -> int | None:
        """Returns an offset in the replaced text as one in the file, or None inside of what was replaced."""
        growth = 0
        for sign in self._signs:
            begin, text = sign.replacement.start + growth, sign.replacement.text
            if offset <= begin:
                break
            if offset < begin + len(text):
                return None
            growth += sign.growth
        return offset - growth

    def _column(self, line: int, column: int) -> int:
        for begins, growth in self._growth.get(line, ()):
            if column > begins:
                column -= growth
        return column
