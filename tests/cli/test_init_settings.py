"""What ``init`` lays out around the data: CI, hooks, locked requirements; in a larger repository; and renewed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import test_installing
from support.program import visiontrack
from visiontrack.scaffold import install_source
from visiontrack.scaffold.install_source import InstallSource

NAMED = ("--name", "みどり市産業振興ビジョン", "--start", "R7", "--end", "2034")
REPOSITORY = Path(__file__).parents[2]
KNOWN_URL = f"git+https://forge.example/v@{'0' * 40}"
KNOWN = InstallSource(f"{KNOWN_URL}")
FORGE_FILES = {
    ".github/workflows/visiontrack.yml",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    ".githooks/pre-commit",
}
PERSON = {
    "GIT_AUTHOR_NAME": "secretariat",
    "GIT_AUTHOR_EMAIL": "secretariat@city.example",
    "GIT_COMMITTER_NAME": "secretariat",
    "GIT_COMMITTER_EMAIL": "secretariat@city.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
needs_sh = pytest.mark.skipif(
    shutil.which("sh") is None or sys.platform == "win32", reason="needs a POSIX shell"
)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture(autouse=True)
def source(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the tests' own program was installed, here it came from a forge."""
    monkeypatch.setattr(install_source, "from_installation", lambda: KNOWN)


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install_source, "from_installation", lambda: None)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A shell's environment in which the program is on the path."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "visiontrack"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m visiontrack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    return {
        **os.environ,
        **PERSON,
        "PATH": path,
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PYTHONUTF8": "1",
    }


class Repository:
    """A git repository with a person at a shell."""

    def __init__(self, top: Path, environment: dict[str, str]) -> None:
        self.top = top
        self.environment = environment
        top.mkdir(exist_ok=True)
        self.run("git", "init", "--quiet")

    def run(self, *command: str) -> tuple[int, str]:
        ran = subprocess.run(
            command, cwd=self.top, env=self.environment, capture_output=True, encoding="utf-8", check=False
        )
        return ran.returncode, ran.stdout + ran.stderr

    def commit(self, message: str = "x") -> tuple[int, str]:
        return self.run("git", "commit", "--quiet", "--message", message)


def steps(path: Path) -> list[str]:
    """The commands of the GitHub workflow, or of the GitLab job."""
    content = load(path)
    if "jobs" in content:
        return [step["run"] for step in content["jobs"]["data"]["steps"] if "run" in step]
    return list(content["visiontrack"]["script"])


@pytest.mark.parametrize("path", [".github/workflows/visiontrack.yml", ".gitlab-ci.yml"])
def test_ci_installs_from_the_locked_files_alone(tmp_path: Path, path: str) -> None:
    visiontrack("init", str(tmp_path), *NAMED)
    commands = steps(tmp_path / path)
    assert '--since "$BASE"' in commands.pop(2)
    assert commands == [
        "python -m pip install --requirement tools/requirements.txt",
        "python -m pip install --no-deps --no-build-isolation --requirement tools/visiontrack.txt",
        "visiontrack report --check",
    ]


@pytest.mark.usefixtures("unknown")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_that_init_writes_installs_by_the_bare_name(tmp_path: Path, language: str) -> None:
    for root, option in ((tmp_path / "unknown", ()), (tmp_path / "known", ("--install-from", KNOWN_URL))):
        ran = visiontrack("init", str(root), *NAMED, *option, "--lang", language)
        texts = {"stdout": ran.out, **{path: content.decode() for path, content in files(root).items()}}
        assert not [path for path, text in texts.items() if test_installing.bare_names(text)]


def test_the_requirements_are_the_locked_ones(tmp_path: Path) -> None:
    visiontrack("init", str(tmp_path), *NAMED)
    text = (tmp_path / "tools/requirements.txt").read_text("utf-8")
    assert text.endswith((REPOSITORY / "requirements/run.txt").read_text("utf-8"))
    assert "hatchling==" in text and "--hash=sha256:" in text


def test_pushes_and_pull_requests_run_once_with_few_rights(tmp_path: Path) -> None:
    visiontrack("init", str(tmp_path), *NAMED)
    workflow = load(tmp_path / ".github/workflows/visiontrack.yml")
    assert workflow[True] == {
        "push": {"branches": ["main"]},
        "pull_request": None,
    }  # YAML 1.1 reads `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["cancel-in-progress"] is True
    job = workflow["jobs"]["data"]
    assert job["timeout-minutes"] == 10
    assert job["steps"][0]["with"] == {"persist-credentials": False, "fetch-depth": 0}


@pytest.mark.usefixtures("unknown")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_ci_stops_with_a_sentence_where_the_source_is_unknown(tmp_path: Path, language: str) -> None:
    root = tmp_path / "town"
    ran = visiontrack("init", str(root), *NAMED, "--lang", language)
    assert ran.code == 0 and "--install-from" in ran.out
    for path in (".github/workflows/visiontrack.yml", ".gitlab-ci.yml"):
        step = steps(root / path)[0]
        assert "tools/visiontrack.txt" in step
        command = ["sh", "-e", "-c", step]
        stopped = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
        assert stopped.returncode == 1 and "tools/wheels/" in stopped.stdout
    with (root / "tools/visiontrack.txt").open("a", encoding="utf-8") as file:
        file.write(KNOWN.requirement + "\n")
    assert subprocess.run(command, cwd=root, check=False).returncode == 0
    assert visiontrack("init", str(root), "--refresh").code == 0
    assert "grep" not in (root / ".gitlab-ci.yml").read_text("utf-8")
    assert KNOWN.requirement in (root / "tools/visiontrack.txt").read_text("utf-8")


@pytest.mark.needs("check_jsonschema")
@pytest.mark.usefixtures("unknown")
@pytest.mark.parametrize("folder", ["", "city", "データ/みどり市 [案]"])
@pytest.mark.needs("check_jsonschema")
def test_ci_settings_follow_their_public_schemas(tmp_path: Path, folder: str) -> None:
    (tmp_path / ".git").mkdir()
    visiontrack("init", str(tmp_path / folder), *NAMED)
    for schema, path in (
        ("vendor.github-workflows", ".github/workflows/visiontrack.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(tmp_path / path)]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("folder", ["city", "plans/city", "データ/みどり市"])
def test_in_a_larger_repository_forge_files_go_to_its_top(tmp_path: Path, folder: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    ran = visiontrack("init", str(tmp_path / folder), *NAMED)
    assert ran.code == 0 and "  .pre-commit-config.yaml\n" in ran.out
    written = set(files(tmp_path))
    assert {path for path in written if not path.startswith(f"{folder}/")} == FORGE_FILES
    assert (tmp_path / ".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"
    workflow = load(tmp_path / ".github/workflows/visiontrack.yml")
    assert workflow["jobs"]["data"]["defaults"]["run"]["working-directory"] == folder
    assert workflow[True]["push"]["paths"] == [f"{folder}/**", ".github/workflows/visiontrack.yml"]
    job = load(tmp_path / ".gitlab-ci.yml")["visiontrack"]
    assert job["script"][0].removeprefix("cd ").strip("'") == folder
    assert {"changes": [f"{folder}/**/*"]}.items() <= job["rules"][0].items()


def test_in_a_larger_repository_the_hook_names_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    visiontrack("init", str(tmp_path / "city"), *NAMED)
    hook = load(tmp_path / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    assert hook["entry"] == "visiontrack --root city validate --format text"
    assert re.match(hook["files"], "city/data/vision.yaml") and not re.match(
        hook["files"], "data/vision.yaml"
    )


def test_refresh_renews_what_nobody_changed(tmp_path: Path) -> None:
    visiontrack("init", str(tmp_path), *NAMED, "--lang", "en")
    vision = tmp_path / "data/vision.yaml"
    vision.write_text(vision.read_text("utf-8").replace("language: en", "language: ja"), encoding="utf-8")
    before = files(tmp_path)
    own = tmp_path / ".gitlab-ci.yml"
    own.write_text(own.read_text("utf-8") + "# ours\n", encoding="utf-8")
    (tmp_path / ".gitignore").unlink()
    ran = visiontrack("init", str(tmp_path), "--refresh")
    assert ran.code == 0
    after = files(tmp_path)
    changed = {path for path, content in after.items() if before[path] != content}
    assert {
        ".github/workflows/visiontrack.yml",
        "schemas/actor.schema.json",
        ".githooks/pre-commit",
    } <= changed
    assert own.read_text("utf-8").endswith("# ours\n")
    assert "-# ours\n" in ran.out and "+++ b/.gitignore" in ran.out
    assert not (tmp_path / ".gitignore").exists()
    assert not [path for path in changed if path.startswith(("data/", "examples/"))]


def test_refresh_is_idempotent(tmp_path: Path) -> None:
    visiontrack("init", str(tmp_path), *NAMED)
    before = files(tmp_path)
    ran = visiontrack("init", str(tmp_path), "--refresh", "--format", "json")
    assert json.loads(ran.out)["files"] == [] and files(tmp_path) == before
    workflow = tmp_path / ".github/workflows/visiontrack.yml"
    workflow.write_bytes(workflow.read_bytes().replace(b"\n", b"\r\n"))  # as git gives it to some
    assert json.loads(visiontrack("init", str(tmp_path), "--refresh", "--format", "json").out)["files"] == [
        ".github/workflows/visiontrack.yml"
    ]
    assert files(tmp_path) == before


def test_refresh_without_a_vision_is_wrong_use(tmp_path: Path) -> None:
    assert visiontrack("init", str(tmp_path), "--refresh").code == 2
    assert visiontrack("init", str(tmp_path), "--refresh", *NAMED).code == 2
    assert not files(tmp_path)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_forms_and_lock_files_are_ignored(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = Repository(tmp_path / "town", environment)
    visiontrack("init", str(repository.top), *NAMED)
    ignored = [
        "様式/産業振興課.xlsx",
        "visiontrack_pdca-0.1.0-py3-none-any.whl",
        "forms/a.xlsx",
        "~$a.docx",
        ".venv/pyvenv.cfg",
    ]
    for path in ignored:
        assert repository.run("git", "check-ignore", "--quiet", path)[0] == 0, path
    for path in [
        "evidence/2025/表.xlsx",
        "data/vision.yaml",
        "tools/wheels/x.whl",
        "data/reports/2025/overview.md",
    ]:
        assert repository.run("git", "check-ignore", "--quiet", path)[0] == 1, path


def broken(top: Path, folder: str = "") -> None:
    """A kind that is misspelt."""
    measure = top / folder / "data/measures/startup-support.yaml"
    measure.write_text(measure.read_text("utf-8").replace("kind: outcome", "kind: outcom"), encoding="utf-8")


def commits_are_checked(repository: Repository, folder: str = "") -> None:
    """Clean data pass; a misspelt word and a deleted file stop the commit, in Japanese."""
    assert repository.run("git", "add", ".")[0] == 0
    code, output = repository.commit()
    assert code == 0, output
    broken(repository.top, folder)
    repository.run("git", "add", ".")
    code, output = repository.commit()
    assert code == 1 and "'outcome' のことですか?" in output, output
    repository.run("git", "reset", "--quiet", "--hard")
    path = f"{folder}/data/actors/chamber-of-commerce.yaml".lstrip("/")
    assert repository.run("git", "rm", "--quiet", path)[0] == 0
    code, output = repository.commit()
    assert code == 1 and "VT301" in output, output


@needs_sh
@pytest.mark.parametrize("folder", ["", "みどり市 案"])
def test_the_plain_hook_checks_every_commit(tmp_path: Path, environment: dict[str, str], folder: str) -> None:
    repository = Repository(tmp_path / "town", environment)
    visiontrack("init", str(repository.top / folder), *NAMED)
    hook = (repository.top / ".githooks/pre-commit").read_text("utf-8")
    assert "git config core.hooksPath .githooks" in hook
    assert repository.run("git", "config", "core.hooksPath", ".githooks")[0] == 0
    commits_are_checked(repository, folder)


@needs_sh
def test_the_plain_hook_looks_at_the_index(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = Repository(tmp_path / "town", environment)
    visiontrack("init", str(repository.top), *NAMED)
    repository.run("git", "config", "core.hooksPath", ".githooks")
    repository.run("git", "add", ".")
    broken(repository.top)
    assert repository.commit()[0] == 0


@needs_sh
def test_the_plain_hook_says_that_the_program_is_missing(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = Repository(tmp_path / "town", environment)
    visiontrack("init", str(repository.top), *NAMED)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "git"):
        (tools / name).symlink_to(str(shutil.which(name)))
    repository.environment["PATH"] = str(tools)
    code, output = repository.run("sh", ".githooks/pre-commit")
    assert code == 1 and "visiontrack が見つからない" in output


@pytest.mark.needs("pre_commit")
@needs_sh
@pytest.mark.needs("pre_commit")
@pytest.mark.parametrize("folder", ["", "city"])
def test_pre_commit_checks_every_commit(tmp_path: Path, environment: dict[str, str], folder: str) -> None:
    repository = Repository(tmp_path / "town", environment)
    visiontrack("init", str(repository.top / folder), *NAMED)
    code, output = repository.run(sys.executable, "-m", "pre_commit", "install")
    assert code == 0, output
    commits_are_checked(repository, folder)


def test_our_own_hook_is_the_one_that_init_writes(tmp_path: Path) -> None:
    visiontrack("init", str(tmp_path), *NAMED)
    written = load(tmp_path / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    [offered] = load(REPOSITORY / ".pre-commit-hooks.yaml")
    assert written in load(REPOSITORY / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert offered == {**written, "language": "python"}


def test_our_own_schemas_and_editor_settings_are_current(tmp_path: Path) -> None:
    visiontrack("init", str(tmp_path), *NAMED, "--lang", "ja")
    written = {
        path: content
        for path, content in files(tmp_path).items()
        if path.startswith(("schemas/", ".vscode/"))
    }
    stale = [path for path, content in written.items() if (REPOSITORY / path).read_bytes() != content]
    assert not stale, "run: visiontrack init --refresh"


@pytest.mark.parametrize("folder", ["", "plans/city"])
def test_the_site_is_published_once_one_line_is_changed(tmp_path: Path, folder: str) -> None:
    """Off as laid out; a word on GitHub and a dot on GitLab switch it on, for the main branch alone."""
    (tmp_path / ".git").mkdir()
    visiontrack("init", str(tmp_path / folder), *NAMED)
    github = load(tmp_path / ".github/workflows/visiontrack.yml")["jobs"]["pages"]
    assert github["if"] == "${{ false && github.event_name == 'push' }}"
    assert (github["needs"], github["permissions"]["pages"]) == ("data", "write")
    runs = [step["run"] for step in github["steps"] if "run" in step]
    assert runs[-1] == "visiontrack site public"
    upload = next(step for step in github["steps"] if "upload-pages" in step.get("uses", ""))
    assert upload["with"]["path"] == (f"{folder}/public" if folder else "public")
    place = tmp_path / ".gitlab-ci.yml"
    assert "pages" not in load(place)
    place.write_text(place.read_text("utf-8").replace("\n.pages:", "\npages:"), encoding="utf-8")
    gitlab = load(place)["pages"]
    assert gitlab["script"][-1] == 'visiontrack site "$CI_PROJECT_DIR/public"'
    assert gitlab["artifacts"] == {"paths": ["public"]}
    assert gitlab["rules"][0]["if"] == "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
