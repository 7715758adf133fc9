"""One run of the program: its shared options, its root and its language."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from visiontrack.errors import WrongUse
from visiontrack.messages import LANGUAGES, Catalogue, Language, catalogue

_LANGUAGE = re.compile(rb"^language:[ \t]*[\"']?(ja|en)\b", re.MULTILINE)
_JOURNAL = ".visiontrack.journal"  # as in edit/writer.py, which takes too long to load for every run
_LANGUAGE_VARIABLE = "VISIONTRACK_LANG"
# Answered before Typer is loaded.
COMPLETION = ("--install-completion", "--show-completion")
# Options that stand before or after any command's name: option → takes a value.
SHARED = {"--root": True, "--lang": True, "--debug": False}


@dataclass
class Session:
    """The options shared by all commands; root and language are worked out at first use."""

    root_option: str | None = None
    language_option: str | None = None
    debug: bool = False

    @cached_property
    def root(self) -> Path:
        """Returns the folder that holds ``data/``: the one named, or the nearest above the current one.

        Where a run was killed amid changes that belong together, they are completed first.
        """
        root = self._root_as_found()
        if os.path.lexists(root / _JOURNAL):
            from visiontrack.edit.writer import complete_interrupted

            complete_interrupted(root)
        return root

    def _root_as_found(self) -> Path:
        name = self.root_option or os.environ.get("VISIONTRACK_ROOT")
        if name:
            root = Path(name)
            if not os.path.isdir(root / "data"):  # noqa: PTH112  # Path.is_dir falls over a name too long
                raise WrongUse("error.no_folder_named", root=name)
            return root
        try:
            nearest_root = find_root(Path.cwd())
        except OSError:  # the current folder was removed meanwhile
            nearest_root = None
        if nearest_root is None:
            raise WrongUse("error.no_folder")
        return nearest_root

    @cached_property
    def language(self) -> Language:
        return choose_language(self.language_option, self.root_option)

    @property
    def words(self) -> Catalogue:
        return catalogue(self.language)


_current = Session()


def current() -> Session:
    """Returns the running session."""
    return _current


def start(args: list[str]) -> list[str]:
    """Begins a session; returns the arguments without the shared options."""
    global _current  # noqa: PLW0603 - a process has one session
    _current = Session()
    rest: list[str] = []
    remaining = iter(args)
    for arg in remaining:
        if arg == "--":
            return [*rest, arg, *remaining]
        name, equals, value = arg.partition("=")
        if name not in SHARED or (equals and not SHARED[name]):
            rest.append(arg)
        elif not SHARED[name]:
            _current.debug = True
        else:
            option_value = value if equals else next(remaining, None)
            if option_value is None:
                raise WrongUse("error.option_value", option=name)
            _set(name, option_value)
    if _current.language_option is None and (language := os.environ.get(_LANGUAGE_VARIABLE)):
        _check_language(_LANGUAGE_VARIABLE, language)
    return rest


def _set(name: str, value: str) -> None:
    if name == "--root":
        _current.root_option = value
    else:
        _check_language(name, value)
        _current.language_option = value


def _check_language(option: str, value: str) -> None:
    if value not in LANGUAGES:
        raise WrongUse("error.choice", option=option, value=value, choices=" | ".join(LANGUAGES))


def find_root(start_at: Path) -> Path | None:
    """Returns the nearest folder at or above ``start_at`` that holds ``data/vision.yaml``."""
    for folder in (start_at, *start_at.parents):
        if has_vision(folder):
            return folder
    return None


def has_vision(folder: Path) -> bool:
    """Returns whether a folder is the root of a vision, readable or not."""
    return os.path.lexists(folder / "data" / "vision.yaml")


def choose_language(option: str | None, root_option: str | None) -> Language:
    """Returns ``--lang``, else ``VISIONTRACK_LANG``, else the vision's own language, else Japanese.

    The vision's language is looked up without parsing the file: help must not wait for YAML.
    """
    for language in (option, os.environ.get(_LANGUAGE_VARIABLE)):
        if language in LANGUAGES:
            return "en" if language == "en" else "ja"
    root_name = root_option or os.environ.get("VISIONTRACK_ROOT")
    try:
        root = Path(root_name) if root_name else find_root(Path.cwd())
        if root is None:
            return "ja"
        place = root / "data" / "vision.yaml"
        if not stat.S_ISREG(place.lstat().st_mode):
            return "ja"  # a pipe would be waited for
        with place.open("rb") as file:
            match = _LANGUAGE.search(file.read(65536))
    except OSError:
        return "ja"
    return "en" if match and match[1] == b"en" else "ja"
