"""What else is wrong in a file that does not parse: the line to blame is left out, and the rest is read.

With a line goes all that stands below it, further in. Nothing is told that may only follow from that: no key that is
missing, no key that is empty for what was left out below it, and of further syntax errors only those that a line shows
by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from visiontrack.diagnose.syntax_errors import syntax_error
from visiontrack.finding import Finding
from visiontrack.yaml.document import Document
from visiontrack.yaml.lines import split

_MOST = 20  # syntax errors of one file
_READ = 500_000  # characters in all: each error costs one more reading
# Where it is unclear which line is wrong, or what belongs to what, nothing is read any further.
_UNCLEAR = frozenset(["", "indent", "first_dash", "lost_parent"])
# A second error of these kinds may come of what was left out.
_MAY_FOLLOW = _UNCLEAR | {"quote", "bracket", "closing", "comment"}
# What a key that is not there any more would make of what stands around it.
_OF_GAPS = frozenset(["VT202", "VT204", "VT217"])
_EMPTY = "VT203"


def findings(document: Document, read: Callable[[str], Document]) -> list[Finding]:
    """The syntax errors of a document, and what is wrong in the rest of it; ``read`` parses a text as it stands."""
    rest = _Rest(document.text or "")
    found: list[Finding] = []
    error = document.broken
    for number in range(1, _MOST + 1):
        if error is None:
            break
        told = syntax_error(error, rest.text, document.path)
        if found and (told.variant in _MAY_FOLLOW or told.span.line in rest.left_out):
            break
        if not (found and rest.goes_on(found[-1], told)):
            found.append(told)
        if told.variant in _UNCLEAR or number * len(rest.text) > _READ:
            break
        rest.leave_out(told)
        again = read(rest.text)
        error = again.broken
        if error is None:
            # A mend would cut the file in the wrong place: it waits until the file can be read.
            found += [replace(one, fix=None) for one in again.findings if not rest.explains(one)]
    return found


class _Rest:
    """A text while lines are left out of it; every other line stays where it was."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left_out: set[int] = set()
        self._lines = split(text)

    def goes_on(self, last: Finding, told: Finding) -> bool:
        """Whether a line of a text is out of place as the one above it is: what mends that mends it too."""
        if told.variant != last.variant or told.span.line - 1 not in self.left_out:
            return False
        is_text = not self._lines[told.span.line - 1].lstrip()[:1].isascii()
        return told.variant in ("outside", "text_alone") or (told.variant == "no_colon" and is_text)

    def leave_out(self, told: Finding) -> None:
        """The line of a syntax error, the further lines of a text that it begins, and what is below it."""
        first = told.span.line
        noticed = told.related[0].span.line if told.variant == "no_colon" and told.related else first
        last = max(first + 1, noticed)
        indent = _indent(self._lines[first - 1])
        while last <= len(self._lines) and (
            not self._lines[last - 1].strip() or _indent(self._lines[last - 1]) > indent
        ):
            last += 1
        self.left_out.update(range(first, last))
        self._lines[first - 1 : last - 1] = [""] * (last - first)
        self.text = "\n".join(self._lines)

    def explains(self, found: Finding) -> bool:
        """Whether a finding may only be there because of the gaps."""
        if not self.left_out.isdisjoint(range(found.span.line, found.span.end_line + 1)):
            return True
        below = found.span.line + 1
        while below not in self.left_out and below <= len(self._lines) and not self._lines[below - 1].strip():
            below += 1
        return found.code in _OF_GAPS or (found.code == _EMPTY and below in self.left_out)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
