"""Everything a new folder is made of."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.folder.listing import file_path
from visiontrack.messages import Catalogue
from visiontrack.scaffold import around, editor
from visiontrack.scaffold.example import example_year
from visiontrack.scaffold.made import sound
from visiontrack.scaffold.render import render
from visiontrack.scaffold.starter import File, Start, actors, measure, vision

SCHEMAS = "schemas"
EXAMPLES = "examples"


def new_folder(root: Path, start: Start, words: Catalogue) -> list[Change]:
    """The files of a new folder; ``WrongUse`` when one of them exists, or when what was asked for is no vision."""
    files = {path: text.encode() for path, text in _data(start, words).items()}
    files[".gitattributes"] = around.GITATTRIBUTES.encode()
    files[".pre-commit-config.yaml"] = around.pre_commit().encode()
    files[".github/workflows/visiontrack.yml"] = around.workflow(words).encode()
    files[".vscode/settings.json"] = editor.vscode_settings(SCHEMAS)
    files[".vscode/extensions.json"] = editor.vscode_extensions()
    for name, content in editor.schema_files(words).items():
        files[f"{SCHEMAS}/{name}"] = content
    _refuse_existing(root, list(files))
    return [Change(path, None, content) for path, content in sorted(files.items())]


def _data(start: Start, words: Catalogue) -> dict[str, str]:
    own = [vision(start, words), *actors(start, words), measure(start, words)]
    texts = {_path(file): _text(file, words) for file in own}
    for file in (
        example_year(start, words) if start.start < datetime.MAXYEAR else ()
    ):  # its meeting is a year later
        texts[f"{EXAMPLES}/{_path(file)}"] = _text(file, words)
    return texts


def _path(file: File) -> str:
    return file_path(file.kind, file.id, file.year)


def _text(file: File, words: Catalogue) -> str:
    text = render(file.kind, file.values, words, file.notes, file.head)
    sound(_path(file), text)
    return text


def _refuse_existing(root: Path, paths: list[str]) -> None:
    if os.path.lexists(root) and not os.path.isdir(root):  # noqa: PTH112  # Path.is_dir falls over a name too long
        raise WrongUse("init.no_directory", path=root)
    held = [path for path in paths if os.path.lexists(root / path)]
    if held:
        raise WrongUse("init.exists", paths="\n".join(f"  {path}" for path in sorted(held)))
