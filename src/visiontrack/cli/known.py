"""What a data folder holds, for completion: seen by quick looks at file names and lines, nothing is parsed.

A look that fails (no folder, an unreadable file) finds nothing; what could mean something to a shell is not offered.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_ID = re.compile(r"(?:^\s*-\s+\{?|\{|,)\s*id:\s*[\"']?([a-z][a-z0-9-]*)")
_YEARS = re.compile(r"^period:[^#\n]*?\bstart:\s*([0-9]{4})\b[^#\n]*?\bend:\s*([0-9]{4})", re.MULTILINE)
_YEARS_BELOW = re.compile(r"^period:[^\n]*\n\s+start:\s*([0-9]{4})[^\n]*\n\s+end:\s*([0-9]{4})", re.MULTILINE)
_NAME = re.compile(r"^(?:title|name):[ \t]*[\"']?([^\"'#\n]+)", re.MULTILINE)
_MOST = 262_144


class Item(NamedTuple):
    """A word to offer, and what it stands for."""

    value: str
    help: str = ""


class Known:
    """The ids and years of the folder at ``root``; everything is empty where there is none."""

    def __init__(self, root: Path | None) -> None:
        self._data = root / "data" if root is not None else None

    @cached_property
    def _vision(self) -> str:
        return self._text("vision.yaml")

    def years(self) -> list[Item]:
        """The years of the vision's period, the newest first."""
        match = _YEARS.search(self._vision) or _YEARS_BELOW.search(self._vision)
        if match is None:
            return []
        first, last = int(match[1]), min(int(match[2]), int(match[1]) + 99)
        return [Item(str(year)) for year in range(last, first - 1, -1)]

    def policies(self) -> list[Item]:
        return _ids(self._vision, "policies")

    def fields(self) -> list[Item]:
        return _ids(self._vision, "fields")

    def measures(self) -> list[Item]:
        return self._named("measures")

    def actors(self) -> list[Item]:
        return self._named("actors")

    def sections(self) -> list[Item]:
        held = (_ids(self._text(f"actors/{name}"), "sections") for name in self._files("actors"))
        return [item for items in held for item in items]

    def parties(self) -> list[Item]:
        """Actors and sections."""
        return [*self.actors(), *self.sections()]

    def meetings(self, year: str) -> list[Item]:
        """The meetings of a fiscal year; of none that can be read, nothing."""
        return self._named(f"meetings/{year}") if re.fullmatch(r"[0-9]{4}", year) else []

    def opinions(self) -> list[Item]:
        found: list[Item] = []
        for year in self._listed("meetings"):
            for name in self._files(f"meetings/{year}"):
                found += _ids(self._text(f"meetings/{year}/{name}"), "opinions")
        return found

    def indicators(self, incomplete: str) -> list[Item]:
        """``measure/indicator`` of the measure already written; before the slash the measures that there are."""
        measure, slash, _ = incomplete.partition("/")
        if not slash:
            return [Item(f"{item.value}/", item.help) for item in [*self.measures(), Item("vision")]]
        if not _SAFE.fullmatch(measure):
            return []
        text = self._vision if measure == "vision" else self._text(f"measures/{measure}.yaml")
        return [Item(f"{measure}/{item.value}", item.help) for item in _ids(text, "indicators")]

    def _named(self, folder: str) -> list[Item]:
        """The files of a folder by their names, which are their ids."""
        found = []
        for name in self._files(folder):
            match = _NAME.search(self._text(f"{folder}/{name}"))
            found.append(Item(name.removesuffix(".yaml"), match[1].strip() if match else ""))
        return found

    def _files(self, folder: str) -> list[str]:
        return [name for name in self._listed(folder) if name.endswith(".yaml")]

    def _listed(self, folder: str) -> list[str]:
        if self._data is None:
            return []
        try:
            names = os.listdir(self._data / folder)
        except OSError:
            return []
        return sorted(name for name in names if _SAFE.fullmatch(name))

    def _text(self, path: str) -> str:
        if self._data is None:
            return ""
        place = self._data / path
        try:
            if not place.is_file():  # a pipe would never end
                return ""
            with place.open("rb") as file:
                return file.read(_MOST).decode("utf-8", "ignore").replace("\r\n", "\n")
        except OSError:
            return ""


def _ids(text: str, key: str) -> list[Item]:
    """The ids of the list under a key at the beginning of a line, each with the name or title beside it."""
    block = re.search(rf"^{key}:(.*(?:\n(?:[ \t#-].*)?)*)", text, re.MULTILINE)
    lines = block[1].split("\n") if block is not None else []
    return [Item(id_, _beside(lines, number)) for number, line in enumerate(lines) for id_ in _found(line)]


def _found(line: str) -> Iterator[str]:
    if not line.lstrip().startswith("#"):
        yield from _ID.findall(line)


def _beside(lines: list[str], number: int) -> str:
    """A title or name on the same line or on one of the two that follow."""
    match = re.search(r"\b(?:title|name):[ \t]*[\"']?([^\"'#},\n]+)", "\n".join(lines[number : number + 3]))
    return match[1].strip() if match else ""
