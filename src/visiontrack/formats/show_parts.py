"""What the pages of ``show`` have in common: headings, wrapped facts, lists of opinions and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from visiontrack.layout.width import width, wrap

if TYPE_CHECKING:
    from visiontrack.cycle.act import RaisedOpinion
    from visiontrack.cycle.show import DatedDecision
    from visiontrack.folder.model import Folder
    from visiontrack.formats.figures import Painter
    from visiontrack.messages import Catalogue


def section(title: str, lines: Iterable[str], paint: Painter) -> list[str]:
    """A part of the page with its title; nothing where it has no lines."""
    held = list(lines)
    return ["", *paint.section(title), *held] if held else []


def facts(texts: Iterable[str], paint: Painter) -> list[str]:
    """Short facts behind one another, as many as fit on a line; only one too long for a line is broken."""
    lines: list[str] = []
    room = paint.columns - 2
    for text in filter(None, texts):
        joined = f"{lines[-1]}  {text}" if lines else text
        if lines and width(joined, paint.ambiguous) <= room:
            lines[-1] = joined
        else:
            lines += wrap(text, room, paint.ambiguous)
    return [part for line in lines for part in paint.hang("  ", line)]


def paragraph(text: str | None, paint: Painter, indent: int = 2) -> list[str]:
    """A text as it was written, wrapped."""
    lines = paint.hang(" " * indent, (text or "").strip()) if text else []
    return [line.rstrip() for line in lines]


def item(text: str, paint: Painter) -> list[str]:
    """An entry of a list, its further lines indented."""
    first, *rest = wrap(text, paint.columns - 4, paint.ambiguous)
    return [f"  {first}", *(f"    {line}" for line in rest)]


def opinion_lines(
    folder: Folder, asked: Sequence[RaisedOpinion], words: Catalogue, paint: Painter
) -> Iterator[str]:
    """Each opinion: who said it when, how far its answer is, and what was said."""
    for one in asked:
        head = words(
            "show.opinions.item",
            id=one.opinion.id,
            date=one.meeting.date.isoformat(),
            actor=folder.party_name(one.opinion.actor),
            kind=words(f"word.{one.opinion.kind}"),
            state=state(one, words),
        )
        yield from item(head, paint)
        yield from paragraph(one.opinion.text, paint, 6)


def state(one: RaisedOpinion, words: Catalogue) -> str:
    """How far the answer to an opinion is."""
    return words(f"show.state.{one.state}")


def decision_lines(decided: Sequence[DatedDecision], words: Catalogue, paint: Painter) -> Iterator[str]:
    """Each decision with its reason and the opinions it answers."""
    for one in decided:
        held = one.decision
        text = words("show.decision", year=one.year, plan=one.plan, decision=words(f"word.{held.decision}"))
        if held.project is not None:
            text = words("show.decision.project", text=text, project=held.project)
        if held.into is not None:
            text = words("show.decision.into", text=text, measure=held.measure, into=held.into)
        yield from item(text, paint)
        yield from paragraph(held.reason, paint, 6)
        if held.opinions:
            ids = words("list.comma").join(held.opinions)
            yield from paragraph(words("show.decision.opinions", ids=ids), paint, 6)
