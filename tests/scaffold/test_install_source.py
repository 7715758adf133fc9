"""Where CI installs the program from: what the installer recorded, or what ``--install-from`` names."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from support.program import visiontrack
from visiontrack.scaffold import install_source

COMMIT = "0123456789abcdef0123456789abcdef01234567"
WHEEL = "visiontrack_pdca-0.1.0-py3-none-any.whl"
CONTENT = b"wheel"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
NAMED = ("--name", "みどり市産業振興ビジョン", "--start", "R7", "--end", "2034")


def install(monkeypatch: pytest.MonkeyPatch, record: dict[str, Any] | None) -> None:
    """Pretends that the installer recorded this."""
    text = None if record is None else json.dumps(record)
    distribution = SimpleNamespace(read_text=lambda _: text)
    monkeypatch.setattr(install_source.metadata, "distribution", lambda _: distribution)


def requirement(monkeypatch: pytest.MonkeyPatch, record: dict[str, Any] | None) -> str | None:
    install(monkeypatch, record)
    source = install_source.from_installation()
    return source and source.requirement


def git(folder: Path, *arguments: str) -> str:
    person = ["-c", "user.name=x", "-c", "user.email=x@city.example"]
    done = subprocess.run(
        ["git", *person, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    folder.mkdir()
    git(folder, "init", "--quiet")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    return folder


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / WHEEL
    path.write_bytes(CONTENT)
    return path


def test_an_installed_commit_is_written_as_url_at_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {
        "url": "https://forge.example/it/visiontrack.git",
        "vcs_info": {"vcs": "git", "commit_id": COMMIT},
    }
    expected = f"git+https://forge.example/it/visiontrack.git@{COMMIT}"
    assert requirement(monkeypatch, record) == expected


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://forge.example/it/visiontrack", "https://forge.example/it/visiontrack"),
        ("https://me:secret@forge.example/it/visiontrack", "https://forge.example/it/visiontrack"),
        ("https://token@forge.example:8443/v.git", "https://forge.example:8443/v.git"),
        ("git@forge.example:it/visiontrack.git", "ssh://git@forge.example/it/visiontrack.git"),
        ("ssh://git@forge.example:22/it/v", "ssh://git@forge.example:22/it/v"),
        ("/srv/git/visiontrack.git", None),
        ("file:///srv/git/visiontrack.git", None),
    ],
)
def test_a_clone_with_a_remote_counts_as_url_at_commit(
    clone: Path, remote: str, address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(clone, "remote", "add", "origin", remote)
    commit = git(clone, "rev-parse", "HEAD")
    record = {"url": clone.as_uri(), "dir_info": {"editable": True}}
    expected = address and f"git+{address}@{commit}"
    assert requirement(monkeypatch, record) == expected


def test_a_subfolder_of_a_clone_is_named(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(clone, "remote", "add", "forge", "https://forge.example/it/tools")
    (clone / "visiontrack").mkdir()
    line = requirement(monkeypatch, {"url": (clone / "visiontrack").as_uri(), "dir_info": {}})
    assert line is not None and line.endswith("#subdirectory=visiontrack")


def test_an_installed_wheel_is_pinned_by_its_hash(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": DIGEST}}}
    assert requirement(monkeypatch, record) == f"./tools/wheels/{WHEEL} --hash=sha256:{DIGEST}"


@pytest.mark.parametrize(
    "case", ["gone", "other content", "plain folder", "index", "not installed", "nonsense"]
)
def test_what_nobody_else_could_install_is_unknown(
    case: str, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    records: dict[str, dict[str, Any] | None] = {
        "gone": {"url": (tmp_path / "x" / WHEEL).as_uri(), "archive_info": {}},
        "other content": {"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": "0" * 64}}},
        "plain folder": {"url": tmp_path.as_uri(), "dir_info": {"editable": True}},
        "index": None,
        "nonsense": {},
    }
    if case == "not installed":
        monkeypatch.setattr(install_source, "DISTRIBUTION", "no-such-distribution-here")
        assert install_source.from_installation() is None
    else:
        assert requirement(monkeypatch, records[case]) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"git+https://forge.example/v@{COMMIT}", f"git+https://forge.example/v@{COMMIT}"),
        (
            f"https://forge.example/v.git@{COMMIT}",
            f"git+https://forge.example/v.git@{COMMIT}",
        ),
        (f"ssh://git@forge.example/v@{COMMIT}", f"git+ssh://git@forge.example/v@{COMMIT}"),
        (
            f"https://ci:${{TOKEN}}@forge.example/v@{COMMIT}",
            f"git+https://ci:${{TOKEN}}@forge.example/v@{COMMIT}",
        ),
        (
            f"https://forge.example/{WHEEL}#sha256={DIGEST}",
            f"https://forge.example/{WHEEL} --hash=sha256:{DIGEST}",
        ),
    ],
)
def test_a_url_that_pins_is_taken(value: str, expected: str) -> None:
    source = install_source.from_option(value)
    assert source is not None and source.requirement == expected


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("https://forge.example/v.git", "末尾に @ とコミット"),
        ("git+https://forge.example/v@main", "末尾に @ とコミット"),
        (f"https://forge.example/{WHEEL}", "#sha256="),
        (f"git+https://forge.example/v@{COMMIT} --index-url=x", "末尾に @ とコミット"),
        (f"https://me:secret@forge.example/v@{COMMIT}", "パスワード"),
        ("absent/" + WHEEL, "wheel（visiontrack_pdca"),
        ("visiontrack", "wheel（visiontrack_pdca"),
        ("", "wheel（visiontrack_pdca"),
    ],
)
def test_a_source_that_does_not_pin_is_refused(value: str, sentence: str, tmp_path: Path) -> None:
    ran = visiontrack("init", str(tmp_path / "town"), *NAMED, "--install-from", value)
    assert (ran.code, sentence in ran.err) == (2, True), ran.err
    assert not (tmp_path / "town").exists()


def test_a_wheel_is_copied_and_pinned(wheel: Path, tmp_path: Path) -> None:
    root = tmp_path / "town"
    assert visiontrack("init", str(root), *NAMED, "--install-from", str(wheel)).code == 0
    assert (root / "tools/wheels" / WHEEL).read_bytes() == CONTENT
    lines = (root / "tools/visiontrack.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        f"./tools/wheels/{WHEEL} --hash=sha256:{DIGEST}"
    ]


def test_a_wheel_of_the_same_name_is_renewed_only_by_refresh(wheel: Path, tmp_path: Path) -> None:
    root = tmp_path / "town"
    visiontrack("init", str(root), *NAMED, "--install-from", str(wheel))
    wheel.write_bytes(b"built again")
    refused = visiontrack("init", str(root), "--install-from", str(wheel))
    assert (refused.code, WHEEL in refused.err) == (2, True)
    assert visiontrack("init", str(root), "--refresh", "--install-from", str(wheel)).code == 0
    assert (root / "tools/wheels" / WHEEL).read_bytes() == b"built again"
    assert hashlib.sha256(b"built again").hexdigest() in (root / "tools/visiontrack.txt").read_text("utf-8")
