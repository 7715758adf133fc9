"""A new actor's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiontrack.scaffold.made import Made, must_be_free, new_file
from visiontrack.scaffold.render import render

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue


def new_actor(folder: Folder, id_: str, name: str, category: str, words: Catalogue) -> Made:
    """The actor's file; its id must be free among actors and sections."""
    path = folder.path_of("actor", id_)
    must_be_free(folder, path, id_, folder.sections)
    values = {"id": id_, "name": name, "category": category}
    return new_file(path, id_, render("actor", values, words, {}, words("new.head.actor", name=name)))
