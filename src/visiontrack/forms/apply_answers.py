"""Makes the changes of a form in the text of a results file, value by value; every other byte stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from yaml.nodes import MappingNode, ScalarNode

from visiontrack.diagnose.reader import parse
from visiontrack.edit import value_edits
from visiontrack.edit.spelling import Plain, Value
from visiontrack.edit.writer import text_change
from visiontrack.forms.form_questions import FIELDS, FINAL, Key
from visiontrack.forms.form_subjects import FormSubject
from visiontrack.forms.merge_answers import EMPTY_CELLS, ContributionCells, ContributionEdit, in_order
from visiontrack.schema.paths import keys_at
from visiontrack.yaml import files, tree

# Texts that are laid out as blocks even where they are one line long.
_BLOCKS = frozenset(["context", "outcomes", "issues", "internal"])
_NO_COMMENTS: Mapping[str, Sequence[str]] = MappingProxyType({})
# Keys whose values are numbers, or a truth value.
_NUMBERS = frozenset(["value", "budget", "spent", "used"])
# Keys that are written although they may be empty.
_REQUIRED = {
    "projects": ("status", "text"),
    "self_evaluation": ("grade", "text"),
    "actuals": (),
    "programs": (),
}


def apply_answers(
    subject: FormSubject,
    changes: Mapping[Key, str | None],
    edits: Sequence[ContributionEdit],
    commented: Mapping[str, Sequence[str]] = _NO_COMMENTS,
) -> bytes:
    """Returns the file with the changes made. Raises ``CannotEdit`` when they cannot be made or would not read back.

    ``commented`` are the lines by which a new file comments a key out; a value that is written replaces them.
    """
    result = _ResultText(subject)
    for group, fields in _grouped(changes).items():
        if len(group) == 1 and group[0] not in FIELDS:
            result.set(group, fields[""])
        elif group[-1] == "funding" and len(group) == 3:
            result.set_funding(group, fields)
        else:
            result.set_record(group, fields)
    for contribution in in_order(edits):
        result.set_contribution(contribution)
    for name in {key[0] for key in changes} | ({"contributions"} if edits else set()):
        result.drop_comment(commented.get(name, ()))
    new = text_change(subject.path, subject.content or b"", result.text).new
    if len(new) > files.MAX_BYTES or parse(subject.path, subject.kind, result.text).model is None:
        raise value_edits.CannotEdit
    return new


def _grouped(changes: Mapping[Key, str | None]) -> dict[Key, dict[str, str | None]]:
    """Returns the fields of each record that changes, such as ("actuals", "founders"); a single value has the field ""."""
    groups: dict[Key, dict[str, str | None]] = {}
    for key, value in changes.items():
        single = len(key) == 1
        groups.setdefault(key if single else key[:-1], {})["" if single else key[-1]] = value
    return groups


class _ResultText:
    """The text of a results file while it is changed."""

    def __init__(self, subject: FormSubject) -> None:
        self.text = subject.text
        self.order = keys_at(subject.kind, ())

    def set(self, key: Key, value: str | None, order: Sequence[str] = ()) -> None:
        """Sets one value; a text that was a block stays one."""
        written = _typed(key[-1], value)
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
        """Sets some fields of a project, an actual or the self-evaluation."""
        node = self._node(key)
        if isinstance(node, MappingNode) and node.value:
            filled = {name.value for name, value in node.value if not _is_null(value)}
            added = {name for name, value in fields.items() if value is not None}
            emptied = {name for name, value in fields.items() if value is None}
            if key[0] != "actuals" and not (filled | added) - emptied:
                self.text = value_edits.set_value(self.text, key, None, self.order)
                return
            for name, value in fields.items():
                if value is not None or name in {key_node.value for key_node, _ in node.value}:
                    self.set((*key, name), value, FIELDS[key[0]])
            return
        short = node.value if isinstance(node, ScalarNode) and not _is_null(node) else None
        self.text = value_edits.set_value(self.text, key, _new_record(key[0], fields, short), self.order)

    def set_funding(self, key: Key, fields: Mapping[str, str | None]) -> None:
        """Sets what programs pay of a project; a mapping without an amount is left empty."""
        node = self._node(key)
        existing = (
            {name.value: value.value for name, value in node.value} if isinstance(node, MappingNode) else {}
        )
        amounts = {name: value for name, value in {**existing, **fields}.items() if value is not None}
        written: Value = {name: Plain(value) for name, value in amounts.items()} if amounts else None
        self.text = value_edits.set_value(self.text, key, written, keys_at("result", key[:2]))

    def drop_comment(self, lines: Sequence[str]) -> None:
        """Removes lines of comment as the tool laid them out; if one of them was changed, all stay."""
        for end in ("\n", "\r\n") if lines else ():
            block = end.join(lines) + end
            at = self.text.find(block)
            if at == 0 or (at > 0 and self.text[at - 1] == "\n"):
                self.text = self.text[:at] + self.text[at + len(block) :]

    def set_contribution(self, change: ContributionEdit) -> None:
        """Adds, removes or sets one contribution."""
        index, contribution = change.row, _contribution(change.cells)
        if index is None:
            self.text = value_edits.append_item(self.text, ("contributions",), contribution, self.order)
        elif change.cells == EMPTY_CELLS:
            self.text = value_edits.remove_item(self.text, ("contributions", index))
        else:
            for name in ("actor", "role"):
                key = ("contributions", index, name)
                if name in contribution or self._node(key) is not None:
                    self.text = value_edits.set_value(
                        self.text, key, contribution.get(name), ("actor", "role", "text")
                    )
            self._set_contribution_text(index, change.cells[1])

    def _set_contribution_text(self, index: int, value: str | None) -> None:
        node = self._node(("contributions", index, "text"))
        block = isinstance(node, ScalarNode) and node.style in ("|", ">")
        existing = node.value.rstrip() if isinstance(node, ScalarNode) else None
        if (existing or None) != value:
            written = value + "\n" if value is not None and (block or "\n" in value) else value
            self.text = value_edits.set_value(self.text, ("contributions", index, "text"), written)


def _new_record(kind: str, fields: Mapping[str, str | None], short: str | None) -> Value:
    """Returns a record written anew: an actual that has only its value in the short form."""
    present = {"value": short, **fields} if kind == "actuals" else dict(fields)
    if present.get("state") == FINAL:
        del present["state"]
    filled = {name: value for name in FIELDS[kind] if (value := present.get(name)) is not None}
    if not filled:
        return None
    if list(filled) == ["value"]:
        return Plain(filled["value"])
    names = [name for name in FIELDS[kind] if name in filled or name in _REQUIRED[kind]]
    return {name: _typed(name, _block(filled.get(name))) for name in names}


def _typed(name: str, value: str | None) -> str | None:
    """Returns the value of a key as it is to be spelled: what is a number in the file stands without quotes."""
    return Plain(value) if value is not None and name in _NUMBERS else value


def _block(value: str | None) -> str | None:
    return value + "\n" if value is not None and "\n" in value else value


def _contribution(cells: ContributionCells) -> dict[str, Value]:
    party, _, role = (cells[0] or "").partition("/")
    roles: dict[str, Value] = {"role": role} if role else {}
    return {"actor": party, **roles, "text": _block(cells[1])}


def _is_null(node: Any) -> bool:
    return isinstance(node, ScalarNode) and (
        not node.value.strip() or (not node.style and node.value in tree.NULLS)
    )
