"""What ``validate --fix`` changes: full-width signs and numbers with one right reading, lines of a text that read with
spaces between, and a missing last line end.

Lines are joined last, and reported by the numbers they had: until then every line keeps its number.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from visiontrack.diagnose.reader import parse
from visiontrack.edit.writer import Change, text_change
from visiontrack.finding import Finding
from visiontrack.schema import Kind
from visiontrack.yaml import files
from visiontrack.yaml.lines import LINE_END, Lines, splice

_ROUNDS = (
    8  # signs after keys come first: only then can the numbers behind them be read, and fixed in their turn
)
_LINE_WIDTH = 80  # characters; of a longer line only the part that changes is reported
_CONTEXT = 20


class DataFile(Protocol):
    """A data file to fix."""

    @property
    def path(self) -> str: ...

    @property
    def kind(self) -> Kind: ...


class FixedLine(NamedTuple):
    """What was fixed in a line: a key of the catalogue, with its parameters."""

    path: str
    line: int
    message: str
    params: Mapping[str, object] = {}


class FolderFixes(NamedTuple):
    """The changes that fix the data files of a folder, for the writer; each line they touch; and by the errors that
    stop the reading, the lines that only a person can mend."""

    changes: list[Change]
    lines: list[FixedLine]
    by_hand: list[Finding]


def folder_fixes(root: Path, data_files: Iterable[DataFile]) -> FolderFixes:
    """Returns what can be fixed in the data files of a folder, and what cannot."""
    changes: list[Change] = []
    fixed_lines: list[FixedLine] = []
    by_hand: list[Finding] = []
    for entry in data_files:
        raw = files.read(os.path.join(root, entry.path), entry.path)
        if raw.text is None:
            by_hand += [raw.finding] if raw.finding is not None else []
            continue
        text, lines = _fix(entry.path, entry.kind, raw.text)
        if text != raw.text:
            changes.append(text_change(entry.path, raw.content, text))
            fixed_lines += lines
        by_hand += _unread_lines(parse(entry.path, entry.kind, text).findings)
    return FolderFixes(changes, fixed_lines, by_hand)


def fix_text(path: str, kind: Kind, text: str) -> str:
    """Returns the text with every fix made and nothing else touched."""
    return _fix(path, kind, text)[0]


def _fix(path: str, kind: Kind, text: str) -> tuple[str, list[FixedLine]]:
    """Returns the text with every fix made, and what was fixed by the lines of the text as it was."""
    fixed = _with_line_end(_fix_within_lines(path, kind, text))
    joined, joined_lines = _join_lines(path, kind, fixed)
    return joined, sorted([*_fixed_lines(path, text, fixed), *joined_lines], key=lambda line: line.line)


def _unread_lines(findings: Iterable[Finding]) -> list[Finding]:
    """Returns the errors of reading that are left: what stands behind them may hold more to fix."""
    errors = (finding for finding in findings if finding.code < "VT2" and finding.severity == "error")
    return sorted(errors, key=lambda finding: finding.sort_key)


def _fix_within_lines(path: str, kind: Kind, text: str) -> str:
    """Returns the text with the fixes that leave every line its number."""
    for _ in range(_ROUNDS):
        findings = parse(path, kind, text).findings
        fixes = [finding.fix for finding in findings if finding.fix is not None and finding.code != "VT124"]
        if not fixes:
            break
        text = splice(text, fixes)
    return text


def _join_lines(path: str, kind: Kind, text: str) -> tuple[str, list[FixedLine]]:
    """Returns the text without the line ends that read as unwanted spaces, and the lines where such texts begin."""
    folded = [
        finding for finding in parse(path, kind, text).findings if finding.code == "VT124" and finding.fix
    ]
    lines = [FixedLine(path, finding.span.line, "validate.joined") for finding in folded]
    return splice(text, [finding.fix for finding in folded if finding.fix is not None]), lines


def _with_line_end(text: str) -> str:
    """Returns the text with a line end after its last line, of the sort the file has."""
    if not text.strip() or text[-1] in "\r\n":
        return text
    first = LINE_END.search(text)
    return text + (first[0] if first else "\n")


def _fixed_lines(path: str, old: str, new: str) -> Iterator[FixedLine]:
    before, after = Lines(old), Lines(new)
    for number in range(1, len(before.starts) + 1):
        line, fixed = before.line(number), after.line(number)
        if line != fixed:
            excerpts = _excerpts(line.strip(), fixed.strip())
            params = dict(zip(("before", "after"), excerpts, strict=True))
            yield FixedLine(path, number, "validate.changed", params)
    if len(after.starts) > len(before.starts):
        yield FixedLine(path, len(before.starts), "validate.ended")


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Returns both lines, or of long ones the parts that differ with some characters around them."""
    if max(len(before), len(after)) <= _LINE_WIDTH:
        return before, after
    start = _common_prefix(before, after)
    end = _common_prefix(before[start:][::-1], after[start:][::-1])
    return _excerpt(before, start, end), _excerpt(after, start, end)


def _common_prefix(left: str, right: str) -> int:
    pairs = zip(left, right, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _excerpt(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _CONTEXT), min(len(text), len(text) - end + _CONTEXT)
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
