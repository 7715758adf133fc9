"""Where the parts of a YAML text begin and end, to the character, and what the text must read as once it is edited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from yaml import YAMLError
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from visiontrack.edit.spelling import Value, scalar_text
from visiontrack.finding import Fix, Loc
from visiontrack.yaml import tree
from visiontrack.yaml.lines import LINE_END, splice

_COLON = re.compile(r"[ \t]*:")
_COMMENT_LINE = re.compile(r"(?:\r\n|\r|\n)(?P<indent>[ \t]*)#[^\r\n]*")
_EMPTY_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


class CannotEdit(Exception):
    """The text is written in a way in which this value cannot be changed by splice; a person has to."""


class EditableText:
    """A text with its tree and data. ``step`` is the number of columns its levels are indented by."""

    def __init__(self, text: str) -> None:
        """Reads the text. Raises ``CannotEdit`` where it is no mapping or holds a key twice."""
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

    def edited(self, fixes: Sequence[Fix], expected: Any) -> str:
        """Returns the edited text once it is sure that it reads as ``expected``. Raises ``CannotEdit`` otherwise."""
        text = splice(self.text, _joined(fixes))
        try:
            root = tree.compose(text)
            if root is not None and tree.data_of(root, "") == (expected, []):
                return text
        except (YAMLError, ValueError):
            pass
        raise CannotEdit

    def line_start(self, at: int) -> int:
        """Returns where the line that holds a character begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Returns where the rest of the line ends, before its line break."""
        match = LINE_END.search(self.text, at)
        return match.start() if match else len(self.text)

    def break_before(self, line_start: int) -> int:
        """Returns where the line break before a line begins."""
        width = 2 if self.text[max(0, line_start - 2) : line_start] == "\r\n" else 1
        return max(0, line_start - width)

    def colon(self, key: Node) -> int:
        """Returns the place behind the colon of a key. Raises ``CannotEdit`` where it has none."""
        match = _COLON.match(self.text, key.end_mark.index)
        if match is None:
            raise CannotEdit
        return match.end()

    def end(self, node: Node, key: Node | None = None) -> int:
        """Returns where what is written of a node ends, before a comment or blank lines (of an empty one, its key)."""
        if key is not None and tree.is_empty(node):
            return self.colon(key)
        while isinstance(node, CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            if isinstance(last, tuple) and tree.is_empty(last[1]):
                return self.colon(last[0])
            node = last[1] if isinstance(last, tuple) else last
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            # libyaml counts the blank lines behind a block scalar to it.
            return int(start) + len(self.text[start:end].rstrip("\r\n"))
        return int(end)

    def below_comments(self, at: int, column: int) -> int:
        """Returns where the line that holds ``at`` ends, or the last of the comment lines below it that are indented
        deeper than ``column``."""
        end = self.line_end(at)
        while (match := _COMMENT_LINE.match(self.text, end)) and len(match["indent"]) > column:
            end = match.end()
        return end

    def is_before_empty_line(self, at: int) -> bool:
        """Returns whether an empty line follows the line that holds ``at``."""
        return _EMPTY_LINE.match(self.text, self.line_end(at)) is not None

    def lines_at(self, start: int, end: int, lines: Sequence[str]) -> Fix:
        """Returns the fix that puts whole lines, each behind a line break, in the place of some characters.

        At the end of a text without a last line end they get one: a block of text would lose its own.
        """
        text = "".join(self.line_break + line for line in lines)
        return Fix(start, end, text + self.line_break if text and end == len(self.text) else text)


def _step(root: MappingNode) -> int:
    """Returns the indent of the first nested block mapping or list; two where there is none."""
    for key, value in root.value:
        if isinstance(value, CollectionNode) and not value.flow_style:
            deeper = value.start_mark.column - key.start_mark.column
            if deeper > 0:
                return int(deeper)
    return 2


def _joined(fixes: Sequence[Fix]) -> list[Fix]:
    """Returns fixes that touch as one, so that their order is kept."""
    joined: list[Fix] = []
    for fix in fixes:
        if joined and joined[-1].end == fix.start:
            joined[-1] = Fix(joined[-1].start, fix.end, joined[-1].text + fix.text)
        else:
            joined.append(fix)
    return joined


def nested(keys: Loc, value: Value) -> Value:
    """Returns a value under keys that are not there yet."""
    for key in reversed(keys):
        value = {str(key): value}
    return value


def value_at(data: Any, loc: Loc) -> Any:
    """Returns the part of plain data at a path that exists."""
    for part in loc:
        data = data[str(part)] if isinstance(data, dict) else data[part]
    return data


def with_value(data: Any, loc: Loc, value: Value) -> Any:
    """Returns the data with one value changed, keys in whatever order."""
    if not loc:
        return plain_data(value)
    part = loc[0]
    if isinstance(data, list) and isinstance(part, int):
        return [with_value(item, loc[1:], value) if n == part else item for n, item in enumerate(data)]
    pairs = data if isinstance(data, dict) else {}
    return {**pairs, str(part): with_value(pairs.get(str(part)), loc[1:], value)}


def plain_data(value: Value) -> Any:
    """Returns a value as the reader will see it: dicts, lists, texts and None."""
    if isinstance(value, Mapping):
        return {scalar_text(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain_data(item) for item in value]
    return None if value is None else scalar_text(value)
