"""Texts over several lines whose line ends YAML reads as spaces: between Japanese words no space belongs there.

A text folds behind ``>``, plain, or in quotes. Its lines are joined where Japanese stands on either side of a line end;
between two Latin words the line end stays the space it is. Behind ``>`` the text becomes a literal one (``|``), whose
paragraphs are one line each, so that the next line that someone adds does not fold either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from yaml import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode

from visiontrack.finding import Finding, Fix
from visiontrack.schema import Kind
from visiontrack.yaml import tree
from visiontrack.yaml.lines import LINE_END, indent_of, splice
from visiontrack.yaml.scalar_texts import PIPE, looks_free, scalars

_INDENT_NUMBER = re.compile(r">[-+]?([1-9])")
_ESCAPED_END = re.compile(r"(?<!\\)(?:\\\\)*+\\$")
_SPACES = re.compile(r"[ \t]+")
_WIDE = frozenset("WFH")
_SET_BY_HAND = re.compile(
    r"[\u3000・●○◎■□◆◇▼※①-⑳*＊－―-]|[0-9０-９]{1,2}[.．)）](?![0-9０-９])|[(（][0-9０-９]{1,2}[)）]"
)
_AROUND = 8  # characters on either side of a line end in a message


class _FoldedText(NamedTuple):
    """A text with an unwanted space, the words before and behind the first, and the fix that joins its lines.

    Without a fix where lines begin with a sign of a list or a full-width space: whoever set them by hand did not want
    them joined.
    """

    node: ScalarNode
    around: tuple[str, str]
    fix: Fix | None


class _Line(NamedTuple):
    """A line of a text: where it begins, and where its words begin and end."""

    begin: int
    start: int
    end: int


def findings(root: Node, text: str, path: str, kind: Kind) -> Iterator[Finding]:
    """Yields VT124 for each free text with an unwanted space; with a fix where that is sure to change nothing else."""
    folded = list(_folded_texts(root, text, kind)) if _crosses_lines(root) else []
    is_sure = _is_same(root, text, folded)
    for node, (before, behind), fix in folded:
        span = tree.span_of(node)
        if node.style == ">":
            span = span._replace(end_line=span.line, end_column=span.column + 1)
        params = {"before": before, "behind": behind}
        yield Finding("VT124", path, span, params, severity="warning", fix=fix if is_sure else None)


def _folded_texts(root: Node, text: str, kind: Kind) -> Iterator[_FoldedText]:
    for scalar in scalars(root):
        node = scalar.node
        if _may_fold(node) and looks_free(kind, scalar.loc, node.value):
            folded_text = _fold(node, text, scalar.column)
            if folded_text is not None:
                yield folded_text


def _is_same(root: Node, text: str, folded: Sequence[_FoldedText]) -> bool:
    """Returns whether a text with all fixes reads as before but for spaces beside Japanese."""
    fixes = {id(folded_text.node): folded_text.fix for folded_text in folded if folded_text.fix is not None}
    if not fixes:
        return False
    try:
        fixed_root = tree.compose(splice(text, fixes.values()))
    except (YAMLError, ValueError):
        return False
    return fixed_root is not None and _reads_same(root, fixed_root, fixes.keys())


def _reads_same(old: Node, new: Node, folded: Set[int]) -> bool:
    """Returns whether two trees read the same; of the ``folded`` nodes spaces beside Japanese do not count."""
    waiting: list[tuple[Node, Node]] = [(old, new)]
    while waiting:
        old, new = waiting.pop()
        if type(old) is not type(new):
            return False
        if isinstance(old, ScalarNode):
            is_same = (
                _squeezed(old.value) == _squeezed(new.value) if id(old) in folded else old.value == new.value
            )
            if not is_same:
                return False
        elif len(old.value) != len(new.value):
            return False
        elif isinstance(old, MappingNode):
            for old_pair, new_pair in zip(old.value, new.value, strict=True):
                waiting += zip(old_pair, new_pair, strict=True)
        else:
            waiting += zip(old.value, new.value, strict=True)
    return True


def _squeezed(value: str) -> str:
    """Returns a text without the spaces beside Japanese."""
    return _SPACES.sub(lambda space: "" if _is_beside_wide(value, *space.span()) else space[0], value)


def _is_beside_wide(text: str, start: int, end: int) -> bool:
    """Returns whether Japanese stands before ``start`` or behind ``end``."""
    return any(
        east_asian_width(character) in _WIDE
        for character in text[max(0, start - 1) : start] + text[end : end + 1]
    )


def _crosses_lines(root: Node) -> bool:
    """Returns whether any scalar may fold: a quick look that spares nearly every file the slow one."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            if _may_fold(node):
                return True
        elif isinstance(node, MappingNode):
            waiting += [value for _, value in node.value]
        else:
            waiting += node.value
    return False


def _may_fold(node: ScalarNode) -> bool:
    return node.style != "|" and node.start_mark.line != node.end_mark.line


def _fold(node: ScalarNode, text: str, column: int) -> _FoldedText | None:
    """Returns how a scalar folds, or None where no line end in it is an unwanted space.

    ``column`` is that of its key or dash, from which a number behind ``>`` counts.
    """
    start, is_block = node.start_mark.index, node.style == ">"
    lines = _block_lines(node, text, column) if is_block else _flow_lines(node, text)
    joints = [pair for pair in pairwise(lines) if _folds(text, *pair, node.style)]
    unwanted = [pair for pair in joints if _is_unwanted(text, *pair)]
    if not unwanted or PIPE.match(text, start):  # VT110 tells of the full-width sign
        return None
    above, line = unwanted[0]
    around = (
        text[above.start : _stripped_end(text, above)][-_AROUND:],
        text[line.start : line.end][:_AROUND],
    )
    if any(_SET_BY_HAND.match(text, line.start) for _, line in joints):
        return _FoldedText(node, around, None)
    fixes = [Fix(_stripped_end(text, above), line.start, "") for above, line in unwanted]
    if is_block:
        fixes += [Fix(above.end, line.start, " ") for above, line in joints if (above, line) not in unwanted]
        fixes += [Fix(start, start + 1, "|"), *_paragraph_ends(text, lines)]
    return _FoldedText(node, around, _as_one(text, sorted(fixes)))


def _flow_lines(node: ScalarNode, text: str) -> list[_Line]:
    """Returns the lines of a plain or quoted text."""
    lines = []
    for begin, end in _line_spans(text, node.start_mark.index, node.end_mark.index):
        words = text[begin:end]
        start = begin + len(words) - len(words.lstrip(" \t"))
        lines.append(_Line(begin, start, max(start, begin + len(words.rstrip(" \t")))))
    return lines


def _block_lines(node: ScalarNode, text: str, column: int) -> list[_Line]:
    """Returns the lines of a text behind ``>``, each from the column of the block on."""
    header, *spans = _line_spans(text, node.start_mark.index, node.end_mark.index)
    number = _INDENT_NUMBER.match(text, header[0])
    first = next((text[begin:end] for begin, end in spans if text[begin:end].strip(" ")), "")
    indent = column + int(number[1]) if number else indent_of(first)
    return [_Line(begin, min(begin + indent, end), end) for begin, end in spans]


def _line_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ends = list(LINE_END.finditer(text, start, end))
    begins = [start, *(match.end() for match in ends)]
    return list(zip(begins, [*(match.start() for match in ends), end], strict=True))


def _folds(text: str, above: _Line, line: _Line, style: str | None) -> bool:
    """Returns whether the line end between two lines reads as a space."""
    if above.start == above.end or line.start == line.end:
        return False
    if style == ">":  # what is indented further keeps its line ends
        return text[above.start] not in " \t" and text[line.start] not in " \t"
    return style != '"' or _ESCAPED_END.search(text, above.start, above.end) is None


def _is_unwanted(text: str, above: _Line, line: _Line) -> bool:
    end = _stripped_end(text, above)
    return end > above.start and _is_beside_wide(text[end - 1] + text[line.start], 1, 1)


def _stripped_end(text: str, line: _Line) -> int:
    return line.start + len(text[line.start : line.end].rstrip(" \t"))


def _paragraph_ends(text: str, lines: Sequence[_Line]) -> Iterator[Fix]:
    """Yields the fixes that take out one blank line between paragraphs: folded, the first one is no line end."""
    above: _Line | None = None
    blank: list[_Line] = []
    for line in lines:
        if line.start == line.end:
            blank.append(line)
            continue
        is_plain = text[line.start] not in " \t"
        if blank and above is not None and is_plain and text[above.start] not in " \t":
            yield Fix(blank[0].begin, (*blank, line)[1].begin, "")
        above, blank = line, []


def _as_one(text: str, fixes: Sequence[Fix]) -> Fix:
    start, end = fixes[0].start, fixes[-1].end
    shifted = [Fix(fix.start - start, fix.end - start, fix.text) for fix in fixes]
    return Fix(start, end, splice(text[start:end], shifted))
