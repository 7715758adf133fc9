"""A file the tool writes is the old one or the new one, whole, whatever happens while it is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from visiontrack.edit.writer import Change, commit, diff
from visiontrack.errors import WrongUse

NOTE = "data/actors/city.yaml"


def refused(root: Path, *changes: Change) -> WrongUse:
    with pytest.raises(WrongUse) as caught:
        commit(root, changes)
    return caught.value


def place(root: Path, content: bytes = b"old\r\n") -> Path:
    target = root / NOTE
    target.parent.mkdir(parents=True)
    target.write_bytes(content)
    return target


def everything(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    target = place(tmp_path)
    target.chmod(0o640)
    mode = target.stat().st_mode  # Windows keeps no more of it than whether one may write
    commit(tmp_path, [Change(NOTE, b"old\r\n", b"\xef\xbb\xbfnew\r\n")])
    assert everything(tmp_path) == {NOTE: b"\xef\xbb\xbfnew\r\n"}
    assert target.stat().st_mode == mode


def test_a_new_file_gets_the_folders_it_needs(tmp_path: Path) -> None:
    commit(tmp_path / "city", [Change("data/results/2024/a.yaml", None, b"x\n")])
    assert everything(tmp_path) == {"city/data/results/2024/a.yaml": b"x\n"}


def test_existing_file_is_no_new_one(tmp_path: Path) -> None:
    place(tmp_path)
    assert refused(tmp_path, Change(NOTE, None, b"new")).key == "error.target_exists"
    assert everything(tmp_path) == {NOTE: b"old\r\n"}


@pytest.mark.skipif(os.name != "posix", reason="Windows needs no second name for that")
def test_new_file_made_by_another_run_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def later(source: str, target: str, **rest: object) -> None:
        Path(target).write_bytes(b"theirs")
        link(source, target, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", later)
    assert refused(tmp_path, Change("data/a.yaml", None, b"ours")).key == "error.target_exists"
    assert everything(tmp_path) == {"data/a.yaml": b"theirs"}


def test_new_file_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise PermissionError(1, "not supported")

    monkeypatch.setattr(os, "link", unsupported)
    commit(tmp_path, [Change("data/a.yaml", None, b"ours")])
    assert everything(tmp_path) == {"data/a.yaml": b"ours"}
    assert refused(tmp_path, Change("data/a.yaml", None, b"again")).key == "error.target_exists"


@pytest.mark.parametrize("now", [b"edited meanwhile", None])
def test_what_changed_since_it_was_read_is_left_alone(tmp_path: Path, now: bytes | None) -> None:
    target = place(tmp_path)
    target.unlink() if now is None else target.write_bytes(now)
    assert refused(tmp_path, Change(NOTE, b"old\r\n", b"new")).key == "error.changed"
    assert everything(tmp_path) == ({} if now is None else {NOTE: now})


def test_edit_saved_meanwhile_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = place(tmp_path)
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        target.write_bytes(b"edited just now")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert refused(tmp_path, Change(NOTE, b"old\r\n", b"new")).key == "error.changed"
    assert everything(tmp_path) == {NOTE: b"edited just now"}


def test_one_impossible_change_keeps_all_others_back(tmp_path: Path) -> None:
    place(tmp_path)
    changes = [Change("data/a.yaml", None, b"a"), Change(NOTE, b"something else", b"new")]
    assert refused(tmp_path, *changes).key == "error.changed"
    assert everything(tmp_path) == {NOTE: b"old\r\n"}


def test_a_failure_half_way_names_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path)
    write = os.write

    def full(descriptor: int, content: bytes) -> int:
        if bytes(content) == b"new":
            raise OSError(28, "No space left on device")
        return write(descriptor, content)

    monkeypatch.setattr(os, "write", full)
    error = refused(tmp_path, Change("data/a.yaml", None, b"a"), Change(NOTE, b"old\r\n", b"new"))
    assert (error.key, error.params["written"]) == ("error.partly_written", "data/a.yaml")
    assert error.params["reason"] == "reason.full"
    assert everything(tmp_path) == {NOTE: b"old\r\n", "data/a.yaml": b"a"}


def test_nothing_to_change_touches_nothing(tmp_path: Path) -> None:
    target = place(tmp_path)
    before = target.stat()
    commit(tmp_path, [Change(NOTE, b"old\r\n", b"old\r\n")])
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("path", ["../out.yaml", "data/../../out.yaml", "/out.yaml", "data//x", "a\\b", "."])
def test_nothing_outside_the_folder_is_written(tmp_path: Path, path: str) -> None:
    root = tmp_path / "city"
    error = refused(root, Change(path, None, b"x"))
    assert (error.key, error.params["reason"]) == ("error.cannot_write", "reason.outside")
    assert everything(tmp_path) == {}


def test_links_are_never_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_bytes(b"mine")
    root = tmp_path / "city"
    (root / "data").mkdir(parents=True)
    (root / "data" / "actors").symlink_to(outside, target_is_directory=True)
    (root / "data" / "a.yaml").symlink_to(outside / "a.yaml")
    for path, old in (
        ("data/actors/b.yaml", None),
        ("data/a.yaml", b"mine"),
        ("data/actors/a.yaml", b"mine"),
    ):
        error = refused(root, Change(path, old, b"new"))
        assert (error.key, error.params["reason"]) == ("error.cannot_write", "reason.link")
    assert everything(outside) == {"a.yaml": b"mine"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipe with a place in a folder")
def test_a_folder_or_pipe_with_the_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data" / "x.yaml").mkdir(parents=True)
    os.mkfifo(tmp_path / "data" / "pipe.yaml")
    for name in ("x.yaml", "pipe.yaml"):
        error = refused(tmp_path, Change(f"data/{name}", b"old", b"new"))
        assert (error.key, error.params["reason"]) == ("error.cannot_write", "reason.no_file")


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"no folder")
    assert refused(tmp_path, Change("data/a.yaml", None, b"x")).params["reason"] == "reason.no_folder"
    assert everything(tmp_path) == {"data": b"no folder"}


def test_a_file_marked_read_only_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path)
    # The tests may run as root, whom no mode stops.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refused(tmp_path, Change(NOTE, b"old\r\n", b"new")).params["reason"] == "reason.permission"
    assert everything(tmp_path) == {NOTE: b"old\r\n"}


def test_next_write_removes_leftovers(tmp_path: Path) -> None:
    place(tmp_path)
    left = tmp_path / "data" / "actors" / ".visiontrack-city.yaml-4711.tmp"
    left.write_bytes(b"half a fi")
    (tmp_path / ".visiontrack.lock").write_bytes(b"")
    commit(tmp_path, [Change("data/decisions/2024.yaml", None, b"x\n")])
    assert everything(tmp_path) == {NOTE: b"old\r\n", "data/decisions/2024.yaml": b"x\n"}


def test_a_diff_shows_the_change_and_no_control_characters() -> None:
    changes = [
        Change("data/a.yaml", b"one\ntwo\x1b[2J\nthree", b"one\n2\nthree\n"),
        Change("data/b.yaml", None, b"new\n"),
        Change("data/c.yaml", b"same\n", b"same\n"),
    ]
    assert diff(changes) == (
        "--- a/data/a.yaml\n+++ b/data/a.yaml\n@@ -1,3 +1,3 @@\n one\n"
        "-two\ufffd[2J\n-three\n\\ No newline at end of file\n+2\n+three\n"
        "--- /dev/null\n+++ b/data/b.yaml\n@@ -0,0 +1 @@\n+new\n"
    )


def test_a_file_that_another_run_wrote_meanwhile_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "new.md").write_bytes(b"report")
    (tmp_path / "old.md").write_bytes(b"report")
    commit(tmp_path, [Change("new.md", None, b"report"), Change("old.md", b"before", b"report")])
    with pytest.raises(WrongUse):
        commit(tmp_path, [Change("new.md", None, b"another")])
    assert (tmp_path / "new.md").read_bytes() == b"report"
