"""An editor finds nothing wrong in the sample city by the JSON Schemas, and finds what is wrong in spoiled files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from support import sound
from support.program import visiontrack
from visiontrack.diagnose.reader import parse
from visiontrack.folder.listing import Entry, discover
from visiontrack.messages import catalogue
from visiontrack.scaffold.forge_settings import settings_beside_data
from visiontrack.schema import MODELS, Kind
from visiontrack.schema.json_schema import json_schema

SAMPLE = Path(__file__).parents[2]


PATHS: dict[Kind, str] = {
    "vision": "data/vision.yaml",
    "actor": "data/actors/city.yaml",
    "measure": "data/measures/startup-support.yaml",
    "result": "data/results/2024/startup-support.yaml",
    "meeting": "data/meetings/2025/council-1.yaml",
    "decisions": "data/decisions/2024.yaml",
}
# What is typed in place of each value in turn.
TYPED = ("", "~", "no", "0123", "1e5", "+5", ".5", "true", "x", "[]", "72人", "１２", "2024-13-01", '"72"')
# What the reader takes and an editor underlines: ``true`` as an id, which YAML of an editor reads as no text.
EXCEPTIONS = {"true": {"id", "actor", "lead", "policy", "measure", "role", "secretariat"}}


class Editor(yaml.SafeLoader):
    """YAML as an editor reads it (the core schema of YAML 1.2): numbers, true and false, null, all else text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first_letters in (
    ("bool", r"(true|false)\Z", "tf"),
    ("int", r"[-+]?[0-9]+\Z", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+\Z", "-+.0123456789"),
    ("null", r"(~|null|)\Z", ["~", "n", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first_letters))


def as_json(value: Any) -> Any:
    """Returns plain data with keys as text, as a JSON Schema sees them."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


def underlined(kind: Kind, text: str) -> list[str]:
    """Returns the paths at which an editor underlines a file."""
    validator = Draft202012Validator(json_schema(kind, kind, "ja"))
    data = as_json(yaml.load(text, Loader=Editor))
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)]


def entries() -> list[Entry]:
    listing = discover(SAMPLE)
    return [entry for kind_entries in listing.entries.values() for entry in kind_entries]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", list(MODELS))
def test_each_schema_is_valid_and_in_one_language(kind: Kind, language: str) -> None:
    schema = json_schema(kind, "…", language)
    Draft202012Validator.check_schema(schema)
    assert "title_en" not in str(schema)
    titles = " ".join(re.findall(r"'(?:title|description)': '([^']*)'", str(schema)))
    without_units = titles.replace('人, 件, "%"', "")
    assert bool(re.search("[ぁ-んァ-ヶ一-龥]", without_units)) is (language == "ja")


@pytest.mark.parametrize("kind", list(MODELS))
def test_an_editor_accepts_the_sample_city(kind: Kind) -> None:
    validator = Draft202012Validator(json_schema(kind, kind, "ja"))
    files = [entry.path for entry in entries() if entry.kind == kind]
    assert files
    for path in files:
        data = as_json(yaml.load((SAMPLE / path).read_text("utf-8"), Loader=Editor))
        assert [error.message for error in validator.iter_errors(data)] == [], path


@pytest.mark.parametrize(
    ("kind", "before", "after", "place"),
    [
        ("measure", "kind: outcome", "kind: outcom", "indicators/0/kind"),
        ("measure", "lead: industry-promotion", "lead: 産業振興課", "lead"),
        ("measure", "title: 創業支援の充実", "titel: 創業支援の充実", ""),
        ("measure", "{2024: 70, 2029: 90}", "{R6: 70}", "indicators/0/targets"),
        ("measure", "value: 45", "value: 45人", "indicators/0/baseline/value"),
        ("result", "status: on_track", "status: 順調", "status"),
        ("result", "founders: 72", "founders: {value: 72, stat: final}", "actuals/founders"),
        ("result", "founders: 72", "founders: 七十二", "actuals/founders"),
        ("meeting", "date: 2025-08-07", "date: 2025/8/7", "date"),
        ("actor", "category: city", "category: town", "category"),
        ("decisions", "decision: continue", "decision: ''", "decisions/0/decision"),
        ("vision", "records_since: 2024", "records_since: R6", "records_since"),
    ],
)
def test_an_editor_underlines_errors_at_their_place(kind: Kind, before: str, after: str, place: str) -> None:
    text = sound.FILES[PATHS[kind]]
    assert underlined(kind, text) == []
    assert before in text
    assert place in underlined(kind, text.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("founders: 72", "founders:"),
        ("founders: 72", 'founders: "72"'),
        ("founders: 72", "founders: {value: 72.50, state: preliminary, was: 70}"),
        ("year: 2024", 'year: "2024"'),
        ("startup-school:\n    status: done", "other:\n  startup-school:\n    status: done"),
        ("next: continue", "next:"),
    ],
)
def test_an_editor_accepts_what_the_reader_accepts(before: str, after: str) -> None:
    path = "data/results/2024/startup-support.yaml"
    assert before in sound.FILES[path]
    text = sound.FILES[path].replace(before, after)
    assert parse(path, "result", text).sound
    assert underlined("result", text) == []


@pytest.mark.parametrize("kind", list(PATHS))
def test_what_the_reader_accepts_no_editor_underlines(kind: Kind) -> None:
    """Each value of a file is typed otherwise: what the schema refuses, ``validate`` refuses too."""
    text, validator = sound.FILES[PATHS[kind]], Draft202012Validator(json_schema(kind, kind, "ja"))
    stricter: dict[str, set[str]] = {}
    for match in re.finditer(r"([\w-]+): ([^\n|,{}\[\]]+)(?=[\n,}])", text):
        for typed in TYPED:
            spoiled = text[: match.start(2)] + typed + text[match.end(2) :]
            if parse(PATHS[kind], kind, spoiled).sound:
                data = as_json(yaml.load(spoiled, Loader=Editor))
                if not validator.is_valid(data):
                    stricter.setdefault(typed, set()).add(match[1])
    assert set(stricter) <= set(EXCEPTIONS)
    assert stricter.get("true", set()) <= EXCEPTIONS["true"]


def schema_of(kind: Kind, language: str = "ja") -> dict[str, Any]:
    return json_schema(kind, kind, language)


def test_words_are_offered_with_their_meaning() -> None:
    status = schema_of("result")["properties"]["status"]
    assert dict(zip(status["enum"], status["enumDescriptions"], strict=True))["on_track"] == "順調"
    direction = schema_of("result")["properties"]["next"]
    assert len(direction["enum"]) == len(direction["enumDescriptions"])
    rule = schema_of("vision")["$defs"]["Evaluation"]["properties"]["target_rule"]
    assert rule["enumDescriptions"] == ["計画値", "補間値", "最終目標"]


def test_a_wrong_value_is_answered_in_the_readers_language() -> None:
    """``72人``, ``産業振興課`` and ``2025/8/7``: the editor says what to write, not which pattern fails."""
    measure, meeting = schema_of("measure"), schema_of("meeting", "en")
    assert measure["properties"]["lead"]["patternErrorMessage"].startswith("英小文字から始まる")
    value = measure["$defs"]["Baseline"]["properties"]["value"]
    assert "半角の数字" in value["patternErrorMessage"] and "半角の数字" in value["errorMessage"]
    assert meeting["properties"]["date"]["patternErrorMessage"] == "write a date as 2025-08-07"


def test_accepting_a_key_inserts_no_zero() -> None:
    """An editor fills in a value of the first type: of a number a 0, which nobody typed and which counts."""
    for kind in MODELS:
        for schema in numeric_schemas(schema_of(kind)):
            assert schema["type"][0] == "string", schema


def numeric_schemas(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for item in schema for found in numeric_schemas(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if {"number", "integer"} & set(schema.get("type", ())) else []
    return [*own, *(found for item in schema.values() for found in numeric_schemas(item))]


@pytest.mark.parametrize(
    ("kind", "path", "before", "after", "place"),
    [
        ("decisions", "data/decisions/2024.yaml", "decision: continue", "decision: merge", "decisions/0"),
        (
            "meeting",
            "data/meetings/2025/council-1.yaml",
            "status: done\n      text: 令和8年度から夜間の回を設ける。",
            "status: declined",
            "opinions/0/response",
        ),
        (
            "meeting",
            "data/meetings/2025/council-1.yaml",
            "status: done\n      text: 令和8年度から夜間の回を設ける。",
            "status: declined\n      text:",
            "opinions/0/response/text",
        ),
        (
            "measure",
            "data/measures/startup-support.yaml",
            "direction: increase",
            "direction: maintain",
            "indicators/0",
        ),
    ],
)
def test_a_word_that_needs_another_key_is_underlined(
    kind: Kind, path: str, before: str, after: str, place: str
) -> None:
    text = sound.FILES[path]
    assert before in text
    assert place in underlined(kind, text.replace(before, after))


def test_the_task_reads_every_finding(city: Path) -> None:
    """``.vscode/tasks.json`` finds file, line, column, severity, code and message in each line of ``validate``."""
    sound.write(city, "data/measures/startup-support.yaml", sound.MEASURE.replace("lead:", "leed:"))
    tasks = json.loads(settings_beside_data(None, catalogue("ja"))[".vscode/tasks.json"])
    (task,) = tasks["tasks"]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    out = visiontrack(*task["args"], root=city).out
    matches = [match.groups() for line in out.splitlines() if (match := pattern.match(line))]
    assert len(matches) == sum(" VT" in line for line in out.splitlines()) > 0
    assert matches[0][:5] == ("data/measures/startup-support.yaml", "5", "1", "error", "VT201")
