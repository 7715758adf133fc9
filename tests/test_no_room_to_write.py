"""Nowhere to write: a read-only folder and a full disk, for every command that writes.

Exit 2 with the sentence; each file is the old one or the new one, whole; nothing is left behind that ``validate`` tells.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from support import cases
from support.program import visiontrack
from support.told import told

MEASURE = "data/measures/startup-support.yaml"
IN_DATA = [
    "report 2024 --for public",
    "validate --fix",
    "new measure next-one --title 次の施策 --policy p1 --lead industry-promotion",
    "new actor bank --name 信用金庫 --category support_institution",
    "new meeting 2025 council-2 --date 2025-11-06",
    "new opinion 2025 council-1 --actor farm-coop --text 短くしてほしい。",
    "rename policy p1 founding",
    "do 2025 --start",
    "act 2025 --start",
]
SOUND_ONLY = ("report", "rename")  # these write nothing beside a mistake
ELSEWHERE = ["schema --out schemas", "init fresh", "check 2024 --format json --out check.json"]
State = dict[str, bytes]


def made(root: Path) -> Path:
    """A folder in which every command has something to write: a mistake to mend, too."""
    cases.build(root)
    measure = root / MEASURE
    measure.write_bytes(measure.read_bytes().replace(b"2024: 70", "2024: ７０".encode()))
    return root


def prepared(root: Path, command: str) -> None:
    """Without the mistake where the command wants a sound folder."""
    if command.startswith(SOUND_ONLY):
        measure = root / MEASURE
        measure.write_bytes(measure.read_bytes().replace("2024: ７０".encode(), b"2024: 70"))


def state(root: Path) -> State:
    files = [path for path in root.rglob("*") if path.is_file() and "filler" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


# Each command runs once where it may, so that all it imports is there when this user may read no longer where it lies.
_AS_NOBODY = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from support.program import visiontrack
import visiontrack.cli as package
asked = json.load(sys.stdin)
for nobody in (False, True):
    if nobody and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    if not os.access(package.__file__, os.R_OK):
        sys.exit(77)
    ran = []
    for folder, free, command in asked:
        os.chdir(folder if nobody else free)
        ran.append(visiontrack(*command.split(), "--lang", "en", root=Path.cwd()))
        if not nobody:
            assert ran[-1].code < 2, ran[-1]
print(json.dumps(ran))
"""


@pytest.mark.skipif(os.name != "posix", reason="modes stop nobody on Windows")
def test_a_read_only_folder() -> None:
    """Another user tries, since the tests may run as root, whom no mode stops."""
    with tempfile.TemporaryDirectory() as top:
        closed, half, mended, free, sound = (
            made(Path(top) / name) for name in ("closed", "half", "mended", "free", "sound")
        )
        prepared(mended, "report")
        prepared(sound, "report")
        reports = [command for command in IN_DATA if command.startswith(SOUND_ONLY)]
        others = [command for command in IN_DATA if command not in reports]
        runs = [(mended, sound, command) for command in reports]
        runs += [(closed, free, command) for command in (*others, *ELSEWHERE)]
        # In this one the lock can be taken, and what it guards cannot be written.
        runs += [(half, made(Path(top) / f"free-{n}"), command) for n, command in enumerate(others)]
        before = [state(root) for root in (closed, half, mended)]
        for path in (
            Path(top),
            *(one for root in (closed, half, mended) for one in (root, *root.rglob("*"))),
        ):
            path.chmod(0o555 if path.is_dir() else 0o444)
        half.chmod(0o777)
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(Path(__file__).parent)],
            input=json.dumps([[str(one) for one in run] for run in runs]),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode == 77:
            pytest.skip("nobody else may read this checkout")
        assert done.returncode == 0, done.stderr
        for (*_, command), (code, out, err) in zip(runs, json.loads(done.stdout), strict=True):
            assert (code, "no permission to write there" in err) == (2, True), (command, out, err)
        assert [state(root) for root in (closed, half, mended)] == before
        for path in (Path(top), *Path(top).rglob("*")):
            path.chmod(0o755)


@pytest.fixture
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A disk with little room, in bytes or in files, where this machine lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", str(request.param), "tmpfs", str(disk)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("no right to mount a tmpfs")
    try:
        yield disk
    finally:
        os.chdir("/")
        subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path, room: int) -> None:
    """Leave so many pages of 4 KiB, and as many files, free."""
    filler = disk / "filler"
    filler.mkdir()
    with suppress(OSError), (filler / "pages").open("wb", buffering=0) as file:
        while os.statvfs(disk).f_bavail < 4000 and file.write(b"x" * 4096):
            pass
    if os.statvfs(disk).f_bavail == 0:
        os.truncate(filler / "pages", (filler / "pages").stat().st_size - room * 4096)
    for number in range(300):
        try:
            (filler / str(number)).touch()
        except OSError as error:
            assert error.errno == errno.ENOSPC
            for last in range(number - room, number):
                (filler / str(last)).unlink()
            return


def empty_again(disk: Path) -> None:
    shutil.rmtree(disk / "filler")


@pytest.mark.parametrize("command", [*IN_DATA, *ELSEWHERE])
@pytest.mark.parametrize("small_disk", ["size=4m"], indirect=True)
def test_a_full_disk(small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    bears_it(small_disk, tmp_path, monkeypatch, command)


@pytest.mark.parametrize("command", ["validate --fix", "do 2025 --start", "init fresh"])
@pytest.mark.parametrize("small_disk", ["nr_inodes=200"], indirect=True)
def test_a_disk_that_takes_no_more_files(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    bears_it(small_disk, tmp_path, monkeypatch, command)


def bears_it(disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """With no room, and with room for a part: told, and what is there is old or what a free disk would have got."""
    free = made(tmp_path / "free")
    prepared(free, command)
    monkeypatch.chdir(free)
    assert visiontrack(*command.split(), "--lang", "en", root=free).code < 2
    whole = state(free)
    for room in (0, 3):
        root = made(disk / f"city-{room}")
        prepared(root, command)
        before, said = state(root), told(root)
        monkeypatch.chdir(root)
        fill(disk, room)
        ran = visiontrack(*command.split(), "--lang", "en", root=root)
        empty_again(disk)
        assert (ran.code, "no space left" in ran.err) == (2, True) or (room and ran.code < 2), (room, ran)
        after = state(root)
        assert before.keys() <= after.keys()
        assert {
            name: content for name, content in after.items() if content not in (before.get(name), whole[name])
        } == {}
        assert after == before or room
        if after == before:
            assert told(root) == said


@pytest.mark.parametrize("command", ["init {}", "schema --out {}", "check 2024 --out {}.json"])
@pytest.mark.parametrize("name", ["a" * 300, "a" * 300 + "/b"])
def test_a_name_that_no_disk_takes(city: Path, command: str, name: str) -> None:
    ran = visiontrack(*command.format(city / name).split(), "--lang", "en", root=city)
    assert (ran.code, "the name is too long" in ran.err) == (2, True), ran
    assert visiontrack("validate", root=city / name).code == 2


def test_a_file_that_may_not_be_read_is_not_replaced(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, real = city / "check.json", Path.read_bytes
    kept.write_bytes(b"kept")

    def closed(path: Path) -> bytes:
        if path.name == kept.name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", closed)
        command = ("check", "2024", "--format", "json", "--overwrite", "--out", str(kept))
        ran = visiontrack(*command, "--lang", "en", root=city)
    assert (ran.code, "no permission to write there" in ran.err) == (2, True), ran
    assert kept.read_bytes() == b"kept"
