"""Checks what was asked for before a skeleton is written: ids that must exist or be free, and the text itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from visiontrack.diagnose.reader import parse
from visiontrack.edit.writer import Change
from visiontrack.errors import Unsound, WrongText, WrongUse
from visiontrack.folder import names
from visiontrack.folder.listing import entry_at
from visiontrack.folder.model import Folder
from visiontrack.folder.names import id_of
from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.util.nearest import nearest
from visiontrack.yaml.document import Document

_MOST_CHOICES = 8


class Skeleton(NamedTuple):
    """What ``new`` makes: the id of the measure, actor, meeting or opinion, and the change to its file."""

    id: str
    change: Change


def checked_document(path: str, text: str) -> Document:
    """Returns the text as the reader sees it. Raises ``WrongText`` with everything that is wrong in it."""
    entry = entry_at(path)
    assert entry is not None, path
    document = parse(path, entry.kind, text)
    errors = [finding for finding in document.findings if finding.severity == "error"]
    if errors:
        raise WrongText("new.invalid", errors)
    return document


def new_file(path: str, id_: str, text: str) -> Skeleton:
    """Returns the skeleton of a file that does not exist yet. Raises ``WrongText``."""
    checked_document(path, text)
    return Skeleton(id_, Change(path, None, text.encode()))


def present_values(**values: Any) -> dict[str, Any]:
    """Returns the values that are not empty."""
    return {key: value for key, value in values.items() if value not in (None, (), [])}


def require_known(
    folder: Folder,
    option: str,
    ids: Iterable[str],
    known_ids: Collection[str],
    files: str,
    titles: names.NamesWithIds,
) -> list[str]:
    """Returns the ids that were named, by themselves or by the names of what bears them.

    Raises ``WrongUse`` where nothing or several things bear a name, with what was probably meant; ``Unsound`` where one
    of the ``files`` that declare such ids was left out.
    """
    pairs = list(titles)
    chosen_ids = []
    for id_ in ids:
        chosen = names.chosen_id(id_, known_ids, pairs)
        if chosen is not None:
            chosen_ids.append(chosen)
            continue
        broken = [path for path in folder.left_out if path.startswith(files)]
        near = id_of(id_, pairs) or nearest(id_, sorted(known_ids))
        if broken and near is None:
            raise Unsound("error.file_left_out", path=broken[0])
        choices = sorted(known_ids)
        if len(choices) > _MOST_CHOICES:
            choices[_MOST_CHOICES:] = ["…"]
        raise WrongUse("new.unknown", option=option, value=id_, known=", ".join(choices) or "-", suggest=near)
    return chosen_ids


def require_party(folder: Folder, option: str, ids: Iterable[str]) -> list[str]:
    """Returns the ids of actors and sections that were named. Raises ``WrongUse`` where one is neither."""
    known_ids = {*folder.actors, *folder.sections}
    return require_known(folder, option, ids, known_ids, "data/actors/", names.parties(folder))


def require_measure(folder: Folder, option: str, ids: Iterable[str]) -> list[str]:
    """Returns the ids of measures that were named. Raises ``WrongUse`` where one is no measure's.

    A measure whose file was left out has its id all the same.
    """
    known_ids = {*folder.measures, *(entry.id for entry in folder.listing.of("measure"))}
    return require_known(folder, option, ids, known_ids, "data/measures/", names.measures(folder))


def require_id(id_: str) -> None:
    """Raises ``WrongUse`` where a text is no id, so that no file can bear it."""
    if id_problem(id_) is not None:
        near = near_id(id_)
        raise WrongUse("new.bad_id", id=id_, suggest=near if id_problem(near) is None else None)


def require_free(folder: Folder, path: str, id_: str, taken_ids: Collection[str]) -> None:
    """Raises ``WrongUse`` where a text is no id, a file stands at its path, or something else bears the id."""
    require_id(id_)
    if any(entry.path == path for entries in folder.listing.entries.values() for entry in entries):
        raise WrongUse("error.target_exists", path=path)
    if id_ in taken_ids:
        raise WrongUse("new.taken", id=id_)
