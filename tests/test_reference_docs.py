"""The reference pages agree with the program: every key of the JSON output is described, and no page names another."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from support.program import visiontrack

TOP = Path(__file__).parents[1]
DATA_PAGES = (TOP / "docs/data.md", TOP / "docs/data.en.md")
# Commands whose JSON has no ids of a city's own as keys, by the section that describes them.
COMMANDS = {
    "findings": ["validate"],
    "check": ["check 2024", "check 2023 --measure startup-support"],
    "explain": ["explain startup-support/founders 2024", "explain startup-support 2024"],
    "explain-code": ["explain VT301"],
    "plan": ["plan 2026", "plan 2024"],
    "do": ["do 2024", "do 2025"],
    "act": ["act 2024", "act 2025"],
    "status": ["status"],
    "diff": ["diff HEAD"],
    "roles": ["roles"],
    "show": [
        "show vision",
        "show startup-support",
        "show startup-support/founders",
        "show industry-promotion",
        "show chamber-of-commerce",
        "show o-2025-06",
    ],
}
# Sections that a section points to: an indicator as `check` shows it, `where` as `plan` has it.
ALSO = {"act": ["check"], "explain": ["check"], "show": ["check", "plan"]}
# Grades are the city's own, and a body's or audience's name is a key where its counts stand.
CITYS_OWN = {"A", "B", "C", "D", "none", "overview", "council", "annex", "team", "public"}


def keys(value: Any) -> Iterator[str]:
    """Every key of a JSON document, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


@cache
def sections(page: str = "docs/json.md") -> dict[str, str]:
    """The sections of a page on JSON by the names of their forms, and what stands before them under ''."""
    text = (TOP / page).read_text(encoding="utf-8")
    first, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    named = {"": first}
    for section in rest:
        for name in re.findall(r"visiontrack\.([\w-]+)/\d", section.partition("\n")[0]):
            named[name] = section
    return named


def words(text: str) -> set[str]:
    """The words in code style on a page, apart from commands, paths and the like."""
    return {word for word in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[\w-]+", word)}


@pytest.mark.parametrize(
    ("section", "command"), [(name, line) for name, lines in COMMANDS.items() for line in lines]
)
def test_every_json_key_is_described(section: str, command: str) -> None:
    if section == "diff" and not (TOP / ".git").exists():
        pytest.skip("needs the history of this repository")
    ran = visiontrack(*command.split(), "--format", "json", root=TOP)
    document = json.loads(ran.out)
    assert document["schema"] == f"visiontrack.{section}/1"
    described = words(sections()[""]) | words(sections()["findings"])
    for name in (section, *ALSO.get(section, [])):
        described |= words(sections()[name])
    assert {key for key in keys(document) if not key.isdecimal()} - described - CITYS_OWN == set()


def test_both_languages_describe_the_same_json() -> None:
    english, japanese = sections(), sections("docs/json.ja.md")
    assert list(english) == list(japanese)
    for name, section in english.items():
        assert words(section) == words(japanese[name]), name


def test_every_form_of_json_is_described() -> None:
    """`visiontrack.NAME/1` in the program and in docs/json.md are the same names."""
    source = "".join(path.read_text(encoding="utf-8") for path in (TOP / "src").rglob("*.py"))
    in_a_workbook = {"form"}
    assert set(re.findall(r"visiontrack\.([\w-]+)/1", source)) - in_a_workbook == sections().keys() - {""}


@cache
def vocabulary() -> set[str]:
    """Every key and word that the data files can hold, and every quoted or named word of the program."""
    schemas = json.loads(visiontrack("schema", "--format", "json", root=TOP).out)
    known = set(keys(schemas))
    for path in (TOP / "src").rglob("*.py"):
        known |= set(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    return known


@pytest.mark.parametrize(
    "page", [*DATA_PAGES, TOP / "docs/json.md", TOP / "docs/json.ja.md"], ids=lambda page: page.name
)
def test_pages_name_nothing_that_is_not_there(page: Path) -> None:
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)*):?`", page.read_text(encoding="utf-8")))
    # What stands for a city's own id.
    assert named - vocabulary() - {"founders"} == set()


def test_data_pages_list_every_kind_of_file() -> None:
    kinds = json.loads(visiontrack("schema", "--format", "json", root=TOP).out)["kinds"]
    for page in DATA_PAGES:
        places = set(
            re.findall(r"^\| [^|]+ \| `(data/[^`]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
        )
        folders = {place.split("/")[1].removesuffix(".yaml") for place in places} - {"reports"}
        assert folders == {kind["path"].split("/")[1].removesuffix(".yaml") for kind in kinds}


def test_data_pages_name_the_same_keys() -> None:
    japanese, english = (words(page.read_text(encoding="utf-8")) for page in DATA_PAGES)
    keys_of_data = {word for word in vocabulary() if re.fullmatch(r"[a-z]+(_[a-z]+)+", word)}
    assert japanese & keys_of_data == english & keys_of_data


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_reference_is_what_the_code_makes(language: str) -> None:
    """Made again by .ci/reference.py (CONTRIBUTING.md) whenever a key, a command or the sample city changes."""
    place = TOP / ".ci/reference.py"
    spec = importlib.util.spec_from_file_location("reference", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (TOP / f"docs/reference.{language}.md").read_text("utf-8") == module.page(language)
