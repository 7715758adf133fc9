"""The plug is pulled: at each of the writer's steps, by kill -9, by a full disk, with eight writers at once."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack
from visiontrack.edit.writer import Change, commit
from visiontrack.errors import WrongUse

STEPS = ("open", "write", "fsync", "close", "chmod", "replace", "link", "unlink", "mkdir")
OLD, NEW = b"old\n" * 100, b"new\n" * 200


class PulledPlug(BaseException):
    """Ends everything, as a signal would."""


def _stop_at(monkeypatch: pytest.MonkeyPatch, name: str, at: int, error: BaseException) -> list[int]:
    """Let the ``at``-th call of one of the system's functions fail; returns a list that counts the calls."""
    real: Callable[..., object] = getattr(os, name)
    calls: list[int] = []

    def failing(*args: object, **rest: object) -> object:
        calls.append(1)
        if len(calls) == at:
            raise error
        return real(*args, **rest)

    monkeypatch.setattr(os, name, failing)
    return calls


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), PulledPlug()])
def test_stopped_at_any_step_each_file_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    for at in range(1, 12):
        root = tmp_path / f"{name}-{at}"
        existing = sound.write(root, "data/held.yaml", OLD)
        fresh = root / "data" / "sub" / "fresh.yaml"
        with monkeypatch.context() as patched:
            calls = _stop_at(patched, name, at, error)
            with contextlib.suppress(WrongUse, PulledPlug):
                commit(root, [Change("data/held.yaml", OLD, NEW), Change("data/sub/fresh.yaml", None, NEW)])
        assert existing.read_bytes() in (OLD, NEW)
        assert not fresh.exists() or fresh.read_bytes() == NEW
        # Nothing stands in the way of the next run, and nothing of the old one is left.
        now = existing.read_bytes()
        commit(root, [Change("data/held.yaml", now, b"next\n")])
        names = {path.name for path in root.rglob("*") if path.is_file()}
        assert names <= {"held.yaml", "fresh.yaml"}
        if len(calls) < at:
            assert at > 1, f"os.{name} is no step of the writer"
            break


_ENDLESS = """
import sys
from pathlib import Path
from visiontrack.edit.writer import Change, commit
root, turn = Path(sys.argv[1]), 0
contents = [b"a" * 300_000, b"b" * 300_000]
print("ready", flush=True)
while True:
    commit(root, [Change("data/actors/city.yaml", contents[turn], contents[1 - turn])])
    turn = 1 - turn
"""


def test_killed_from_outside_at_random_moments(city: Path) -> None:
    target = city / "data" / "actors" / "city.yaml"
    sound_text = target.read_bytes()
    whole = (b"a" * 300_000, b"b" * 300_000)
    chance = random.Random(7)
    for _ in range(8):
        target.write_bytes(whole[0])
        with subprocess.Popen(
            [sys.executable, "-c", _ENDLESS, str(city)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.03))
            run.send_signal(signal.SIGKILL)
        assert target.read_bytes() in whole
    target.write_bytes(sound_text)
    left = [
        path
        for path in city.rglob("*")
        if path.is_file() and path.name not in {Path(p).name for p in sound.FILES}
    ]
    assert all(path.name.startswith(".visiontrack") for path in left)
    assert visiontrack("validate", "--strict", root=city).code == 0
    commit(city, [Change("data/actors/city.yaml", sound_text, sound_text + b"# end\n")])
    assert not list(city.rglob(".visiontrack*"))


_ADDING = """
import sys
from pathlib import Path
from visiontrack.errors import WrongUse
from visiontrack.edit.writer import Change, commit
root, own = Path(sys.argv[1]), sys.argv[2]
for number in range(6):
    while True:
        old = (root / "data" / "all.yaml").read_bytes()
        try:
            commit(root, [Change("data/all.yaml", old, old + f"{own}-{number}\\n".encode())])
            break
        except WrongUse as wrong:
            assert wrong.key == "error.changed", wrong.key
try:
    commit(root, [Change("data/first.yaml", None, own.encode())])
    print("first")
except WrongUse as wrong:
    assert wrong.key == "error.target_exists", wrong.key
"""


def test_eight_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    target = sound.write(tmp_path, "data/all.yaml", b"")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", _ADDING, str(tmp_path), f"writer{n}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for n in range(8)
    ]
    outputs = [run.communicate(timeout=60) for run in runs]
    assert [error for _, error in outputs] == [b""] * 8
    written = target.read_text(encoding="utf-8").split()
    assert sorted(written) == sorted(f"writer{n}-{i}" for n in range(8) for i in range(6))
    # Of eight that would make the same new file one did, and the file is its own.
    assert sum(out == b"first\n" for out, _ in outputs) == 1
    assert not list(tmp_path.rglob(".visiontrack*"))


def _with_limit(most: int, action: Callable[[], None]) -> None:
    """No file may grow beyond ``most`` bytes: how a full disk looks to the one who writes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        action()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = sound.write(tmp_path, "data/held.yaml", OLD)

    def write() -> None:
        with pytest.raises(WrongUse) as caught:
            commit(tmp_path, [Change("data/held.yaml", OLD, b"n" * 100_000)])
        assert (caught.value.key, caught.value.params["reason"]) == ("error.cannot_write", "reason.full")

    _with_limit(50_000, write)
    assert target.read_bytes() == OLD
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["held.yaml"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Path:
    """A disk of 64 KiB, where this machine lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=False, capture_output=True
        ).returncode
    )
    if not mounted:
        pytest.skip("no right to mount a tmpfs")
    return disk


def test_a_disk_that_is_really_full(tiny_disk: Path) -> None:
    try:
        target = sound.write(tiny_disk, "data/held.yaml", OLD)
        with pytest.raises(WrongUse) as caught:
            commit(tiny_disk, [Change("data/held.yaml", OLD, b"n" * 100_000)])
        assert caught.value.params["reason"] == "reason.full"
        assert target.read_bytes() == OLD
        assert [path.name for path in tiny_disk.rglob("*") if path.is_file()] == ["held.yaml"]
    finally:
        subprocess.run(["umount", str(tiny_disk)], check=True)


_AS_NOBODY = """
import os
from pathlib import Path
from visiontrack.errors import WrongUse
from visiontrack.edit.writer import Change, commit
root = Path()
if os.geteuid() == 0:
    os.setuid(65534)
try:
    commit(root, [Change("data/held.yaml", Path("data/held.yaml").read_bytes(), b"new")])
except WrongUse as wrong:
    print(wrong.key, wrong.params["reason"])
"""


@pytest.mark.parametrize("closed", [".", "data"])
def test_a_folder_that_cannot_be_written_to(tmp_path: Path, closed: str) -> None:
    target = sound.write(tmp_path, "data/held.yaml", OLD)
    for path in (tmp_path, tmp_path / "data"):
        path.chmod(0o777)
    target.chmod(0o666)
    (tmp_path / closed).chmod(0o555)
    # The tests may run as root, whom no mode stops: so another user tries, from inside the folder.
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stdout == "error.cannot_write reason.permission\n", done.stderr
    assert target.read_bytes() == OLD
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["held.yaml"]
