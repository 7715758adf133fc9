"""Tasks for a confined child that do what no task should."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from visiontrack.util.confined_child import serve


def run() -> None:
    """Serve these tasks, as the hidden command of the program serves its own."""
    serve({name: task for name, task in globals().items() if name in NAMES})


NAMES = ("burn", "echo", "loop", "power", "sleep", "hoard", "flood", "talk", "fail", "die", "write", "look")


def echo(payload: bytes) -> tuple[Any, bytes]:
    return {"length": len(payload), "process": os.getpid()}, payload


def loop(_: bytes) -> tuple[Any, bytes]:
    while True:
        pass


def burn(_: bytes) -> tuple[Any, bytes]:
    """Six tenths of a second of the processor."""
    end = time.process_time() + 0.6
    while time.process_time() < end:
        pass
    return None, b""


def power(_: bytes) -> tuple[Any, bytes]:
    """One operation of Python that takes hours and hears no signal."""
    return 9 ** (9**9) % 2, b""


def sleep(_: bytes) -> tuple[Any, bytes]:
    time.sleep(1000)
    return None, b""


def hoard(_: bytes) -> tuple[Any, bytes]:
    return None, bytes(2 * 1024**3)


def flood(_: bytes) -> tuple[Any, bytes]:
    return None, bytes(100_000)


def talk(payload: bytes) -> tuple[Any, bytes]:
    print("not part of the answer", flush=True)
    os.write(1, b"nor this")
    return None, payload


def fail(_: bytes) -> tuple[Any, bytes]:
    raise LookupError


def die(_: bytes) -> tuple[Any, bytes]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return None, b""


def write(payload: bytes) -> tuple[Any, bytes]:
    Path(os.fsdecode(payload)).write_text("x", encoding="utf-8")
    return None, b""


def look(_: bytes) -> tuple[Any, bytes]:
    """What the child knows of the machine."""
    return {"names": sorted(os.environ), "folder": str(Path.cwd())}, b""
