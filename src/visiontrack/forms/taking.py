"""The changes of a form made in the text of a results file, value by value, every other byte left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, ScalarNode

from visiontrack.diagnose.reader import parse
from visiontrack.edit import value_edits
from visiontrack.forms.contributions import NOTHING, Item, RowEdit, in_order
from visiontrack.forms.questions import Key
from visiontrack.forms.subjects import Subject
from visiontrack.forms.values import FINAL
from visiontrack.schema.paths import keys_at
from visiontrack.yaml import files, tree

if TYPE_CHECKING:
    from visiontrack.edit.spelling import Value

# Texts that are laid out as blocks even where they are one line long.
_BLOCKS = frozenset(["outcomes", "issues", "internal"])
_RECORDS: dict[str, tuple[str, ...]] = {
    "projects": ("status", "text", "budget", "spent"),
    "actuals": ("value", "state", "source", "comment"),
    "self_evaluation": ("grade", "text"),
}
_NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
# Keys that must be written though they may be empty.
_KEPT = {"projects": ("status", "text"), "self_evaluation": ("grade", "text"), "actuals": ()}


def content(
    subject: Subject,
    changes: Mapping[Key, str | None],
    rows: Sequence[RowEdit],
    commented: Mapping[str, Sequence[str]] = _NOTHING,
) -> bytes:
    """The file with the changes made. Raises ``CannotEdit`` where they cannot be made, or would not read back.

    ``commented`` are the keys that a new file holds as comments: what is written goes in their place.
    """
    text = _Text(subject)
    for group, fields in _grouped(changes).items():
        if len(group) == 1 and group[0] not in _RECORDS:
            text.set(group, fields[""])
        else:
            text.set_record(group, fields)
    for row in in_order(rows):
        text.set_row(row)
    for name in {key[0] for key in changes} | ({"contributions"} if rows else set()):
        text.drop(commented.get(name, ()))
    mark = files.BOM if (subject.content or b"").startswith(files.BOM.encode()) else ""
    new = (mark + text.text).encode()
    if len(new) > files.MAX_BYTES or parse(subject.path, subject.kind, text.text).model is None:
        raise value_edits.CannotEdit
    return new


def _grouped(changes: Mapping[Key, str | None]) -> dict[Key, dict[str, str | None]]:
    """Changes of one record together: ("actuals", "founders") → its fields; a single value has the field ""."""
    found: dict[Key, dict[str, str | None]] = {}
    for key, value in changes.items():
        single = len(key) == 1
        found.setdefault(key if single else key[:-1], {})["" if single else key[-1]] = value
    return found


class _Text:
    """A results file being changed."""

    def __init__(self, subject: Subject) -> None:
        self.text = subject.text
        self.order = keys_at(subject.kind, ())

    def set(self, key: Key, value: str | None, order: Sequence[str] = ()) -> None:
        """One value; a text stays a block where it was one."""
        written = value
        if value is not None and ("\n" in value or self._is_block(key)):
            written = value + "\n"
        self.text = value_edits.set_value(self.text, key, written, order or self.order)

    def _is_block(self, key: Key) -> bool:
        node = self._node(key)
        if isinstance(node, ScalarNode):
            return node.style in ("|", ">")
        return node is None and key[-1] in _BLOCKS

    def _node(self, key: Sequence[str | int]) -> Any:
        root = tree.compose(self.text)
        assert root is not None
        _, node, depth = tree.find(root, tuple(key))
        return node if depth == len(key) else None

    def set_record(self, key: Key, fields: Mapping[str, str | None]) -> None:
        """Some fields of a project, an actual or the self-evaluation."""
        node = self._node(key)
        if isinstance(node, MappingNode) and node.value:
            held = {name.value for name, value in node.value if not _is_null(value)}
            if key[0] != "actuals" and not (held | _given(fields)) - _emptied(fields):
                self.text = value_edits.set_value(self.text, key, None, self.order)
                return
            for name, value in fields.items():
                if value is not None or name in {one.value for one, _ in node.value}:
                    self.set((*key, name), value, _RECORDS[key[0]])
            return
        short = node.value if isinstance(node, ScalarNode) and not _is_null(node) else None
        self.text = value_edits.set_value(self.text, key, _record(key[0], fields, short), self.order)

    def drop(self, lines: Sequence[str]) -> None:
        """Lines of comment as the tool laid them out; where somebody has changed one of them, all stay."""
        for end in ("\n", "\r\n") if lines else ():
            block = end.join(lines) + end
            at = self.text.find(block)
            if at == 0 or (at > 0 and self.text[at - 1] == "\n"):
                self.text = self.text[:at] + self.text[at + len(block) :]

    def set_row(self, row: RowEdit) -> None:
        """One contribution."""
        if row.place is None:
            self.text = value_edits.append_item(
                self.text, ("contributions",), _contribution(row.item), self.order
            )
        elif row.item == NOTHING:
            self.text = value_edits.remove_item(self.text, ("contributions", row.place))
        else:
            whole = _contribution(row.item)
            for name in ("actor", "role"):
                self.text = value_edits.set_value(self.text, ("contributions", row.place, name), whole[name])
            self._row_text(row.place, row.item[1])

    def _row_text(self, index: int, value: str | None) -> None:
        node = self._node(("contributions", index, "text"))
        block = isinstance(node, ScalarNode) and node.style in ("|", ">")
        held = node.value.rstrip() if isinstance(node, ScalarNode) else None
        if (held or None) != value:
            written = value + "\n" if value is not None and (block or "\n" in value) else value
            self.text = value_edits.set_value(self.text, ("contributions", index, "text"), written)


def _record(kind: str, fields: Mapping[str, str | None], short: str | None) -> Value:
    """A record written anew: an actual with nothing but its value in the short form."""
    held = {"value": short, **fields} if kind == "actuals" else dict(fields)
    if held.get("state") == FINAL:
        del held["state"]
    filled = {name: value for name in _RECORDS[kind] if (value := held.get(name)) is not None}
    if not filled:
        return None
    if list(filled) == ["value"]:
        return filled["value"]
    names = [name for name in _RECORDS[kind] if name in filled or name in _KEPT[kind]]
    return {name: _lines(filled.get(name)) for name in names}


def _lines(value: str | None) -> str | None:
    return value + "\n" if value is not None and "\n" in value else value


def _contribution(item: Item) -> dict[str, Value]:
    party, _, role = (item[0] or "").partition("/")
    return {"actor": party, "role": role, "text": _lines(item[1])}


def _is_null(node: Any) -> bool:
    return isinstance(node, ScalarNode) and (
        not node.value.strip() or (not node.style and node.value in tree.NULLS)
    )


def _given(fields: Mapping[str, str | None]) -> set[str]:
    return {name for name, value in fields.items() if value is not None}


def _emptied(fields: Mapping[str, str | None]) -> set[str]:
    return {name for name, value in fields.items() if value is None}
