"""What stands in data/ and is no data file in its place is told: never followed, never waited for, never dropped."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import cases, sound
from support.program import visiontrack
from support.told import told

MEASURE = "data/measures/startup-support.yaml"


def strange(root: Path) -> list[str]:
    """What is told beyond the sound folder's own files."""
    return [line.replace(":1:1 ", " ") for line in told(root)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/measures/a.yml", "error VT118.yml"),
        ("data/measures/a.YAML", "error VT118.case"),
        ("data/a.yaml", "error VT118"),
        ("data/measures/old/a.yaml", "error VT118"),
        ("data/コピー/a.yaml", "error VT118"),
        ("data/results/a.yaml", "error VT118"),
        ("data/results/2024/old/a.yaml", "error VT118"),
        ("data/reports/2024/a.yaml", "error VT118"),
        ("data/results/2024.yaml/a.yaml", None),
        ("data/decisions/R6.yaml", "error VT121.file → 2024.yaml"),
        ("data/decisions/24.yaml", "error VT121.file"),
        ("data/measures/memo.txt", "warning VT120"),
        ("data/results/2024/メモ.docx", "warning VT120"),
        ("data/measures/startup-support.yaml.bak", "warning VT120"),
        ("data/measures/startup-support.yaml.txt", "warning VT120.txt"),
    ],
)
def test_files_that_nobody_reads(city: Path, path: str, expected: str | None) -> None:
    sound.write(city, path, "id: a\n")
    if expected is None:
        assert strange(city) == ["data/results/2024.yaml error VT119.folder"]
    else:
        assert strange(city) == [f"{path} {expected}"]


@pytest.mark.parametrize("name", ["24", "0000", "2024-old"])
def test_a_folder_that_is_no_year(city: Path, name: str) -> None:
    sound.write(city, f"data/results/{name}/startup-support.yaml", "x: y\n")
    assert strange(city) == [f"data/results/{name} error VT121"]


@pytest.mark.parametrize("name", ["R6", "令和6年度", "２０２４", "平成36年度"])
def test_a_folder_with_a_year_in_another_form_is_proposed_its_name(city: Path, name: str) -> None:
    sound.write(city, f"data/results/{name}/startup-support.yaml", "x: y\n")
    assert strange(city) == [f"data/results/{name} error VT121 → 2024"]


@pytest.mark.parametrize(
    "path",
    [
        "data/.DS_Store",
        "data/measures/.gitkeep",
        "data/measures/.startup-support.yaml.swp",
        "data/measures/.visiontrack-a.yaml-1.tmp",
        "data/results/Thumbs.db",
        "data/desktop.ini",
        "data/measures/~$memo.docx",
        "data/.git/config.yaml",
        "data/reports/2024/council.md",
        "data/reports/2024/charts/a.svg",
        "docs/2024/a.yaml",
        "templates/council.md.j2",
    ],
)
def test_what_nobody_typed_and_what_stands_outside_is_no_matter(city: Path, path: str) -> None:
    sound.write(city, path, "x")
    assert strange(city) == []


def test_links_are_never_followed(city: Path, tmp_path: Path) -> None:
    secret = sound.write(tmp_path, "secret.yaml", "id: secret\n")
    (city / "data/measures/file.yaml").symlink_to(secret)
    (city / "data/measures/broken.yaml").symlink_to(tmp_path / "nowhere")
    (city / "data/results/2023").symlink_to(city / "data/results/2024", target_is_directory=True)
    (city / "data/loop").symlink_to(city / "data", target_is_directory=True)
    assert strange(city) == [
        "data/loop error VT119.link",
        "data/measures/broken.yaml error VT119.link",
        "data/measures/file.yaml error VT119.link",
        "data/results/2023 error VT119.link",
    ]


def test_a_data_folder_that_is_a_link_is_told(city: Path, tmp_path: Path) -> None:
    (city / "data").rename(tmp_path / "elsewhere")
    (city / "data").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert "data error VT119.link" in strange(city)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipe with a place in a folder")
def test_pipes_and_sockets_are_never_waited_for(city: Path) -> None:
    os.mkfifo(city / "data/measures/pipe.yaml")
    os.mkfifo(city / "data/pipe")
    assert strange(city) == ["data/measures/pipe.yaml error VT119", "data/pipe error VT119"]


def test_a_folder_with_a_files_name(city: Path) -> None:
    sound.write(city, "data/measures/b.yaml/c.yaml", "id: c\n")
    assert strange(city) == ["data/measures/b.yaml error VT119.folder"]


def test_without_a_vision_the_rest_is_still_read(city: Path) -> None:
    (city / "data/vision.yaml").unlink()
    sound.write(city, MEASURE, sound.MEASURE.replace("kind: outcome", "kind: outcom"))
    assert strange(city) == [f"{MEASURE}:16:11 error VT207 → outcome", "data/vision.yaml error VT117.gone"]


def test_a_file_one_byte_too_large_is_not_read(city: Path) -> None:
    filled = sound.MEASURE.encode() + b"#" * (1024 * 1024 - len(sound.MEASURE.encode()))
    sound.write(city, MEASURE, filled)
    assert strange(city) == []
    sound.write(city, MEASURE, filled + b"#")
    assert strange(city) == [f"{MEASURE} error VT112"]


def test_a_file_of_a_terabyte_takes_no_time(city: Path) -> None:
    with (city / MEASURE).open("wb") as file:
        file.truncate(2**40)
    assert strange(city) == [f"{MEASURE} error VT112"]


def test_names_that_are_no_utf8_or_look_alike(city: Path) -> None:
    Path(os.fsdecode(os.fsencode(city) + b"/data/measures/\x83e.txt")).write_bytes(b"")
    sound.write(city, "data/measures/startup-\u0441upport.yaml", sound.MEASURE)
    sound.write(city, "data/measures/か\u3099.yaml", sound.MEASURE)
    found = strange(city)
    assert "data/measures/\ufffde.txt warning VT120" in found
    assert any("startup-\u0441upport.yaml:1:5 error VT303" in line for line in found)
    assert any("か\u3099.yaml:1:5 error VT303" in line for line in found)


_AS_NOBODY = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from support.told import told
from visiontrack.diagnose import full_width, reader, salvage, schema_errors
told(Path())  # everything is imported while we may still read it
os.setuid(65534)
print("\\n".join(told(Path())))
"""


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody who may not read"
)
def test_what_may_not_be_read_is_told(city: Path) -> None:
    for path in (city, *city.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (city / MEASURE).chmod(0)
    (city / "data/meetings").chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(Path(__file__).parent)],
        cwd=city,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.splitlines() == [
        f"{MEASURE}:1:1 error VT117.permission",
        "data/meetings:1:1 error VT117.permission",
    ], done.stderr


def test_a_file_that_vanishes_while_it_is_read_is_told(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def gone(path: str, *rest: int) -> int:
        if str(path).endswith("startup-support.yaml") and "measures" in str(path):
            (city / MEASURE).unlink(missing_ok=True)
        return real(path, *rest)

    monkeypatch.setattr(os, "open", gone)
    assert strange(city) == [f"{MEASURE} error VT117.gone"]


def test_names_that_would_steer_a_terminal_or_forge_a_line_are_shown_and_not_obeyed(city: Path) -> None:
    """Unpacked from a stranger's zip: an escape sequence, a line end, a reversed name, bytes of cp932."""
    for name in ("\x1b[2J\x1b[31m.txt", "a\nb.txt", "\u202etxt.yaml"):
        sound.write(city, f"data/{name}", "x")
    Path(os.fsdecode(os.fsencode(city) + b"/data/measures/\x83e\xff.yaml")).write_bytes(b"id: x\n")
    sound.write(city, "data/measures/\x1b]0;pwn\x07.yaml", sound.MEASURE)
    assert strange(city) == [
        "data/a\ufffdb.txt warning VT120",
        "data/measures/\ufffd]0;pwn\ufffd.yaml error VT118.name",
        "data/measures/\ufffde\ufffd.yaml error VT118.name",
        "data/\ufffd[2J\ufffd[31m.txt warning VT120",
        "data/\ufffdtxt.yaml error VT118.name",
    ]
    for form in ("text", "github", "junit", "sarif", "json"):
        out = visiontrack("validate", "--format", form, root=city).out
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ud800-\udfff]", out)


@pytest.mark.parametrize("form", ["text", "github", "junit"])
def test_a_value_that_would_steer_a_terminal_is_shown_and_not_obeyed(city: Path, form: str) -> None:
    sound.write(city, "data/measures/q.yaml", 'id: "\\e[2Jx\\n\\ndata:1:1: forged"\n"\\e0": 1\n')
    out = visiontrack("validate", "--format", form, root=city).out
    assert "\x1b" not in out
    assert "\ndata:1:1: forged" not in out


@pytest.mark.skipif(os.name != "posix", reason="Windows bears no place that long")
@pytest.mark.parametrize("place", ["data/notes", "data/reports", "data/measures"])
def test_folders_nested_deeper_than_a_program_can_call_itself(city: Path, place: str) -> None:
    """A copy that went wrong a thousand times over: told at its file, and no command falls over it."""
    here = Path.cwd()
    (city / place).mkdir(exist_ok=True)
    try:
        os.chdir(city / place)
        for _ in range(1200):
            Path("a").mkdir()
            os.chdir("a")
        Path("lost.yaml").write_text("id: lost\n", encoding="utf-8")
    finally:
        os.chdir(here)
    ran = visiontrack("validate", root=city)
    assert ran.code == 1
    assert re.search(r"VT11[78]", ran.out)
    assert visiontrack("status", root=city).code == 1
    assert visiontrack("validate", "--fix", root=city).code == 1
    subprocess.run(["rm", "-rf", str(city / place / "a")], check=True)


def test_a_linked_folder_of_measures_stops_no_command(tmp_path: Path) -> None:
    """Somebody keeps the measures elsewhere and links them: told, and what rests on them is left alone."""
    root = cases.build(tmp_path / "town")
    (root / "data/measures").rename(root / "kept")
    (root / "data/measures").symlink_to("../kept", target_is_directory=True)
    for command in (["status"], ["plan", "2026"], ["act", "2024"], ["roles"], ["check", "2024"]):
        ran = visiontrack(*command, root=root)
        assert (ran.code, "data/measures:1:1" in ran.err) == (1, True), command


def test_notepad_hid_a_txt_behind_the_name(city: Path) -> None:
    """The section believes its result is handed in: it is not asked for it once more, but told what to rename."""
    result = city / "data/results/2024/startup-support.yaml"
    result.rename(f"{result}.txt")
    ran = visiontrack("validate", "--format", "json", "--today", "2025-12-01", root=city)
    (told,) = json.loads(ran.out)["findings"]
    assert (told["code"], told["severity"]) == ("VT120", "warning")
    assert "startup-support.yaml に変えて" in told["hint"]
