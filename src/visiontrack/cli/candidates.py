"""What could come next on a command line: commands, options, or values, among them the ids of the data folder.

The folder is seen by quick looks at file names and lines; nothing is parsed. A look that fails (no folder, an
unreadable file) finds nothing, and a name that could mean something to a shell is not offered.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from visiontrack.cli import session
from visiontrack.cli.app import COMMANDS, build
from visiontrack.cli.help_page import forms_of, option_help
from visiontrack.errors import Stop
from visiontrack.messages import LANGUAGES, Catalogue, finding_pages

_WORDS: dict[str, tuple[str, ...]] = {
    "new.actor.category": (
        "city",
        "business",
        "industry_association",
        "citizen",
        "support_institution",
        "government",
    ),
    "new.meeting.body": ("council", "team", "hearing"),
    "new.opinion.kind": ("opinion", "proposal"),
    "rename.kind": (
        *("measure", "project", "indicator", "actor", "section", "role"),
        *("policy", "field", "opinion", "meeting", "program"),
    ),
    "schema.kind": ("vision", "actor", "measure", "result", "vision_result", "meeting", "decisions"),
    "report.audience": ("overview", "council", "annex", "team", "public"),
}
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_ID = re.compile(r"(?:^\s*-\s+\{?|\{|,)\s*id:\s*[\"']?([a-z][a-z0-9-]*)")
_YEARS = re.compile(r"^period:[^#\n]*?\bstart:\s*([0-9]{4})\b[^#\n]*?\bend:\s*([0-9]{4})", re.MULTILINE)
_YEARS_BELOW = re.compile(r"^period:[^\n]*\n\s+start:\s*([0-9]{4})[^\n]*\n\s+end:\s*([0-9]{4})", re.MULTILINE)
_NAME = re.compile(r"^(?:title|name):[ \t]*[\"']?([^\"'#\n]+)", re.MULTILINE)
_NAME_NEARBY = re.compile(r"\b(?:title|name):[ \t]*[\"']?([^\"'#},\n]+)")
_MOST_BYTES = 262_144


class Candidate(NamedTuple):
    """A word to offer, and what it stands for."""

    value: str
    help: str = ""


def candidates(words: Sequence[str], incomplete: str) -> list[Candidate]:
    """Returns what fits behind ``words`` (without the program's name) and begins with ``incomplete``."""
    if words[-1:] == ["--root"]:
        return []  # folders: the shell knows better
    if words[-1:] == ["--lang"]:
        return _matching([Candidate(language) for language in LANGUAGES], incomplete)
    try:
        rest = session.start(list(words))
    except Stop:  # an unknown language
        return []
    root = None
    with suppress(Stop):
        root = session.current().root
    return _matching(_next_words(rest, incomplete, FolderIds(root), session.current().words), incomplete)


def _matching(items: Sequence[Candidate], incomplete: str) -> list[Candidate]:
    return [item for item in dict.fromkeys(items) if item.value.startswith(incomplete)]


def _next_words(rest: Sequence[str], incomplete: str, ids: FolderIds, words: Catalogue) -> list[Candidate]:
    if not rest:
        items = [Candidate(name, words.help(f"{name}.short")) for name in COMMANDS]
        return [*items, *_shared_options(words), Candidate("--version", words.help("shared.version"))]
    command, path = build().get_command(None, rest[0]), rest[0]
    rest = rest[1:]
    while command is not None and hasattr(command, "commands"):
        if not rest:
            return [Candidate(name, words.help(f"{path}.{name}.short")) for name in command.commands]
        command, path = command.commands.get(rest[0]), f"{path}.{rest[0]}"
        rest = rest[1:]
    return [] if command is None else _parameters(command, path, rest, incomplete, ids, words)


def _parameters(
    command: Any, path: str, rest: Sequence[str], incomplete: str, ids: FolderIds, words: Catalogue
) -> list[Candidate]:
    """Returns options, or values of the option just written or of the argument that is next."""
    options = {name: param for param in command.params for name in param.opts if name.startswith("--")}
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    values: list[str] = []
    waiting: Any = None
    for word in rest:
        if waiting is not None:
            waiting = None
        elif word.startswith("--"):
            option = options.get(word)
            waiting = option if option is not None and not option.is_flag else None
        else:
            values.append(word)
    if waiting is None and incomplete.startswith("-"):
        items = [
            Candidate(name, option_help(command, path, param, words))
            for name, param in options.items()
            if name != "--help" and (name not in rest or param.multiple)
        ]
        return [*items, *_shared_options(words)]
    param = waiting or (arguments[len(values)] if len(values) < len(arguments) else None)
    return _values(command, f"{path}.{param.name}", values, incomplete, ids) if param is not None else []


def _shared_options(words: Catalogue) -> list[Candidate]:
    names = [*session.SHARED, "--help"]
    return [Candidate(name, words.help(f"shared.{name.removeprefix('--')}")) for name in names]


def _values(
    command: Any, name: str, values: Sequence[str], incomplete: str, ids: FolderIds
) -> list[Candidate]:
    """Returns the values a parameter may take; nothing where only the person knows."""
    if name in _WORDS:
        return [Candidate(word) for word in _WORDS[name]]
    last = name.rpartition(".")[2]
    if last in ("format", "to"):
        return [Candidate(form) for form in forms_of(command)]
    if name == "show.id":
        items = [*ids.measures(), *ids.parties(), *ids.opinions(), *ids.programs()]
        if re.fullmatch(r"[0-9]{4}/.*", incomplete):
            year = incomplete[:4]
            return [Candidate(f"{year}/{item.value}", item.help) for item in ids.meetings(year)]
        return [*items, *ids.indicators(incomplete)] if incomplete else items
    if name == "rename.old":
        return _renamable(values[0], incomplete, ids)
    if name == "explain.what":
        return [*ids.indicators(incomplete), *ids.measures(), *_finding_codes(incomplete)]
    if last == "meeting":
        return ids.meetings(values[0]) if values else []
    by_name = {
        "policy": ids.policies,
        "field": ids.fields,
        "measure": ids.measures,
        "program": ids.programs,
        **dict.fromkeys(("lead", "actor", "attendee"), ids.parties),
        **dict.fromkeys(("year", "reviews", "start", "end"), ids.years),
    }
    return by_name[last]() if last in by_name else []


def _renamable(kind: str, incomplete: str, ids: FolderIds) -> list[Candidate]:
    """Returns the ids of a kind that ``rename`` may change; none where their owner has to be typed first."""
    if kind == "indicator":
        return ids.indicators(incomplete)
    by_kind = {
        "measure": ids.measures,
        "actor": ids.actors,
        "section": ids.sections,
        "policy": ids.policies,
        "field": ids.fields,
        "program": ids.programs,
        "opinion": ids.opinions,
    }
    return by_kind[kind]() if kind in by_kind else []


def _finding_codes(incomplete: str) -> list[Candidate]:
    if not "VT".startswith(incomplete[:2].upper()):
        return []
    return [Candidate(code) for code in finding_pages.codes()]


class FolderIds:
    """The ids and years of the folder at ``root``; all lists are empty without a folder."""

    def __init__(self, root: Path | None) -> None:
        self._data = root / "data" if root is not None else None

    @cached_property
    def _vision(self) -> str:
        return self._text("vision.yaml")

    def years(self) -> list[Candidate]:
        """Returns the years of the vision's period, the newest first."""
        match = _YEARS.search(self._vision) or _YEARS_BELOW.search(self._vision)
        if match is None:
            return []
        first, last = int(match[1]), min(int(match[2]), int(match[1]) + 99)
        return [Candidate(str(year)) for year in range(last, first - 1, -1)]

    def policies(self) -> list[Candidate]:
        return _listed_ids(self._vision, "policies")

    def fields(self) -> list[Candidate]:
        return _listed_ids(self._vision, "fields")

    def measures(self) -> list[Candidate]:
        return self._file_ids("measures")

    def sections(self) -> list[Candidate]:
        texts = [self._text(f"actors/{name}") for name in self._files("actors")]
        return [item for text in texts for item in _listed_ids(text, "sections")]

    def programs(self) -> list[Candidate]:
        texts = [self._text(f"actors/{name}") for name in self._files("actors")]
        return [item for text in texts for item in _listed_ids(text, "programs")]

    def actors(self) -> list[Candidate]:
        return self._file_ids("actors")

    def parties(self) -> list[Candidate]:
        """Returns actors and sections."""
        return [*self.actors(), *self.sections()]

    def meetings(self, year: str) -> list[Candidate]:
        """Returns the meetings of a fiscal year."""
        return self._file_ids(f"meetings/{year}") if re.fullmatch(r"[0-9]{4}", year) else []

    def opinions(self) -> list[Candidate]:
        paths = [
            f"meetings/{year}/{name}"
            for year in self._names("meetings")
            for name in self._files(f"meetings/{year}")
        ]
        return [item for path in paths for item in _listed_ids(self._text(path), "opinions")]

    def indicators(self, incomplete: str) -> list[Candidate]:
        """Returns ``measure/indicator`` for the measure already written, or each ``measure/`` before the slash."""
        measure, slash, _ = incomplete.partition("/")
        if not slash:
            items = [*self.measures(), Candidate("vision")]
            return [Candidate(f"{item.value}/", item.help) for item in items]
        if not _SAFE.fullmatch(measure):
            return []
        text = self._vision if measure == "vision" else self._text(f"measures/{measure}.yaml")
        items = _listed_ids(text, "indicators")
        return [Candidate(f"{measure}/{item.value}", item.help) for item in items]

    def _file_ids(self, folder: str) -> list[Candidate]:
        """Returns the names of the files in a folder, which are their ids."""
        items = []
        for name in self._files(folder):
            match = _NAME.search(self._text(f"{folder}/{name}"))
            items.append(Candidate(name.removesuffix(".yaml"), match[1].strip() if match else ""))
        return items

    def _files(self, folder: str) -> list[str]:
        return [name for name in self._names(folder) if name.endswith(".yaml")]

    def _names(self, folder: str) -> list[str]:
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
                return file.read(_MOST_BYTES).decode("utf-8", "ignore").replace("\r\n", "\n")
        except OSError:
            return ""


def _listed_ids(text: str, key: str) -> list[Candidate]:
    """Returns the ids of the list under a key at the beginning of a line, each with the name or title near it."""
    block = re.search(rf"^{key}:(.*(?:\n(?:[ \t#-].*)?)*)", text, re.MULTILINE)
    lines = block[1].split("\n") if block is not None else []
    items = []
    for number, line in enumerate(lines):
        if not line.lstrip().startswith("#"):
            match = _NAME_NEARBY.search("\n".join(lines[number : number + 3]))
            name = match[1].strip() if match else ""
            items += [Candidate(id_, name) for id_ in _ID.findall(line)]
    return items
