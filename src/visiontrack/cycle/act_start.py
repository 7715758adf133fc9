"""Lays out the decisions file of a year from what the sections propose and what the meetings said."""

from __future__ import annotations

import os
from collections.abc import Callable

from visiontrack.cycle.act import UNFINISHED, RaisedOpinion, raised_opinions
from visiontrack.cycle.attention import Reason, attention
from visiontrack.cycle.naming import OWN
from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.evaluation.measure_score import MeasureScore
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.folder.model import Folder
from visiontrack.layout.width import cut
from visiontrack.messages import Catalogue
from visiontrack.scaffold.year_skeletons import DecisionDraft, decisions_skeleton
from visiontrack.schema.result import Result

# Words a section may propose that need more than the word to stand in a decision.
_INCOMPLETE = ("merge", "new")
# Reasons for attention that the facts and the opinions above an entry say already.
_SAID_OTHERWISE = ("wants", "opinion")
# From a year's results to the first plan they can still change: in by summer, council, then the next budget.
_USUAL_YEARS = 2
_OPINION_WIDTH = 60


def decisions_file(
    folder: Folder, year: int, words: Catalogue, say: Callable[[Reason, MeasureScore], str]
) -> Change:
    """Returns the new file, not yet written; ``say`` puts a reason into words.

    Raises ``WrongUse`` where anything stands at its place, sound or not.
    """
    path = folder.path_of("decisions", "", year)
    if os.path.lexists(folder.root / path):
        raise WrongUse("error.target_exists", path=path)
    text = decisions_skeleton(year, plan_year(folder, year), _drafts(folder, year, words, say), words)
    return Change(path, None, text.encode())


def plan_year(folder: Folder, year: int) -> int:
    """Returns the plan that the year's decisions change: as far ahead as the last decisions reached, else two years."""
    earlier = [decisions for judged, decisions in folder.decisions.items() if judged < year]
    if not earlier:
        return year + _USUAL_YEARS
    last = max(earlier, key=lambda decisions: decisions.year)
    return year + max(1, last.plan_year - last.year)


def _drafts(
    folder: Folder, year: int, words: Catalogue, say: Callable[[Reason, MeasureScore], str]
) -> list[DecisionDraft]:
    """Returns a draft for the vision where an opinion concerns it, and one for every measure in force."""
    scores = evaluate(folder, year)
    opinions = _opinions_by_measure(folder, year)
    reasons = {entry.measure.id: entry.reasons for entry in attention(folder, year)}
    drafts = []
    if OWN in opinions:
        drafts.append(_draft(OWN, [words("act.form.vision")], "undecided", opinions[OWN], words))
    for score in scores.measures:
        measure, result = score.measure, folder.results.get((year, score.id))
        about = [
            words(
                "act.form.measure", title=measure.title, lead=folder.party_name(folder.lead_in(measure, year))
            )
        ]
        if result is not None:
            about.append("  " + _facts(score, result, words))
        about += [
            "  " + say(reason, score)
            for reason in reasons.get(score.id, ())
            if reason.key not in _SAID_OTHERWISE
        ]
        proposed = result.next if result is not None and result.next not in _INCOMPLETE else None
        drafts.append(_draft(score.id, about, proposed or "undecided", opinions.get(score.id, []), words))
    return drafts


def _draft(
    measure: str, about: list[str], decision: str, opinions: list[RaisedOpinion], words: Catalogue
) -> DecisionDraft:
    lines = [
        "  "
        + words(
            "act.form.opinion",
            id=raised.opinion.id,
            kind=words(f"word.{raised.opinion.kind}"),
            state=words(f"act.state.{raised.state}"),
            text=cut(" ".join(raised.opinion.text.split()), _OPINION_WIDTH),
        )
        for raised in opinions
    ]
    ids = tuple(dict.fromkeys(raised.opinion.id for raised in opinions))
    return DecisionDraft(measure, "\n".join([*about, *lines]), decision, ids)


def _opinions_by_measure(folder: Folder, year: int) -> dict[str, list[RaisedOpinion]]:
    """Returns the opinions raised on this year, and older ones unfinished that no earlier decision answers."""
    answered = {
        id_
        for judged, decisions in folder.decisions.items()
        if judged < year
        for decision in decisions.decisions
        if not decision.draft
        for id_ in decision.opinions
    }
    opinions: dict[str, list[RaisedOpinion]] = {}
    for raised in raised_opinions(folder):
        unfinished = raised.state in UNFINISHED and raised.opinion.id not in answered
        if raised.reviewed == year or (raised.reviewed < year and unfinished):
            for measure in raised.opinion.measures or (OWN,):
                opinions.setdefault(measure, []).append(raised)
    return opinions


def _facts(score: MeasureScore, result: Result, words: Catalogue) -> str:
    """Returns what the council should have before its eyes: the grades, and what the section proposes."""
    nothing, own = words("act.form.nothing"), result.self_evaluation
    return words(
        "act.form.facts",
        grade=score.grade or nothing,
        score=nothing if score.score is None else format(score.score, "f"),
        own=nothing if own is None else own.grade,
        next=nothing if result.next is None else words(f"word.{result.next}"),
    )
