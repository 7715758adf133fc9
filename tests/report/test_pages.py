"""The pages on VT60x: their bad templates are told by that very code, their good ones make a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.program import visiontrack
from visiontrack.messages import finding_pages

CODES = [code for code in finding_pages.codes() if code.startswith("VT60")]


def render(town: Path, examples: tuple[finding_pages.Example, ...]) -> tuple[int, str]:
    for example in examples:
        assert example.language == "jinja"
        (town / example.path).parent.mkdir(parents=True, exist_ok=True)
        (town / example.path).write_text(example.text, encoding="utf-8")
    ran = visiontrack("report", "2024", "--for", "council", root=town)
    return ran.code, ran.err


def test_every_code_of_templates_has_a_page() -> None:
    assert CODES == ["VT601", "VT602", "VT603", "VT604", "VT605", "VT606"]


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_a_page_are_true(town: Path, code: str) -> None:
    page = finding_pages.page(code)
    assert page is not None
    exit_code, message = render(town, page.bad)
    assert exit_code == 1
    assert f"error {code} " in message
    assert render(town, page.good) == (0, "")


@pytest.mark.parametrize("code", CODES)
def test_explain_shows_the_page(code: str) -> None:
    page = finding_pages.page(code)
    assert page is not None
    assert page.title["ja"] in visiontrack("explain", code).out
    assert page.title["en"] in visiontrack("explain", code, "--lang", "en").out
