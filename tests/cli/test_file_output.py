"""``--out FILE``: a secretariat keeps what a command prints as a file to hand on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.program import visiontrack

PRINTED = (
    ("plan 2024", "json"),
    ("plan 2024", "md"),
    ("roles 2024", "md"),
    ("status --today 2025-05-01", "json"),
    ("do 2024", "json"),
    ("act 2024", "json"),
    ("show startup-support", "json"),
    ("explain VT301", "json"),
    ("explain startup-support/founders 2024", "json"),
)


@pytest.mark.parametrize(("words", "form"), PRINTED)
def test_the_file_holds_what_stdout_would(words: str, form: str, city: Path, tmp_path: Path) -> None:
    place = tmp_path / f"kept.{form}"
    printed = visiontrack(*words.split(), "--format", form, root=city)
    ran = visiontrack(*words.split(), "--out", str(place), root=city)
    assert (ran.code, ran.out) == (printed.code, "")
    assert place.read_bytes().decode() == printed.out


def test_a_file_that_is_there_stays_unless_told(city: Path, tmp_path: Path) -> None:
    place = tmp_path / "roles.csv"
    place.write_text("mine")
    ran = visiontrack("roles", "--out", str(place), root=city)
    assert (ran.code, place.read_text()) == (2, "mine")
    assert "--overwrite" in ran.err
    assert visiontrack("roles", "--out", str(place), "--overwrite", root=city).code == 0
    assert place.read_text("utf-8-sig").startswith("actor,")


@pytest.mark.parametrize("words", ["--out x.txt", "--out x.csv --format json", "--overwrite"])
def test_an_option_without_meaning_is_refused(
    words: str, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(city)
    assert visiontrack("roles", *words.split(), root=city).code == 2
    assert not list(city.glob("x.*"))


def test_a_command_for_the_runner_is_broken_in_json_without_a_change(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vision = city / "data" / "vision.yaml"
    vision.write_text(vision.read_text("utf-8").replace("name: ", "name: '##[error]x' # ", 1), "utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    printed = visiontrack("check", "2024", "--format", "json", root=city).out
    assert "##[" not in printed
    assert json.loads(printed)["vision"]["name"] == "##[error]x"
