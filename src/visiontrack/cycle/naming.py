"""What a person meant by an id on the command line: the vision, a measure, an indicator, an actor,
a section, an opinion, a program or a meeting.

The thing's own name serves as well where only one bears it; an id wins over a name. An indicator's full id is ``measure/indicator`` (``vision/<id>`` for the vision's own); a bare id serves where only
one thing bears it. Where several do, a word before a colon tells them apart: ``actor:city``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from visiontrack import fiscal_year
from visiontrack.errors import Unsound, WrongUse
from visiontrack.folder import names
from visiontrack.folder.model import Folder
from visiontrack.folder.names import exact, id_of, left_out_ids
from visiontrack.schema import Kind
from visiontrack.schema.measure import Indicator
from visiontrack.util.nearest import nearest

OWN = "vision"
NamedKind = Literal["vision", "measure", "indicator", "actor", "section", "opinion", "program", "meeting"]
KINDS: tuple[NamedKind, ...] = get_args(NamedKind)


class Named(NamedTuple):
    """A thing that was asked for; ``name`` is its id, of an indicator ``measure/indicator``, of a meeting ``year/id``."""

    kind: NamedKind
    name: str

    @property
    def full(self) -> str:
        """The name that is never ambiguous."""
        return self.name if self.kind in ("indicator", "meeting") else f"{self.kind}:{self.name}"


def resolve_indicator(folder: Folder, text: str) -> tuple[str | None, Indicator]:
    """Returns the indicator a person named, with its measure's id (None for the vision's own).

    Raises ``WrongUse`` with what was probably meant, or with all candidates of an ambiguous id; ``Unsound`` when
    the measure's file is among those left out.
    """
    match = find(folder, text, ("indicator",))
    measure, slash, id_ = (match.name if match is not None else text).partition("/")
    if match is not None:
        indicator = next(indicator for indicator in indicators_of(folder, measure) if indicator.id == id_)
        return (None if measure == OWN else measure), indicator
    if slash:
        _refuse_left_out(folder, "measure", measure)
    raise WrongUse("error.no_indicator", text=text, suggest=_near_indicator(folder, text))


def find(folder: Folder, text: str, among: Sequence[NamedKind] = KINDS) -> Named | None:
    """Returns the one thing of these kinds that bears this id, or else this name; None where none does.

    Raises ``WrongUse`` where several do.
    """
    kinds, name = _kinds_and_name(text, among)
    things = [thing for thing in everything(folder) if thing.kind in kinds]
    matches = [
        thing
        for thing in things
        if thing.name == name or (thing.kind == "indicator" and thing.name.partition("/")[2] == name)
    ]
    matches = (
        matches
        or _meetings(things, name)
        or [match for match in dict.fromkeys(_with_name(folder, name)) if match.kind in kinds]
    )
    if len(matches) > 1:
        candidates = "".join(f"\n  {match.full}" for match in matches)
        raise WrongUse("error.ambiguous", text=text, candidates=candidates)
    return matches[0] if matches else None


def _meetings(things: Sequence[Named], name: str) -> list[Named]:
    """Returns the meetings of this id, or of a year's (``2025/council-1``, ``R7/council-1``)."""
    year, slash, id_ = name.rpartition("/")
    return [
        thing
        for thing in things
        if thing.kind == "meeting"
        and (
            thing.name == f"{fiscal_year.parse(year)}/{id_}" if slash else thing.name.partition("/")[2] == id_
        )
    ]


def _with_name(folder: Folder, name: str) -> Iterator[Named]:
    """Yields what is called by this name; an indicator also by its measure's title and its own: ``創業支援の充実/創業者数``."""
    own_name = exact(name)
    if exact(folder.vision.name) == own_name:
        yield Named("vision", OWN)
    yield from (Named("measure", id_) for title, id_ in names.measures(folder) if exact(title) == own_name)
    for title, id_ in names.parties(folder):
        if exact(title) == own_name:
            yield Named("actor" if id_ in folder.actors else "section", id_)
    yield from (Named("program", id_) for title, id_ in names.programs(folder) if exact(title) == own_name)
    for (year, id_), meeting in folder.meetings.items():
        if exact(meeting.title) == own_name:
            yield Named("meeting", f"{year}/{id_}")
    titles = {id_: exact(measure.title) for id_, measure in folder.measures.items()}
    for indicator_name, full_id in names.indicators(folder):
        measure, _, id_ = full_id.partition("/")
        holders = {measure, titles.get(measure, measure)}
        called = {
            exact(indicator_name),
            *(f"{holder}/{part}" for holder in holders for part in (id_, exact(indicator_name))),
        }
        if own_name in called:
            yield Named("indicator", full_id)


def _kinds_and_name(text: str, among: Sequence[NamedKind]) -> tuple[Sequence[NamedKind], str]:
    """Returns the kinds that may be meant, and the name without the word before the colon."""
    prefix, colon, rest = text.partition(":")
    kinds = [kind for kind in among if kind == prefix] if colon else among
    return kinds, rest if colon and kinds else text


def resolve(folder: Folder, text: str) -> Named:
    """Returns the one thing that bears this name; raises as ``resolve_indicator``."""
    match = find(folder, text)
    if match is not None:
        return match
    _, name = _kinds_and_name(text, KINDS)
    if "/" in name:
        resolve_indicator(folder, name)
    _refuse_left_out(folder, "measure", name)
    _refuse_left_out(folder, "actor", name)
    kinds: tuple[Kind, ...] = ("actor", "meeting")
    for kind in kinds:  # a section or an opinion in such a file
        path = left_out_ids(folder, kind).get(name)
        if path is not None:
            raise Unsound("error.file_left_out", path=path)
    called = (*names.measures(folder), *names.indicators(folder), *names.parties(folder))
    bare = [thing.name for thing in everything(folder) if thing.kind not in ("indicator", "meeting")]
    bare += [name for kind, name in everything(folder) if kind == "meeting"]
    near = id_of(name, called) or nearest(name, bare) or _near_indicator(folder, name)
    raise WrongUse("error.no_id", text=text, suggest=near)


def everything(folder: Folder) -> Iterator[Named]:
    """Yields every named thing of a folder."""
    yield Named("vision", OWN)
    yield from (Named("measure", id_) for id_ in folder.measures)
    yield from (Named("indicator", name) for _, name in names.indicators(folder))
    yield from (Named("actor", id_) for id_ in folder.actors)
    yield from (Named("section", id_) for id_ in folder.sections)
    yield from (Named("opinion", id_) for id_ in folder.opinions)
    yield from (Named("program", id_) for id_ in folder.programs)
    yield from (Named("meeting", f"{year}/{id_}") for year, id_ in folder.meetings)


def indicators_of(folder: Folder, measure: str) -> tuple[Indicator, ...]:
    """Returns the indicators of a measure, of the vision for ``vision``; none for an unknown measure."""
    if measure == OWN:
        return folder.vision.indicators
    owner = folder.measures.get(measure)
    return owner.indicators if owner is not None else ()


def _refuse_left_out(folder: Folder, kind: Literal["measure", "actor"], id_: str) -> None:
    """Raises ``Unsound`` where the thing's file was left out: it is not unknown, it is broken."""
    path = folder.path_of(kind, id_)
    if path in folder.left_out:
        raise Unsound("error.file_left_out", path=path)


def _near_indicator(folder: Folder, text: str) -> str | None:
    known_names = [name for _, name in names.indicators(folder)]
    near = id_of(text, names.indicators(folder)) or nearest(text, known_names)
    if near is not None:
        return near
    # A short id that is right weighs too little against a long measure's name: look at it alone.
    bare = nearest(text.rpartition("/")[2], sorted({name.partition("/")[2] for name in known_names}))
    return next((name for name in known_names if name.partition("/")[2] == bare), None)
