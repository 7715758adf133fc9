"""Full-width punctuation where YAML needs ASCII: an indent, a blank line, a colon or space after a key or dash.

So is a no-break space, or a sign that nobody sees, at the head of a line and behind the colon, and a colon after a key without the space behind it. Looked for only in a file that is wrong as it stands, since in a
sound one every such sign is text. It counts only after an ASCII key name where a key can stand, never inside a block
scalar, a quoted text, the further lines of a plain text, or a comment. libyaml cannot be asked: the file does not parse
yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from visiontrack.finding import Finding, Fix, Loc
from visiontrack.yaml.lines import Lines, indent_of
from visiontrack.yaml.parser import MAX_DEPTH, MAX_FINDINGS

_KEY = r"(?P<key>[A-Za-z][A-Za-z0-9_-]*+|[0-9]{4}|[０-９]{4}|\"[A-Za-z0-9_-]++\"|'[A-Za-z0-9_-]++')"
# Not "://" of an address, nor what is good behind a quoted key in brackets.
_TIGHT_COLON = r":(?=[^\s\u200b\u2060:#\\,\]}])(?!//)"
_TIGHT = rf"(?<![\"'])(?: ++|(?<! )){_TIGHT_COLON}"
# Spaces of other widths and signs that nobody sees: YAML takes none of them for a space.
_UNSEEN = "\u00a0\u2000-\u200b\u202f\u205f\u2060"
_ANY = re.compile(f"[：\u3000{_UNSEEN}]")
_SIGN = (
    rf"(?P<sign>[ \u3000]*+：[ \u3000]*+| *+\u3000[ \u3000]*+:[ \u3000]*+| *+:\u3000[ \u3000]*+"
    rf"| *+:[{_UNSEEN}][ {_UNSEEN}]*+|{_TIGHT})"
)
_INDENT = re.compile(r" *+(?P<sign>\u3000[\u3000 ]*+)(?=\S)")
_NO_BREAK = re.compile(r" *+(?P<sign>[\u00a0\u2007\u202f][\u00a0\u2007\u202f ]*+)(?=\S)")
_BLANK = re.compile(r"(?P<sign>[ \t]*+[\u3000\u00a0\u2007\u202f][ \t\u3000\u00a0\u2007\u202f]*+)$")
_BEGINS = re.compile(rf" *+(?:-(?:\s|$)|(?:{_KEY})[ \u3000]*+[:：])")
_INDENTED_KEY = re.compile(
    rf" *+(?:- ++)*+(?P<sign>\u3000[\u3000 ]*+)(?:-[ \u3000]|(?:{_KEY})[ \u3000]*+[:：])"
)
_DASH = re.compile(r" *+(?:- ++)*+(?P<dash>-)(?P<sign>\u3000[\u3000 ]*+)(?=\S)")
_HEAD = re.compile(r" *+(?:-(?: ++|$))*+")
_WRONG_KEY = re.compile(_KEY + _SIGN)
_TIGHT_SIGN = re.compile(_TIGHT_COLON)
_TIGHT_KEY = re.compile(rf"(?:^|(?<=[\r{{,]))[ \u3000]*+(?:- ++)*+(?:{_KEY}){_TIGHT}", re.MULTILINE)
_QUOTED_KEY = re.compile(r"(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+') *+:(?=\s|$)")
_KEY_END = re.compile(r":(?=\s|$)|(?<!\S)#")
# Most lines: a key and on the same line a plain value, or the head of a block scalar.
_SIMPLE = re.compile(r"(?P<indent> *+)(?P<key>[A-Za-z0-9_][A-Za-z0-9_-]*+): ++(?=[^\s\[{\"'#])")
_NEAR = 9  # lines in which what follows a blank line is looked for
_NO_KEY = frozenset("\"'#[]{},|>")
_STRING = {'"': re.compile(r"(?:[^\"\\]|\\.|\\$)*+"), "'": re.compile(r"(?:[^']|'')*+")}
# Inside brackets: what opens a quoted text, a comment, a bracket, or a key with a wrong colon.
_FLOW = re.compile(
    r"(?P<quote>(?:(?<=[\[{,:：\s])|^)[\"'])|(?P<comment>(?<!\S)#)|(?P<bracket>[\[\]{}])"
    rf"|(?:(?<=[{{,])|^)\s*+{_KEY}{_SIGN}"
)


class WrongSign(NamedTuple):
    """A wrong sign: what ``fix`` replaces, where its key begins and where the sign itself stands (offsets).

    ``within`` is the path of what holds the key or dash, or of the brackets it stands in, as far as the indents of
    the file tell; None for an indent.
    """

    code: str
    key: str
    key_at: int
    at: int
    fix: Fix
    variant: str = ""
    within: Loc | None = None

    @property
    def is_indent(self) -> bool:
        """Whether something stands behind the full-width spaces at the head of a line."""
        return self.code == "VT108" and not self.variant

    @property
    def replacement(self) -> Fix:
        """What the file is read with: as a guess each full-width space of an indent stands for the two columns it
        takes."""
        return self.fix._replace(text="  " * (self.fix.end - self.fix.start)) if self.is_indent else self.fix

    @property
    def growth(self) -> int:
        """By how many characters the replacement lengthens its line."""
        return len(self.replacement.text) - (self.fix.end - self.fix.start)

    def finding(self, path: str, lines: Lines, is_sure: bool) -> Finding:
        """Returns the finding on the sign, with its fix where it ``is_sure``; for an indent there is none, since how
        many columns are meant is unknown."""
        span = lines.span(self.at, self.fix.end if self.code == "VT108" else self.at + 1)
        fix = self.fix if is_sure and not self.is_indent else None
        by_code = self.variant in ("invisible", "no_break")
        params = {"code": f"U+{ord(lines.text[self.at]):04X}"} if by_code else {"key": self.key}
        return Finding(self.code, path, span, params, variant=self.variant, fix=fix)


def may_hold(text: str) -> bool:
    """Returns whether a text holds any sign that might be wrong."""
    return _ANY.search(text) is not None or next(_tight_keys(text), None) is not None


def _tight_keys(text: str) -> Iterator[re.Match[str]]:
    """Yields where a key may stand whose colon no space follows. The colon is looked for first: thirty times as fast."""
    return _TIGHT_KEY.finditer(text) if _TIGHT_SIGN.search(text) else iter(())


def wrong_signs(lines: Lines) -> list[WrongSign]:
    """Returns every wrong sign where a key or an indent can stand, in order."""
    return list(islice(_Scan(lines).signs(), MAX_FINDINGS))


class _Scan:
    """One pass over the lines that knows block scalars, quoted and plain texts, comments and brackets."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.text_below = -1  # lines indented deeper than this belong to a text; -1: none does
        self.empty_at = -1  # the column of a key or dash whose value may begin on the next line, or -1
        self.quote = ""  # the quote a text over several lines was opened with
        self.depth = 0  # open brackets
        self.open: list[tuple[int, str | int]] = []  # the keys and dashes (0) above, each behind its column

    def signs(self) -> Iterator[WrongSign]:
        text = self.lines.text
        tight = (match.end() for match in _tight_keys(text))
        last = max((*(match.start() for match in _ANY.finditer(text)), *tight), default=-1)
        for number, start in enumerate(self.lines.starts, start=1):
            if start > last:
                return
            line = self.lines.line(number)
            if self.quote:
                at = self._string(line, 0)
                if self.depth:
                    yield from self._flow(line, at, start)
            elif self.depth:
                yield from self._flow(line, 0, start)
            elif match := self._blank(number, line):
                yield _sign("VT108", match, start, variant="blank")
            elif match := self._no_break(line):
                # Each is as wide as the space that was meant.
                yield _sign("VT108", match, start, variant="no_break")
                line = " " * match.end() + line[match.end() :]
                if not self._is_text(line):
                    yield from self._block(line, start, number)
            elif not self._is_text(line):
                yield from self._block(line, start, number)

    def _blank(self, number: int, line: str) -> re.Match[str] | None:
        """Matches a line of full-width spaces and nothing else, unless it belongs to a text; a text goes on behind it."""
        match = None if not line or line.isascii() else _BLANK.match(line)
        if match is None:
            return None
        indent = indent_of(line)
        if 0 <= self.text_below < indent:
            return None
        if 0 <= self.empty_at < indent:  # the first line of a text, unless keys or a list begin below
            return match if _BEGINS.match(self._following(number)) else None
        return match

    def _no_break(self, line: str) -> re.Match[str] | None:
        """Matches no-break spaces in the indent of a line, unless they belong to a text."""
        match = None if line.isascii() else _NO_BREAK.match(line)
        return match if match and not 0 <= self.text_below < match.start("sign") else None

    def _following(self, number: int) -> str:
        """Returns the next line that is not blank, near below a line; empty where there is none."""
        return next(filter(str.strip, map(self.lines.line, range(number + 1, number + _NEAR))), "")

    def _is_text(self, line: str) -> bool:
        """Returns whether a line is blank, a comment, or a further line of a text."""
        stripped = line.lstrip(" ")
        if not stripped or stripped.startswith("#"):
            return True
        if self.text_below >= 0 and len(line) - len(stripped) > self.text_below:
            return True
        self.text_below = -1
        return False

    def _block(self, line: str, start: int, number: int) -> Iterator[WrongSign]:
        """Yields the signs of a line that begins with a key, a dash, or the value of the line before."""
        if match := _SIMPLE.match(line):
            self.text_below = match.end("indent")
            self.empty_at = -1
            self._enter(self.text_below, match["key"])
            return
        may_be_value = 0 <= self.empty_at < indent_of(line)
        has_wide = "：" in line or "\u3000" in line
        if has_wide and (
            match := _INDENTED_KEY.match(line) or (None if may_be_value else _INDENT.match(line))
        ):
            yield _sign("VT108", match, start)
            return
        if has_wide and (match := _DASH.match(line)):
            dash, at = match.start("dash"), match.end()
            self._enter_dashes(line, dash + 1)
            sign = _sign("VT110", match, start, "dash", self._path()[:-1])
            room = self._room(match, number)
            yield sign._replace(fix=sign.fix._replace(text=" " * room))
            column = dash + 1 + room  # once it is fixed
        else:
            head = _HEAD.match(line)
            column = at = head.end() if head else 0
            dash = line.rfind("-", 0, column)
            self._enter_dashes(line, dash + 1)
        owner = dash if dash >= 0 or not may_be_value else self.empty_at
        if match := _WRONG_KEY.match(line, at):
            self._enter(column, match["key"].strip("\"'"))
            yield _colon(match, start, self._path()[:-1])
            owner, at = column, match.end()
        elif end := _key_end(line, at):
            self._enter(column, line[at : end - 1].strip(" \"'"))
            owner, at = column, end
        yield from self._value(line, at, owner, start)

    def _room(self, dash: re.Match[str], number: int) -> int:
        """Returns how many spaces belong behind a dash: one, or as many columns as its wide spaces take where the line
        below begins in the column that the eye sees."""
        wide = len(dash["sign"]) + dash["sign"].count("\u3000")
        below = self._following(number)
        return wide if indent_of(below) == dash.end("dash") + wide else 1

    def _enter_dashes(self, line: str, end: int) -> None:
        """Goes below each dash at the head of a line."""
        for column in range(end):
            if line[column] == "-":
                self._enter(column, 0)

    def _enter(self, column: int, step: str | int) -> None:
        """Goes below a key or dash, out of all that ends where it begins; a dash may stand in its key's column."""
        while self.open:
            last_column, last_step = self.open[-1]
            is_list_of_key = last_column == column and step == 0 and isinstance(last_step, str)
            if last_column < column or is_list_of_key:
                break
            self.open.pop()
        if len(self.open) <= MAX_DEPTH:  # deeper than any file may nest nothing is told apart
            self.open.append((column, step))

    def _path(self) -> Loc:
        return tuple(step for _, step in self.open)

    def _value(self, line: str, at: int, owner: int, start: int) -> Iterator[WrongSign]:
        """Yields the signs of what stands behind the key or dash in column ``owner`` (-1: nothing can stand here)."""
        rest = line[at:].lstrip(" \t")
        self.empty_at = owner if not rest or rest[0] == "#" else -1
        if self.empty_at >= 0 or not rest:
            return
        if rest[0] in "[{\"'":
            yield from self._flow(line, len(line) - len(rest), start)
        else:
            self.text_below = owner

    def _flow(self, line: str, at: int, start: int) -> Iterator[WrongSign]:
        """Yields the signs in brackets from ``at`` on, up to where the last one is closed."""
        while match := _FLOW.search(line, at):
            at = match.end()
            if match["comment"]:
                return
            if match["quote"]:
                self.quote = match["quote"]
                at = self._string(line, at)
            elif match["bracket"]:
                self.depth += 1 if match["bracket"] in "[{" else -1
            else:
                yield _colon(match, start, self._path())
            if self.quote or self.depth <= 0:
                return

    def _string(self, line: str, at: int) -> int:
        """Returns the place past the end of the quoted text that is open; it stays open when the line does not close it."""
        match = _STRING[self.quote].match(line, at)
        end = match.end() if match else at
        if end < len(line):
            self.quote = ""
        return end + 1


def _key_end(line: str, at: int) -> int:
    """Returns the place past the colon of a key as YAML wants it; 0 when the line begins with none."""
    if match := _QUOTED_KEY.match(line, at):
        return match.end()
    if line[at : at + 1] in _NO_KEY:
        return 0
    match = _KEY_END.search(line, at)
    return match.end() if match and match[0] == ":" else 0


def _colon(match: re.Match[str], start: int, within: Loc) -> WrongSign:
    """Returns the sign of a key whose colon is wrong, or is not followed by a space."""
    if "：" in match["sign"]:
        return _sign("VT109", match, start, within=within)
    if "\u3000" in match["sign"]:
        return _sign("VT110", match, start, within=within)
    if not match["sign"].isascii():
        return _sign("VT102", match, start, "invisible", within)
    return _sign("VT102", match, start, "no_space", within)


def _sign(
    code: str, match: re.Match[str], start: int, variant: str = "", within: Loc | None = None
) -> WrongSign:
    begin, end = match.span("sign")
    line = match.string
    wrong = ":" if variant == "no_space" else ""
    at = next(i for i in range(begin, end) if (line[i] in wrong if wrong else not line[i].isascii()))
    key = match["key"] if code != "VT108" and variant in ("", "no_space", "invisible") else ""
    key_at = match.start("dash") if variant == "dash" else match.start("key") if key else begin
    if variant == "no_break":
        return WrongSign(
            code, "", start + begin, start + at, Fix(start + begin, start + end, " " * (end - begin)), variant
        )
    new = "" if variant == "blank" else " " if not key else ": " if end < len(line) else ":"
    return WrongSign(
        code, key, start + key_at, start + at, Fix(start + begin, start + end, new), variant, within
    )
