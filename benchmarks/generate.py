"""Make a data folder of any size after the data format, the same for the same seed.

    python benchmarks/generate.py DIR --size M            1,000 measures × 10 years: about 11,000 files, 13 MB
    python benchmarks/generate.py DIR --size S            60 measures × 5 years
    python benchmarks/generate.py DIR --files 30000       as many measures over 10 years as make so many files
    python benchmarks/generate.py DIR --size M --wrong    one mistake in every file, of eight kinds in turn

Without ``--wrong`` the folder validates without a finding.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import city
import mistakes

SIZES = {"S": (60, 5), "M": (1000, 10)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--size", choices=SIZES)
    size.add_argument("--files", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    measures, years = SIZES[given.size] if given.size else (measures_for(given.files), 10)
    count, total = generate(given.folder, measures, years, given.seed, given.wrong)
    print(f"{count} files, {total / 1_000_000:.1f} MB in {given.folder}")


def measures_for(files: int, years: int = 10) -> int:
    """How many measures give about so many files: each has its own and one result a year."""
    return max(1, round(files / (years + 1)))


def generate(folder: Path, measures: int, years: int, seed: int = 1, wrong: bool = False) -> tuple[int, int]:
    """Write the folder; returns how many files and bytes it holds. An existing ``data/`` is refused."""
    (folder / "data").mkdir(parents=True)
    total = count = 0
    for number, (path, text) in enumerate(city.files(measures, years, seed)):
        content = (mistakes.spoil(text, number) if wrong else text).encode("utf-8")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        total += len(content)
        count += 1
    return count, total


if __name__ == "__main__":
    main()
