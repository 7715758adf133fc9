"""Syntax errors told in our own words, on the line where the construct that is wrong begins."""

from __future__ import annotations

import re

from yaml import MarkedYAMLError, YAMLError
from yaml.tokens import ScalarToken

from visiontrack.diagnose.error_line import Slip
from visiontrack.diagnose.typos import slip
from visiontrack.finding import Finding, Related
from visiontrack.yaml.lines import Lines
from visiontrack.yaml.parser import Mark
from visiontrack.yaml.structure import DIRECTIVE
from visiontrack.yaml.tokens import last_before, last_long_scalar, open_bracket

# libyaml's contexts in which the construct that is wrong begins at the context mark.
_BEGINS_AT_CONTEXT = (
    "while parsing a flow",
    "while scanning a quoted scalar",
    "while scanning a double-quoted scalar",
    "while scanning a simple key",
    "while parsing a quoted scalar",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a block scalar",
    "while parsing a tag",
    "while scanning a tag",
    "while scanning a directive",
    "while scanning a %",
)


def syntax_error(error: YAMLError, text: str, path: str) -> Finding:
    """A libyaml error as a finding on the line where the wrong construct begins."""
    if not isinstance(error, MarkedYAMLError):
        return Finding("VT102", path)
    lines = Lines(text)
    if (own := _says_itself(error, text)) is not None:
        start, end, variant = own
        return Finding("VT102", path, lines.span(start, end), variant=variant)
    at = _construct(error, text)
    if at is None:
        return Finding("VT102", path)
    offset, variant, params, suggest = _cause(error, at, text, lines)
    end = offset + 1 if offset < len(text) and text[offset] not in "\r\n" else offset
    return Finding(
        "VT102",
        path,
        lines.span(offset, end),
        params,
        variant=variant,
        suggest=suggest,
        related=_noticed(error.problem_mark, offset, lines, path),
    )


def _says_itself(error: MarkedYAMLError, text: str) -> tuple[int, int, str] | None:
    """Begin, end and variant of an error whose words tell the cause: a wrong escape, a directive without ``---``."""
    said, problem = error.problem or "", error.problem_mark
    if problem is not None and said.startswith(_ESCAPE):
        start = text.rfind("\\", 0, problem.index + 1)
        return start, start + 2, "escape"
    if said.startswith("did not find expected <document start>") and (match := DIRECTIVE.search(text)):
        return *match.span(), "directive"
    return None


def _construct(error: MarkedYAMLError, text: str) -> Mark | None:
    """Where the construct begins that libyaml could not read; of a bracket never closed, where it was opened."""
    begins = (error.context or "").startswith(_BEGINS_AT_CONTEXT)
    tab = (error.problem or "").startswith("found a tab")
    at: Mark | None = error.problem_mark
    if error.context_mark is not None and begins and not tab:
        at = error.context_mark
    if at is not None and at.index >= len(text.rstrip()):
        at = open_bracket(text) or at
    return at


def _cause(error: MarkedYAMLError, at: Mark, text: str, lines: Lines) -> Slip:
    """What is wrong, and the place to mend: often on another line than the one libyaml stumbled over."""
    problem: Mark | None = error.problem_mark
    offset, variant = _better_place(min(at.index, len(text)), problem, text, lines)
    variant = variant or _variant(text, offset, error.problem or "")
    if variant == "indent" and (comment := _cutting_comment(text, offset)) is not None:
        offset, variant = comment, "comment"
    if not variant and (opened := open_bracket(text)) is not None:
        offset, variant = opened.index, "bracket"
    told = slip(lines, offset, variant, problem.index if problem is not None else offset)
    return told or Slip(offset, variant)


def _noticed(problem: Mark | None, offset: int, lines: Lines, path: str) -> tuple[Related, ...]:
    """Where libyaml stumbled, if that is another line than the one to mend."""
    if problem is None or lines.span(problem.index, problem.index).line == lines.span(offset, offset).line:
        return ()
    end = min(problem.index, len(lines.text))
    return (Related(path, lines.span(end, end + 1), "related.noticed"),)


_BY_CHARACTER = {
    **dict.fromkeys("@`%*&!", "reserved"),
    **dict.fromkeys("[{", "bracket"),
    **dict.fromkeys("]},", "closing"),
    **dict.fromkeys("\"'", "quote"),
    "\t": "tab",
}
_KEY = re.compile(r"\s*[A-Za-z][A-Za-z0-9_-]*\s*:(?:\s|$)")
# Whatever stands for a dash before a key ("・id:", "＊id:", "--id:"): such a line goes on with no text.
_KEY_OR_DASH = re.compile(rf"(?:[^\w\s\"'#]{{1,2}})?{_KEY.pattern}|-\s")
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


def _variant(text: str, offset: int, problem: str) -> str:
    if text[offset : offset + 1] == "%" and text[max(0, offset - 1) : offset] in ("", "\n", "\r"):
        return "directive"
    if text[offset : offset + 1] in _BY_CHARACTER:
        return _BY_CHARACTER[text[offset]]
    found = next((variant for starts, variant in _BY_PROBLEM if problem.startswith(starts)), "")
    if found == "indent" and text[:offset].rstrip(" ")[-1:] in ("'", '"'):
        return "after_quote"
    return found


def _better_place(offset: int, problem: Mark | None, text: str, lines: Lines) -> tuple[int, str]:
    """Where the last scalar that runs into the problem from an earlier line began; that line is the wrong one."""
    if problem is None:
        return offset, ""
    last = last_long_scalar(text, problem.line)
    if last is None:
        return offset, ""
    start: Mark = last.start_mark
    if not start.line < problem.line <= last.end_mark.line or start.index > offset:
        return offset, ""
    if last.style in ("|", ">"):
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
    """The ``#`` that ended a plain text whose next line begins at ``offset``; a comment cannot stand inside one."""
    if _KEY_OR_DASH.match(text, offset):
        return None
    token = last_before(text, offset)
    if not isinstance(token, ScalarToken) or not token.plain:
        return None
    end: int = token.end_mark.index
    between = text[end:offset]
    if not between.lstrip().startswith("#"):
        return None
    return end + between.index("#")
