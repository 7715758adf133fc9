"""The child's side of ``confined``: it takes its limits, and does the parent's tasks until the parent is gone."""

from __future__ import annotations

import ctypes
import math
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from types import FrameType
from typing import IO, Any

from visiontrack.util.confined import Limits, OutOfTime, receive, send

if sys.platform != "win32":
    import resource

# Takes a payload; returns a status that JSON can hold, and bytes.
Task = Callable[[bytes], tuple[Any, bytes]]
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


def serve(tasks: Mapping[str, Task]) -> None:
    """Do the parent's tasks, one after the other, until it is gone. Ends the process."""
    _die_with_parent()
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):  # what a library prints is no answer
        os.dup2(nothing, descriptor)
    first = receive(requests, 0)
    if first is None:
        os._exit(0)
    limits = Limits(**first[0])
    most = _confine(limits)
    received: queue.SimpleQueue[tuple[Any, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, received), daemon=True).start()
    while True:
        header, payload = received.get()
        try:
            with _Clock(limits.processor_seconds, most):
                status, content = tasks[header["task"]](payload)
            answer: dict[str, Any] = {"status": status}
        except OutOfTime:
            answer, content = {"failure": "time"}, b""
        except MemoryError:
            answer, content = {"failure": "memory"}, b""
        except Exception:
            answer, content = {"failure": "crash"}, b""
        send(answers, answer, content)


def _listen(requests: IO[bytes], received: queue.SimpleQueue[tuple[Any, bytes]]) -> None:
    """Pass on what the parent sends, and end the process when the parent closed the pipe or died."""
    while (request := receive(requests, sys.maxsize)) is not None:
        received.put(request)
    os._exit(0)


# ---- limits --------------------------------------------------------------------------------------------------


def _die_with_parent() -> None:
    """Have Linux kill this process when its parent dies; elsewhere the closed pipe tells (``_listen``)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _confine(limits: Limits) -> float:
    """Set what holds for the child's whole life; returns the processor seconds that are left to it in all."""
    if sys.platform != "win32":
        for kind, most in (
            (resource.RLIMIT_DATA if limits.reserves_addresses else resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            # One that is inherited and lower stays.
            inherited = [limit for limit in resource.getrlimit(kind) if limit != resource.RLIM_INFINITY]
            lowest = min([most, *inherited])
            # macOS counts the system's own libraries, and refuses a bound on memory that is lower than these.
            with suppress(ValueError) if sys.platform == "darwin" else nullcontext():
                resource.setrlimit(kind, (lowest, lowest))
        seconds, _ = resource.getrlimit(resource.RLIMIT_CPU)
        if seconds != resource.RLIM_INFINITY:
            return seconds
    return math.inf


class _Clock:
    """The processor time of one task: a signal first, which the task can report, then the end of the process."""

    def __init__(self, seconds: float, most: float) -> None:
        self._seconds = seconds
        self._most = most

    def __enter__(self) -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGPROF, self._raise)
            signal.setitimer(signal.ITIMER_PROF, self._seconds)
            usage = resource.getrusage(resource.RUSAGE_SELF)
            last = math.ceil(usage.ru_utime + usage.ru_stime + self._seconds) + 1
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (int(min(last, self._most)), hard))

    def __exit__(self, *_: object) -> None:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)

    @staticmethod
    def _raise(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTime
