"""Bad folders as small changes to one sound folder: ``tests/cases/<code>/<name>/change.diff``.

Hostile ones stand under ``tests/cases/hostile/<name>/``: files byte for byte in their places below ``data/``, and a
change where a name is the nasty part, so that the archive itself can be checked out on every system.

A change names files after ``--- ``. Below a name, hunks parted by ``@@`` say which lines (``-``) give way to
which (``+``); they stand just once in the file. A hunk that only adds goes to the file's end, or makes the file.
A name with no hunk removes the file.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases"
BASE = CASES / "base"


def folders() -> list[Path]:
    """Every case that changes the base."""
    return sorted(path.parent for path in CASES.glob("VT*/*/change.diff"))


def hostile() -> list[Path]:
    """Every case of nasty files."""
    return sorted(path.parent for path in (CASES / "hostile").glob("*/expected.txt"))


def build(root: Path, case: Path | None = None) -> Path:
    """The base folder below ``root``, changed as a case says."""
    shutil.copytree(BASE, root)
    if case is not None and (case / "data").is_dir():
        shutil.copytree(case / "data", root / "data", dirs_exist_ok=True)
    if case is not None and (case / "change.diff").exists():
        change(root, (case / "change.diff").read_text(encoding="utf-8"))
    return root


def change(root: Path, diff: str) -> None:
    """Apply a change to a folder."""
    for name, hunks in _files(diff):
        place = root / name
        if not hunks:
            place.unlink()
            continue
        text = place.read_text(encoding="utf-8") if place.exists() else ""
        for old, new in hunks:
            assert not old or text.count(old) == 1, f"{name}: {text.count(old)} × {old!r}"
            text = text.replace(old, new) if old else text + new
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


def _files(diff: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for part in diff.split("--- ")[1:]:
        name, _, body = part.partition("\n")
        yield name, [_hunk(hunk) for hunk in body.split("@@\n") if hunk]


def _hunk(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    assert all(line[0] in "-+" for line in lines), text
    return tuple("".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")  # type: ignore[return-value]
