"""Every sentence exists in Japanese and in English, with the same places to fill in."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path

import pytest

from visiontrack import messages

FOLDER = Path(messages.__file__).parent
TABLES = sorted(path.stem for path in (FOLDER / "ja").glob("*.py") if path.stem != "__init__")


def table(language: str, name: str) -> dict[str, object]:
    held: dict[str, object] = import_module(f"visiontrack.messages.{language}.{name}").TABLE
    return held


def places(entry: object) -> set[str]:
    """The names in braces of a sentence, or of a message and its cure together."""
    texts = entry if isinstance(entry, tuple) else (entry,)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(str(text)) if name}


def test_both_languages_have_the_same_tables() -> None:
    english = sorted(path.stem for path in (FOLDER / "en").glob("*.py") if path.stem != "__init__")
    assert english == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_no_sentence_is_missing_in_either_language(name: str) -> None:
    assert table("ja", name).keys() == table("en", name).keys()


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_fill_in_the_same_places(name: str) -> None:
    for key, entry in table("ja", name).items():
        # An English reader needs no Japanese era.
        japanese, english = places(entry) - {"wareki"}, places(table("en", name)[key]) - {"wareki"}
        assert japanese == english, key


@pytest.mark.parametrize("name", TABLES)
def test_no_sentence_is_empty(name: str) -> None:
    for language in messages.LANGUAGES:
        for key, entry in table(language, name).items():
            may_be_empty = key.startswith(("check.state.", "plan.source.none"))
            assert may_be_empty or all(entry if isinstance(entry, tuple) else (entry,)), (language, key)


def test_japanese_on_paper_is_written_as_official_papers_are() -> None:
    """No half-width space round a number or a word of another script, no half-width colon, years by their names."""
    japanese = "ぁ-んァ-ヶー一-龥、。（）「」"
    space = re.compile(rf"[{japanese}] [{{0-9A-Za-z]|[}}0-9A-Za-z%] [{japanese}]")
    for module in ("page", "chart"):
        table = import_module(f"visiontrack.messages.ja.{module}").TABLE
        for key, text in table.items():
            assert not re.search("今年度|前年度|: ", text), key
            if not key.startswith(("page.step.", "page.formula.", "page.foot")):  # arithmetic, a version
                assert not space.search(text), key
