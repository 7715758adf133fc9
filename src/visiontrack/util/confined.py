"""Work on what comes from outside, in a child process with limits: a city's own templates, files that came by mail.

The child is the same program, started with a hidden argument, so that a zipapp and a frozen build have it too. It gets
tasks by name from one table (``cli/child.py``) and bytes to work on; it answers with bytes and a small status in
JSON. The parent believes nothing else it says. Memory, processor time, wall time and the size of an answer are
bounded, and the child ends with its parent. This module is the parent's side, ``confined_child`` the child's.

- POSIX: ``setrlimit``, never above what is inherited; no file can be written; a signal at the parent's death (Linux).
- Windows: a job that bounds memory and is closed with the parent; the wall time alone bounds the processor's.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Literal

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

ARGUMENT = "--confined-child"  # cli/start.py looks for it
_START = "import os, sys; sys.path[:] = sys.argv.pop(1).split(os.pathsep); from visiontrack.cli.start import main; main()"
# No token of a CI job and no password goes to the child.
_ENVIRONMENT = ("SYSTEMROOT", "PATH", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "HOME")
_LONGEST_STATUS = 64 * 1024

Cause = Literal["memory", "time", "output", "crash"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: memory in bytes, seconds of processor and wall time a task, bytes of an answer.

    ``reserves_addresses``: a library of the task reserves far more addresses than it uses, so its data are bounded.
    """

    memory: int
    processor_seconds: float
    wall_seconds: float
    output: int
    reserves_addresses: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task returned: a status that JSON can hold, and bytes."""

    status: Any
    content: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that ended without an answer: what it worked on, and the limit it reached."""

    subject: str
    cause: Cause


class OutOfTime(Exception):
    """The processor time of a task is used up; raised within the task, where a signal can do that."""


class Child:
    """A child process, started at the first task and started again when it died of one."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._job: Any = None

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, task: str, payload: bytes, subject: str) -> Answer | Failure:
        """Returns a task's answer, or why there is none. ``subject`` names what the payload is about."""
        try:
            process = self._process or self._start()
        except OSError:
            self.close()
            return Failure(subject, "crash")
        late = threading.Event()

        def end_late() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.wall_seconds, end_late)
        timer.daemon = True
        timer.start()
        try:
            result = self._ask(process, task, payload)
        finally:
            timer.cancel()
        if isinstance(result, Answer):
            return result
        if result is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)  # for its own exit code
        self.close()
        if late.is_set():
            result = "time"
        return Failure(subject, result or _cause(process.returncode))

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):  # what was still to be sent to a child that is gone
                    if stream is not None:
                        stream.close()
            process.wait()
        self._job = None

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor or os.sep,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            start_new_session=True,
        )
        self._process = process
        if sys.platform == "win32":
            self._job = _Job(process, self._limits.memory)
        assert process.stdin is not None
        send(process.stdin, asdict(self._limits), b"")
        return process

    def _ask(self, process: subprocess.Popen[bytes], task: str, payload: bytes) -> Answer | Cause | None:
        """Returns the answer, why there is none, or None where the child died."""
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, {"task": task}, payload)
            received = receive(process.stdout, self._limits.output)
        except OverflowError:
            return "output"
        except OSError:
            return None
        except (ValueError, RecursionError):
            return "crash"
        if received is None:
            return None
        header, content = received
        if "failure" in header:
            return header["failure"] if header["failure"] in ("memory", "time") else "crash"
        return Answer(header.get("status"), content)


# ---- messages: a line of JSON that holds the length of what follows ------------------------------------------


def send(stream: IO[bytes], header: dict[str, Any], content: bytes) -> None:
    """Write a message."""
    stream.write(json.dumps({**header, "length": len(content)}).encode() + b"\n")
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes], longest: int) -> tuple[dict[str, Any], bytes] | None:
    """Returns a message, or None at the end. Raises ``OverflowError`` or ``ValueError`` for one that is none."""
    line = stream.readline(_LONGEST_STATUS)
    if not line:
        return None
    header = json.loads(line)
    if not isinstance(header, dict) or not isinstance(header.get("length"), int) or header["length"] < 0:
        raise ValueError(line[:80])
    if header["length"] > longest:
        raise OverflowError(header["length"])
    content = stream.read(header["length"])
    length = header.pop("length")
    return (header, content) if len(content) == length else None


# ---- starting ------------------------------------------------------------------------------------------------


def _command() -> list[str]:
    """The command line of the child: this program, with the same modules, but nothing from the working folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    # The python.exe of a virtual environment on Windows only starts another, which would be outside the job.
    python = getattr(sys, "_base_executable", sys.executable) if sys.platform == "win32" else sys.executable
    places = [str(Path(__file__).parents[2]), *(place for place in sys.path if Path(place).is_absolute())]
    return [python, "-I", "-B", "-c", _START, os.pathsep.join(dict.fromkeys(places)), ARGUMENT]


def _cause(code: int | None) -> Cause:
    """Why a child died, by its exit code."""
    if sys.platform != "win32" and code is not None:
        if code == -signal.SIGXCPU:
            return "time"
        if code == -signal.SIGKILL:  # the system's way to get memory back
            return "memory"
    return "crash"


if sys.platform == "win32":
    _KILL_ON_CLOSE, _BOUND_MEMORY, _NO_DIALOG = 0x2000, 0x200, 0x400
    _EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class _Job:
        """A job object: it bounds the child's memory, and Windows ends the child when the handle is closed."""

        def __init__(self, process: subprocess.Popen[bytes], memory: int) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
            self._kernel.SetInformationJobObject.argtypes = (
                wintypes.HANDLE,
                ctypes.c_int,
                wintypes.LPVOID,
                wintypes.DWORD,
            )
            self._kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
            self._kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
            limits = _ExtendedLimits()
            limits.BasicLimitInformation.LimitFlags = _KILL_ON_CLOSE | _BOUND_MEMORY | _NO_DIALOG
            limits.JobMemoryLimit = memory
            self._handle = self._kernel.CreateJobObjectW(None, None)
            if not (
                self._handle
                and self._kernel.SetInformationJobObject(
                    self._handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
                )
                and self._kernel.AssignProcessToJobObject(self._handle, int(process._handle))  # type: ignore[attr-defined]
            ):
                raise ctypes.WinError(ctypes.get_last_error())

        def __del__(self) -> None:
            if self._handle:
                self._kernel.CloseHandle(self._handle)
