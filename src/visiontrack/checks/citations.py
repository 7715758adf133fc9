"""Who cites an id, and which id is still free, for an id that stands twice: every file is read once more for that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from visiontrack.finding import Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.loading import read_document
from visiontrack.schema.references import ThingKind, id_places

_NUMBERED = re.compile(r"(.*-)([0-9]+)")


class IdSpace(NamedTuple):
    """Where an id is unique: among all things of a kind, or those of one owner."""

    kind: ThingKind
    owner: str = ""


class Citations(NamedTuple):
    """Every id of a folder by its space, each with the places that refer to it; declarations are no such places."""

    places: Mapping[IdSpace, Mapping[str, list[Place]]]

    def of(self, space: IdSpace, id_: str) -> list[Place]:
        """Returns the places that refer to an id."""
        return self.places[space][id_] if space in self.places else []

    def free_id(self, space: IdSpace, id_: str) -> str:
        """Returns the next id that nothing bears: one more than the highest number, or a number behind it."""
        match = _NUMBERED.fullmatch(id_)
        prefix, digits = (match[1], len(match[2])) if match else (f"{id_}-", 1)
        numbers = [
            int(other.removeprefix(prefix))
            for other in self.places.get(space, ())
            if other.startswith(prefix) and other.removeprefix(prefix).isdecimal()
        ]
        return f"{prefix}{max(numbers, default=1) + 1:0{digits}}"


def citations(draft: Draft) -> Citations:
    """Reads every file of a folder, broken ones too as far as they are YAML."""
    places: dict[IdSpace, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for entries in draft.listing.entries.values():
        for entry in entries:
            data = read_document(draft.root, entry).data
            for place in id_places(entry.kind, data, entry.year) if isinstance(data, dict) else ():
                owner = place.owner
                if place.kind == "role" and owner in draft.sections:
                    owner = draft.sections[owner][1]
                cited = places[IdSpace(place.kind, owner)][place.id]
                if place.loc[-1] != "id":
                    cited.append(Place(entry.path, place.loc, place.at))
    return Citations(places)
