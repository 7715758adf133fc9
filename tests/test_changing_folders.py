"""A folder that changes under the program: each file is read as it then is or told, and no command falls over it."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from support import cases, sound
from support.program import visiontrack
from support.told import told

MEASURE = "data/measures/startup-support.yaml"
Change = Callable[[Path], None]

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="Windows takes no open file away and has no pipe with a place in a folder"
)


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# more\n" * 100)


def grow_beyond(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"#" * 2 * 1024 * 1024)


def shrink(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def to_other_bytes(path: Path) -> None:
    path.write_bytes("id: 別の文字コード\n".encode("cp932"))


def to_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def to_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def to_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def to_socket(path: Path) -> None:
    path.unlink()
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def remove(path: Path) -> None:
    path.unlink()


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


CHANGES: dict[Change, str] = {
    grow: "",
    grow_beyond: "VT112",
    shrink: "VT2",
    empty: "VT217.empty",
    to_other_bytes: "VT101",
    to_link: "VT117",
    to_loop: "VT117",
    to_folder: "VT119",
    to_pipe: "VT119",
    to_socket: "VT117",
    remove: "VT117.gone",
    remove_folder: "VT117.gone",
}


def at(monkeypatch: pytest.MonkeyPatch, step: str, path: Path, change: Change, turn: int = 1) -> None:
    """Let ``change`` happen just before the ``turn``-th time that ``os.<step>`` meets the file."""
    real_open, real, met, watched = os.open, getattr(os, step), [0], [-1]

    def strike() -> None:
        met[0] += 1
        if met[0] == turn:
            with monkeypatch.context() as calm:
                calm.setattr(os, "open", real_open)
                calm.setattr(os, step, real)
                change(path)

    def opening(name: object, *rest: object, **more: object) -> int:
        mine = str(name) == str(path)
        if mine and step == "open":
            strike()
        descriptor = real_open(name, *rest, **more)  # type: ignore[arg-type]
        watched[0] = descriptor if mine else watched[0]
        return descriptor

    def stepping(descriptor: int, *rest: object) -> object:
        if descriptor == watched[0]:
            watched[0] = -1
            strike()
        return real(descriptor, *rest)

    monkeypatch.setattr(os, "open", opening)
    if step != "open":
        monkeypatch.setattr(os, step, stepping)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_between_listing_and_reading(city: Path, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    at(monkeypatch, "open", city / MEASURE, change)
    lines = told(city)
    code = CHANGES[change]
    assert (not lines) if not code else any(line.startswith(MEASURE) and code in line for line in lines)


@pytest.mark.parametrize("step", ["fstat", "read"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_while_it_is_being_read(
    city: Path, monkeypatch: pytest.MonkeyPatch, change: Change, step: str
) -> None:
    at(monkeypatch, step, city / MEASURE, change)
    in_place = change in (shrink, empty, to_other_bytes) or (change is grow_beyond)
    assert bool(told(city)) == in_place, "an open file is the old one, but for what is written into it"


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_between_reading_and_pointing_at_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    """What is wrong with the folder as a whole is placed by reading the file once more."""
    root = cases.build(tmp_path / "city", cases.CASES / "VT308/circle-of-measures")
    (first, *_) = told(root)
    path = root / first.split(":")[0]
    at(monkeypatch, "open", path, change, turn=2)
    ran = visiontrack("validate", root=root)
    assert ran.code == 1
    assert "VT308" in ran.out


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_while_it_is_being_mended(
    city: Path, monkeypatch: pytest.MonkeyPatch, change: Change, turn: int
) -> None:
    """``--fix`` never overwrites what somebody has saved meanwhile."""
    path = city / MEASURE
    sound.write(city, MEASURE, sound.MEASURE.replace("2024: 70", "2024： ７０"))
    left: list[bytes | None] = []

    def strike(path: Path) -> None:
        change(path)
        left.append(path.read_bytes() if path.is_file() and not path.is_symlink() else None)

    at(monkeypatch, "open", path, strike, turn)
    ran = visiontrack("validate", "--fix", root=city)
    assert ran.code in (0, 1, 2), ran.err
    assert not list(city.rglob(".visiontrack*"))
    if ran.code == 2:
        assert (path.read_bytes() if path.is_file() and not path.is_symlink() else None) == left[0]
