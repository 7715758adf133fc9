"""Forbidden characters and merge conflicts, found on the raw text before YAML is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from visiontrack.finding import Finding, Related, Span
from visiontrack.layout.width import NO_TEXT
from visiontrack.yaml.lines import LINE_END, Lines
from visiontrack.yaml.parser import MAX_FINDINGS

MASK = "\ufffd"
FORBIDDEN = re.compile(f"[{NO_TEXT}]")
# What nearly every file is made of, so few ranges that it is gone through in a third of the time.
_USUAL = re.compile("[\t\n\r -~\u3000-\ud7ff\uff01-\uffef\u2010-\u2027\u2070-\u2fff]*+")
_CONFLICT = re.compile(r"^(?:<{7}(?= |$|\r)|>{7}(?= |$|\r)|\|{7}(?= |$|\r)|={7}(?=$|\r))", re.MULTILINE)
_SURE_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= |$|\r)", re.MULTILINE)
_MAX_RELATED = 8  # lines of one conflict that are pointed at: git writes three or four


def forbidden(text: str, path: str) -> list[Finding]:
    """Returns a finding (VT111) for each character that may stand nowhere in a data file."""
    if _USUAL.fullmatch(text) or not FORBIDDEN.search(text):
        return []
    lines = Lines(text)
    return [
        Finding(
            "VT111",
            path,
            lines.span(match.start(), match.end()),
            {"character": f"U+{ord(match[0]):04X}"},
            variant=_variant(match[0]),
        )
        for match in islice(FORBIDDEN.finditer(text), MAX_FINDINGS + 1)
    ]


def masked(text: str) -> str:
    """Returns the text with each forbidden character replaced, so that the rest of the file can still be read."""
    return FORBIDDEN.sub(MASK, text)


def _variant(character: str) -> str:
    if character == "\0":
        return "nul"
    if character in "\u061c\u200e\u200f" or "\u202a" <= character <= "\u202e" or character >= "\u2066":
        return "" if character >= "\ud800" else "bidi"
    return ""


def conflicts(text: str, path: str) -> list[Finding]:
    """Returns a finding (VT107) for each conflict that git left after a merge, at its first line."""
    if not (("<<<<<<<" in text or ">>>>>>>" in text) and _SURE_CONFLICT.search(text)):
        return []
    lines = Lines(text)
    return list(islice(_conflict_blocks(text, path, lines), MAX_FINDINGS + 1))


def _conflict_blocks(text: str, path: str, lines: Lines) -> Iterator[Finding]:
    block: list[re.Match[str]] = []
    for match in _CONFLICT.finditer(text):
        if match[0][0] == "<" and block:
            yield _conflict(block, path, lines)
            block = []
        if match[0][0] == "=" and not block:
            continue  # a line of equal signs alone is no conflict
        block.append(match)
        if match[0][0] == ">":
            yield _conflict(block, path, lines)
            block = []
    if block:
        yield _conflict(block, path, lines)


def _conflict(block: list[re.Match[str]], path: str, lines: Lines) -> Finding:
    spans = [_whole_line(match, lines) for match in block[:_MAX_RELATED]]
    related = tuple(Related(path, span, "related.conflict") for span in spans[1:])
    return Finding("VT107", path, spans[0], related=related)


def _whole_line(match: re.Match[str], lines: Lines) -> Span:
    end = LINE_END.search(match.string, match.end())
    return lines.span(match.start(), end.start() if end else len(match.string))
