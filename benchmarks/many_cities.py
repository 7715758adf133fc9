"""One query over the Parquet files of many cities: ``python benchmarks/many_cities.py [--cities 200] [--measures 60]``.

A few cities are generated and exported, each by itself; the others get their files under other codes, which changes
nothing for the reader. Needs pyarrow and DuckDB (requirements/all.txt).
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import generate
from measure import Run, in_turn

GENERATED = 4
QUERY = """
import duckdb
duckdb.sql("SET threads = 2")
duckdb.sql('''SELECT municipality_code, fiscal_year, grade, count(*), sum(value) FROM read_parquet(
    'observations/**/*.parquet', hive_types = {'municipality_code': VARCHAR, 'fiscal_year': INTEGER})
    GROUP BY ALL''').fetchall()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, default=200)
    parser.add_argument("--measures", type=int, default=60)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        exports = [exported(Path(name), number, args.measures, args.years) for number in range(GENERATED)]
        print(
            f"{args.measures} measures, {args.years} years; processor s, clock s, MB (medians of {args.rounds})"
        )
        for cities in (args.cities // 4, args.cities // 2, args.cities):
            place = side_by_side(Path(name) / f"{cities} cities", exports, cities)
            files = sum(1 for _ in place.rglob("*.parquet"))
            command = [sys.executable, "-c", QUERY]
            runs = in_turn({"query": command}, args.rounds, place, dict(os.environ))["query"]
            print(f"{cities:4} cities, {files:6} files: {medians(runs)}")


def exported(folder: Path, number: int, measures: int, years: int) -> Path:
    """Generates a city and exports it; returns the folder of the tables."""
    root, place = folder / f"city {number}", folder / f"export {number}"
    generate(root, measures, years, seed=number + 1)
    command = ["visiontrack", "--root", str(root), "export", str(place), "--format", "parquet"]
    subprocess.run([sys.executable, "-m", *command], check=True, stdout=subprocess.DEVNULL)
    return place


def side_by_side(place: Path, exports: list[Path], cities: int) -> Path:
    """Lays out the observations of so many cities below one folder, under codes of their own."""
    for number in range(cities):
        export = exports[number % len(exports)]
        for path in (export / "observations").rglob("*.parquet"):
            at = re.sub(r"code=\d+", f"code={number + 10_000:06}", path.relative_to(export).as_posix())
            (place / at).parent.mkdir(parents=True, exist_ok=True)
            os.link(path, place / at)
    return place


def medians(runs: list[Run]) -> str:
    figures = zip(*((run.processor, run.clock, run.memory) for run in runs), strict=True)
    return ", ".join(f"{statistics.median(values):.2f}" for values in figures)


if __name__ == "__main__":
    main()
