"""The figures of docs/adr, measured anew: ``python benchmarks/run.py [--rounds 5] [--only NAME] [--folders DIR]``.

Run by hand, never by a test: what a machine does in a second is no fact about the program. Every figure is a ratio
of programs run in turn on the same files, by processor time, so that another load of the machine hits all alike.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import others
from generate import SIZES, generate, measures_for
from measure import in_turn, memory, ratio, seconds

HERE = Path(__file__).parent
ROOT = HERE.parent
PYTHON = sys.executable
PROGRAM = "from visiontrack.cli.main import main; main()"


@dataclass(frozen=True)
class Figure:
    """One line of the result; ``most`` is what it may be, where something was promised."""

    what: str
    value: float
    most: float | None = None
    unit: str = "×"


@dataclass(frozen=True)
class Bench:
    """Where the folders are made, how often each program runs, and in which surroundings."""

    folders: Path
    rounds: int
    env: dict[str, str]

    def folder(self, name: str, measures: int, years: int = 10, wrong: bool = False) -> Path:
        """A generated folder, made when first asked for."""
        path = self.folders / name
        if not path.exists():
            generate(path, measures, years, wrong=wrong)
        return path

    def city(self) -> Path:
        return self.folder("M", *SIZES["M"])


def visiontrack(*args: str) -> list[str]:
    """A command line of ours."""
    return [PYTHON, "-c", PROGRAM, *args]


def validate(folder: Path) -> list[str]:
    return visiontrack("validate", "--root", str(folder))


def yardstick(name: str, folder: Path) -> list[str]:
    return [PYTHON, str(HERE / "yardsticks.py"), name, str(folder)]


def speed(bench: Bench) -> Iterator[Figure]:
    """``validate`` on M, every check included, and the reader alone."""
    city = bench.city()
    names = ("events", "safe_load", "base_load_and_pydantic", "reader")
    commands = {name: yardstick(name, city) for name in names} | {"validate": validate(city)}
    runs = in_turn(commands, bench.rounds, ROOT, bench.env)
    yield Figure("bare event loop over M", seconds(runs, "events"), unit=" s")
    yield Figure("validate / event loop", ratio(runs, "validate", "events"), 3.0)
    yield Figure("validate, memory", memory(runs, "validate"), 130, " MB")
    yield Figure("CSafeLoader / event loop", ratio(runs, "safe_load", "events"))
    yield Figure("CBaseLoader + Pydantic / event loop", ratio(runs, "base_load_and_pydantic", "events"))
    yield Figure("reader / CSafeLoader", ratio(runs, "reader", "safe_load"), 0.5)


def growth(bench: Bench) -> Iterator[Figure]:
    """Time per file from 3,000 to 30,000 files."""
    small = bench.folder("3000", measures_for(3_000))
    large = bench.folder("30000", measures_for(30_000))
    runs = in_turn({"small": validate(small), "large": validate(large)}, bench.rounds, ROOT, bench.env)
    times_larger = count(large) / count(small)
    yield Figure("time per file, 30,000 / 3,000 files", ratio(runs, "large", "small", times_larger), 1.2)
    yield Figure("validate on 30,000 files, memory", memory(runs, "large"), unit=" MB")


def wrong(bench: Bench) -> Iterator[Figure]:
    """A folder with one mistake in every file."""
    spoilt = bench.folder("MW", *SIZES["M"], wrong=True)
    commands = {"clean": validate(bench.city()), "wrong": validate(spoilt)}
    runs = in_turn(commands, bench.rounds, ROOT, bench.env)
    yield Figure("every file wrong / clean", ratio(runs, "wrong", "clean"), 1.6)
    yield Figure("every file wrong, memory", memory(runs, "wrong"), unit=" MB")


def start(bench: Bench) -> Iterator[Figure]:
    """How long a user waits for the sample city, and for help."""
    commands = {
        "imports": [PYTHON, "-c", "import typer, yaml, pydantic"],
        # What Typer and our models use of Pydantic; its name alone loads nearly nothing (docs/adr/0002).
        "models": [PYTHON, "-c", "import typer, yaml; from pydantic import BaseModel, TypeAdapter"],
        "typer": [PYTHON, "-c", "import typer"],
        "check 2024": visiontrack("check", "2024"),
        "--version": visiontrack("--version"),
        "--help": visiontrack("--help"),
        "check --help": visiontrack("check", "--help"),
    }
    runs = in_turn(commands, 4 * bench.rounds, ROOT, bench.env)
    yield Figure("check 2024 / import typer, yaml, pydantic", ratio(runs, "check 2024", "imports"), 2.0)
    yield Figure("check 2024 / the same with Pydantic's models", ratio(runs, "check 2024", "models"), 2.0)
    for name in ("--version", "--help", "check --help"):
        yield Figure(f"{name} / import typer", ratio(runs, name, "typer"), 1.3)
    completing = bench.env | {
        "_VISIONTRACK_COMPLETE": "complete_bash",
        "COMP_WORDS": "visiontrack ",
        "COMP_CWORD": "1",
    }
    completion = {"completion": visiontrack(), "typer": commands["typer"]}
    runs = in_turn(completion, 4 * bench.rounds, ROOT, completing)
    yield Figure("completion / import typer", ratio(runs, "completion", "typer"), 1.3)


def against_others(bench: Bench) -> Iterator[Figure]:
    """Other programs on a few files of M, told per file of the whole of M against ``validate``."""
    few = others.sample(bench.city(), bench.folders)
    runs = in_turn({"validate": validate(bench.city())}, bench.rounds, ROOT, bench.env)
    ours = seconds(runs, "validate") / count(bench.city())
    for name, per_file in others.per_file(few, bench.rounds, bench.env):
        yield Figure(f"{name} / validate, per file", per_file / ours)


def count(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


GROUPS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "speed": speed,
    "growth": growth,
    "wrong": wrong,
    "start": start,
    "others": against_others,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=GROUPS, action="append")
    parser.add_argument(
        "--folders", type=Path, help="where the folders are made and kept; default: thrown away"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        # An installed program has its bytecode; so has this one after the first round.
        env = {**os.environ, "PYTHONPYCACHEPREFIX": scratch + "/bytecode", "PYTHONPATH": str(ROOT / "src")}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        bench = Bench(given.folders or Path(scratch) / "folders", given.rounds, env)
        for name in given.only or GROUPS:
            for figure in GROUPS[name](bench):
                tell(figure)


def tell(figure: Figure) -> None:
    most = (
        ""
        if figure.most is None
        else f"   (at most {figure.most:g}: {'yes' if figure.value <= figure.most else 'NO'})"
    )
    print(f"{figure.what:<48} {figure.value:8.2f}{figure.unit}{most}", flush=True)


if __name__ == "__main__":
    main()
