"""The decisions file of a year, laid out from what the sections propose and what the meetings said."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.cycle.act import UNFINISHED, RaisedOpinion, raised_opinions
from visiontrack.cycle.attention import Attention, Reason, attention
from visiontrack.cycle.naming import OWN
from visiontrack.cycle.result_form import choices, comment
from visiontrack.edit.spelling import spell, spell_flow
from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.layout.width import cut

if TYPE_CHECKING:
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue

# Words a section may propose that need more than the word to stand in a decision.
_INCOMPLETE = ("merge", "new")
# What the facts and the opinions beside them say already.
_SAID_OTHERWISE = ("wants", "opinion")
# From a year's results to the first plan they can still change: in by summer, council, then the next budget.
_USUAL_WAY = 2
_SHORT = 60


def lay_out(folder: Folder, year: int, words: Catalogue, say: Callable[[Reason], str]) -> Change:
    """The new file, not yet written. Whatever stands at its place, sound or not, is wrong use."""
    path = folder.path_of("decisions", "", year)
    if os.path.lexists(folder.root / path):
        raise WrongUse("error.target_exists", path=path)
    return Change(path, None, decisions_form(folder, year, words, say).encode())


def decisions_form(folder: Folder, year: int, words: Catalogue, say: Callable[[Reason], str]) -> str:
    """``data/decisions/<year>.yaml`` with every measure in force; ``say`` puts a reason into words."""
    scores = evaluate(folder, year)
    named = _opinions_by_measure(folder, year)
    noted = {one.measure.id: one for one in attention(folder, scores)}
    head = words(
        "act.form.head",
        year=year,
        wareki=fiscal_year.wareki(year),
        words=choices("decisions", ("decisions", 0, "decision"), words),
    )
    lines = [
        *comment(head),
        f"year: {year}",
        *comment(words("act.form.plan")),
        f"plan: {plan_year(folder, year)}",
    ]
    entries = []
    if OWN in named:
        about = comment(words("act.form.vision"))
        entries.append([*_above(about, named[OWN], words), *_entry(OWN, "undecided", named[OWN])])
    for score in scores.measures:
        asked = named.get(score.id, [])
        about = _about(folder, score, noted.get(score.id), words, say)
        entry = _entry(score.id, _proposed(folder, score), asked)
        entries.append([*_above(about, asked, words), *entry])
    return "\n".join([*lines, "decisions:", "\n\n".join(map("\n".join, entries))]) + "\n"


def plan_year(folder: Folder, year: int) -> int:
    """The plan these decisions change: as far ahead as the last decisions reached, else the usual way."""
    earlier = [decision for judged, decision in folder.decisions.items() if judged < year]
    if not earlier:
        return year + _USUAL_WAY
    last = max(earlier, key=lambda one: one.year)
    return year + max(1, last.plan_year - last.year)


def _opinions_by_measure(folder: Folder, year: int) -> dict[str, list[RaisedOpinion]]:
    """The opinions raised on this year, and older ones unfinished that no earlier decision answers."""
    answered = {
        id_
        for judged, held in folder.decisions.items()
        if judged < year
        for decision in held.decisions
        for id_ in decision.opinions
    }
    named: dict[str, list[RaisedOpinion]] = {}
    for opinion in raised_opinions(folder):
        waiting = (
            opinion.reviewed < year and opinion.state in UNFINISHED and opinion.opinion.id not in answered
        )
        if opinion.reviewed == year or waiting:
            for measure in opinion.opinion.measures or (OWN,):
                named.setdefault(measure, []).append(opinion)
    return named


def _proposed(folder: Folder, score: MeasureScore) -> str:
    result = folder.results.get((score.year, score.id))
    proposed = result.next if result is not None else None
    return proposed if proposed is not None and proposed not in _INCOMPLETE else "undecided"


def _about(
    folder: Folder,
    score: MeasureScore,
    noted: Attention | None,
    words: Catalogue,
    say: Callable[[Reason], str],
) -> list[str]:
    """What the council should have before its eyes: grades, what the section proposes, what stands out."""
    result = folder.results.get((score.year, score.id))
    lines = [words("act.form.measure", title=score.measure.title, lead=folder.party_name(score.measure.lead))]
    if result is not None:
        nothing, own = words("act.form.nothing"), result.self_evaluation
        facts = words(
            "act.form.facts",
            grade=score.grade or nothing,
            score=nothing if score.score is None else format(score.score, "f"),
            own=nothing if own is None else own.grade,
            next=nothing if result.next is None else words(f"word.{result.next}"),
        )
        lines.append(f"  {facts}")
    noted_reasons = noted.reasons if noted is not None else ()
    reasons = [f"  {say(reason)}" for reason in noted_reasons if reason.key not in _SAID_OTHERWISE]
    return comment("\n".join([*lines, *reasons]))


def _above(about: list[str], asked: list[RaisedOpinion], words: Catalogue) -> list[str]:
    lines = list(about)
    for one in asked:
        said = words(
            "act.form.opinion",
            id=one.opinion.id,
            kind=words(f"word.{one.opinion.kind}"),
            state=words(f"act.state.{one.state}"),
            text=cut(" ".join(one.opinion.text.split()), _SHORT),
        )
        lines += comment(f"  {said}")
    return [f"  {line}" for line in lines]


def _entry(measure: str, decision: str, asked: list[RaisedOpinion]) -> list[str]:
    ids = list(dict.fromkeys(one.opinion.id for one in asked))
    lines = [f"  - measure: {spell(measure)}", f"    decision: {decision}", "    reason: |"]
    return [*lines, f"    opinions: {spell_flow(ids)}"] if ids else lines
