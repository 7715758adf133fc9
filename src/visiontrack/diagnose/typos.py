"""Slips of people who write texts, not YAML: what was meant where a syntax error stands, as far as the line tells.

YAML names only what it missed. A line of a text that is not indented is "a key without a colon" to it, and whoever
believes that makes things worse; so the cause is looked for in the line itself and what stands above it.
"""

from __future__ import annotations

import re

from yaml.tokens import FlowMappingEndToken, FlowSequenceEndToken, ScalarToken, ValueToken

from visiontrack.diagnose import indents
from visiontrack.diagnose.error_line import (
    KEY,
    NAME,
    LineAt,
    Slip,
    is_empty,
    keys,
    line_above,
    line_at,
    may_hold_text,
    other_line,
    wants_list,
)
from visiontrack.schema.titles import key_by_title
from visiontrack.yaml.characters import MASK
from visiontrack.yaml.lines import Lines
from visiontrack.yaml.tokens import last_before
from visiontrack.yaml.tree import shorten

# What stands for a dash, or is one with no space behind it.
BULLET = re.compile(r"(?:[－ー−–—―‐・•●○◎◯■□◆◇]|-(?=[^\s\-]))")
_SIGNED_KEY = re.compile(rf"(?P<sign>[*&!%@`]++) *+(?P<key>{NAME}) *+:")
_RULER = re.compile(r"[-=_~*#ー―─━＝－]{3,}\s*$")
_WORD = re.compile(rf"{NAME}(?=\s|$)")
_WIDE_KEY = re.compile(r"(?P<title>[^\x00-\x7f：\ufffd][^\s:：]*+)[:：](?P<text>\s*+[|>]$)?")
_INVISIBLE = re.compile(rf"(?:- +)*+{NAME} *+:(?P<sign>[\u00a0\u2000-\u200b\u202f\u205f\u2060])")
_WIDE_VALUE = re.compile(rf" *+(?:- +)*+{NAME} *+: +(?P<bracket>[｛［])")
_NUMBER = re.compile(
    rf" *+(?:- +)*+(?P<key>{NAME}): +(?P<value>[\"']?[-+▲△]?[0-9０-９][0-9０-９.,]{{0,39}}[\"']?) *+(?:#|$)"
)
_BESIDE_A_NUMBER = frozenset(["value", "year", "state", "source", "comment", "was"])
_CUT_AT = re.compile(r"[、，](?=\s*+[A-Za-z0-9_-]+\s*+$)")


def slip(lines: Lines, at: int, variant: str, problem: int) -> Slip | None:
    """What was meant where an error of this variant stands, or None when nothing better is known."""
    here = line_at(lines, at, problem)
    found = None
    if variant in ("no_colon", "indent"):
        found = _bullet(here)
    if found is None and variant != "tab":
        found = _outside(here)
    if found is None and variant in _RULES:
        found = next((one for rule in _RULES[variant] if (one := rule(here)) is not None), None)
    return found


def _bullet(here: LineAt) -> Slip | None:
    """``・施策``, ``－ 施策`` or ``-施策`` where a list item belongs; ``-actor: x`` is only noticed on the next line."""
    if not BULLET.match(here.said):
        number, _ = line_above(here, max(here.column - 1, 0))
        if not number:
            return None
        here = other_line(here, number)
        rest = BULLET.sub("", here.said, count=1)
        if not BULLET.match(here.said) or not KEY.match(rest.lstrip(" \u3000")):
            return None
    return Slip(here.begin, "bullet") if _in_list(here) else None


def _in_list(here: LineAt) -> bool:
    """Whether a list item belongs in the column of a line: below another, or below a key that wants a list."""
    _, above = line_above(here, here.column)
    said = above.lstrip(" ")
    if len(above) - len(said) == here.column and (said.startswith("- ") or BULLET.match(said)):
        return True
    match = KEY.match(said)
    return match is not None and is_empty(said[match.end() :]) and wants_list(match["key"])


def _outside(here: LineAt) -> Slip | None:
    """A line that ought to go on with the text above it, but is not indented as that is."""
    said = here.said
    if _is_key(said) or said.startswith(MASK):
        return None
    if _RULER.match(said):
        return Slip(here.begin, "ruler")
    token = last_before(here.text, here.begin)
    if isinstance(token, ScalarToken) and token.style in ("|", ">"):
        return Slip(_ending_comment(here, token) or here.begin, "outside")
    if said[:1].isascii():
        return None
    if isinstance(token, ValueToken):  # nothing stands behind the key above: its text begins here
        return Slip(here.begin, "outside" if may_hold_text(here) else "text_alone")
    of_text = isinstance(token, ScalarToken) and token.plain and not token.value.isascii()
    return Slip(here.begin, "outside") if of_text and line_above(here, here.column)[0] else None


def _ending_comment(here: LineAt, text: ScalarToken) -> int:
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
    if KEY.match(said):
        return True
    if match := _WORD.match(said):
        return match[0] in keys()
    match = _WIDE_KEY.match(said)
    return match is not None and match["text"] is not None


def _number_and_keys(here: LineAt) -> Slip | None:
    """``founders: 72`` with ``state: final`` below it: the short form and the long one at once."""
    below = KEY.match(here.said)
    if below is None or below["key"] not in _BESIDE_A_NUMBER:
        return None
    number, above = line_above(here, here.column - 1)
    match = _NUMBER.match(above)
    if match is None or (match["key"] in keys() and match["key"] != "baseline"):
        return None  # "value: 72" is the long form already
    params = {"key": shorten(match["key"]), "value": match["value"], "below": below["key"]}
    return Slip(here.lines.starts[number - 1] + match.start("value"), "number_and_keys", params)


def _after_bracket(here: LineAt) -> Slip | None:
    """``[重要] 会議所が…``: a text that begins with a bracket, which YAML takes for a list."""
    if here.at == here.begin and KEY.match(here.said):
        return None
    closed = isinstance(last_before(here.text, here.at), FlowSequenceEndToken | FlowMappingEndToken)
    return Slip(here.at, "after_bracket") if closed else None


def _invisible(here: LineAt) -> Slip | None:
    """A colon that an invisible character follows instead of a space."""
    match = _INVISIBLE.match(here.said)
    if match is None:
        return None
    return Slip(here.begin + match.start("sign"), "invisible", {"code": f"U+{ord(match['sign']):04X}"})


def _title_as_key(here: LineAt) -> Slip | None:
    """``課題：…``: the title of a key in its place."""
    match = _WIDE_KEY.match(here.said)
    if match is None:
        return None
    return Slip(here.begin, "title", suggest=key_by_title(match["title"], keys()))


def _text_alone(here: LineAt) -> Slip | None:
    """A line of words, and nothing above it that could be its key."""
    alone = here.at == here.begin and not here.said[:1].isascii() and not here.said.startswith(MASK)
    return Slip(here.begin, "text_alone") if alone else None


def _key_sign(here: LineAt) -> Slip | None:
    """``**next: expand``: a sign before a key."""
    match = _SIGNED_KEY.match(here.said) if here.at == here.begin else None
    if match is None or match["key"] not in keys():
        return None
    return Slip(here.begin, "key_sign", {"sign": match["sign"], "key": match["key"]})


def _wide_value(here: LineAt) -> Slip | None:
    """``period: ｛start: 2023｝``: full-width brackets are text, so the colon inside is one too many."""
    match = _WIDE_VALUE.match(here.line)
    if match is None:
        return None
    return Slip(here.lines.starts[here.number - 1] + match.start("bracket"), "wide_bracket")


def _wide_end(here: LineAt) -> Slip | None:
    """``[a, b］``: opened by the right bracket, closed by a full-width one."""
    rest = here.line[here.at - here.lines.starts[here.number - 1] :]
    if sum(map(rest.count, "］｝")) <= sum(map(rest.count, "［｛")):
        return None
    return Slip(here.at + max(map(rest.rfind, "］｝")), "wide_bracket")


def _wide_comma(here: LineAt) -> Slip | None:
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


def _lone_dash(here: LineAt) -> Slip | None:
    """``founders: -``: a dash that says there is nothing."""
    rest = here.lines.text[here.at + 1 : here.lines.starts[here.number - 1] + len(here.line)]
    return Slip(here.at, "lone_dash") if is_empty(rest) else None


def _after_bar(here: LineAt) -> Slip | None:
    """``text: |会議所…``: a text on the line of the sign that announces it."""
    rest = here.text[here.at : here.lines.starts[here.number - 1] + len(here.line)]
    return Slip(here.at, "after_bar") if rest[:1] in ("|", ">") and not is_empty(rest[1:]) else None


_RULES = {
    "": (_after_bar,),
    "no_colon": (_invisible, _title_as_key, _text_alone),
    "indent": (_number_and_keys, _after_bracket, indents.slip),
    "reserved": (_key_sign,),
    "colon": (_wide_value,),
    "bracket": (_wide_comma, _wide_end),
    "dash": (_lone_dash,),
}
