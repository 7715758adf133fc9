"""How much room a console gives, and a city that needs more of it than there is."""

from __future__ import annotations

import contextlib
import io
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from support import sound
from support.program import Ran
from visiontrack.cli import main

# What is there to be copied and never broken, alone on its line: a place in the data, a command.
_WHOLE = re.compile(r"data/[!-~]+|  visiontrack [ -~]+")


def cells(line: str, ambiguous: int = 1) -> int:
    """How many cells a console gives to a line."""
    sizes = {"W": 2, "F": 2, "A": ambiguous}
    return sum(sizes.get(unicodedata.east_asian_width(one), 1) for one in line)


def too_wide(text: str, columns: int, ambiguous: int = 1) -> list[str]:
    return [line for line in text.split("\n") if cells(line, ambiguous) > columns]


def overrun(text: str, columns: int, ambiguous: int = 1) -> list[str]:
    """Lines wider than the console, but for what may not be broken and begins as far left as it can."""
    return [line for line in too_wide(text, columns, ambiguous) if not _WHOLE.fullmatch(line)]


class Screen(io.TextIOWrapper):
    """A console of some encoding that says it is a terminal."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    def shown(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined,no-any-return]


@contextlib.contextmanager
def _surroundings(columns: int) -> Iterator[None]:
    size = os.terminal_size((columns, 50))
    with (
        mock.patch.object(os, "get_terminal_size", lambda _=1: size),
        mock.patch.dict(os.environ, {"NO_COLOR": "1"}),
    ):
        yield


def on_screen(command: str, columns: int, encoding: str = "utf-8") -> Ran:
    """What a person at a console of this width and encoding sees, without colours."""
    out, err = Screen(encoding), io.StringIO()
    with _surroundings(columns), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main.run(command.split())
    return Ran(code, out.shown(), err.getvalue())


def hard_city(root: Path) -> Path:
    """A city that writes everything as long as it may: titles of 200 characters, ids of 64, numbers of 30 digits."""
    vision = sound.VISION
    for grade, name in zip(
        "ABCD", ("目標を大きく上回る", "おおむね順調", "努力を要する", "抜本的に見直す"), strict=True
    ):
        vision = vision.replace(f"grade: {grade},", f"grade: {name},")
    vision = vision.replace("創業と成長", "長" * 200).replace("title: 商業", f"title: {'W' * 200}")
    sound.build(root)
    sound.write(root, "data/vision.yaml", vision.replace("id: commerce", f"id: {'c' * 64}"))
    long_names = sound.MEASURE.replace("name: 創業者数", f"name: {'ー' * 200}").replace(
        "unit: 人", f"unit: {'u' * 200}"
    )
    measure = long_names.replace("[commerce,", f"[{'c' * 64},").replace("創業支援の充実", "○→─" * 66)
    sound.write(root, "data/measures/startup-support.yaml", measure)
    result = sound.RESULT.replace("grade: A", "grade: 抜本的に見直す").replace(
        "72", "123456789012345678901234567890"
    )
    sound.write(root, "data/results/2024/startup-support.yaml", result)
    return root
