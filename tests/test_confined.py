"""The confined child process: what a task may use, and that its end is a value and never an exception."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from visiontrack.cli import start
from visiontrack.util import confined
from visiontrack.util.confined import Answer, Child, Failure, Limits

LIMITS = Limits(memory=400 * 1024**2, processor_seconds=0.5, wall_seconds=20, output=50_000)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")


@pytest.fixture(autouse=True)
def _own_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    code = confined._START.replace(
        "visiontrack.cli.start import main", "support.confined_tasks import run as main"
    )
    monkeypatch.setattr(confined, "_START", code)


@pytest.fixture
def child() -> Iterator[Child]:
    with Child(LIMITS) as started:
        yield started


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # A child of a parent that died may wait for the system to collect it.
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or ") Z " not in state.read_text(encoding="ascii")


def test_a_task_returns_status_and_bytes(child: Child) -> None:
    answer = child.run("echo", b"\n\x00" * 10_000, "a file")
    assert isinstance(answer, Answer)
    assert answer.status["length"] == 20_000
    assert answer.content == b"\n\x00" * 10_000


def test_one_child_does_all_tasks_of_a_run(child: Child) -> None:
    answers = [child.run("echo", b"x", "a file") for _ in range(3)]
    assert len({answer.status["process"] for answer in answers if isinstance(answer, Answer)}) == 1


@pytest.mark.parametrize(
    ("task", "cause"),
    [
        pytest.param("loop", "time", marks=posix),
        pytest.param("power", "time", marks=posix),
        ("hoard", "memory"),
        ("flood", "output"),
        ("fail", "crash"),
        ("unheard of", "crash"),
        pytest.param("die", "crash", marks=posix),
    ],
)
def test_a_failing_task_is_a_value(child: Child, task: str, cause: str) -> None:
    started = time.monotonic()
    assert child.run(task, b"", "book.xlsx") == Failure("book.xlsx", cause)  # type: ignore[arg-type]
    assert time.monotonic() - started < LIMITS.wall_seconds
    assert isinstance(child.run("echo", b"x", "next.xlsx"), Answer)


def test_wall_time_is_bounded() -> None:
    limits = Limits(memory=LIMITS.memory, processor_seconds=60, wall_seconds=1.5, output=10)
    with Child(limits) as child:
        assert child.run("sleep", b"", "a file") == Failure("a file", "time")


def test_processor_time_is_counted_anew_for_each_task() -> None:
    limits = Limits(memory=LIMITS.memory, processor_seconds=1, wall_seconds=60, output=10)
    with Child(limits) as child:
        for _ in range(4):
            assert isinstance(child.run("burn", b"", "a file"), Answer)


def test_what_a_library_prints_is_no_answer(child: Child) -> None:
    assert child.run("talk", b"answer", "a file") == Answer(None, b"answer")


@posix
def test_a_child_writes_no_file(child: Child, tmp_path: Path) -> None:
    place = tmp_path / "file"
    assert child.run("write", os.fsencode(place), "a file") == Failure("a file", "crash")
    assert not place.exists() or place.read_bytes() == b""


def test_a_child_sees_no_secret_of_the_environment(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    answer = child.run("look", b"", "a file")
    assert isinstance(answer, Answer)
    assert "GITHUB_TOKEN" not in answer.status["names"]
    assert Path(answer.status["folder"]) == Path(Path(sys.executable).anchor)


def test_closing_ends_the_child() -> None:
    with Child(LIMITS) as child:
        answer = child.run("echo", b"", "a file")
        assert isinstance(answer, Answer)
        assert alive(answer.status["process"])
    assert not alive(answer.status["process"])


@posix
@pytest.mark.parametrize("busy", [False, True])
def test_a_child_is_gone_when_its_parent_is(busy: bool) -> None:
    """Killed, so that the parent can do nothing for it; busy with what hears nothing, or waiting."""
    work = "child.run('power', b'', '')" if busy else "input()"
    code = (
        "import sys; from visiontrack.util import confined; confined._START = sys.argv[1]\n"
        "child = confined.Child(confined.Limits(400 * 1024**2, 60, 60, 10))\n"
        "print(child.run('echo', b'', '').status['process'], flush=True)\n"
        f"{work}\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, confined._START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert parent.stdout is not None
    process = int(parent.stdout.readline())
    assert alive(process)
    if busy:
        time.sleep(0.5)
    parent.kill()
    parent.communicate()
    give_up = time.monotonic() + 10
    while alive(process) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not alive(process)


@posix
def test_no_limit_rises_above_what_is_inherited() -> None:
    code = (
        "import resource; from visiontrack.util import confined, confined_child\n"
        "resource.setrlimit(resource.RLIMIT_AS, (10**9, 2 * 10**9))\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (50, 70))\n"
        "most = confined_child._confine(confined.Limits(4 * 10**9, 90, 90, 10))\n"
        "with confined_child._Clock(90, most):\n"
        "    print(*resource.getrlimit(resource.RLIMIT_AS), *resource.getrlimit(resource.RLIMIT_CPU))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert ran.stdout.split() == ["1000000000", "1000000000", "50", "70"]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{}\n",
        b"[]\n",
        b'{"length": -1}\n',
        b'{"length": "x"}\n',
        b'{"length": 5}\nabc',
        b"[" * 60_000 + b"\n",
        b"x" * 200_000,
        b'{"failure": {}, "length": 0}\n',
        b"\xff\n",
    ],
)
def test_nothing_that_a_child_says_raises(
    child: Child, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: bytes
) -> None:
    (tmp_path / "said").write_bytes(said)
    place = str(tmp_path / "said")
    code = f"import sys; sys.stdin.readline(); sys.stdout.buffer.write(open({place!r}, 'rb').read())"
    monkeypatch.setattr(confined, "_START", code)
    assert child.run("echo", b"", "a file") == Failure("a file", "crash")


def test_a_program_that_cannot_be_started_is_a_value(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    monkeypatch.setattr(sys, "_base_executable", "/nowhere/python", raising=False)
    assert child.run("echo", b"", "a file") == Failure("a file", "crash")


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert confined._command() == [sys.executable, confined.ARGUMENT]
    assert start._CHILD == confined.ARGUMENT
