"""Everything a new folder is made of, and what becomes of it in a folder that holds some of it already."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from visiontrack.edit.writer import Change, existing_content
from visiontrack.errors import WrongUse
from visiontrack.folder.listing import file_path
from visiontrack.messages import Catalogue
from visiontrack.scaffold import editor, forge, marks
from visiontrack.scaffold.example import example_year
from visiontrack.scaffold.install_source import WHEELS, InstallSource
from visiontrack.scaffold.made import sound
from visiontrack.scaffold.render import render
from visiontrack.scaffold.starter import File, Start, actors, measure, vision

SCHEMAS = "schemas"
EXAMPLES = "examples"
VISION = "data/vision.yaml"


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """What ``init`` does in a folder; all paths are relative to ``base``, the top of the git repository if there is one.

    ``kept`` are the files that stay as they are, ``proposed`` what ``--refresh`` would change in them.
    ``folder`` is the way from ``base`` to the data's root, or nothing where they are the same.
    """

    base: Path
    folder: str
    changes: tuple[Change, ...]
    kept: tuple[str, ...]
    proposed: tuple[Change, ...]
    install_known: bool


def plan_new(root: Path, start: Start, source: InstallSource | None, words: Catalogue) -> FolderPlan:
    """Plans the files of a new folder; what exists is kept.

    Raises ``WrongUse`` where the place is no folder, or where what was asked for is no vision.
    """
    return _plan(root, _data(start, words), source, words)


def plan_settings(root: Path, source: InstallSource | None, words: Catalogue) -> FolderPlan:
    """Plans what is missing around data that are there: a city's own would not bear examples beside them."""
    return _plan(root, {}, source, words)


def _plan(root: Path, data: Mapping[str, str], source: InstallSource | None, words: Catalogue) -> FolderPlan:
    _refuse_file(root)
    base, folder = _repository(root)
    files = _settings(root, folder, source, words)
    files |= {_below(folder, path): text.encode() for path, text in data.items()}
    kept = tuple(sorted(path for path in files if os.path.lexists(base / path)))
    _refuse_other_wheel(base, folder, source, kept)
    changes = tuple(Change(path, None, files[path]) for path in sorted(files) if path not in kept)
    return FolderPlan(base, folder, changes, kept, (), _install_known(root, source))


def plan_refresh(root: Path, source: InstallSource | None, words: Catalogue) -> FolderPlan:
    """Plans the renewal of the settings: what nobody changed since ``init`` wrote it. Data are left alone."""
    if not os.path.lexists(root / VISION):
        raise WrongUse("error.no_folder_named", root=root)
    base, folder = _repository(root)
    files = _settings(root, folder, source, words)
    pinned = _pinned(root)
    changes: list[Change] = []
    proposed: list[Change] = []
    for path, content in sorted(files.items()):
        change = Change(path, existing_content(base, path), content)
        if change.old == change.new:
            continue
        if path.startswith(_below(folder, WHEELS)):
            renewable = change.old is None or hashlib.sha256(change.old).hexdigest() in pinned
        else:
            renewable = change.old is not None and marks.is_unchanged(change.old)
        (changes if renewable else proposed).append(change)
    kept = tuple(change.path for change in proposed)
    _refuse_other_wheel(base, folder, source, kept)
    return FolderPlan(base, folder, tuple(changes), kept, tuple(proposed), _install_known(root, source))


def make_executable(plan: FolderPlan) -> None:
    """Lets git run the hook: it passes over one that is no program."""
    for change in plan.changes:
        if change.path == forge.HOOK:
            (plan.base / change.path).chmod(0o755)


def _settings(root: Path, folder: str, source: InstallSource | None, words: Catalogue) -> dict[str, bytes]:
    """Returns path below the repository's top → content of all that stands around the data."""
    known = _install_known(root, source)
    own: dict[str, str | bytes] = {
        ".gitattributes": forge.gitattributes(words),
        ".gitignore": forge.gitignore(words),
        ".vscode/settings.json": editor.vscode_settings(SCHEMAS),
        ".vscode/extensions.json": editor.vscode_extensions(),
        forge.REQUIREMENTS: forge.locked_requirements(words),
    }
    own |= {f"{SCHEMAS}/{name}": content for name, content in editor.schema_files(words).items()}
    if source is not None or not known:
        own[forge.TOOL] = forge.tool_requirement(source.requirement if source else None, words)
    if source is not None and source.wheel is not None:
        own[source.wheel_path] = source.wheel
    top: dict[str, str] = {
        ".github/workflows/visiontrack.yml": forge.workflow(folder, known, words),
        ".gitlab-ci.yml": forge.gitlab_job(folder, known, words),
        ".pre-commit-config.yaml": forge.pre_commit_config(folder, words),
        forge.HOOK: forge.git_hook(folder, words),
    }
    files = {_below(folder, path): content for path, content in own.items()} | top
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


def _install_known(root: Path, source: InstallSource | None) -> bool:
    """Whether CI can install the program: from the source, or from what the folder says already."""
    return source is not None or bool(_requirement_lines(root))


def _requirement_lines(root: Path) -> list[str]:
    text = (existing_content(root, forge.TOOL) or b"").decode("utf-8", "replace")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _pinned(root: Path) -> str:
    return "\n".join(_requirement_lines(root))


def _refuse_other_wheel(base: Path, folder: str, source: InstallSource | None, kept: tuple[str, ...]) -> None:
    """A wheel of the same name with other content would make every installation fail on its hash."""
    if source is None or source.wheel is None:
        return
    path = _below(folder, source.wheel_path)
    if path in kept and existing_content(base, path) != source.wheel:
        raise WrongUse("init.other_wheel", path=path)


def _repository(root: Path) -> tuple[Path, str]:
    """Returns the top of the git repository that ``root`` is in, or ``root``, and the way from there down to it."""
    place = root.resolve()
    for top in place.parents if not os.path.lexists(place / ".git") else ():
        if os.path.lexists(top / ".git"):
            return top, place.relative_to(top).as_posix()
    return root, ""


def _below(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder else path


def _data(start: Start, words: Catalogue) -> Mapping[str, str]:
    own = [vision(start, words), *actors(start, words)]
    if not start.empty:
        own.append(measure(start, words))
    texts = {_path(file): _text(file, words) for file in own}
    if not start.empty and start.start < datetime.MAXYEAR:  # the example's meeting is a year later
        texts |= {f"{EXAMPLES}/{_path(file)}": _text(file, words) for file in example_year(start, words)}
    return texts


def _path(file: File) -> str:
    return file_path(file.kind, file.id, file.year)


def _text(file: File, words: Catalogue) -> str:
    text = render(file.kind, file.values, words, file.notes, file.head)
    sound(_path(file), text)
    return text


def _refuse_file(root: Path) -> None:
    if os.path.lexists(root) and not os.path.isdir(root):  # noqa: PTH112  # Path.is_dir falls over a name too long
        raise WrongUse("init.no_directory", path=root)
