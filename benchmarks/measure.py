"""Running programs in turn and comparing them: seconds of processor and of clock, and memory, of each whole run."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run of a program: processor and clock in seconds, memory at its highest in MB."""

    processor: float
    clock: float
    memory: float


Runs = Mapping[str, Sequence[Run]]


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Run:
    """Run a program to its end and throw away what it says; findings (exit code 1) are no failure, a crash is."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        with subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=said) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - started
        said.seek(0)
        told = said.read().decode("utf-8", "replace")
    if process.returncode not in (0, 1) or "Traceback" in told:
        raise RuntimeError(f"exit code {process.returncode}: {command}\n{told}")
    return Run(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1024)


def in_turn(
    commands: Mapping[str, Sequence[str]], rounds: int, cwd: Path, env: Mapping[str, str]
) -> dict[str, list[Run]]:
    """Each program once a round, one after the other; a first round warms the caches and is not counted."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            one = run(command, cwd, env)
            if number:
                found[name].append(one)
    return found


def ratio(runs: Runs, name: str, to: str, per: float = 1) -> float:
    """How many times as long: the median over the rounds of the ratio within each round, by processor time."""
    pairs = zip(runs[name], runs[to], strict=True)
    return statistics.median(one.processor / other.processor for one, other in pairs) / per


def seconds(runs: Runs, name: str) -> float:
    """The median of a program's processor time."""
    return statistics.median(one.processor for one in runs[name])


def memory(runs: Runs, name: str) -> float:
    """The highest memory of any run, in MB."""
    return max(one.memory for one in runs[name])
