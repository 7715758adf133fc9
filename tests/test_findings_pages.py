"""Every code has a page; what its bad example shows is told by that very code, and its good one is clean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support import pages, sound
from support.program import visiontrack
from support.told import look
from visiontrack.messages import LANGUAGES, finding_pages
from visiontrack.messages.en.findings import TABLE as ENGLISH
from visiontrack.messages.ja.findings import TABLE as JAPANESE
from visiontrack.util.resources import shipped

# Pages on templates and workbooks have tests of their own, where reports and forms are at hand.
OF_DATA = [code for code in finding_pages.codes() if code < "VT6" or code == "VT807"]


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    told = {key.split(".")[0] for key in JAPANESE}
    assert told == {key.split(".")[0] for key in ENGLISH} == set(finding_pages.codes())


def test_a_page_is_about_the_code_it_is_named_after() -> None:
    for code in finding_pages.codes():
        page = finding_pages.page(code)
        assert page is not None
        assert page.code == code


def test_the_index_lists_every_page_in_both_languages() -> None:
    rows = [
        f"| [{page.code}]({page.code}.md) | {page.title['ja']} | {page.title['en']} |"
        for page in map(finding_pages.page, finding_pages.codes())
        if page is not None
    ]
    index = (shipped("findings") / "README.md").read_text(encoding="utf-8")
    assert [line for line in index.splitlines() if line.startswith("| [VT")] == rows


@pytest.mark.parametrize("code", OF_DATA)
def test_the_examples_of_a_page_do_what_it_says(tmp_path: Path, code: str) -> None:
    page = finding_pages.page(code)
    assert page is not None
    if any(example.language == "text" for example in page.bad + page.good):
        assert code in ("VT122", "VT299"), "only what no data folder can show is plain text"
        return
    bad, good = sound.build(tmp_path / "bad"), sound.build(tmp_path / "good")
    pages.lay(bad, page.bad)
    pages.lay(good, page.good)
    found = look(bad)
    assert code in {one.code for one in found}
    assert {one.code for one in found if one.severity == "error"} <= {code}
    assert code not in {one.code for one in look(good)}
    assert not [one for one in look(good) if one.severity == "error"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_prints_every_page_in_the_readers_language(language: str) -> None:
    for code in finding_pages.codes():
        page = finding_pages.page(code)
        assert page is not None
        ran = visiontrack("explain", code.lower(), "--lang", language)
        assert ran.code == 0
        assert ran.out.startswith(f"{code} {page.title['en' if language == 'en' else 'ja']}\n")
        for example in page.bad + page.good:
            assert f"    {example.text.splitlines()[0]}".rstrip() in ran.out


def test_a_code_that_is_none_is_told_with_what_was_probably_meant() -> None:
    ran = visiontrack("explain", "VT3O1", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    ran = visiontrack("explain", "VT310x", "--lang", "en")
    assert ran.code == 2
    ran = visiontrack("explain", "VT399", "--lang", "en")
    assert ran.err.startswith("No finding has the code 'VT399'.\n  did you mean 'VT3")
    assert (ran.code, ran.out) == (2, "")


def test_an_indicator_without_a_year_is_asked_for_one() -> None:
    ran = visiontrack("explain", "startup-support/founders")
    assert ran.code == 2
    assert "visiontrack explain startup-support/founders 2024" in ran.err


def test_a_page_of_another_form_is_refused() -> None:
    page = (shipped("findings") / "VT301.md").read_text(encoding="utf-8")
    for broken in (
        page.replace("## 原因", "## 理由"),
        page.replace("# VT301", "VT301"),
        page.replace("```", "~~~"),
    ):
        with pytest.raises(ValueError, match=r"sections|fenced"):
            finding_pages.parse(broken)


@pytest.mark.parametrize("code", OF_DATA)
def test_free_text_and_money_stand_in_block_style_in_every_good_example(code: str) -> None:
    """A comma would end a text between braces, or split a number: nobody is to copy that."""
    page = finding_pages.page(code)
    assert page is not None
    flow = re.compile(r"[{,]\s*(text|reason|budget|spent|comment|outcomes|issues|internal|description):")
    assert not [line for one in page.good for line in one.text.splitlines() if flow.search(line)]
