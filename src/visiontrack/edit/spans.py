"""Where the parts of a YAML text begin and end, to the character: what an edit by splice has to know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yaml import YAMLError
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from visiontrack.finding import Fix
from visiontrack.yaml import tree
from visiontrack.yaml.lines import LINE_END

_COLON = re.compile(r"[ \t]*:")
_COMMENT_LINE = re.compile(r"(?:\r\n|\r|\n)(?P<indent>[ \t]*)#[^\r\n]*")
_EMPTY_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


class CannotEdit(Exception):
    """The text is written in a way in which this value cannot be changed by splice; a person has to."""


class EditableText:
    """A text with its tree. ``step`` is the number of columns its levels are indented by."""

    def __init__(self, text: str) -> None:
        try:
            root = tree.compose(text)
        except (YAMLError, ValueError):
            raise CannotEdit from None
        if not isinstance(root, MappingNode):
            raise CannotEdit
        self.text = text
        self.root: Node = root
        self.data: Any
        self.data, irregular = tree.data_of(root, "")
        if irregular:
            raise CannotEdit
        first = LINE_END.search(text)
        self.line_break = first[0] if first else "\n"
        self.step = _step(root)

    def line_start(self, at: int) -> int:
        """Where the line that holds a character begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Where the rest of the line ends, before its line break."""
        match = LINE_END.search(self.text, at)
        return match.start() if match else len(self.text)

    def break_before(self, line_start: int) -> int:
        """Where the line break before a line begins."""
        at = line_start - (2 if self.text[max(0, line_start - 2) : line_start] == "\r\n" else 1)
        return max(0, at)

    def colon(self, key: Node) -> int:
        """The character behind the colon of a key."""
        match = _COLON.match(self.text, key.end_mark.index)
        if match is None:
            raise CannotEdit
        return match.end()

    def end(self, node: Node) -> int:
        """Where what is written of a node ends: before a comment, before blank lines."""
        while isinstance(node, CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            if isinstance(last, tuple) and _is_empty(last[1]):
                return self.colon(last[0])
            node = last[1] if isinstance(last, tuple) else last
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            # libyaml counts the blank lines behind a block scalar to it.
            return int(start) + len(self.text[start:end].rstrip("\r\n"))
        return int(end)

    def joined(self, lines: Sequence[str]) -> str:
        """Whole lines, each behind a line break."""
        return "".join(self.line_break + line for line in lines)

    def ended(self, fix: Fix) -> Fix:
        """Lines put at the end of a text without a last line end get one: a block of text would lose its own."""
        return (
            fix._replace(text=fix.text + self.line_break) if fix.text and fix.end == len(self.text) else fix
        )

    def apart(self, node: Node, key: Node) -> bool:
        """Whether an empty line follows a node (an empty one: its key)."""
        at = self.line_end(self.colon(key) if _is_empty(node) else self.end(node))
        return _EMPTY_LINE.match(self.text, at) is not None

    def below_comments(self, at: int, column: int) -> int:
        """Where the line that holds ``at`` ends, or the last of the comment lines below it that are indented deeper
        than ``column``."""
        end = self.line_end(at)
        while (match := _COMMENT_LINE.match(self.text, end)) and len(match["indent"]) > column:
            end = match.end()
        return end

    def below(self, node: Node, lines: Sequence[str], key: Node | None = None) -> Fix:
        """Whole lines put below a node (of an empty one, below its key)."""
        at = self.line_end(self.colon(key) if key is not None and _is_empty(node) else self.end(node))
        return self.ended(Fix(at, at, self.joined(lines)))


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def _step(root: MappingNode) -> int:
    """The indent of the first nested block mapping or list; two where there is none."""
    for key, value in root.value:
        if isinstance(value, CollectionNode) and not value.flow_style:
            deeper = value.start_mark.column - key.start_mark.column
            if deeper > 0:
                return int(deeper)
    return 2


def item_gone(page: EditableText, items: SequenceNode, index: int) -> Fix:
    """One item of a list taken out: its lines, or in brackets its text and one comma."""
    node = items.value[index]
    if items.flow_style:
        if index + 1 < len(items.value):
            return Fix(node.start_mark.index, items.value[index + 1].start_mark.index, "")
        return Fix(page.end(items.value[index - 1]), page.end(node), "")
    start = _dash_line(page, items, index)
    end = page.line_end(page.end(node))
    following = LINE_END.match(page.text, end)
    if following is None:
        return Fix(page.break_before(start), end, "")
    return Fix(start, following.end(), "")


def _dash_line(page: EditableText, items: SequenceNode, index: int) -> int:
    """Where the line with the dash of an item begins."""
    column = items.start_mark.column
    if not index:
        at = page.line_start(items.start_mark.index)
        if page.text[at : items.start_mark.index].strip(" "):
            raise CannotEdit
        return at
    at = page.end(items.value[index - 1])
    for line in LINE_END.finditer(page.text, at):
        if page.text.startswith(" " * column + "-", line.end()):
            return line.end()
    raise CannotEdit
