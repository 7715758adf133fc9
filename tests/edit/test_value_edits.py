"""A value is changed by splice: it reads as meant, and every other byte stays as somebody typed it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.any_yaml import Writer
from visiontrack.edit.spelling import Plain
from visiontrack.edit.value_edits import CannotEdit, append_item, remove_item, set_value
from visiontrack.yaml import tree

RESULT = """\
# 令和6年度 提出版
measure: startup-support
year: 2024
status: on_track   # 6月に確認
projects:
  startup-school:
    status: done
    text: 全6回  # 会場は本庁舎
    budget: 5000
    spent:         # まだ
outcomes: |  # 要約
  一行目
  二行目

# 指標
actuals:
  founders: 1.10  # 速報
  floor-space: {value: 3, state: preliminary}
contributions:
- actor: chamber
  role: support
  text: |
    講師を派遣した
# 下の主体は確認中
- actor: bank
  role: finance
  text: 相談会
next:
"""


def data(text: str) -> Any:
    root = tree.compose(text)
    assert root is not None
    built, irregular = tree.data_of(root, "")
    assert not irregular
    return built


def changed(before: str, after: str) -> tuple[str, str]:
    """The lines that are different, before and after."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return "\n".join(old), "\n".join(new)


# ---- what an office worker changes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("loc", "value", "before", "after"),
    [
        (("status",), "delayed", "status: on_track   # 6月に確認", "status: delayed   # 6月に確認"),
        (
            ("projects", "startup-school", "spent"),
            4800,
            "    spent:         # まだ",
            "    spent: 4800         # まだ",
        ),
        (("projects", "startup-school", "budget"), None, "    budget: 5000", "    budget:"),
        (
            ("projects", "startup-school", "text"),
            None,
            "    text: 全6回  # 会場は本庁舎",
            "    text:  # 会場は本庁舎",
        ),
        (
            ("projects", "startup-school", "text"),
            "全6回\n参加120人\n",
            "    text: 全6回  # 会場は本庁舎",
            "    text: |  # 会場は本庁舎\n      全6回\n      参加120人",
        ),
        (("outcomes",), "短い文", "outcomes: |  # 要約\n  一行目\n  二行目", "outcomes: 短い文  # 要約"),
        (("outcomes",), None, "outcomes: |  # 要約\n  一行目\n  二行目", "outcomes:  # 要約"),
        (("outcomes",), "一行目\n三行目\n", "  二行目", "  三行目"),
        (("actuals", "founders"), Plain("2.50"), "  founders: 1.10  # 速報", "  founders: 2.50  # 速報"),
        (
            ("actuals", "founders"),
            {"value": Plain("1.10"), "state": "estimate"},
            "  founders: 1.10  # 速報",
            "  founders:  # 速報\n    value: 1.10\n    state: estimate",
        ),
        (
            ("actuals", "floor-space", "value"),
            4,
            "  floor-space: {value: 3, state: preliminary}",
            "  floor-space: {value: 4, state: preliminary}",
        ),
        (
            ("actuals", "floor-space", "comment"),
            "広場を除く, 概数",
            "  floor-space: {value: 3, state: preliminary}",
            '  floor-space: {value: 3, state: preliminary, comment: "広場を除く, 概数"}',
        ),
        (("actuals", "grads"), 44, "", "  grads: 44"),
        (
            ("projects", "startup-school"),
            None,
            "    status: done\n    text: 全6回  # 会場は本庁舎\n    budget: 5000\n    spent:         # まだ",
            "",
        ),
        (("next",), "@拡充", "next:", 'next: "@拡充"'),
    ],
)
def test_one_value_is_changed_and_nothing_else(loc: Any, value: Any, before: str, after: str) -> None:
    """Comments stay where they stand, and the other lines are the same to the byte."""
    assert changed(RESULT, set_value(RESULT, loc, value)) == (before, after)


def test_new_key_goes_in_order() -> None:
    """`issues` comes behind `outcomes` and before the blank line that closes that block."""
    order = ("measure", "year", "status", "projects", "outcomes", "issues", "actuals")
    edited = set_value(RESULT, ("issues",), "人手が足りない\n次年度に増やす\n", order)
    assert changed(RESULT, edited) == ("", "issues: |\n  人手が足りない\n  次年度に増やす\n")
    assert edited.index("二行目") < edited.index("issues:") < edited.index("# 指標")


def test_missing_parents_are_made() -> None:
    """A self-evaluation that was never there is laid out as a block."""
    edited = set_value(RESULT, ("self_evaluation", "grade"), "B")
    assert changed(RESULT, edited) == ("", "self_evaluation:\n  grade: B")


def test_items_come_and_go_with_their_lines() -> None:
    """A new item stands as its neighbours do; a comment between two items belongs to neither."""
    item = {"actor": "farm", "role": "sell", "text": "朝市を開いた"}
    edited = append_item(RESULT, ("contributions",), item)
    assert changed(RESULT, edited) == ("", "- actor: farm\n  role: sell\n  text: 朝市を開いた")
    assert edited.index("相談会") < edited.index("farm") < edited.index("next:")
    gone = remove_item(RESULT, ("contributions", 0))
    assert "講師" not in gone and "# 下の主体は確認中\n- actor: bank" in gone
    assert data(remove_item(gone, ("contributions", 0)))["contributions"] is None


def test_new_list_stands_below_its_key() -> None:
    """A skeleton's `contributions:` without anything grows its first item."""
    edited = append_item("a: 1\ncontributions: []  # なし\nb: 2\n", ("contributions",), {"actor": "x"})
    assert edited == "a: 1\ncontributions:  # なし\n  - actor: x\nb: 2\n"


def test_windows_line_ends_and_a_missing_last_one_stay() -> None:
    """New lines end as the others do; a text block at the end of the file gets the line end it needs."""
    assert set_value("a: 1\r\nb: 2", ("c",), 3) == "a: 1\r\nb: 2\r\nc: 3\r\n"
    assert set_value("a: 1\r\nb: 2", ("b",), "x\ny\n") == "a: 1\r\nb: |\r\n  x\r\n  y\r\n"
    assert set_value("a: 1\r\nb: 2", ("a",), 3) == "a: 3\r\nb: 2"


def test_blanks_behind_a_replaced_block() -> None:
    """Lines of spaces below the old text were part of it, and go with it; empty lines stay."""
    edited = set_value("a: |\n    x\n      \n\nb: 1\n", ("a",), "p\nq\n")
    assert edited == "a: |\n  p\n  q\n\nb: 1\n"


def test_what_cannot_be_edited_is_refused() -> None:
    """A key written as `? key`, a broken text and a place inside a scalar are for a person to change."""
    for text, loc in (("? a\n: b\n", ("a",)), ("a: [\n", ("a",)), ("a: b\n", ("a", "c")), ("- a\n", ("a",))):
        with pytest.raises(CannotEdit):
            set_value(text, loc, "x")


# ---- any file, any value ---------------------------------------------------------------------------------

KEYS = st.sampled_from(["status", "text", "year", "a", "b-c", "value", "2024"])
TEXTS = st.text(st.sampled_from("aZ09 .-あ、:#'\"\\,{}[]|>&*!%@`=~?\n\t　："), max_size=12) | st.sampled_from(
    [
        "null",
        "~",
        "",
        "true",
        "1.10",
        "-3",
        "- a",
        "a: b",
        "a #b",
        "一行目\n二行目\n",
        "x\n\n  y\n",
        "---",
        ".",
    ]
)
SAFE = st.sampled_from(
    ["a", "1.10", "null", "~", "", "あい うえ", "x: y", "it's", 'q"q', "一\n二\n", "一\n\n  二\n", "p\nq"]
)
TREES: Any = st.recursive(
    st.none() | SAFE,
    lambda inner: (
        st.dictionaries(KEYS, inner, max_size=4)
        | st.lists(st.dictionaries(KEYS, st.none() | SAFE, min_size=1, max_size=3) | SAFE, max_size=3)
    ),
    max_leaves=10,
)
VALUES: Any = st.none() | TEXTS | st.dictionaries(KEYS, st.none() | TEXTS, max_size=3)
ROOTS = st.dictionaries(KEYS, TREES, min_size=1, max_size=5)


def written(root: dict[str, Any], seed: int) -> tuple[str, list[str]]:
    """The data as somebody might have typed it, with the comments they put in."""
    chance = Random(seed)
    writer = Writer(chance, chance.choice(("\n", "\r\n")), chance.choice((2, 4)))
    text = writer.text(root)
    assert data(text) == root, text
    return text, [comment for comment in writer.comments if comment in text]


def paths(value: Any, loc: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place whose last step is a key."""
    locs = [loc] if loc and isinstance(loc[-1], str) else []
    if isinstance(value, dict):
        locs += [path for key, item in value.items() for path in paths(item, (*loc, key))]
    elif isinstance(value, list):
        locs += [path for n, item in enumerate(value) for path in paths(item, (*loc, n))]
    return locs


def with_value(root: Any, loc: tuple[Any, ...], value: Any) -> Any:
    if not loc:
        return value
    if isinstance(root, list):
        return [with_value(item, loc[1:], value) if n == loc[0] else item for n, item in enumerate(root)]
    pairs = root if isinstance(root, dict) else {}
    return {**pairs, loc[0]: with_value(pairs.get(loc[0]), loc[1:], value)}


def value_at(root: Any, loc: tuple[Any, ...]) -> Any:
    for part in loc:
        root = root[part]
    return root


def lines_of(text: str, loc: tuple[Any, ...]) -> tuple[int, int]:
    """The first and last line (from 0) of a key with its value."""
    root = tree.compose(text)
    assert root is not None
    key, node, _ = tree.find(root, loc)
    assert key is not None
    end = text[: node.end_mark.index].rstrip()
    return key.start_mark.line, max(key.start_mark.line, end.count("\n"))


def untouched(text: str, edited: str, loc: tuple[Any, ...]) -> str:
    """All lines but those of one value are as they were; the old lines of that value are handed back."""
    first, last = lines_of(text, loc)
    old, new = text.splitlines(keepends=True), edited.splitlines(keepends=True)
    assert new[:first] == old[:first]
    rest = old[last + 1 :]
    assert not rest or new[-len(rest) :] == rest
    return "".join(old[first : last + 1])


@given(ROOTS, st.integers(0, 10**9), st.data())
def test_any_value_of_any_file_can_be_replaced(root: dict[str, Any], seed: int, draw: st.DataObject) -> None:
    """It reads as meant; lines of other values are untouched; no comment outside the old value is lost."""
    text, comments = written(root, seed)
    loc = draw.draw(st.sampled_from(paths(root)))
    value = draw.draw(VALUES)
    edited = set_value(text, loc, value)
    assert data(edited) == with_value(root, loc, value)
    old_lines = untouched(text, edited, loc)
    inside = isinstance(value_at(root, loc), dict | list)
    outside = [comment for comment in comments if not inside or comment not in old_lines]
    assert [comment for comment in outside if comment in edited] == outside
    assert "\r\n" not in text or "\n" not in edited.replace("\r\n", "")


@given(ROOTS, st.integers(0, 10**9), KEYS, VALUES, st.data())
def test_a_key_can_be_added_to_any_mapping(
    root: dict[str, Any], seed: int, name: str, value: Any, draw: st.DataObject
) -> None:
    """Nothing that was there is changed: the new text is the old one with a piece put in."""
    text, _ = written(root, seed)
    mappings = [loc for loc in [(), *paths(root)] if isinstance(value_at(root, loc), dict)]
    loc = (*draw.draw(st.sampled_from(mappings)), name)
    if name in value_at(root, loc[:-1]):
        return
    edited = set_value(text, loc, value, ["a", "status", "text"])
    assert data(edited) == with_value(root, loc, value)
    if value_at(root, loc[:-1]):
        same = next((n for n, (a, b) in enumerate(zip(text, edited, strict=False)) if a != b), len(text))
        assert edited.endswith(text[same:])


@given(ROOTS, st.integers(0, 10**9), st.data())
def test_items_can_be_added_to_and_taken_from_any_list(
    root: dict[str, Any], seed: int, draw: st.DataObject
) -> None:
    """Adding puts in, taking out takes away, and what is left is the same text."""
    lists = [loc for loc in paths(root) if isinstance(value_at(root, loc), list)]
    if not lists:
        return
    text, _ = written(root, seed)
    loc = draw.draw(st.sampled_from(lists))
    item = draw.draw(st.dictionaries(KEYS, TEXTS, min_size=1, max_size=3) | TEXTS)
    items = value_at(root, loc)
    assert data(append_item(text, loc, item)) == with_value(root, loc, [*items, item])
    if items:
        index = draw.draw(st.integers(0, len(items) - 1))
        left = [item for n, item in enumerate(items) if n != index] or None
        edited = remove_item(text, (*loc, index))
        assert data(edited) == with_value(root, loc, left)
        untouched(text, edited, loc)
