"""File and sheet names that Windows and Excel accept, whatever a section or measure is called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visiontrack.forms.sheet_writer import sheet_name
from visiontrack.forms.workbook import file_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("産業振興課", "産業振興課"),
        ("農政課/農地係", "農政課／農地係"),
        ('課: "A"?', "課： ”A”？"),
        ("課. ", "課"),
        ("CON", "_CON"),
        ("com1.課", "_com1.課"),
        ("...", "section"),
        ("~$課", "_~$課"),
    ],
)
def test_a_section_becomes_a_file_name(name: str, stem: str) -> None:
    assert file_stem(name, "section") == stem


@given(st.text(min_size=1, max_size=90))
def test_any_name_can_be_a_file(name: str) -> None:
    stem = file_stem(name, "section")
    assert stem and not re.search(r'[<>:"/\\|?*\x00-\x1f]', stem)
    assert stem[-1] not in " ." and len(f"{stem}.xlsx".encode()) <= 255


@given(st.lists(st.text(max_size=60) | st.sampled_from(["創業", "創業 ", "History", "a" * 40]), max_size=8))
def test_any_titles_become_sheets_told_apart(titles: list[str]) -> None:
    names: list[str] = []
    for title in titles:
        names.append(sheet_name(title, names))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le", "surrogatepass")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\']", name) and name.casefold() != "history"
