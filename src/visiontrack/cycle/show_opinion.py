"""Show an opinion: where it was raised, how it was answered, what was decided on it, and where the plan shows that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.act import RaisedOpinion, raised_opinions
from visiontrack.cycle.reflected import Reflected, reflected
from visiontrack.cycle.where import FileLine, LineFinder

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder


@dataclass(frozen=True, slots=True)
class FollowedDecision:
    """A decision that answers the opinion: the plan it changes, and whether that plan shows it."""

    plan: int
    reflected: Reflected


@dataclass(frozen=True, slots=True)
class OpinionOverview:
    """Everything ``show`` tells of an opinion."""

    asked: RaisedOpinion
    where: FileLine
    decisions: tuple[FollowedDecision, ...]


def show_opinion(folder: Folder, id_: str) -> OpinionOverview:
    """The opinion and the way it went."""
    raised = next(opinion for opinion in raised_opinions(folder) if opinion.opinion.id == id_)
    plans = sorted({decisions_file.plan_year for decisions_file in folder.decisions.values()})
    return OpinionOverview(
        raised,
        LineFinder(folder.root).of(raised.place),
        tuple(
            FollowedDecision(plan, entry)
            for plan in plans
            for entry in reflected(folder, plan)
            if id_ in entry.decision.opinions
        ),
    )
