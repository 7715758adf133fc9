"""Mistakes of people who write texts, not YAML: what was meant where a syntax error stands, as far as the line shows.

YAML names only what it missed. A line of a text that is not indented is "a key without a colon" to it, and whoever
believes that makes things worse; so the cause is looked for in the line itself and what stands above it.
"""

from __future__ import annotations

import re

from yaml.tokens import FlowMappingEndToken, FlowSequenceEndToken, ScalarToken, ValueToken

from visiontrack.diagnose.error_line import (
    BULLET,
    KEY,
    NAME,
    ErrorLine,
    Typo,
    error_line,
    is_blank,
    keys,
    may_hold_list,
    may_hold_text,
)
from visiontrack.diagnose.indents import indent_typo
from visiontrack.finding import Fix
from visiontrack.schema.scalars import half_width
from visiontrack.schema.titles import key_by_title
from visiontrack.yaml.characters import MASK
from visiontrack.yaml.lines import Lines, indent_of
from visiontrack.yaml.parser import last_token_before
from visiontrack.yaml.tree import shorten

_SIGNED_KEY = re.compile(rf"(?P<sign>[*&!%@`]++) *+(?P<key>{NAME}) *+:")
_RULER = re.compile(r"[-=_~*#ー―─━＝－]{3,}\s*$")
_WORD = re.compile(rf"{NAME}(?=\s|$)")
_WIDE_KEY = re.compile(r"(?P<title>[^\x00-\x7f：\ufffd][^\s:：]*+)[:：](?P<text>\s*+[|>]$)?")
_INVISIBLE = re.compile(rf"(?:- +)*+{NAME} *+:(?P<sign>[\u00a0\u2000-\u200b\u202f\u205f\u2060])")
_WIDE_VALUE = re.compile(rf" *+(?:- +)*+{NAME} *+: +(?P<bracket>[｛［])")
_PERCENT = re.compile(rf" *+(?:- +)*+{NAME} *+: +(?P<value>%(?:/[^\s\"\\#]++)?)(?= *$| +#)")
_NUMBER = re.compile(
    rf" *+(?:- +)*+(?P<key>{NAME}): +(?P<value>[\"']?[-+▲△]?[0-9０-９][0-9０-９.,]{{0,39}}[\"']?) *+(?:#|$)"
)
_BESIDE_A_NUMBER = frozenset(["value", "year", "state", "source", "comment", "was"])
_CUT_AT = re.compile(r"[、，](?=\s*+[A-Za-z0-9_-]+\s*+$)")


def find_typo(lines: Lines, at: int, variant: str, problem: int) -> Typo | None:
    """Returns what was meant where an error of this variant stands, or None when nothing better is known."""
    line = error_line(lines, at, problem)
    typo = None
    if variant in ("no_colon", "indent"):
        typo = _bullet(line)
    if typo is None and variant != "tab":
        typo = _outside(line)
    for rule in _RULES.get(variant, ()):
        typo = typo or rule(line)
    return typo


def _bullet(line: ErrorLine) -> Typo | None:
    """Finds ``・施策``, ``－ 施策`` or ``-施策`` where a list item belongs; ``-actor: x`` is only noticed on the next
    line."""
    if not BULLET.match(line.content):
        above = line.above(max(line.column - 1, 0))
        if above is None or not BULLET.match(above.content):
            return None
        if not KEY.match(BULLET.sub("", above.content, count=1).lstrip(" \u3000")):
            return None
        line = above
    return Typo(line.begin, "bullet") if _is_in_list(line) else None


def _is_in_list(line: ErrorLine) -> bool:
    """Returns whether a list item belongs in the column of a line: below another, or below a key that wants a list."""
    above = line.above(line.column)
    if above is None:
        return False
    if above.column == line.column and (above.content.startswith("- ") or BULLET.match(above.content)):
        return True
    match = KEY.match(above.content)
    return match is not None and is_blank(above.content[match.end() :]) and may_hold_list(match["key"])


def _outside(line: ErrorLine) -> Typo | None:
    """Finds a line that ought to go on with the text above it, but is not indented as that is."""
    content = line.content
    if _is_key(content) or content.startswith(MASK):
        return None
    if _RULER.match(content):
        return Typo(line.begin, "ruler")
    token = last_token_before(line.text, line.begin)
    if isinstance(token, ScalarToken) and token.style in ("|", ">"):
        return Typo(_ending_comment(line, token) or line.begin, "outside")
    if content[:1].isascii():
        return None
    if isinstance(token, ValueToken):  # nothing stands behind the key above: its text begins here
        return Typo(line.begin, "outside" if may_hold_text(line) else "text_alone")
    is_of_text = isinstance(token, ScalarToken) and token.plain and not token.value.isascii()
    return Typo(line.begin, "outside") if is_of_text and line.above(line.column) is not None else None


def _ending_comment(line: ErrorLine, text: ScalarToken) -> int:
    """Returns where a comment ended a block of text whose further lines are indented as they should be, or 0."""
    first_number = text.start_mark.line + 2
    text_lines = map(line.lines.line, range(first_number, line.number))
    first = next(filter(str.strip, text_lines), "")
    if indent_of(first) > line.column or first.lstrip().startswith("#"):
        return 0
    end: int = text.end_mark.index
    between = line.text[end : line.begin]
    return end + between.index("#") if between.lstrip().startswith("#") else 0


def _is_key(content: str) -> bool:
    """Returns whether a line begins with a key, also one whose colon is missing or that is called by its title."""
    if KEY.match(content):
        return True
    if match := _WORD.match(content):
        return match[0] in keys()
    match = _WIDE_KEY.match(content)
    return match is not None and match["text"] is not None


def _number_and_keys(line: ErrorLine) -> Typo | None:
    """Finds ``founders: 72`` with ``state: final`` below it: the short form and the long one at once."""
    below = KEY.match(line.content)
    if below is None or below["key"] not in _BESIDE_A_NUMBER:
        return None
    above = line.above(line.column - 1)
    match = _NUMBER.match(above.whole) if above is not None else None
    if above is None or match is None or (match["key"] in keys() and match["key"] != "baseline"):
        return None  # "value: 72" is the long form already
    params = {"key": shorten(match["key"]), "value": match["value"], "below": below["key"]}
    return Typo(above.start + match.start("value"), "number_and_keys", params)


def _after_bracket(line: ErrorLine) -> Typo | None:
    """Finds ``[重要] 会議所が…``: a text that begins with a bracket, which YAML takes for a list."""
    if line.at == line.begin and KEY.match(line.content):
        return None
    token = last_token_before(line.text, line.at)
    is_closed = isinstance(token, FlowSequenceEndToken | FlowMappingEndToken)
    return Typo(line.at, "after_bracket") if is_closed else None


def _invisible(line: ErrorLine) -> Typo | None:
    """Finds a colon that an invisible character follows instead of a space."""
    match = _INVISIBLE.match(line.content)
    if match is None:
        return None
    return Typo(line.begin + match.start("sign"), "invisible", {"code": f"U+{ord(match['sign']):04X}"})


def _title_as_key(line: ErrorLine) -> Typo | None:
    """Finds ``課題：…``: the title of a key in its place."""
    match = _WIDE_KEY.match(line.content)
    if match is None:
        return None
    fixed = half_width(match["title"])
    if fixed in keys():
        return Typo(line.begin, "wide_key", {"key": shorten(match["title"])}, fixed)
    return Typo(line.begin, "title", suggest=key_by_title(match["title"], keys()))


def _fence(line: ErrorLine) -> Typo | None:
    """Finds the fence of a block of code, as chats and Markdown put it around a text that is copied from there."""
    return Typo(line.begin, "fence") if line.content.startswith("```") else None


def _text_alone(line: ErrorLine) -> Typo | None:
    """Finds a line of words with nothing above it that could be its key."""
    content = line.content
    is_alone = line.at == line.begin and not content[:1].isascii() and not content.startswith(MASK)
    return Typo(line.begin, "text_alone") if is_alone else None


def _key_sign(line: ErrorLine) -> Typo | None:
    """Finds ``**next: expand``: a sign before a key."""
    match = _SIGNED_KEY.match(line.content) if line.at == line.begin else None
    if match is None or match["key"] not in keys():
        return None
    return Typo(line.begin, "key_sign", {"sign": match["sign"], "key": match["key"]})


def _percent(line: ErrorLine) -> Typo | None:
    """Finds ``unit: %``: a unit that YAML keeps for itself."""
    match = _PERCENT.match(line.whole)
    if match is None or line.start + match.start("value") != line.at:
        return None
    value, end = match["value"], line.start + match.end("value")
    return Typo(line.at, "percent", {"value": value}, f'"{value}"', Fix(line.at, end, f'"{value}"'))


def _wide_value(line: ErrorLine) -> Typo | None:
    """Finds ``period: ｛start: 2023｝``: full-width brackets are text, so the colon inside is one too many."""
    match = _WIDE_VALUE.match(line.whole)
    return None if match is None else Typo(line.start + match.start("bracket"), "wide_bracket")


def _wide_end(line: ErrorLine) -> Typo | None:
    """Finds ``[a, b］``: opened by the right bracket, closed by a full-width one."""
    rest = line.whole[line.at - line.start :]
    if sum(map(rest.count, "］｝")) <= sum(map(rest.count, "［｛")):
        return None
    return Typo(line.at + max(map(rest.rfind, "］｝")), "wide_bracket")


def _wide_comma(line: ErrorLine) -> Typo | None:
    """Finds ``{start: 2023、end: 2029}``: the comma is part of the number, and the next colon one too many."""
    text, problem = line.text, line.problem
    if text[problem : problem + 1] in ("、", "，"):
        return Typo(problem, "wide_comma")
    if text[problem : problem + 1] != ":":
        return None
    start = max(line.at, line.lines.starts[line.lines.span(problem, problem).line - 1])
    last = max(text.rfind("、", start, problem), text.rfind("，", start, problem))
    is_before_key = last >= 0 and _CUT_AT.match(text[last:problem])
    return Typo(last, "wide_comma") if is_before_key else None


def _lone_dash(line: ErrorLine) -> Typo | None:
    """Finds ``founders: -``: a dash that says there is nothing."""
    rest = line.text[line.at + 1 : line.start + len(line.whole)]
    return Typo(line.at, "lone_dash") if is_blank(rest) else None


def _after_bar(line: ErrorLine) -> Typo | None:
    """Finds ``text: |会議所…``: a text on the line of the sign that announces it."""
    rest = line.text[line.at : line.start + len(line.whole)]
    return Typo(line.at, "after_bar") if rest[:1] in ("|", ">") and not is_blank(rest[1:]) else None


_RULES = {
    "": (_after_bar,),
    "no_colon": (_invisible, _title_as_key, _text_alone),
    "indent": (_number_and_keys, _after_bracket, indent_typo),
    "reserved": (_fence, _key_sign, _percent),
    "colon": (_wide_value,),
    "bracket": (_wide_comma, _wide_end),
    "dash": (_lone_dash,),
}
