"""Lays out a year's files: a results file for its section to fill in, and the decisions file.

Both are valid as they stand and explain themselves in comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visiontrack import fiscal_year
from visiontrack.edit.spelling import scalar_text
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.inputs import IndicatorInputs
from visiontrack.evaluation.measure_score import measure_score, own_scores
from visiontrack.evaluation.year_values import actual_in
from visiontrack.folder.model import Folder
from visiontrack.messages import Catalogue
from visiontrack.scaffold.commented_yaml import (
    TEXT_TO_FILL_IN,
    ListItem,
    YamlBlock,
    YamlEntry,
    file_text,
    in_brackets,
    word_with_meaning,
    yaml_lines,
)
from visiontrack.schema import Kind
from visiontrack.schema.measure import Measure, Project
from visiontrack.schema.paths import words_at
from visiontrack.schema.result import WITHOUT_VALUE

# A project added later, as it is laid out.
EMPTY_PROJECT = {"status": "planned", "text": None, "budget": None, "spent": None}


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A measure that a decisions file asks about: what to know of it, what is proposed, and the opinions on it."""

    measure: str
    about: str
    decision: str
    opinions: tuple[str, ...]


def decisions_skeleton(year: int, plan: int, drafts: Sequence[DecisionDraft], words: Catalogue) -> str:
    """Returns ``data/decisions/<year>.yaml`` with an entry for each draft; ``plan`` is the plan that they change."""
    choices = choices_at("decisions", ("decisions", 0, "decision"), words)
    items = [ListItem(_decision_entries(draft), draft.about) for draft in drafts]
    return file_text(
        words("act.form.head", year=year, wareki=fiscal_year.wareki(year), words=choices),
        [
            YamlEntry("year", year),
            YamlEntry("plan", plan, above=words("act.form.plan")),
            YamlEntry("decisions", YamlBlock(items, spaced=True)),
        ],
    )


def _decision_entries(draft: DecisionDraft) -> tuple[YamlEntry, ...]:
    opinions = [YamlEntry("opinions", in_brackets(draft.opinions))] if draft.opinions else []
    return (
        YamlEntry("measure", draft.measure),
        YamlEntry("decision", draft.decision),
        YamlEntry("reason", TEXT_TO_FILL_IN),
        *opinions,
    )


def result_skeleton(folder: Folder, year: int, id_: str, measure: Measure, words: Catalogue) -> str:
    """Returns ``data/results/<year>/<id_>.yaml`` with every project and indicator in force."""
    scores = measure_score(folder, id_, year).indicators
    status = words("do.form.status", words=choices_at("result", ("status",), words))
    next_ = words("do.form.next", words=choices_at("result", ("next",), words))
    return file_text(
        _head(folder, year, measure.title, folder.lead_in(measure, year), words),
        [YamlEntry("measure", id_), YamlEntry("year", year)],
        [
            YamlEntry("status", "not_started", above=status),
            *_projects(folder, year, measure, words),
            YamlEntry("outcomes", TEXT_TO_FILL_IN, above=words("do.form.outcomes")),
            YamlEntry("issues", TEXT_TO_FILL_IN, above=words("do.form.issues")),
            *_actuals(scores, words),
            *_programs(folder, year, measure, words),
            *_contributions(folder, year, measure, words),
            _self_evaluation(folder, year, words),
            YamlEntry("next", above=next_),
            *_last_entries(words),
        ],
    )


def vision_result_skeleton(folder: Folder, year: int, words: Catalogue) -> str:
    """Returns ``data/results/<year>/vision.yaml`` with the vision's own indicators in force."""
    scores = own_scores(folder, year)
    head = _head(folder, year, words("do.own"), folder.secretariat_in(year), words)
    texts = [
        YamlEntry(key, TEXT_TO_FILL_IN, above=words(f"do.form.vision.{key}"))
        for key in ("context", "outcomes", "issues")
    ]
    return file_text(
        head, [YamlEntry("year", year)], [*texts, *_actuals(scores, words), *_last_entries(words)]
    )


def lines_of_examples(folder: Folder, year: int, measure: Measure, words: Catalogue) -> dict[str, list[str]]:
    """Returns the keys that a result is laid out with as comments, each with its lines and the empty one below."""
    examples = [
        *_programs(folder, year, measure, words),
        *_contributions(folder, year, measure, words),
        _self_evaluation(folder, year, words),
    ]
    return {str(entry.key): [*yaml_lines([entry]), ""] for entry in examples}


def project_note(folder: Folder, year: int, measure: Measure, project: Project, words: Catalogue) -> str:
    """Returns what stands above a project: its title, and its lead where that is not the measure's."""
    lead = folder.project_lead_in(measure, project, year)
    if lead == folder.lead_in(measure, year):
        return project.title
    return words("do.form.project_lead", title=project.title, lead=folder.party_name(lead))


def indicator_note(score: IndicatorScore, words: Catalogue) -> str:
    """Returns what stands above an indicator: name, last year's value, this year's target, and how to enter it."""
    inputs = score.inputs
    name = inputs.indicator.name
    if not inputs.milestone:
        name = words("do.form.name", name=name, unit=inputs.indicator.unit)
    target = words("do.form.no_target")
    if score.target is not None:
        source = words(f"source.{score.target.source}")
        target = words("do.form.target", value=scalar_text(score.target.value), source=source)
    lines = [name, "  " + words("do.form.values", before=_last_year(inputs, words), target=target)]
    if inputs.milestone:
        lines.append("  " + words("do.form.milestone"))
    elif inputs.indicator.accumulation == "cumulative":
        lines.append("  " + words("do.form.cumulative", total=_total(inputs, words)))
    return "\n".join(lines)


def choices_at(kind: Kind, loc: tuple[str | int, ...], words: Catalogue) -> str:
    """Returns the words that may stand at a place, each with its meaning."""
    return words("list.comma").join(word_with_meaning(word, words) for word in words_at(kind, loc))


def _head(folder: Folder, year: int, title: str, lead: str, words: Catalogue) -> str:
    wareki, lead = fiscal_year.wareki(year), folder.party_name(lead)
    return words("do.form.head", wareki=wareki, year=year, title=title, lead=lead)


def _projects(folder: Folder, year: int, measure: Measure, words: Catalogue) -> list[YamlEntry]:
    # A text to fill in opens a block: what is written below it needs no quotes.
    empty = EMPTY_PROJECT | {"text": TEXT_TO_FILL_IN}
    block = YamlBlock([YamlEntry(key, value) for key, value in empty.items()])
    projects = [
        YamlEntry(project.id, block, above=project_note(folder, year, measure, project, words))
        for project in folder.projects_in(measure, year)
    ]
    statuses = choices_at("result", ("projects", "id", "status"), words)
    above = words("do.form.projects", words=statuses)
    return [YamlEntry("projects", YamlBlock(projects), above=above)] if projects else []


def _actuals(scores: Sequence[IndicatorScore], words: Catalogue) -> list[YamlEntry]:
    if not scores:
        return []
    states = choices_at("result", ("actuals", "id", "state"), words)
    above = words("do.form.actuals", id=scores[0].id, words=states)
    entries = [YamlEntry(score.id, above=indicator_note(score, words)) for score in scores]
    return [YamlEntry("actuals", YamlBlock(entries), above=above)]


def _last_year(inputs: IndicatorInputs, words: Catalogue) -> str:
    entry, value = inputs.entered(inputs.year - 1), inputs.value_in(inputs.year - 1)
    if entry is None or (value is None and entry.state not in WITHOUT_VALUE):
        return words("do.form.no_value")
    if value is None:
        return words(f"word.{entry.state}")
    if entry.state == "final":
        return scalar_text(value)
    return words("do.form.state", value=scalar_text(value), state=words(f"word.{entry.state}"))


def _total(inputs: IndicatorInputs, words: Catalogue) -> str:
    """Returns the running total of last year, which is as preliminary as its parts."""
    total = actual_in(inputs, inputs.year - 1)
    if total.value is None:
        return "-"
    if total.state in (None, "final"):
        return scalar_text(total.value)
    return words("do.form.state", value=scalar_text(total.value), state=words(f"word.{total.state}"))


def _programs(folder: Folder, year: int, measure: Measure, words: Catalogue) -> list[YamlEntry]:
    """Returns the programs of the measure that are offered in the year, to be uncommented."""
    entries = []
    for id_ in folder.programs_in(measure, year):
        block = YamlBlock([YamlEntry("told", words("do.form.told") + "\n"), YamlEntry("used")])
        entries.append(YamlEntry(id_, block, above=folder.programs[id_][0].title))
    above = words("do.form.programs")
    return [YamlEntry("programs", YamlBlock(entries), above=above, is_example=True)] if entries else []


def _contributions(folder: Folder, year: int, measure: Measure, words: Catalogue) -> list[YamlEntry]:
    """Returns what partners did, to be uncommented: each partner with each role that this measure serves."""
    items = []
    for partner in folder.partners_in(measure, year):
        actor = folder.actor_of(partner.actor)
        titles = {role.id: role.title for role in actor.roles} if actor is not None else {}
        items += [
            ListItem(
                (
                    YamlEntry("actor", partner.actor, behind=folder.party_name(partner.actor)),
                    YamlEntry("role", role, behind=titles.get(role, role)),
                    YamlEntry("text", words("do.form.contribution") + "\n"),
                )
            )
            for role in partner.roles
        ]
    above = words("do.form.contributions")
    return [YamlEntry("contributions", YamlBlock(items), above=above, is_example=True)] if items else []


def _self_evaluation(folder: Folder, year: int, words: Catalogue) -> YamlEntry:
    grades = folder.vision.rules_in(year).grades
    meanings = words("list.comma").join(f"{grade.grade} {grade.label}" for grade in grades)
    entries = [YamlEntry("grade"), YamlEntry("text", words("do.form.self_text") + "\n")]
    above = words("do.form.self", words=meanings)
    return YamlEntry("self_evaluation", YamlBlock(entries), above=above, is_example=True)


def _last_entries(words: Catalogue) -> list[YamlEntry]:
    return [
        YamlEntry("evidence", in_brackets(()), above=words("do.form.evidence")),
        YamlEntry("internal", TEXT_TO_FILL_IN, above=words("do.form.internal")),
    ]
