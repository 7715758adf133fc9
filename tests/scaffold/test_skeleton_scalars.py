"""Whatever text is written comes back unchanged, from this reader and from any YAML program."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import yaml
from visiontrack.scaffold.scalars import block, mapping, one_line, scalar, sequence
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
    line = f"key: {scalar(text)}\n"
    assert read_back(line) == {"key": text}
    assert yaml.safe_load(line) == {"key": text}


@given(st.lists(TYPED | TROUBLE))
def test_a_list_in_one_line_comes_back(texts: list[str]) -> None:
    line = f"key: {sequence(texts)}\n"
    assert read_back(line) == {"key": texts}
    assert yaml.safe_load(line) == {"key": texts}


@given(st.lists(st.text("あa 　#:'-|>\t", max_size=6), min_size=1, max_size=5))
def test_a_text_of_several_lines_comes_back_as_a_block(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    header, *rest = block(text, 2)
    written = "\n".join([f"key: {header}", *rest]) + "\n"
    kept = "\n".join(line if line.strip() else "" for line in lines).strip("\n")
    assert yaml.safe_load(written) == {"key": kept + "\n"}
    assert read_back(written) == {"key": kept + "\n"}


def test_plain_words_stay_plain() -> None:
    assert scalar("創業支援の充実（第1期）") == "創業支援の充実（第1期）"
    assert sequence(["p1", "city"]) == "[p1, city]"
    assert mapping({"start": 2024, "end": 2029}) == "{start: 2024, end: 2029}"
    assert scalar("112089") == '"112089"'


def test_only_a_break_inside_needs_a_block() -> None:
    assert one_line("一行だけ\n")
    assert not one_line("一行目\n二行目")
