"""What things are called, for people who type a name where an id belongs; and the ids in files that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.folder.listing import entry_at
from visiontrack.yaml.quick_id import all_ids

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.schema import Kind

NamesWithIds = Iterator[tuple[str, str]]


def parties(folder: Folder) -> NamesWithIds:
    """Yields actors and sections; a section also by its actor's name and its own: ``所沢市産業振興課``."""
    for id_, actor in folder.actors.items():
        yield actor.name, id_
        for section in actor.sections:
            yield section.name, section.id
            yield actor.name + section.name, section.id


def measures(folder: Folder) -> NamesWithIds:
    """Yields measures by their titles."""
    yield from ((measure.title, id_) for id_, measure in folder.measures.items())


def indicators(folder: Folder) -> NamesWithIds:
    """Yields indicators by their names, each with ``measure/indicator`` as its id."""
    yield from ((indicator.name, f"vision/{indicator.id}") for indicator in folder.vision.indicators)
    for id_, measure in folder.measures.items():
        yield from ((indicator.name, f"{id_}/{indicator.id}") for indicator in measure.indicators)


def policies(folder: Folder) -> NamesWithIds:
    """Yields policies by their titles."""
    yield from ((policy.title, policy.id) for policy in folder.vision.policies)


def fields(folder: Folder) -> NamesWithIds:
    """Yields fields by their titles."""
    yield from ((field.title, field.id) for field in folder.vision.fields)


def left_out_ids(folder: Folder, kind: Kind) -> dict[str, str]:
    """Returns every id written in the files of a kind that were left out, with the file that it stands in.

    Such an id counts as taken, though nothing more is known of it.
    """
    paths: dict[str, str] = {}
    for path in folder.left_out:
        entry = entry_at(path)
        if entry is not None and entry.kind == kind:
            paths |= dict.fromkeys(all_ids(os.path.join(folder.root, path)), path)
    return paths
