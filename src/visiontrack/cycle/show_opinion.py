"""Show an opinion: where it was raised, how it was answered, what was decided on it, and where the plan shows that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.act import Asked, opinions
from visiontrack.cycle.reflected import Reflected, reflected
from visiontrack.cycle.where import Lines, Where

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision that answers the opinion: the plan it changes, and whether that plan shows it."""

    plan: int
    reflected: Reflected


@dataclass(frozen=True, slots=True)
class OpinionView:
    """Everything ``show`` tells of an opinion."""

    asked: Asked
    where: Where
    decisions: tuple[Followed, ...]


def show_opinion(folder: Folder, id_: str) -> OpinionView:
    """The opinion and the way it went."""
    raised = next(opinion for opinion in opinions(folder) if opinion.opinion.id == id_)
    plans = sorted({decisions_file.plan_year for decisions_file in folder.decisions.values()})
    return OpinionView(
        raised,
        Lines(folder.root).of(raised.place),
        tuple(
            Followed(plan, entry)
            for plan in plans
            for entry in reflected(folder, plan)
            if id_ in entry.decision.opinions
        ),
    )
