"""What things are called, each name with the id that belongs to it: for people who type the one for the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder

Named = Iterator[tuple[str, str]]


def parties(folder: Folder) -> Named:
    """Actors and sections; a section also by its actor's name and its own: ``所沢市産業振興課``."""
    for id_, actor in folder.actors.items():
        yield actor.name, id_
        for section in actor.sections:
            yield section.name, section.id
            yield actor.name + section.name, section.id


def measures(folder: Folder) -> Named:
    """Measures by their titles."""
    yield from ((one.title, id_) for id_, one in folder.measures.items())


def indicators(folder: Folder) -> Named:
    """Indicators by their names; what is found is ``measure/indicator``."""
    yield from ((one.name, f"vision/{one.id}") for one in folder.vision.indicators)
    for id_, measure in folder.measures.items():
        yield from ((one.name, f"{id_}/{one.id}") for one in measure.indicators)


def policies(folder: Folder) -> Named:
    """Policies by their titles."""
    yield from ((one.title, one.id) for one in folder.vision.policies)


def fields(folder: Folder) -> Named:
    """Fields by their titles."""
    yield from ((one.title, one.id) for one in folder.vision.fields)
