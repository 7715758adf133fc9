"""A file with full-width punctuation, read as it will read once that is mended: what else is wrong, and where.

A sign counts only if mending it makes sense: where the schema then finds a key it does not know, or keys where it
wants a text (``- PDCA：計画から`` in a list of texts), the sign is part of the text. While the file does not parse for
another reason, what the schema wants is looked up by the keys and dashes above.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from visiontrack.diagnose import full_width_signs
from visiontrack.diagnose.full_width_signs import Mark
from visiontrack.finding import Finding, Fix, Span
from visiontrack.schema import Kind
from visiontrack.schema.paths import all_keys, is_list_of_singles, is_single
from visiontrack.yaml import tree
from visiontrack.yaml.lines import Lines, splice

if TYPE_CHECKING:
    from visiontrack.yaml.document import Document

_TURNS = 4  # of telling text from keys; each turn takes more signs for text


def reread(text: str, read: Callable[[str], Document]) -> Document | None:
    """The document with its full-width findings, or None when none of the signs is to blame.

    ``read`` parses a text as it stands. The findings it gives are moved back to the columns of the file as written;
    their fixes wait until the signs are mended. Where an indent is full-width nothing else is told.
    """
    if not full_width_signs.may_hold(text):
        return None
    lines = Lines(text)
    marks = full_width_signs.marks(lines)
    if not marks:
        return None
    before: Document | None = None
    all_marks, doubtful = marks, frozenset[int]()
    for _ in range(_TURNS):
        document = read(splice(text, [_as_meant(mark) for mark in marks]))
        if before is not None and before.root is not None and document.root is None:
            # Taken for text they break the file, so they are keys, if unknown ones; only a person can tell.
            return _with_marks(before, all_marks, lines, doubtful)
        if not marks:
            return None
        wrong = _part_of_text(document, marks)
        if not wrong:
            return _with_marks(document, marks, lines)
        before, all_marks, doubtful = document, marks, wrong
        marks = [mark for number, mark in enumerate(marks) if number not in wrong]
    return None


def _as_meant(mark: Mark) -> Fix:
    """An indent has no one right answer; as a guess each full-width space stands for the two columns it takes."""
    if not mark.is_indent:
        return mark.fix
    return mark.fix._replace(text="  " * (mark.fix.end - mark.fix.start))


def _part_of_text(document: Document, marks: Sequence[Mark]) -> frozenset[int]:
    """The numbers of the marks that belong to a text, as the schema sees the mended file."""
    if document.root is None:
        return frozenset(n for n, mark in enumerate(marks) if _stands_in_text(mark, document.kind))
    if not document.findings:
        return frozenset()
    lines = Lines(document.text or "")
    moved = _mended_places(marks)
    ends: dict[int, int] | None = None
    wrong: set[int] = set()
    for finding in document.findings:
        start = lines.starts[finding.span.line - 1] + finding.span.column - 1
        end = start
        if finding.code == "VT204" and finding.variant == "text":
            ends = tree.collections(document.root) if ends is None else ends
            end = ends.get(start, start) - 1
        elif not (finding.code == "VT201" and finding.suggest is None):
            continue
        wrong.update(range(bisect_left(moved, start), bisect_right(moved, end)))
    return frozenset(wrong)


def _stands_in_text(mark: Mark, kind: Kind) -> bool:
    """Whether the schema wants a text, or a list of texts, where the mark would have a key."""
    if mark.within is None:
        return False
    item = mark.variant != "dash" and is_list_of_singles(kind, mark.within)
    return item or is_single(kind, mark.within)


def _mended_places(marks: Sequence[Mark]) -> list[int]:
    """Where each mark's key begins in the mended text."""
    places, grown = [], 0
    for mark in marks:
        places.append(mark.key_at + grown)
        fix = _as_meant(mark)
        grown += len(fix.text) - (fix.end - fix.start)
    return places


def _with_marks(
    document: Document, marks: Sequence[Mark], lines: Lines, doubtful: Collection[int] = ()
) -> Document:
    # Where it still does not parse nobody can tell keys from texts for sure: mend only what is surely a key.
    known = None if document.root is not None else all_keys(document.kind)
    found = [
        mark.finding(document.path, lines, number not in doubtful and _is_sure(mark, known))
        for number, mark in enumerate(marks)
    ]
    back = _Back(marks, lines)
    if not any(mark.is_indent for mark in marks):
        found += [back.finding(one) for one in document.findings]
    document.findings = found
    document.text = lines.text
    document.as_written = back.span
    document.partial, document.model = document.best, None
    return document


def _is_sure(mark: Mark, known: Collection[str] | None) -> bool:
    """Whether a sign may be mended. While a file does not parse (``known`` are then its kind's keys), what only lacks a
    space may as well stand in a quoted text."""
    return known is None or (mark.key in known and mark.variant != "no_space")


class _Back:
    """From the columns of the mended text back to those of the file as written."""

    def __init__(self, marks: Sequence[Mark], lines: Lines) -> None:
        # line → where each sign to be mended begins, and by how many characters mending lengthens it
        self.grown: dict[int, list[tuple[int, int]]] = {}
        for mark in marks:
            line, column, _, _ = lines.span(mark.fix.start, mark.fix.end)
            fix = _as_meant(mark)
            self.grown.setdefault(line, []).append((column, len(fix.text) - (fix.end - fix.start)))

    def span(self, span: Span) -> Span:
        """A span of the mended text, as it stands in the file."""
        line, column, end_line, end_column = span
        return Span(line, self._column(line, column), end_line, self._column(end_line, end_column))

    def finding(self, finding: Finding) -> Finding:
        """A finding on the mended text; its fix would cut the file in the wrong place."""
        related = tuple(replace(one, span=self.span(one.span)) for one in finding.related)
        return replace(finding, span=self.span(finding.span), related=related, fix=None)

    def _column(self, line: int, column: int) -> int:
        for begins, grown in self.grown.get(line, ()):
            if column > begins:
                column -= grown
        return column
