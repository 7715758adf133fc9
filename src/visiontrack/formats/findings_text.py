"""Findings for people: place, cause, the lines concerned with carets, and the cure."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.finding import WHOLE_FILE, Finding
from visiontrack.formats import renderer
from visiontrack.layout.width import width
from visiontrack.messages import Catalogue
from visiontrack.yaml import files
from visiontrack.yaml.lines import split, with_above

if TYPE_CHECKING:
    from visiontrack.edit.fixes import FixedLine
    from visiontrack.folder.loading import SourceLines

MOST_PER_FILE = 50
_LONGEST_LINE = 200
_MAX_BY_HAND = 20  # lines that are named after --fix; the report tells the rest


class Sources:
    """The lines for code frames: as they were when a file was checked, else from the file once more."""

    def __init__(self, root: Path, checked_lines: SourceLines | None = None) -> None:
        self.root = root
        self._checked_lines = checked_lines or {}
        self._path: str | None = None
        self._lines: list[str] | None = None

    def with_above(self, path: str, number: int) -> tuple[str, str] | None:
        """Returns the line above and line ``number`` (from 1) itself, None where the file cannot be read."""
        checked = self._checked_lines.get((path, number))
        if checked is not None:
            return checked
        if path != self._path:  # the last file is kept, since findings come by path
            text = files.read(os.path.join(self.root, path), path).text
            self._path, self._lines = path, split(text) if text is not None else None
        return with_above(self._lines, number) if self._lines is not None else None


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of the last line; errors and warnings count every finding, listed or not.

    ``ignored`` warnings are accepted by comments and not among them; ``strict`` says that a warning ends the run as an
    error does.
    """

    files: int
    errors: int
    warnings: int
    not_listed: int
    strict: bool
    ignored: int = 0


def listed(findings: Sequence[Finding]) -> tuple[list[Finding], int]:
    """Returns the findings to list, at most fifty of one file, and how many are only counted."""
    counts: dict[str, int] = {}
    first: list[Finding] = []
    for finding in findings:
        counts[finding.path] = counts.get(finding.path, 0) + 1
        if counts[finding.path] <= MOST_PER_FILE:
            first.append(finding)
    return first, len(findings) - len(first)


def render_findings(
    form: str, findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue
) -> str:
    """Returns everything ``validate`` says in one of its forms."""
    first, _ = listed(findings)
    text = renderer("validate", form)(first, totals, sources, words)
    assert isinstance(text, str)
    return text


def totals_of(findings: Sequence[Finding], files: int, strict: bool = False, ignored: int = 0) -> Totals:
    """Returns the numbers of the last line; ``files`` is how many were checked."""
    errors = sum(finding.severity == "error" for finding in findings)
    return Totals(files, errors, len(findings) - errors, listed(findings)[1], strict, ignored)


def validate_text(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:
    """Returns all findings; the last line counts files, errors and warnings."""
    return findings_text(findings, sources, words) + summary(totals, words) + "\n"


def findings_text(findings: Iterable[Finding], sources: Sources, words: Catalogue) -> str:
    """Returns findings, each with its code frame; never wrapped and never cut at the width of a terminal."""
    texts = []
    for finding in findings:
        frame: Sequence[str] = ()
        if finding.cell is None:  # a workbook has no lines to show
            frame = _code_frame(sources, finding, words.did_you_mean(finding))
        texts.append(finding_text(finding, words, frame) + "\n")
    return "".join(texts)


def finding_text(finding: Finding, words: Catalogue, frame: Sequence[str] = ()) -> str:
    """Returns a finding: place and cause, the lines of its code frame if there is one, other places, cure."""
    message, cure = words.finding(finding)
    lines = [f"{finding.where}: {finding.severity} {finding.code} {message}", *frame]
    lines += [f"   = {related.where}: {words.related(related)}" for related in finding.related]
    lines.append(f"   {words('cure')}: {cure}")
    return "\n".join(lines) + "\n"


def _code_frame(sources: Sources, finding: Finding, label: str) -> list[str]:
    """Returns the line above and the line itself with carets under the span."""
    span = finding.span
    lines = sources.with_above(finding.path, span.line)
    if lines is None:
        return []
    above, line = lines
    if span == WHOLE_FILE and not line.strip():
        return []
    number = str(span.line)
    gutter = max(5, len(number) + 1)
    frame = [f"{number.rjust(gutter)} │ {_visible(line)}".rstrip()]
    if above and not above.isspace():
        frame.insert(0, f"{str(span.line - 1).rjust(gutter)} │ {_visible(above)}".rstrip())
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    before, marked = line[: span.column - 1], line[span.column - 1 : end]
    carets = "^" * max(1, width(_visible(marked)))
    # A line with a megabyte in it is shown in part; the place is in the line above.
    if span.column <= _LONGEST_LINE:
        caret_line = f"{' ' * gutter} │ {' ' * width(_visible(before))}{carets[:_LONGEST_LINE]}"
        frame.append(f"{caret_line} {label}" if label else caret_line)
    return frame


def _visible(text: str) -> str:
    """Returns a source line with control characters made visible, and shortened where it is endless."""
    if len(text) <= _LONGEST_LINE and text.isprintable():
        return text
    visible = "".join(map(_visible_character, text[: _LONGEST_LINE + 1]))
    return visible[:_LONGEST_LINE] + "…" if len(visible) > _LONGEST_LINE else visible


def _visible_character(character: str) -> str:
    if character == "\t":
        return " "
    return character if character.isprintable() or character == "\u3000" else "\ufffd"


def summary(totals: Totals, words: Catalogue) -> str:
    """Returns how many files were checked, and how many errors and warnings they have."""
    key = "summary" if totals.errors or totals.warnings else "summary.clean"
    counts = words(key, files=totals.files, errors=totals.errors, warnings=totals.warnings)
    counts += words("summary.ignored", count=totals.ignored) if totals.ignored else ""
    return counts + words("summary.more", count=totals.not_listed) if totals.not_listed else counts


def fixes_text(lines: Sequence[FixedLine], by_hand: Sequence[Finding], words: Catalogue) -> str:
    """Returns what ``validate --fix`` says: each line it fixed, before and after, how many there were, and the lines
    that it could not pass."""
    texts = [f"{line.path}:{line.line}: {words(line.message, **line.params)}" for line in lines]
    texts.append(words("validate.fixed", count=len(lines)) if lines else words("validate.nothing_to_fix"))
    if by_hand:
        texts.append(words("validate.by_hand"))
        texts += [f"  {finding.where}: {words.finding(finding)[0]}" for finding in by_hand[:_MAX_BY_HAND]]
        texts += ["  …"] if len(by_hand) > _MAX_BY_HAND else []
    return "\n".join(texts) + "\n\n"
