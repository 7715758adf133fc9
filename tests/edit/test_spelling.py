"""Whatever text is written comes back unchanged, from this reader and from any YAML program."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from visiontrack.edit.spelling import Plain, Scalar, item_lines, pair_lines, spell, spell_flow
from visiontrack.yaml import tree

# What a person may have typed: no control characters, which the reader refuses anyway.
TYPED = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
)
TROUBLE = st.sampled_from(
    [
        "no",
        "2024",
        "0123",
        "目標: 達成",
        "第1回 #2 まで",
        "@課",
        "*重点",
        "- a",
        "a, b",
        "[x]",
        "{y}",
        "'",
        '"',
        "\\",
        "~",
    ]
)


def read_back(text: str) -> object:
    node = tree.compose(text)
    assert node is not None
    return tree.build(node)


@given(TYPED | TROUBLE)
def test_a_text_comes_back_from_both_readers(text: str) -> None:
    line = f"key: {spell(text)}\n"
    assert read_back(line) == {"key": text}
    assert yaml.safe_load(line) == {"key": text}


@given(st.lists(TYPED | TROUBLE))
def test_a_list_in_one_line_comes_back(texts: list[str]) -> None:
    line = f"key: {spell_flow(texts)}\n"
    assert read_back(line) == {"key": texts}
    assert yaml.safe_load(line) == {"key": texts}


@given(st.lists(st.text("あa 　#:'-|>\t", max_size=6), min_size=1, max_size=5), st.booleans())
def test_a_text_of_several_lines_comes_back(lines: list[str], ended: bool) -> None:
    text = "\n".join(lines) + ("\n" if ended else "")
    for written, value in (
        (pair_lines("key", text, 0, 2), {"key": text}),
        (pair_lines("a", {"key": text}, 0, 4), {"a": {"key": text}}),
        (item_lines(text, 0, 2), [text]),
        (["a:", *item_lines({"key": text}, 2, 2)], {"a": [{"key": text}]}),
    ):
        assert read_back("\n".join(written) + "\n") == value
        assert yaml.safe_load("\n".join(written) + "\n") == value


@pytest.mark.parametrize(
    "text", ["一行目\n二行目\n", "一行目\n\n二行目", "  字下げ\n本文\n", "\t字下げ\n本文\n"]
)
def test_a_text_of_several_lines_is_a_block(text: str) -> None:
    assert pair_lines("key", text, 0, 2)[0].startswith("key: |")


@pytest.mark.parametrize(
    "text",
    [
        *[
            "no",
            "on",
            "Y",
            "2024",
            "12:30",
            "1.10",
            "-5",
            "1_000",
            "0x1F",
            "0b1",
            ".5",
            "-.inf",
            "2024-04-01",
            "2024-04-01T10:00:00",
            "null",
            "~",
            "=",
            "<<",
            "1,090",
            "112089",
        ],
        "",
        "2024-04-01 10:00:00 +9",
    ],
)
def test_a_text_that_reads_as_another_type_is_quoted(text: str) -> None:
    assert spell(text) == f'"{text}"'
    assert yaml.safe_load(f"key: {spell(text)}") == {"key": text}


@pytest.mark.parametrize(
    "text", ["創業支援の充実（第1期）", "-施策", "1,090人", "p1", "2024年度", "C:/x", "no-1"]
)
def test_plain_words_stay_plain(text: str) -> None:
    assert spell(text) == text


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (2024, "2024"),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+3"), "1000"),
        (True, "true"),
        (datetime.date(2024, 8, 7), "2024-08-07"),
        (Plain("1.10"), "1.10"),
        (Plain("true"), "true"),
        (Plain("a: b"), '"a: b"'),
        (None, ""),
    ],
)
def test_numbers_years_and_dates_stand_without_quotes(value: Scalar, spelled: str) -> None:
    assert spell(value) == spelled


def test_collections_in_one_line() -> None:
    assert spell_flow(["p1", "city", None]) == "[p1, city, null]"
    assert spell_flow({"start": 2024, "no": "a, b"}) == '{start: 2024, "no": "a, b"}'
    assert spell_flow({2024: Decimal("70.5")}) == "{2024: 70.5}"
