"""``schema``: what each kind of file holds, as a list, as one JSON Schema, or as files for an editor."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from support import sound
from support.program import visiontrack
from visiontrack.schema import MODELS


def test_without_a_kind_it_lists_them_with_their_places() -> None:
    ran = visiontrack("schema", "--lang", "en")
    assert ran.code == 0
    assert all(kind in ran.out for kind in MODELS)
    assert "data/results/<year>/<measure>.yaml" in ran.out


def test_a_kind_gives_its_schema_in_the_readers_language() -> None:
    for language, title in (("ja", "施策名"), ("en", "Title")):
        schema = json.loads(visiontrack("schema", "measure", "--lang", language).out)
        Draft202012Validator.check_schema(schema)
        assert schema["properties"]["title"]["title"] == title


def test_a_mistyped_kind_is_told() -> None:
    ran = visiontrack("schema", "mesure")
    assert (ran.code, "'measure' のことですか?" in ran.err) == (2, True)


def test_json_holds_every_schema() -> None:
    document = json.loads(visiontrack("schema", "--format", "json").out)
    assert document["schema"] == "visiontrack.schema/1"
    assert [entry["kind"] for entry in document["kinds"]] == list(MODELS)
    assert all(entry["json_schema"]["additionalProperties"] is False for entry in document["kinds"])


def test_files_are_written_and_renewed_but_never_someone_elses(tmp_path: Path) -> None:
    out = tmp_path / "schemas"
    assert visiontrack("schema", "--out", str(out)).code == 0
    names = {path.name for path in out.iterdir()}
    assert names == {f"{kind}.schema.json" for kind in MODELS}
    assert visiontrack("schema", "measure", "--out", str(out), "--lang", "en").code == 0
    assert '"Measure id"' in (out / "measure.schema.json").read_text("utf-8")
    (out / "actor.schema.json").write_text('{"mine": true}', encoding="utf-8")
    refused = visiontrack("schema", "--out", str(out))
    assert (refused.code, "actor.schema.json" in refused.err) == (2, True)
    assert (out / "actor.schema.json").read_text("utf-8") == '{"mine": true}'
    assert '"Measure id"' in (out / "measure.schema.json").read_text("utf-8")


def test_a_dry_run_needs_a_place_and_writes_nothing(tmp_path: Path) -> None:
    assert visiontrack("schema", "--dry-run").code == 2
    ran = visiontrack("schema", "actor", "--out", str(tmp_path / "s"), "--dry-run")
    assert (ran.code, (tmp_path / "s").exists()) == (0, False)
    assert "+++ b/actor.schema.json" in ran.out


def test_a_folders_ids_are_offered_with_their_names(city: Path) -> None:
    """Whoever writes a measure picks 産業振興課 and gets its id; another id is as good to the schema."""
    schema = json.loads(visiontrack("schema", "measure", "--of-folder", root=city).out)
    lead = schema["properties"]["lead"]
    assert {
        "label": "industry-promotion 産業振興課",
        "description": "産業振興課",
        "body": "industry-promotion",
    } in (lead["defaultSnippets"])
    policy = schema["properties"]["policy"]["defaultSnippets"]
    assert [snippet["body"] for snippet in policy] == ["p1"]
    fields = schema["properties"]["fields"]["items"]["defaultSnippets"]
    assert [snippet["body"] for snippet in fields] == ["commerce", "industry"]
    Draft202012Validator(schema).validate({"id": "x", "title": "題", "policy": "p9", "lead": "someone"})


def test_check_says_which_schemas_are_stale(city: Path) -> None:
    out = str(city / "schemas")
    assert visiontrack("schema", "--check", root=city).code == 1
    assert visiontrack("schema", "--out", out, "--of-folder", root=city).code == 0
    assert visiontrack("schema", "--check", root=city).code == 0
    sound.write(city, "data/actors/city.yaml", sound.CITY.replace("農政課", "農業振興課"))
    ran = visiontrack("schema", "--check", root=city)
    assert ran.code == 1
    assert "measure.schema.json は古いか、ありません。" in ran.out
    assert ran.out.endswith(f"visiontrack schema --out {out} --of-folder で新しくしてください。\n")
    assert visiontrack("schema", "measure", "--check", root=city).code == 2


def test_what_init_laid_out_is_up_to_date(tmp_path: Path) -> None:
    named = ("--name", "みどり市産業振興ビジョン", "--start", "2025", "--end", "2034")
    assert visiontrack("init", str(tmp_path / "city"), *named).code == 0
    assert visiontrack("schema", "--check", root=tmp_path / "city").code == 0
