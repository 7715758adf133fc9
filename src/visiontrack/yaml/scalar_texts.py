"""What can be wrong with the text of a scalar: characters smuggled in by escape, words lost to a comment, and
characters that other programs lost or swapped on the way here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from typing import NamedTuple
from unicodedata import normalize

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import Finding, Fix, Loc, Span
from visiontrack.schema import Kind
from visiontrack.schema.paths import is_free_text
from visiontrack.yaml import tree
from visiontrack.yaml.characters import FORBIDDEN
from visiontrack.yaml.lines import Lines, indent_of, split

_CUT = re.compile(r"[ \t]#(?=\S)")
_JOINED = re.compile(r"#(?:(?<=[^\s#]#)(?=[ \u3000]+\S)|(?<=\u3000#)(?=[^#\r\n]))")
_COMMENT = re.compile(r"(?P<lines>(?:[ \t]*+(?:\r\n|\r|\n))*+)(?P<indent>[ \t]*+)(?P<words>#[^\r\n]*+)")
_NO_SPACE = re.compile(r"#(?=\S)[#\s]*+[^#\s]")  # a row of "#" and nothing else is a ruler
_LINE_OF_TEXT = re.compile(r"#++(?=\S).*\w")  # on a line of its own "## " is a comment, "#---" a ruler
_BARS = {"｜": "|", "＞": ">"}
PIPE = re.compile(r"(?P<sign>[｜＞])(?P<chomp>[-+]?)[ \t\u3000]*+(?=[\r\n])")
_WORD = re.compile(r"[A-Za-z0-9_./:-]*")
# What a program puts for a character that it could not read, what only one maker's fonts show, and the radicals that
# look like characters. Each begins a range of its own, or nearly every text would be gone through slowly.
_USUAL = re.compile(
    "[\t\n\r -~\u3000-\ud7ff\uff01-\uffef\u2010-\u2027]*+"
)  # nearly every text, gone through quickly
_DOUBTFUL = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd\u2e80-\u2fdf]")
_MAX_QUOTED = 60  # characters of the lost words in a message


def findings(root: Node, text: str, path: str, kind: Kind) -> Iterator[Finding]:
    """Yields VT111 for forbidden characters written with a backslash, VT110 for a full-width ``｜`` where a text over
    several lines was meant to begin, VT115 for plain free texts that a `` #`` cuts, and VT123 for characters that were
    lost or swapped."""
    escaped = _escaped(root, path) if "\\" in text else ()
    pipes = _pipes(root, text, path) if ("｜" in text or "＞" in text) and PIPE.search(text) else ()
    cut = _cut(root, text, path, kind) if (" #" in text or "\t#" in text) and _CUT.search(text) else ()
    joined = _joined(root, text, path, kind) if "#" in text and _JOINED.search(text) else ()
    doubtful = _doubtful(root, text, path) if not _USUAL.fullmatch(text) and _DOUBTFUL.search(text) else ()
    return chain(escaped, pipes, cut, joined, doubtful)


class ScalarAt(NamedTuple):
    """A scalar value with its path and its key (None in a list).

    ``column`` is that of the key or dash: what is indented deeper belongs to the value. -1 inside brackets.
    """

    loc: Loc
    key: ScalarNode | None
    node: ScalarNode
    column: int


def scalars(root: Node) -> Iterator[ScalarAt]:
    """Yields every scalar value of a tree, in the order of the file."""
    stack: list[tuple[Loc, ScalarNode | None, Node, int]] = [((), None, root, -1)]
    while stack:
        loc, key, node, column = stack.pop()
        if isinstance(node, ScalarNode):
            yield ScalarAt(loc, key, node, column)
            continue
        inside = -1 if getattr(node, "flow_style", False) else node.start_mark.column
        if isinstance(node, MappingNode):
            for name, value in reversed(node.value):
                if isinstance(name, ScalarNode):
                    stack.append(((*loc, name.value), name, value, inside))
        elif isinstance(node, SequenceNode):
            items = reversed(list(enumerate(node.value)))
            stack.extend(((*loc, number), None, item, inside) for number, item in items)


def _escaped(root: Node, path: str) -> Iterator[Finding]:
    for scalar in scalars(root):
        for node in (scalar.key, scalar.node):
            if node is not None and node.style == '"' and (match := FORBIDDEN.search(node.value)):
                params = {"character": f"U+{ord(match[0]):04X}"}
                yield Finding("VT111", path, tree.span_of(node), params, variant="escape")


def _pipes(root: Node, text: str, path: str) -> Iterator[Finding]:
    """Yields VT110: read as part of the text the sign would stay in it, and the ends of its lines would be lost."""
    for scalar in scalars(root):
        start, end = scalar.node.start_mark, scalar.node.end_mark
        if scalar.key is None or scalar.node.style or scalar.column < 0 or start.line == end.line:
            continue
        if match := PIPE.match(text, start.index):
            span = Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
            params = {"key": tree.shorten(scalar.key.value), "sign": match["sign"]}
            below = split(text[match.end() : end.index])[1:]
            fix = Fix(*match.span(), _BARS[match["sign"]] + match["chomp"]) if _is_even(below) else None
            yield Finding("VT110", path, span, params, variant="pipe", fix=fix)


def _doubtful(root: Node, text: str, path: str) -> Iterator[Finding]:
    """Yields VT123, one for each line and kind of character; a comment is no text."""
    lines = Lines(text)
    for scalar in scalars(root):
        start, end = scalar.node.start_mark.index, scalar.node.end_mark.index
        reported: set[tuple[int, str]] = set()
        for match in _DOUBTFUL.finditer(text, start, end):
            character = match[0]
            span, variant = lines.span(*match.span()), _doubtful_variant(character)
            if (span.line, variant) in reported:
                continue
            reported.add((span.line, variant))
            folded = normalize("NFKC", character)
            params = {"character": character, "code": f"U+{ord(character):04X}"}
            suggestion = folded if folded != character else None
            yield Finding(
                "VT123", path, span, params, severity="warning", variant=variant, suggest=suggestion
            )


def _doubtful_variant(character: str) -> str:
    if character == "\ufffd":
        return ""
    return "radical" if character < "\u3000" else "private"


def _is_even(lines: list[str]) -> bool:
    """Returns whether lines are indented as a block of text: none less than the first that is not blank, by spaces."""
    blank = list(takewhile(lambda line: not line.strip(" "), lines))
    texts = [line for line in lines if line.strip(" ")]
    indents = [indent_of(line) for line in texts]
    tabbed = texts[0].lstrip(" ").startswith("\t")
    return not tabbed and min(indents) == indents[0] and all(len(line) <= indents[0] for line in blank)


def _cut(root: Node, text: str, path: str, kind: Kind) -> Iterator[Finding]:
    """Yields VT115: what follows the `` #`` is a comment to YAML and would be lost in silence."""
    lines = Lines(text)
    for scalar in scalars(root):
        lost = [] if scalar.node.style else list(_lost(scalar, text))
        if lost and looks_free(kind, scalar.loc, scalar.node.value):
            for comment in lost:
                start, stop = comment.span("words")
                params = {"lost": text[start : min(stop, start + _MAX_QUOTED)].strip()}
                yield Finding("VT115", path, lines.span(start, stop), params, severity="warning")


def _joined(root: Node, text: str, path: str, kind: Kind) -> Iterator[Finding]:
    """Yields VT115: a comment without a space before its ``#`` belongs to the text, and would be printed."""
    lines = Lines(text)
    for scalar in scalars(root):
        start, end = scalar.node.start_mark.index, scalar.node.end_mark.index
        match = None if scalar.node.style or scalar.key is None else _JOINED.search(text, start, end)
        if match and looks_free(kind, scalar.loc, scalar.node.value):
            at = match.start()
            params = {"comment": text[at : min(end, at + _MAX_QUOTED)].strip()}
            span = lines.span(at, end)
            yield Finding("VT115", path, span, params, severity="warning", variant="joined")


def _lost(scalar: ScalarAt, text: str) -> Iterator[re.Match[str]]:
    """Yields the comments that may be words of a value: before its first word, and behind its last."""
    end: int = scalar.node.end_mark.index
    if scalar.key is not None:
        colon = text.find(":", scalar.key.end_mark.index) + 1
        yield from islice((match for match in _comments(text, colon) if _is_words(match, scalar.column)), 1)
        if not scalar.node.value:  # an empty value has no place of its own
            return
    # A comment ends a text, whatever it says: only the first can have cut it.
    yield from (match for match in islice(_comments(text, end), 1) if _is_words(match, scalar.column))


def _comments(text: str, at: int) -> Iterator[re.Match[str]]:
    """Yields the comments that follow each other from an offset on."""
    while match := _COMMENT.match(text, at):
        yield match
        at = match.end()


def _is_words(comment: re.Match[str], column: int) -> bool:
    """Returns whether a comment may be meant as words of the value of a key or dash in this column."""
    if not comment["lines"]:
        return bool(comment["indent"]) and _NO_SPACE.match(comment["words"]) is not None
    # On a line of its own it has to be indented as further lines of the text are.
    deeper = 0 <= column < len(comment["indent"])
    return deeper and _LINE_OF_TEXT.match(comment["words"]) is not None


def looks_free(kind: Kind, loc: Loc, value: str) -> bool:
    """Returns whether the schema has a title or text here; where it has nothing, whether the value looks like one."""
    is_text = is_free_text(kind, loc)
    return not _WORD.fullmatch(value) if is_text is None else is_text
