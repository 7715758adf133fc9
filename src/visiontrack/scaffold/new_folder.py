"""Plans everything that ``init`` writes: a new folder, the settings of one that exists, or their renewal.

Every file of settings bears a mark, a digest of the rest, by which ``--refresh`` knows that nobody changed it.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from visiontrack.edit.writer import Change, existing_content
from visiontrack.errors import WrongUse
from visiontrack.folder.listing import VISION
from visiontrack.messages import Catalogue
from visiontrack.scaffold import forge_settings, schema_files
from visiontrack.scaffold.commented_yaml import skeleton_text
from visiontrack.scaffold.example_city import StarterFile, StartingValues, starter_files
from visiontrack.scaffold.install_source import WHEELS, InstallSource
from visiontrack.scaffold.skeleton_checks import checked_document

_MARK = re.compile(r"visiontrack init ([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """What ``init`` does in a folder; all paths are relative to ``base``, the top of the git repository if there is one.

    ``existing`` are the files that stay as they are, ``proposed`` what ``--refresh`` would change in them.
    ``folder`` is the way from ``base`` to the data's root, or nothing where they are the same.
    """

    base: Path
    folder: str
    changes: tuple[Change, ...]
    existing: tuple[str, ...]
    proposed: tuple[Change, ...]
    installable: bool


def plan_new(
    root: Path, start: StartingValues | None, source: InstallSource | None, words: Catalogue
) -> FolderPlan:
    """Plans the files of a new folder, or without ``start`` the settings around data that are there; what exists is kept.

    Raises ``WrongUse`` where the place is no folder, or where what was asked for is no vision.
    """
    data = _data(start, words) if start is not None else {}
    if os.path.lexists(root) and not os.path.isdir(root):  # noqa: PTH112  # Path.is_dir falls over a name too long
        raise WrongUse("init.no_directory", path=root)
    base, folder = _repository(root)
    files = _settings(root, folder, source, words)
    files |= {_below(folder, path): text.encode() for path, text in data.items()}
    existing = tuple(sorted(path for path in files if os.path.lexists(base / path)))
    _refuse_other_wheel(base, folder, source, existing)
    changes = tuple(Change(path, None, files[path]) for path in sorted(files) if path not in existing)
    return FolderPlan(base, folder, changes, existing, (), _is_installable(root, source))


def plan_refresh(root: Path, source: InstallSource | None, words: Catalogue) -> FolderPlan:
    """Plans the renewal of the settings that nobody changed since ``init`` wrote them. Data are left alone."""
    if not os.path.lexists(root / VISION):
        raise WrongUse("error.no_folder_named", root=root)
    base, folder = _repository(root)
    pinned = "\n".join(_requirement_lines(root))
    changes: list[Change] = []
    proposed: list[Change] = []
    for path, content in sorted(_settings(root, folder, source, words).items()):
        old = existing_content(base, path)
        own = old.removesuffix(forge_settings.MERGE_BLOCK.encode()) if old is not None else b""
        change = Change(path, old, content + (old or b"")[len(own) :])
        if change.old == change.new:
            continue
        if path.startswith(_below(folder, WHEELS)):
            renewable = change.old is None or hashlib.sha256(change.old).hexdigest() in pinned
        else:
            renewable = change.old is not None and _is_unchanged(own, content)
        (changes if renewable else proposed).append(change)
    existing = tuple(change.path for change in proposed)
    _refuse_other_wheel(base, folder, source, existing)
    return FolderPlan(base, folder, tuple(changes), existing, tuple(proposed), _is_installable(root, source))


def make_executable(plan: FolderPlan) -> None:
    """Lets git run the hook: it passes over one that is no program."""
    for change in plan.changes:
        if change.path == forge_settings.HOOK:
            (plan.base / change.path).chmod(0o755)


def _settings(root: Path, folder: str, source: InstallSource | None, words: Catalogue) -> dict[str, bytes]:
    """Returns path below the repository's top → content of all that stands around the data."""
    installable = _is_installable(root, source)
    beside = forge_settings.settings_beside_data(source.requirement if source else None, words)
    if source is None and installable:
        del beside[forge_settings.TOOL]  # what it names stays
    for name, content in schema_files.schema_files(words).items():
        beside[f"schemas/{name}"] = content.decode()
    texts = {_below(folder, path): text for path, text in beside.items()}
    texts |= forge_settings.settings_at_top(folder, installable, words)
    files = {path: _marked(text, words).encode() for path, text in texts.items()}
    if source is not None and source.wheel is not None:
        files[_below(folder, source.wheel_path)] = source.wheel
    return files


def _marked(text: str, words: Catalogue) -> str:
    """Returns the text with its mark: in JSON under a key of its own, else as a comment near the top."""
    first, line_end, rest = text.partition("\n")
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    if first == "{":
        return f'{{\n  "visiontrack.init": "visiontrack init {digest}",\n{rest}'
    mark = f"# visiontrack init {digest}: {words('init.mark')}\n"
    # An interpreter and a coding have to stand above it.
    return f"{first}{line_end}{mark}{rest}" if first.startswith(("#!", "# -*-")) else mark + text


def _is_unchanged(content: bytes, renewed: bytes) -> bool:
    """Whether a file is, but for its line ends, as some version wrote it: its mark holds, or only the mark is gone."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    rest, digest = _without_mark(text)
    if digest is None:
        return rest == _without_mark(renewed.decode())[0]
    return digest == hashlib.sha256(rest.encode()).hexdigest()[:16]


def _without_mark(text: str) -> tuple[str, str | None]:
    """Returns the text without the line of its mark, and the mark's digest."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if mark := _MARK.search(line):
            return "".join(lines[:number] + lines[number + 1 :]), mark[1]
    return text, None


def _is_installable(root: Path, source: InstallSource | None) -> bool:
    """Whether CI can install the program: from the source, or from what the folder says already."""
    return source is not None or bool(_requirement_lines(root))


def _requirement_lines(root: Path) -> list[str]:
    text = (existing_content(root, forge_settings.TOOL) or b"").decode("utf-8", "replace")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _refuse_other_wheel(
    base: Path, folder: str, source: InstallSource | None, existing: tuple[str, ...]
) -> None:
    """Raises ``WrongUse`` for a wheel of the same name with other content: installing would fail on its hash."""
    if source is None or source.wheel is None:
        return
    path = _below(folder, source.wheel_path)
    if path in existing and existing_content(base, path) != source.wheel:
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


def _data(start: StartingValues, words: Catalogue) -> dict[str, str]:
    """Returns path → text of the data files, the examples among them."""
    plan, year = starter_files(start, words)
    texts = {file.path: _text(file, words) for file in plan}
    if not start.empty and start.start < datetime.MAXYEAR:  # the example's meeting is a year later
        texts |= {f"examples/{file.path}": _text(file, words) for file in [*plan, *year]}
    return texts


def _text(file: StarterFile, words: Catalogue) -> str:
    text = skeleton_text(file.kind, file.values, words, file.notes, file.head)
    checked_document(file.path, text)
    return text
