"""``schema``: what each kind of file holds, as a list, as one JSON Schema, or as files for an editor."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

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
    assert names == {f"{kind}.schema.json" for kind in MODELS} | {"results.schema.json"}
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
