"""The page on evaluation: its files are laid out and its commands run, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.guide import File, missing, steps
from support.program import visiontrack

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_says_what_explain_says(tmp_path: Path, language: str) -> None:
    commands = 0
    for step in steps(DOCS / f"evaluation.{language}.md"):
        if isinstance(step, File):
            (tmp_path / step.path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / step.path).write_text(step.text, encoding="utf-8", newline="\n")
            continue
        ran = visiontrack(*step.words[1:], root=tmp_path)
        assert (ran.code, missing(step.said, ran.out)) == (0, []), (step.words, ran.out, ran.err)
        commands += 1
    assert commands == 11
