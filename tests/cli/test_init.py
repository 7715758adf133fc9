"""A city that begins: ``init`` makes a folder that validates at once, asks only at a terminal, overwrites nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support.program import visiontrack

NAMED = ("--name", "みどり市産業振興ビジョン", "--start", "R7", "--end", "2034")


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("start", "end"), [("2025", "2034"), ("H30", "H30"), ("2020", "2021")])
def test_the_new_folder_and_its_example_validate_strictly(
    tmp_path: Path, language: str, start: str, end: str
) -> None:
    root = tmp_path / "new" / "town"
    command = ("init", str(root), "--name", "みどり市産業振興ビジョン", "--start", start, "--end", end)
    ran = visiontrack(*command, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    for place in (root, root / "examples"):
        for today in ("2000-01-01", "2099-12-31"):
            checked = visiontrack("validate", "--strict", "--today", today, "--lang", "ja", root=place)
            assert checked.out.endswith("問題はありません\n"), checked.out


def test_a_new_folder_holds_data_and_settings(tmp_path: Path) -> None:
    assert visiontrack("init", str(tmp_path / "town"), *NAMED).code == 0
    written = files(tmp_path / "town")
    categories = {
        yaml.safe_load((tmp_path / "town" / path).read_text("utf-8"))["category"]
        for path in written
        if path.startswith("data/actors/")
    }
    assert len(categories) == 6
    assert {
        "data/vision.yaml",
        "data/measures/startup-support.yaml",
        "examples/data/results/2025/startup-support.yaml",
        "examples/data/meetings/2026/council-1.yaml",
        "examples/data/decisions/2025.yaml",
        ".gitattributes",
        ".github/workflows/visiontrack.yml",
        ".pre-commit-config.yaml",
        ".vscode/settings.json",
        ".vscode/tasks.json",
    } <= written
    assert not [
        path for path in written if path.startswith(("data/results", "data/meetings", "data/decisions"))
    ]
    vision = (tmp_path / "town/data/vision.yaml").read_text("utf-8")
    assert "municipality: {name: みどり市, code:" in vision
    assert "period: {start: 2025, end: 2034}" in vision
    assert "language: ja" in vision


def test_the_editor_settings_lead_to_the_schemas(tmp_path: Path) -> None:
    visiontrack("init", str(tmp_path), *NAMED)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    for schema in settings["yaml.schemas"]:
        assert json.loads((tmp_path / schema).read_text("utf-8"))["$schema"]


@pytest.mark.parametrize(
    "existing",
    [
        ".gitattributes",
        ".github/workflows/visiontrack.yml",
        "schemas/actor.schema.json",
        "data/actors/city.yaml",
    ],
)
def test_an_existing_file_is_left_and_named(tmp_path: Path, existing: str) -> None:
    path = tmp_path / existing
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("わたしのもの\r\n".encode("cp932"))
    visiontrack("init", str(tmp_path / "other"), *NAMED)
    ran = visiontrack("init", str(tmp_path), *NAMED)
    assert (ran.code, ran.err) == (0, "")
    assert f"  {existing}\n" in ran.out
    assert path.read_bytes() == "わたしのもの\r\n".encode("cp932")
    assert {file for file in files(tmp_path) if not file.startswith("other/")} == files(tmp_path / "other")


def test_beside_an_existing_vision_no_examples_are_made(city: Path) -> None:
    before = {path: path.read_bytes() for path in city.rglob("*") if path.is_file()}
    ran = visiontrack("init", str(city))
    assert ran.code == 0 and "data/vision.yaml がすでにある" in ran.out
    written = files(city) - {path.relative_to(city).as_posix() for path in before}
    assert ".gitlab-ci.yml" in written and not [
        path for path in written if path.startswith(("data/", "examples/"))
    ]
    assert all(path.read_bytes() == content for path, content in before.items())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_empty_folder_validates_and_holds_no_examples(tmp_path: Path, language: str) -> None:
    root = tmp_path / "town"
    assert visiontrack("init", str(root), *NAMED, "--empty", "--lang", language).code == 0
    data = {path for path in files(root) if path.startswith(("data/", "examples/"))}
    assert data == {"data/vision.yaml", "data/actors/city.yaml"}
    checked = visiontrack("validate", "--strict", root=root)
    assert checked.code == 0, checked.out


def test_the_last_possible_year_has_no_example_year(tmp_path: Path) -> None:
    ran = visiontrack("init", str(tmp_path), "--name", "x", "--start", "9999", "--end", "9999")
    assert ran.code == 0 and not (tmp_path / "examples").exists()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--name", "x", "--start", "令和", "--end", "2030"), "年度として読めません"),
        (("--name", "x", "--start", "2030", "--end", "2025"), "より前です"),
        (("--name", "x" * 201, "--start", "2025", "--end", "2030"), "201 文字"),
        ((*NAMED, "--code", "112080"), "検査数字"),
        ((*NAMED, "--format", "xml"), "text | json"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(
    tmp_path: Path, args: tuple[str, ...], sentence: str
) -> None:
    ran = visiontrack("init", str(tmp_path / "town"), *args)
    assert ran.code == 2
    assert sentence in ran.err
    assert not (tmp_path / "town").exists()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_without_a_terminal_a_whole_folder_is_made(tmp_path: Path, language: str) -> None:
    """A script says ``visiontrack init DIR`` and no more: what was taken for now is screen, and validates at once."""
    root = tmp_path / "town"
    ran = visiontrack("init", str(root), "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert "--name" in ran.out and "--start" in ran.out and "data/vision.yaml" in ran.out
    assert visiontrack("validate", "--strict", root=root).code == 0
    period = yaml.safe_load((root / "data/vision.yaml").read_text("utf-8"))["period"]
    assert period["end"] - period["start"] == 9


@pytest.mark.parametrize(
    ("options", "period"),
    [
        (("--start", "R7"), "{start: 2025, end: 2034}"),
        (("--end", "2030"), "{start: 2021, end: 2030}"),
        (("--start", "2025", "--end", "2029"), "{start: 2025, end: 2029}"),
    ],
)
def test_missing_end_lies_ten_years_away(tmp_path: Path, options: tuple[str, ...], period: str) -> None:
    ran = visiontrack("init", str(tmp_path / "town"), *options, "--format", "json")
    assert f"period: {period}" in (tmp_path / "town/data/vision.yaml").read_text("utf-8")
    missing = {"--name", "--start", "--end"} - set(options)
    assert set(json.loads(ran.out)["assumed"]) == missing


def test_a_place_that_is_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "town").write_text("x", encoding="utf-8")
    ran = visiontrack("init", str(tmp_path / "town"), *NAMED)
    assert (ran.code, "フォルダーではありません" in ran.err) == (2, True)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    ran = visiontrack("init", str(tmp_path / "town"), *NAMED, "--dry-run")
    assert ran.code == 0
    assert "+++ b/data/vision.yaml" in ran.out
    assert not (tmp_path / "town").exists()


def test_json_lists_the_files(tmp_path: Path) -> None:
    output = json.loads(visiontrack("init", str(tmp_path), *NAMED, "--format", "json").out)
    assert output["schema"] == "visiontrack.init/1"
    assert set(output["files"]) == files(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")
def test_at_a_terminal_missing_options_are_asked_for(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from visiontrack.cli.main import main; main()"]
    with subprocess.Popen(
        [*command, "init", str(tmp_path / "town"), "--start", "2025"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as program:
        os.close(theirs)
        os.write(ours, "\nみどり市産業振興ビジョン\nらいねん\n2024\n2034\n".encode())
        screen = b""
        while program.poll() is None or b"visiontrack status" not in screen:
            try:
                screen += os.read(ours, 65536)
            except OSError:  # the other end is gone
                break
    os.close(ours)
    assert program.returncode == 0, screen.decode()
    text = screen.decode()
    assert text.count("ビジョンの名称") == 2
    assert "年度として読めません: 'らいねん'" in text
    assert "終了年度 2024 が開始年度 2025 より前です" in text
    assert "end: 2034" in (tmp_path / "town/data/vision.yaml").read_text("utf-8")
