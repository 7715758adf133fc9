"""Programs that check YAML too, where they are installed: yamllint and check-jsonschema."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from measure import in_turn, seconds

FEW = 200


def sample(city: Path, folders: Path) -> Path:
    """The first results of one year, as files of their own."""
    target = folders / "few"
    if not target.exists():
        target.mkdir()
        for path in sorted((city / "data/results/2020").iterdir())[:FEW]:
            shutil.copy(path, target)
    return target


def per_file(few: Path, rounds: int, env: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Name and seconds per file of each program: many files less one, so that its start does not count."""
    paths = sorted(str(path) for path in few.glob("*.yaml"))
    for name, command in _commands(few).items():
        many, one = [*command, *paths], [*command, paths[0]]
        runs = in_turn({"many": many, "one": one}, rounds, few, env)
        yield name, (seconds(runs, "many") - seconds(runs, "one")) / (len(paths) - 1)


def _commands(few: Path) -> dict[str, list[str]]:
    """The programs that are there, each with what it needs; the schema is our own for result files."""
    found: dict[str, list[str]] = {}
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    yamllint, check_jsonschema = (
        shutil.which(name, path=places) for name in ("yamllint", "check-jsonschema")
    )
    if yamllint:
        found["yamllint"] = [yamllint, "-d", "relaxed"]
    if check_jsonschema:
        schema = few / "result.schema.json"
        program = "from visiontrack.cli.main import main; main()"
        told = subprocess.run(
            [sys.executable, "-c", program, "schema", "result"], capture_output=True, check=True
        )
        schema.write_bytes(told.stdout)
        found["check-jsonschema"] = [check_jsonschema, "--schemafile", str(schema)]
    return found
