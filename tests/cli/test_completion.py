"""The tab key: what the shells' own scripts are answered in the sample city, and that nothing heavy is loaded for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import sound
from visiontrack.cli.candidates import FolderIds, candidates

SAMPLE = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from visiontrack.cli.main import main; main()"]
HEAVY = ("pydantic", "yaml", "rich", "jinja2", "openpyxl", "visiontrack.schema", "visiontrack.yaml")


def offered(*words: str, root: Path = SAMPLE) -> list[str]:
    """What the tab key offers for the last word."""
    return [item.value for item in candidates(["--root", str(root), *words[:-1]], words[-1])]


def answer_of(shell: str, root: Path = SAMPLE, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        PROGRAM,
        env={**os.environ, **environment, "PYTHONUTF8": "1", "_VISIONTRACK_COMPLETE": f"complete_{shell}"},
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_commands_and_their_options() -> None:
    assert offered("p") == ["plan"]
    assert offered("new", "m") == ["measure", "meeting"]
    assert offered("check", "2024", "--l") == ["--lead", "--lang"]
    assert offered("validate", "--strict", "--st") == []
    assert offered("check", "--lead", "city", "--le") == ["--lead"]  # may be repeated
    assert offered("--lang", "") == ["ja", "en"]
    assert offered("nonsense", "") == []
    assert offered("--root", "/nowhere", "check", "2024", "--fo") == [
        "--format"
    ]  # nothing of a folder is needed
    assert offered("--lang", "xx", "check", "2024", "--fo") == []


def test_years_are_those_of_the_vision() -> None:
    assert offered("plan", "") == [str(year) for year in range(2029, 2019, -1)]
    assert offered("show", "founders", "202")[-1] == "2020"
    assert offered("roles", "2024") == ["2024"]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (("show", "startup"), ["startup-support", "startup-support/"]),
        (("show", "startup-support/f"), ["startup-support/founders"]),
        (("show", "vision/s"), ["vision/sme-ordinance", "vision/shipments"]),
        (("show", "o-2025-04"), ["o-2025-04"]),
        (("show", "saitama"), ["saitama"]),
        (("explain", "startup-support/fo"), ["startup-support/founders"]),
        (("check", "2024", "--policy", ""), ["p1", "p2", "p3", "p4", "p5"]),
        (("check", "2024", "--field", "agri"), ["agriculture"]),
        (("do", "2024", "--lead", "agri"), ["agri-promotion"]),
        (("check", "2024", "--measure", "local-f"), ["local-food"]),
        (("check", "2024", "--format", ""), ["text", "json", "csv", "xlsx", "md"]),
        (("new", "opinion", "2025", "c"), ["council-1", "council-2"]),
        (("new", "opinion", "2025", "council-1", "--kind", ""), ["opinion", "proposal"]),
        (("new", "actor", "x", "--category", "g"), ["government"]),
        (("report", "2024", "--for", "p"), ["public"]),
        (("schema", "me"), ["measure", "meeting"]),
        (("rename", "me"), ["measure", "meeting"]),
        (("rename", "section", "industry"), ["industry-promotion"]),
        (("rename", "indicator", "startup-support/f"), ["startup-support/founders"]),
    ],
)
def test_ids_and_words_come_from_the_folder(words: tuple[str, ...], some: list[str]) -> None:
    assert offered(*words) == some


def test_ids_belong_to_their_own_key(city: Path) -> None:
    ids = FolderIds(city)
    assert [item.value for item in ids.sections()] == ["industry-promotion", "farm-policy"]
    assert [item.value for item in ids.policies()] == ["p1"]
    assert [item.value for item in ids.fields()] == ["commerce", "industry"]
    assert [item.value for item in ids.indicators("startup-support/")] == ["startup-support/founders"]
    assert ids.sections()[0].help == "産業振興課"
    block = sound.VISION.replace("{start: 2020, end: 2029}", "\n  start: 2020  # 最初\n  end: 2021")
    sound.write(city, "data/vision.yaml", block)
    assert [item.value for item in FolderIds(city).years()] == ["2021", "2020"]


def test_hostile_names_and_files_offer_nothing_and_break_nothing(city: Path) -> None:
    sound.write(city, "data/measures/$(touch pwned).yaml", "id: x\n")
    sound.write(city, "data/measures/a`b.yaml", "id: x\n")
    sound.write(city, "data/measures/bytes.yaml", b"\xff\xfe\x00title: \x81")
    if hasattr(os, "mkfifo"):
        os.mkfifo(city / "data/measures/pipe.yaml")
    assert [item.value for item in FolderIds(city).measures()][:1] == ["bytes"]
    assert "startup-support" in offered("check", "2024", "--measure", "", root=city)
    assert offered("plan", "", root=city / "nowhere") == []
    assert FolderIds(city).indicators("../vision/") == []


def test_zsh_gets_no_title_it_could_evaluate(city: Path) -> None:
    wild = sound.MEASURE.replace("title: 創業支援の充実", 'title: "創業`id`$(id)\\"支援"', 1)
    sound.write(city, "data/measures/startup-support.yaml", wild)
    ran = answer_of("zsh", city, _TYPER_COMPLETE_ARGS="visiontrack check 2024 --measure st")
    assert ran.stdout.startswith('_arguments \'*: :(("startup-support":"創業')
    assert not {"`", "$", "\\"} & set(ran.stdout)


def test_nothing_heavy_is_loaded() -> None:
    script = (
        "import sys; from visiontrack.cli.main import run; run([]); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "_VISIONTRACK_COMPLETE": "complete_bash",
            "COMP_WORDS": "visiontrack show startup",
            "COMP_CWORD": "2",
        },
        cwd=SAMPLE,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "startup-support" in ran.stdout
    assert ran.stderr.strip() == "[]"


def in_shell(shell: str, script: str, tmp_path: Path) -> str:
    """Run a script in a real shell that finds the program under its name."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    program = tmp_path / "bin" / "visiontrack"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nfrom visiontrack.cli.main import main\nmain()\n", encoding="utf-8"
    )
    program.chmod(0o755)
    quiet = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    ran = subprocess.run(
        [path, *quiet, "-c", script],
        env={
            **os.environ,
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
        },
        cwd=SAMPLE,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_in_a_real_bash(tmp_path: Path) -> None:
    script = """
        source <(visiontrack --show-completion bash)
        complete -p visiontrack
        try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _visiontrack_completion visiontrack; echo "${COMPREPLY[*]}"; }
        try visiontrack new opin
        try visiontrack show startup-support/
        try visiontrack new actor x --name "ある 会社" --category b
        try visiontrack check 2024 --format = js
    """
    declared, *lines = in_shell("bash", script, tmp_path).splitlines()
    assert "_visiontrack_completion visiontrack" in declared
    assert lines[0] == "opinion"
    assert lines[1].split() == [
        f"startup-support/{id_}" for id_ in ("founders", "school-grads", "survival", "consults")
    ]
    assert lines[2:] == ["business", "json"]


def test_in_a_real_zsh(tmp_path: Path) -> None:
    script = """
        compdef() { print -r -- "compdef $@" }
        _arguments() { print -rl -- "$@" }
        _files() { print files }
        source <(visiontrack --show-completion zsh)
        words=(visiontrack do 2024 --lead agri); CURRENT=5; _visiontrack_completion
        words=(visiontrack init ""); CURRENT=3; _visiontrack_completion
    """
    lines = in_shell("zsh", script, tmp_path).splitlines()
    assert lines[0] == "compdef _visiontrack_completion visiontrack"
    assert lines[1] == '*: :(("agri-promotion":"農業振興課"))'
    assert lines[-1] == "files"


def test_in_a_real_fish(tmp_path: Path) -> None:
    script = "visiontrack --show-completion fish | source; complete -C 'visiontrack plan 202'"
    assert in_shell("fish", script, tmp_path).split()[:2] == ["2020", "2021"]


def test_powershell_is_answered_in_its_form() -> None:
    line = "visiontrack do 2024 --lead agri"
    ran = answer_of("powershell", _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_WORD_TO_COMPLETE="agri")
    assert ran.stdout == "agri-promotion:::農業振興課\n"


def test_installing_names_the_place(tmp_path: Path) -> None:
    ran = subprocess.run(
        [*PROGRAM, "--install-completion", "bash"],
        env={**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert str(tmp_path) in ran.stdout
    assert "_VISIONTRACK_COMPLETE" in next(tmp_path.glob(".bash_completions/*")).read_text("utf-8")
    from support.program import visiontrack

    refused = visiontrack("--show-completion", "tcsh")
    assert (refused.code, "bash | zsh" in refused.err) == (2, True)
