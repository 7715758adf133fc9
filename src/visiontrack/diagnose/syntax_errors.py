"""Syntax errors in our own words, on the line where the construct that is wrong begins, and what else is wrong.

Behind a syntax error libyaml reads nothing. So the line to blame is left out, with all that stands below it further
in, and the rest is read. Nothing is reported that may only follow from the gap: no key that is missing, no key that is
empty for what was left out below it, and of further syntax errors only those that a line shows by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from yaml import MarkedYAMLError, YAMLError
from yaml.tokens import ScalarToken

from visiontrack.diagnose.error_line import Typo
from visiontrack.diagnose.typos import find_typo
from visiontrack.finding import Finding, Fix, Related
from visiontrack.yaml.document import Document
from visiontrack.yaml.lines import Lines, split
from visiontrack.yaml.parser import Mark, last_long_scalar, last_token_before, open_bracket
from visiontrack.yaml.structure import DIRECTIVE

# libyaml's contexts in which the construct that is wrong begins at the context mark.
_BEGINS_AT_CONTEXT = re.compile(
    "while (?:parsing a (?:flow|quoted scalar|tag)"
    "|scanning an? (?:(?:double-)?quoted scalar|simple key|alias|anchor|block scalar|tag|directive|%))"
)
_BY_CHARACTER = {
    **dict.fromkeys("@`%*&!", "reserved"),
    **dict.fromkeys("[{", "bracket"),
    **dict.fromkeys("]},", "closing"),
    **dict.fromkeys("\"'", "quote"),
    "\t": "tab",
}
# How libyaml, or PyYAML's own parser, begins to say it → the variant of our sentence.
_BY_PROBLEM = (
    (("found a tab",), "tab"),
    (("mapping values",), "colon"),
    (("could not find expected ':'",), "no_colon"),
    (("block sequence entries", "sequence entries"), "dash"),
    (("mapping keys",), "reserved"),
    (("did not find expected key", "did not find expected '-'", "expected <block end>"), "indent"),
)
_ESCAPE = (
    "found unknown escape",
    "found invalid Unicode",
    "did not find expected hexdecimal",
    "expected escape sequence",
)
_KEY = re.compile(r"\s*[A-Za-z][A-Za-z0-9_-]*\s*:(?:\s|$)")
# Whatever stands for a dash before a key ("・id:", "＊id:", "--id:"): such a line goes on with no text.
_KEY_OR_DASH = re.compile(rf"(?:[^\w\s\"'#]{{1,2}})?{_KEY.pattern}|-\s")

_MAX_ERRORS = 20  # syntax errors of one file
_MAX_READ = 500_000  # characters in all: each error costs one more reading
# Where it is unclear which line is wrong, or what belongs to what, nothing is read any further.
_UNCLEAR = frozenset(["", "indent", "first_dash", "lost_parent"])
# A second error of these kinds may come of what was left out.
_MAY_FOLLOW = _UNCLEAR | {"quote", "bracket", "closing", "comment"}
# What a key that is not there any more would make of what stands around it.
_OF_GAPS = frozenset(["VT202", "VT204", "VT217"])
_EMPTY = "VT203"


def findings(document: Document, read: Callable[[str], Document]) -> list[Finding]:
    """Returns the syntax errors of a document, and what is wrong in the rest of it; ``read`` reads a text as it
    stands."""
    rest = _Rest(document.text or "")
    errors: list[Finding] = []
    others: list[Finding] = []
    error = document.syntax_error
    for number in range(1, _MAX_ERRORS + 1):
        if error is None:
            break
        finding = syntax_error(error, rest.text, document.path)
        if errors and (finding.variant in _MAY_FOLLOW or finding.span.line in rest.left_out):
            break
        if not (errors and rest.goes_on(errors[-1], finding)):
            errors.append(finding)
        if finding.variant in _UNCLEAR or number * len(rest.text) > _MAX_READ:
            break
        rest.leave_out(finding)
        again = read(rest.text)
        error = again.syntax_error
        if error is None:
            others = [rest.as_written(other) for other in again.findings if not rest.explains(other)]
    return errors + others


class _Rest:
    """A text while lines are left out of it; every other line stays where it was."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left_out: set[int] = set()
        self._lines = split(text)
        self._whole = Lines(text)

    def goes_on(self, last: Finding, finding: Finding) -> bool:
        """Returns whether a line of a text is out of place as the one above it is: correcting one corrects both."""
        if finding.variant != last.variant or finding.span.line - 1 not in self.left_out:
            return False
        is_text = not self._lines[finding.span.line - 1].lstrip()[:1].isascii()
        return finding.variant in ("outside", "text_alone") or (finding.variant == "no_colon" and is_text)

    def leave_out(self, finding: Finding) -> None:
        """Leaves out the line of a syntax error, the further lines of a text that it begins, and what is below it."""
        first = finding.span.line
        noticed = finding.related[0].span.line if finding.variant == "no_colon" and finding.related else first
        last = max(first + 1, noticed)
        indent = _indent(self._lines[first - 1])
        while last <= len(self._lines) and (
            not self._lines[last - 1].strip() or _indent(self._lines[last - 1]) > indent
        ):
            last += 1
        self.left_out.update(range(first, last))
        self._lines[first - 1 : last - 1] = [""] * (last - first)
        self.text = "\n".join(self._lines)

    def as_written(self, finding: Finding) -> Finding:
        """Returns a finding on the rest with its fix at its place in the whole text, where it concerns one value."""
        fix = finding.fix
        if fix is None:
            return finding
        span = Lines(self.text).span(fix.start, fix.end)
        is_of_value = (finding.code >= "VT2" and finding.code != "VT202") or finding.variant == "comment"
        if not is_of_value or span.line != span.end_line or span.line in self.left_out:
            return replace(finding, fix=None)
        start = self._whole.starts[span.line - 1]
        moved = Fix(start + span.column - 1, start + span.end_column - 1, fix.text)
        return replace(finding, fix=moved)

    def explains(self, finding: Finding) -> bool:
        """Returns whether a finding may only be there because of the gaps."""
        if not self.left_out.isdisjoint(range(finding.span.line, finding.span.end_line + 1)):
            return True
        below = finding.span.line + 1
        while below not in self.left_out and below <= len(self._lines) and not self._lines[below - 1].strip():
            below += 1
        return finding.code in _OF_GAPS or (finding.code == _EMPTY and below in self.left_out)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def syntax_error(error: YAMLError, text: str, path: str) -> Finding:
    """Returns a libyaml error as a finding on the line where the wrong construct begins."""
    if not isinstance(error, MarkedYAMLError):
        return Finding("VT102", path)
    lines = Lines(text)
    if (clear_error := _clear_error(error, text)) is not None:
        start, end, variant = clear_error
        return Finding("VT102", path, lines.span(start, end), variant=variant)
    at = _construct(error, text)
    if at is None:
        return Finding("VT102", path)
    offset, variant, params, suggest, fix = _cause(error, at, text, lines)
    end = offset + 1 if offset < len(text) and text[offset] not in "\r\n" else offset
    return Finding(
        "VT102",
        path,
        lines.span(offset, end),
        params,
        variant=variant,
        suggest=suggest,
        fix=fix,
        related=_noticed(error.problem_mark, offset, lines, path),
    )


def _clear_error(error: MarkedYAMLError, text: str) -> tuple[int, int, str] | None:
    """Returns begin, end and variant of an error whose words name the cause: a wrong escape, a directive without
    ``---``."""
    message, problem = error.problem or "", error.problem_mark
    if problem is not None and message.startswith(_ESCAPE):
        start = text.rfind("\\", 0, problem.index + 1)
        return start, start + 2, "escape"
    if message.startswith("did not find expected <document start>") and (match := DIRECTIVE.search(text)):
        return *match.span(), "directive"
    return None


def _construct(error: MarkedYAMLError, text: str) -> Mark | None:
    """Returns where the construct begins that libyaml could not read; of a bracket never closed, where it was opened."""
    begins = _BEGINS_AT_CONTEXT.match(error.context or "")
    tab = (error.problem or "").startswith("found a tab")
    at: Mark | None = error.problem_mark
    if error.context_mark is not None and begins and not tab:
        at = error.context_mark
    if at is not None and at.index >= len(text.rstrip()):
        at = open_bracket(text) or at
    return at


def _cause(error: MarkedYAMLError, at: Mark, text: str, lines: Lines) -> Typo:
    """Returns what is wrong, and the place to correct: often on another line than the one libyaml stumbled over."""
    problem: Mark | None = error.problem_mark
    offset, variant = _better_place(min(at.index, len(text)), problem, text, lines)
    variant = variant or _variant(text, offset, error.problem or "")
    if variant == "indent" and (comment := _cutting_comment(text, offset)) is not None:
        offset, variant = comment, "comment"
    if not variant and (opened := open_bracket(text)) is not None:
        offset, variant = opened.index, "bracket"
    typo = find_typo(lines, offset, variant, problem.index if problem is not None else offset)
    return typo or Typo(offset, variant)


def _noticed(problem: Mark | None, offset: int, lines: Lines, path: str) -> tuple[Related, ...]:
    """Returns where libyaml stumbled, if that is another line than the one to correct."""
    if problem is None or lines.span(problem.index, problem.index).line == lines.span(offset, offset).line:
        return ()
    end = min(problem.index, len(lines.text))
    return (Related(path, lines.span(end, end + 1), "related.noticed"),)


def _variant(text: str, offset: int, problem: str) -> str:
    if text[offset : offset + 1] == "%" and text[max(0, offset - 1) : offset] in ("", "\n", "\r"):
        return "directive"
    if text[offset : offset + 1] in _BY_CHARACTER:
        return _BY_CHARACTER[text[offset]]
    variant = next((variant for starts, variant in _BY_PROBLEM if problem.startswith(starts)), "")
    if variant == "indent" and text[:offset].rstrip(" ")[-1:] in ("'", '"'):
        return "after_quote"
    return variant


def _better_place(offset: int, problem: Mark | None, text: str, lines: Lines) -> tuple[int, str]:
    """Returns where the last scalar began that runs into the problem from an earlier line; that line is the wrong one."""
    last = last_long_scalar(text, problem.line) if problem is not None else None
    if problem is None or last is None:
        return offset, ""
    start: Mark = last.start_mark
    if (
        not start.line < problem.line <= last.end_mark.line
        or start.index > offset
        or last.style in ("|", ">")
    ):
        return offset, ""
    if not last.plain:
        return start.index, "quote"
    line_start = lines.starts[start.line]
    if not text[line_start : start.index].strip(" -"):
        return start.index, "no_colon"  # "title 創業" on a line of its own
    own = lines.line(problem.line + 1)
    if _KEY.match(own):
        return lines.starts[problem.line] + len(own) - len(own.lstrip()), "indent"
    return start.index, "colon"


def _cutting_comment(text: str, offset: int) -> int | None:
    """Returns the ``#`` that ended a plain text whose next line begins at ``offset``; a comment cannot stand inside
    one."""
    if _KEY_OR_DASH.match(text, offset):
        return None
    token = last_token_before(text, offset)
    if not isinstance(token, ScalarToken) or not token.plain:
        return None
    end: int = token.end_mark.index
    between = text[end:offset]
    return end + between.index("#") if between.lstrip().startswith("#") else None
