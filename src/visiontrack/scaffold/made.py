"""A file about to be written for people to fill in: held against the reader before it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from visiontrack.diagnose.reader import parse
from visiontrack.edit.writer import Change
from visiontrack.errors import Unsound, WrongText, WrongUse
from visiontrack.folder.id_names import id_of
from visiontrack.folder.listing import entry_at
from visiontrack.scaffold import names
from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.util.nearest import nearest
from visiontrack.yaml.document import Document

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder


_MOST_SHOWN = 8


class Made(NamedTuple):
    """What ``new`` makes: the id of the measure, actor, meeting or opinion, and the change to its file."""

    id: str
    change: Change


def sound(path: str, text: str) -> Document:
    """The text as the reader sees it; ``WrongText`` with everything that is wrong with what was asked for."""
    entry = entry_at(path)
    assert entry is not None, path
    document = parse(path, entry.kind, text)
    wrong = [one for one in document.findings if one.severity == "error"]
    if wrong:
        raise WrongText("new.invalid", wrong)
    return document


def new_file(path: str, id_: str, text: str) -> Made:
    """A file that does not exist yet."""
    sound(path, text)
    return Made(id_, Change(path, None, text.encode()))


def must_be_known(
    folder: Folder, option: str, ids: Iterable[str], known: Collection[str], files: str, called: names.Named
) -> None:
    """Every id is one of the known; ``files`` is where such ids are declared, in case one of those was left out.

    ``called`` tells what they are called, for whoever gave a name.
    """
    for id_ in ids:
        if id_ in known:
            continue
        broken = [path for path in folder.left_out if path.startswith(files)]
        near = id_of(id_, called) or nearest(id_, sorted(known))
        if broken and near is None:
            raise Unsound("error.file_left_out", path=broken[0])
        raise WrongUse("new.unknown", option=option, value=id_, known=_some(known), suggest=near)


def _some(known: Collection[str]) -> str:
    """The ids to choose from, as many as fit into a sentence."""
    shown = sorted(known)[:_MOST_SHOWN]
    return ", ".join([*shown, "…"] if len(known) > len(shown) else shown) or "-"


def must_be_party(folder: Folder, option: str, ids: Iterable[str]) -> None:
    """Every id is an actor's or a section's."""
    known = {*folder.actors, *folder.sections}
    must_be_known(folder, option, ids, known, "data/actors/", names.parties(folder))


def must_be_measure(folder: Folder, option: str, ids: Iterable[str]) -> None:
    """Every id is a measure's; one whose file was left out has its name all the same."""
    known = {*folder.measures, *(entry.id for entry in folder.listing.of("measure"))}
    must_be_known(folder, option, ids, known, "data/measures/", names.measures(folder))


def must_be_id(id_: str) -> None:
    """The id is one, so that a file can bear it."""
    if id_problem(id_) is not None:
        near = near_id(id_)
        raise WrongUse("new.bad_id", id=id_, suggest=near if id_problem(near) is None else None)


def must_be_free(folder: Folder, path: str, id_: str, taken: Collection[str]) -> None:
    """The id is one, no file stands at its path, and nothing else of its kind has it."""
    must_be_id(id_)
    if any(entry.path == path for held in folder.listing.entries.values() for entry in held):
        raise WrongUse("error.target_exists", path=path)
    if id_ in taken:
        raise WrongUse("new.taken", id=id_)


def given(**values: Any) -> dict[str, Any]:
    """The values that are there."""
    return {key: value for key, value in values.items() if value not in (None, (), [])}
