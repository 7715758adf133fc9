"""An opinion added to a meeting's file leaves every other byte of it alone, however people wrote the file."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visiontrack.edit.value_edits import CannotEdit, append_item
from visiontrack.yaml import tree

LINES = ["id: o-2", "text: |", "  土曜にも", "", "  開いてほしい", "response:"]
ITEM = {"id": "o-2", "text": "土曜にも\n\n開いてほしい\n", "response": None}


def data(text: str) -> Any:
    node = tree.compose(text)
    assert node is not None
    return tree.build(node)


def added(text: str) -> str:
    new = append_item(text, ("opinions",), ITEM, lines=LINES)
    assert data(new) == {**data(text), "opinions": [*(data(text).get("opinions") or []), ITEM]}
    return new


def lost(old: str, new: str) -> list[str]:
    """The lines of the old text that are no longer there."""
    return [line[2:] for line in difflib.ndiff(old.splitlines(True), new.splitlines(True)) if line[0] == "-"]


HEAD = "# 氏名は書かない\nid: council-1\n"
FIRST = "  - id: o-1  # 最初の意見\n    text: 夜間の回がほしい\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "opinions:\n" + FIRST,
        HEAD + "opinions:\n" + FIRST.rstrip("\n"),
        HEAD + "opinions:\n" + FIRST + "\n\n# おわり\n",
        HEAD + "opinions:\n" + FIRST + "    # この意見へのメモ\n\nplace: 大会議室\n",
        HEAD + "opinions:\n" + FIRST + "  # - id: 下書き\nplace: 大会議室\n",
        HEAD + "opinions:  # 意見\n- id: o-1\n  text: x\n  response:\nplace: 大会議室\n",
        HEAD + "opinions:\n  - id: o-1\n    text: |\n      一行目\n\n      二行目\n\n\nplace: 大会議室\n",
        HEAD + "opinions:\n  - id: o-1\n    text: |+\n      末尾を残す\n\n\nplace: 大会議室\n",
        HEAD + "opinions:\n  - id: o-1\n    text: >-\n      たたんだ\n      文\nplace: 大会議室\n",
        HEAD + 'opinions:\n  - {id: o-1, text: "一行で"}  # 短く\nplace: 大会議室\n',
        HEAD + "opinions:\n  - id: o-1\n    measures: [\n      a,  # 甲\n      b,\n    ]\nplace: 大会議室\n",
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_item_joins_a_list_and_nothing_else_changes(text: str, ends: str) -> None:
    text = text.replace("\n", ends)
    new = added(text)
    whole = text if text.endswith(ends) else text + ends
    assert lost(whole, new) == []
    assert new.count("\n") == new.count(ends)


@pytest.mark.parametrize(
    ("old", "gone"),
    [
        ("opinions: []  # まだない\n", "opinions: []"),
        ("opinions: [  ]\nplace: 大会議室\n", "opinions: [  ]"),
        ("opinions: ~\nplace: 大会議室\n", "opinions: ~"),
        ("opinions:\nplace: 大会議室\n", "opinions:"),
        ("opinions:  # 意見\n  # - id:  # 意見ID\n  #   text:\nplace: 大会議室\n", "opinions:"),
        ("opinions:", "opinions:"),
    ],
)
def test_an_empty_list_becomes_one_with_an_item(old: str, gone: str) -> None:
    new = added(HEAD + old)
    assert new.startswith(HEAD + "opinions:")
    assert all(line in new for line in old.replace(gone, "").splitlines())
    assert "opinions: [" not in new


def test_a_missing_list_is_put_at_the_end() -> None:
    text = HEAD + "place: 大会議室  # 5階\n"
    assert added(text) == text + "opinions:\n  - " + "\n    ".join(LINES).replace("    \n", "\n") + "\n"


def test_a_list_in_one_line_grows_in_its_line() -> None:
    text = HEAD + "opinions: [{id: o-1, text: 夜間}]  # 一行で\nplace: 大会議室\n"
    new = added(text)
    assert new.startswith(HEAD + "opinions: [{id: o-1, text: 夜間}, {id: o-2, ")
    assert new.endswith("}]  # 一行で\nplace: 大会議室\n")


def test_list_ending_in_a_comma() -> None:
    added(HEAD + "opinions: [\n  {id: o-1, text: 夜間},  # 一つ目\n]\n")


@pytest.mark.parametrize("text", ["- 一覧だけ\n", HEAD + "opinions: 一つもない\n"])
def test_where_no_place_is_sure_nothing_is_written(text: str) -> None:
    with pytest.raises(CannotEdit):
        append_item(text, ("opinions",), ITEM, lines=LINES)


def test_a_file_in_one_line_grows_in_its_line() -> None:
    new = added("{id: council-1}\n")
    assert new.startswith("{id: council-1, opinions: [{id: o-2, ")


PARTS = st.sampled_from(
    [
        "\n",
        "# 注\n",
        "  # 注\n",
        "    # 注\n",
        FIRST,
        "  - id: o-9\n    text: |\n      い\n\n",
        "place: 室\n",
        "  - {id: o-8}\n",
    ]
)


@given(st.lists(PARTS, max_size=8), st.booleans())
def test_any_mixture_is_kept_or_refused(parts: list[str], windows: bool) -> None:
    text = HEAD + "opinions:\n" + "".join(parts)
    if windows:
        text = text.replace("\n", "\r\n")
    try:
        before = data(text)
    except Exception:  # not every mixture is YAML
        return
    new = append_item(text, ("opinions",), ITEM, lines=LINES)
    assert data(new)["opinions"] == [*(before["opinions"] or []), ITEM]
    assert lost(text, new) == []
