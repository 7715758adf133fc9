"""The digest of a report's facts: of all that it tells but what things are called.

A new title, number, name or period makes no report stale: it was right when it was made. So the digest is taken over
the report's view of a folder in which ids stand for titles and names. What shapes the page beside the view goes into
it too: the templates and the sentences of the catalogue. Whether a report still holds its facts is seen without
rendering it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from visiontrack.report.data_text import Text
from visiontrack.report.report_view import READERS, report_view
from visiontrack.report.template_loader import LARGEST_TEMPLATE, OWN
from visiontrack.report.view import View
from visiontrack.util.resources import shipped

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema.actor import Actor
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.vision import Audience, ReportPaper, Vision

# Fields of views that hold a period, which a later plan may extend.
_PERIODS = frozenset(["start", "end"])


class FactsDigests:
    """The digests of the reports of a folder, in one language."""

    def __init__(self, folder: Folder, words: Catalogue) -> None:
        self._folder = folder
        self._words = words
        self._digests: dict[tuple[int, Audience], str] = {}

    def of(self, year: int, paper: ReportPaper) -> str:
        """Returns SHA-256, in hexadecimal digits, over the facts of a report; papers for the same eyes share them."""
        key = (year, READERS[paper])
        if key not in self._digests:
            view = replace(report_view(self._nameless, year, paper, self._words), paper="")
            text = "\n".join([self._page, *_facts(view)])
            self._digests[key] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return self._digests[key]

    @cached_property
    def _nameless(self) -> Folder:
        folder = self._folder
        return replace(
            folder,
            vision=_nameless_vision(folder.vision),
            actors={id_: _nameless_actor(actor) for id_, actor in folder.actors.items()},
            measures={id_: _nameless_measure(measure) for id_, measure in folder.measures.items()},
            remembered={},
        )

    @cached_property
    def _page(self) -> str:
        """What shapes every page: the sentences, and the templates, the city's own and the shipped ones."""
        sentences = repr(sorted(self._words.sentences("page").items()))
        folders = (self._folder.root / OWN, shipped("templates"))
        texts = [
            place.read_bytes()[: LARGEST_TEMPLATE + 1]
            for folder in folders
            for place in sorted(folder.rglob("*.md.j2"))
            if place.is_file() and "site" not in place.relative_to(folder).parts
        ]
        return hashlib.sha256(b"\0".join([sentences.encode(), *texts])).hexdigest()


def _named_by_id(things: Any, name: str) -> Any:
    return tuple(thing.model_copy(update={name: thing.id}) for thing in things)


def _nameless_vision(vision: Vision) -> Vision:
    bodies = {
        body: getattr(vision, body).model_copy(update={"name": body})
        for body in ("council", "team")
        if getattr(vision, body) is not None
    }
    return vision.model_copy(
        update={
            "name": "",
            "municipality": vision.municipality.model_copy(update={"name": ""}),
            "policies": _named_by_id(vision.policies, "title"),
            "fields": _named_by_id(vision.fields, "title"),
            "indicators": _named_by_id(vision.indicators, "name"),
            **bodies,
        }
    )


def _nameless_actor(actor: Actor) -> Actor:
    return actor.model_copy(
        update={
            "name": actor.id,
            "sections": _named_by_id(actor.sections, "name"),
            "roles": _named_by_id(actor.roles, "title"),
            "programs": _named_by_id(actor.programs, "title"),
        }
    )


def _nameless_measure(measure: Measure) -> Measure:
    return measure.model_copy(
        update={
            "title": measure.id,
            "number": None,
            "projects": _named_by_id(measure.projects, "title"),
            "indicators": _named_by_id(measure.indicators, "name"),
        }
    )


def _facts(value: object) -> Iterator[str]:
    """Yields all that a value of a view holds, in its order."""
    if isinstance(value, View):
        yield type(value).__name__
        for field in fields(value):  # type: ignore[arg-type]  # every view is a dataclass
            if field.name not in _PERIODS:
                yield from _facts(getattr(value, field.name))
    elif isinstance(value, tuple):
        yield f"({len(value)}"
        for item in value:
            yield from _facts(item)
    elif isinstance(value, Mapping):
        yield from _facts(tuple(value.items()))
    else:
        yield repr(value.raw if isinstance(value, Text) else value)
