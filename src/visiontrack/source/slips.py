"""Slips of people who write texts, not YAML: what was meant where a syntax error stands, as far as the line tells.

YAML names only what it missed. A line of a text that is not indented is "a key without a colon" to it, and whoever
believes that makes things worse; so the cause is looked for in the line itself and what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, get_origin

from yaml.tokens import FlowMappingEndToken, FlowSequenceEndToken, ScalarToken, ValueToken

from visiontrack.schema.kinds import MODELS
from visiontrack.schema.paths import all_keys, bare, hints, records
from visiontrack.schema.titles import meant_key
from visiontrack.source.characters import MASK
from visiontrack.source.lines import Lines
from visiontrack.source.scanned import last_before
from visiontrack.source.tree import shown

# What stands for a dash, or is one with no space behind it.
BULLET = re.compile(r"(?:[－ー−–—―‐・•●○◎◯■□◆◇]|-(?=[^\s\-]))")
_NAME = r"[A-Za-z][A-Za-z0-9_-]*+"
_KEY = re.compile(rf"(?:- +)*+(?P<key>{_NAME})\s*+:(?=\s|$)")
_WORD = re.compile(rf"{_NAME}(?=\s|$)")
_WIDE_KEY = re.compile(r"(?P<title>[^\x00-\x7f：\ufffd][^\s:：]*+)[:：](?P<text>\s*+[|>]$)?")
_INVISIBLE = re.compile(rf"(?:- +)*+{_NAME} *+:(?P<sign>[\u00a0\u2000-\u200b\u202f\u205f\u2060])")
_WIDE_VALUE = re.compile(rf" *+(?:- +)*+{_NAME} *+: +(?P<bracket>[｛［])")
_NUMBER = re.compile(
    rf" *+(?:- +)*+(?P<key>{_NAME}): +(?P<value>[\"']?[-+▲△]?[0-9０-９][0-9０-９.,]{{0,39}}[\"']?) *+(?:#|$)"
)
_BESIDE_A_NUMBER = frozenset(["value", "year", "state", "source", "comment", "was"])
_CUT_AT = re.compile(r"[、，](?=\s*+[A-Za-z0-9_-]+\s*+$)")

_FAR = 1000  # lines: what stands further above was not meant


class Slip(NamedTuple):
    """Where the slip stands, the variant of the sentence about it, and what fills that."""

    at: int
    variant: str
    params: Mapping[str, Any] = {}
    suggest: str | None = None


class _Place(NamedTuple):
    """Where an error is told (``at``) and was noticed (``problem``): offsets; and its line, by number and head."""

    lines: Lines
    at: int
    problem: int
    number: int
    begin: int

    @property
    def text(self) -> str:
        return self.lines.text

    @property
    def line(self) -> str:
        return self.lines.line(self.number)

    @property
    def said(self) -> str:
        """The line without its indent."""
        return self.line.lstrip(" ")

    @property
    def column(self) -> int:
        return self.begin - self.lines.starts[self.number - 1]


def slip(lines: Lines, at: int, variant: str, problem: int) -> Slip | None:
    """What was meant where an error of this variant stands, or None when nothing better is known."""
    here = _place(lines, at, problem)
    found = None
    if variant in ("no_colon", "indent"):
        found = _bullet(here)
    if found is None and variant != "tab":
        found = _outside(here)
    if found is None and variant in _RULES:
        found = next((one for rule in _RULES[variant] if (one := rule(here)) is not None), None)
    return found


def _place(lines: Lines, at: int, problem: int) -> _Place:
    number = lines.span(at, at).line
    line = lines.line(number)
    return _Place(lines, at, problem, number, lines.starts[number - 1] + len(line) - len(line.lstrip(" ")))


def _above(here: _Place, column: int) -> tuple[int, str]:
    """The next line above that is indented no deeper than a column: its number (0: there is none) and text."""
    for number in range(here.number - 1, max(here.number - _FAR, 0), -1):
        line = here.lines.line(number)
        said = line.lstrip(" ")
        if said and not said.startswith("#") and len(line) - len(said) <= column:
            return number, line
    return 0, ""


def _bullet(here: _Place) -> Slip | None:
    """``・施策``, ``－ 施策`` or ``-施策`` where a list item belongs; ``-actor: x`` is only noticed on the next line."""
    if not BULLET.match(here.said):
        number, _ = _above(here, max(here.column - 1, 0))
        if not number:
            return None
        here = _place(here.lines, here.lines.starts[number - 1], here.problem)
        rest = BULLET.sub("", here.said, count=1)
        if not BULLET.match(here.said) or not _KEY.match(rest.lstrip(" \u3000")):
            return None
    return Slip(here.begin, "bullet") if _in_list(here) else None


def _in_list(here: _Place) -> bool:
    """Whether a list item belongs in the column of a line: below another, or below a key that wants a list."""
    _, above = _above(here, here.column)
    said = above.lstrip(" ")
    if len(above) - len(said) == here.column and (said.startswith("- ") or BULLET.match(said)):
        return True
    match = _KEY.match(said)
    return match is not None and _is_empty(said[match.end() :]) and _wants_list(match["key"])


def _is_empty(rest: str) -> bool:
    rest = rest.strip()
    return not rest or rest.startswith("#")


def _outside(here: _Place) -> Slip | None:
    """A line that ought to go on with the text above it, but is not indented as that is."""
    said = here.said
    if _is_key(said) or said.startswith(MASK):
        return None
    token = last_before(here.text, here.begin)
    if isinstance(token, ScalarToken) and token.style in ("|", ">"):
        return Slip(_ending_comment(here, token) or here.begin, "outside")
    if said[:1].isascii():
        return None
    if isinstance(token, ValueToken):  # nothing stands behind the key above: its text begins here
        return Slip(here.begin, "outside")
    of_text = isinstance(token, ScalarToken) and token.plain and not token.value.isascii()
    return Slip(here.begin, "outside") if of_text and _above(here, here.column)[0] else None


def _ending_comment(here: _Place, text: ScalarToken) -> int:
    """Where a comment ended a block of text whose further lines are indented as they should be; 0 where none did."""
    number = text.start_mark.line + 2  # its first line
    lines = map(here.lines.line, range(number, here.number))
    first = next(filter(str.strip, lines), "")
    if len(first) - len(first.lstrip(" ")) > here.column or first.lstrip().startswith("#"):
        return 0
    end: int = text.end_mark.index
    between = here.text[end : here.begin]
    return end + between.index("#") if between.lstrip().startswith("#") else 0


def _is_key(said: str) -> bool:
    """Whether a line begins with a key, also one whose colon is missing or that is called by its title."""
    if _KEY.match(said):
        return True
    if match := _WORD.match(said):
        return match[0] in _keys()
    match = _WIDE_KEY.match(said)
    return match is not None and match["text"] is not None


def _number_and_keys(here: _Place) -> Slip | None:
    """``founders: 72`` with ``state: final`` below it: the short form and the long one at once."""
    below = _KEY.match(here.said)
    if below is None or below["key"] not in _BESIDE_A_NUMBER:
        return None
    number, above = _above(here, here.column - 1)
    match = _NUMBER.match(above)
    if match is None or (match["key"] in _keys() and match["key"] != "baseline"):
        return None  # "value: 72" is the long form already
    params = {"key": shown(match["key"]), "value": match["value"], "below": below["key"]}
    return Slip(here.lines.starts[number - 1] + match.start("value"), "number_and_keys", params)


def _after_bracket(here: _Place) -> Slip | None:
    """``[重要] 会議所が…``: a text that begins with a bracket, which YAML takes for a list."""
    if here.at == here.begin and _KEY.match(here.said):
        return None
    closed = isinstance(last_before(here.text, here.at), FlowSequenceEndToken | FlowMappingEndToken)
    return Slip(here.at, "after_bracket") if closed else None


def _invisible(here: _Place) -> Slip | None:
    """A colon that an invisible character follows instead of a space."""
    match = _INVISIBLE.match(here.said)
    if match is None:
        return None
    return Slip(here.begin + match.start("sign"), "invisible", {"code": f"U+{ord(match['sign']):04X}"})


def _title_as_key(here: _Place) -> Slip | None:
    """``課題：…``: the title of a key in its place."""
    match = _WIDE_KEY.match(here.said)
    if match is None:
        return None
    return Slip(here.begin, "title", suggest=meant_key(match["title"], _keys()))


def _wide_value(here: _Place) -> Slip | None:
    """``period: ｛start: 2023｝``: full-width brackets are text, so the colon inside is one too many."""
    match = _WIDE_VALUE.match(here.line)
    if match is None:
        return None
    return Slip(here.lines.starts[here.number - 1] + match.start("bracket"), "wide_bracket")


def _wide_end(here: _Place) -> Slip | None:
    """``[a, b］``: opened by the right bracket, closed by a full-width one."""
    rest = here.line[here.at - here.lines.starts[here.number - 1] :]
    if sum(map(rest.count, "］｝")) <= sum(map(rest.count, "［｛")):
        return None
    return Slip(here.at + max(map(rest.rfind, "］｝")), "wide_bracket")


def _wide_comma(here: _Place) -> Slip | None:
    """``{start: 2023、end: 2029}``: the comma is part of the number, and the next colon one too many."""
    if here.text[here.problem : here.problem + 1] in ("、", "，"):
        return Slip(here.problem, "wide_comma")
    if here.text[here.problem : here.problem + 1] != ":":
        return None
    start = max(here.at, here.lines.starts[here.lines.span(here.problem, here.problem).line - 1])
    last = max(here.text.rfind("、", start, here.problem), here.text.rfind("，", start, here.problem))
    if last < 0 or not _CUT_AT.match(here.text[last : here.problem]):
        return None
    return Slip(last, "wide_comma")


def _lone_dash(here: _Place) -> Slip | None:
    """``founders: -``: a dash that says there is nothing."""
    rest = here.lines.text[here.at + 1 : here.lines.starts[here.number - 1] + len(here.line)]
    return Slip(here.at, "lone_dash") if _is_empty(rest) else None


def _after_bar(here: _Place) -> Slip | None:
    """``text: |会議所…``: a text on the line of the sign that announces it."""
    rest = here.text[here.at : here.lines.starts[here.number - 1] + len(here.line)]
    return Slip(here.at, "after_bar") if rest[:1] in ("|", ">") and not _is_empty(rest[1:]) else None


_RULES = {
    "": (_after_bar,),
    "no_colon": (_invisible, _title_as_key),
    "indent": (_number_and_keys, _after_bracket),
    "colon": (_wide_value,),
    "bracket": (_wide_comma, _wide_end),
    "dash": (_lone_dash,),
}


@cache
def _keys() -> frozenset[str]:
    """Every key of any kind of file: here it is not known which kind a broken one is."""
    return frozenset().union(*map(all_keys, MODELS))


def _wants_list(key: str) -> bool:
    """Whether a list may belong under a key; under one that no schema names, anything may."""
    return key not in _keys() or key in _list_keys()


@cache
def _list_keys() -> frozenset[str]:
    found = [pair for kind in MODELS for record in records(kind) for pair in hints(record).items()]
    return frozenset(key for key, annotation in found if get_origin(bare(annotation)) is tuple)
