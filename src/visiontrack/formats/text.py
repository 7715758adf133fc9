"""Findings for people: place, cause, the lines concerned with carets, and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from visiontrack.finding import WHOLE_FILE, Finding
from visiontrack.layout.width import width
from visiontrack.messages import Catalogue

if TYPE_CHECKING:
    from visiontrack.formats.findings import Totals
    from visiontrack.formats.sources import Sources

_LONGEST = 200


def render(findings: Iterable[Finding], sources: Sources, words: Catalogue) -> str:
    """All findings, each with its code frame; never wrapped and never cut at the width of a terminal."""
    return "".join(_one(finding, sources, words) + "\n" for finding in findings)


def _one(finding: Finding, sources: Sources, words: Catalogue) -> str:
    if finding.cell is not None:  # a workbook has no lines to show
        return render_one(finding, words)
    return render_one(finding, words, _around(sources, finding, words.did_you_mean(finding)))


def render_one(finding: Finding, words: Catalogue, frame: Sequence[str] = ()) -> str:
    """One finding: place and cause, the lines of its code frame if there is one, other places, cure."""
    message, cure = words.finding(finding)
    lines = [f"{finding.where}: {finding.severity} {finding.code} {message}", *frame]
    lines += [f"   = {related.where}: {words.related(related)}" for related in finding.related]
    lines.append(f"   {words('cure')}: {cure}")
    return "\n".join(lines) + "\n"


def _around(sources: Sources, finding: Finding, label: str) -> list[str]:
    """The line above and the line itself with carets under the span."""
    span = finding.span
    lines = sources.with_above(finding.path, span.line)
    if lines is None:
        return []
    above, own = lines
    if span == WHOLE_FILE and not own.strip():
        return []
    number = str(span.line)
    gutter = max(5, len(number) + 1)
    out = [f"{number.rjust(gutter)} │ {_visible(own)}".rstrip()]
    if above and not above.isspace():
        out.insert(0, f"{str(span.line - 1).rjust(gutter)} │ {_visible(above)}".rstrip())
    end = span.end_column - 1 if span.end_line == span.line else len(own)
    before, marked = own[: span.column - 1], own[span.column - 1 : end]
    carets = "^" * max(1, width(_visible(marked)))
    # A line with a megabyte in it is shown in part; the place is in the line above.
    if span.column <= _LONGEST:
        line = f"{' ' * gutter} │ {' ' * width(_visible(before))}{carets[:_LONGEST]}"
        out.append(f"{line} {label}" if label else line)
    return out


def _visible(text: str) -> str:
    """A source line with control characters shown, and shortened where it is endless."""
    if len(text) <= _LONGEST and text.isprintable():
        return text
    shown = "".join(
        " "
        if character == "\t"
        else character
        if character.isprintable() or character == "\u3000"
        else "\ufffd"
        for character in text[: _LONGEST + 1]
    )
    return shown[:_LONGEST] + "…" if len(shown) > _LONGEST else shown


def report(findings: Sequence[Finding], totals: Totals, sources: Sources, words: Catalogue) -> str:
    """Everything ``validate`` says, the last line counting files, errors and warnings."""
    return render(findings, sources, words) + summary(totals, words) + "\n"


def summary(totals: Totals, words: Catalogue) -> str:
    """How many files were checked, and what was found."""
    key = "summary" if totals.errors or totals.warnings else "summary.clean"
    told = words(key, files=totals.files, errors=totals.errors, warnings=totals.warnings)
    return told + words("summary.more", count=totals.not_listed) if totals.not_listed else told
