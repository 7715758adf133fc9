"""The results file of a year, laid out for its section to fill in: valid as it stands, explained in comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from visiontrack import fiscal_year
from visiontrack.cycle.do import projects_in
from visiontrack.edit.spelling import spell
from visiontrack.evaluation.measure_score import evaluate_measure, evaluate_own
from visiontrack.evaluation.year_values import actual_in
from visiontrack.layout.width import wrap
from visiontrack.scaffold.render import meaning
from visiontrack.schema.paths import words_at
from visiontrack.schema.result import WITHOUT_VALUE

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.evaluation.inputs import IndicatorInputs, Scalar
    from visiontrack.folder.model import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.schema import Kind
    from visiontrack.schema.measure import Measure, Project


WIDTH = 76
# A project added later, as it is laid out.
EMPTY_PROJECT = {"status": "planned", "text": None, "budget": None, "spent": None}


def result_form(folder: Folder, year: int, id_: str, measure: Measure, words: Catalogue) -> str:
    """``data/results/<year>/<id_>.yaml`` with every project and indicator in force."""
    scores = evaluate_measure(folder.vision, id_, measure, folder.results, year).indicators
    lines = [*_head(folder, year, measure.title, measure.lead, words), f"measure: {spell(id_)}"]
    lines += [f"year: {year}", ""]
    lines += comment(words("do.form.status", words=choices("result", ("status",), words)))
    lines += ["status: not_started", ""]
    projects = projects_in(folder, measure, year)
    if projects:
        statuses = choices("result", ("projects", "id", "status"), words)
        lines += comment(words("do.form.projects", words=statuses))
        lines += [
            "projects:",
            *_indented(_project(folder, measure, project, words) for project in projects),
            "",
        ]
    lines += [*comment(words("do.form.outcomes")), "outcomes: |", ""]
    lines += [*comment(words("do.form.issues")), "issues: |", ""]
    if scores:
        lines += [*_actuals_head(scores[0].id, words), "actuals:"]
        lines += [*_indented(_indicator(score, words) for score in scores), ""]
    lines += [line for block in commented(folder, year, measure, words).values() for line in block]
    lines += [*comment(words("do.form.next", words=choices("result", ("next",), words))), "next:", ""]
    return "\n".join([*lines, *_foot(words)]) + "\n"


def vision_form(folder: Folder, year: int, words: Catalogue) -> str:
    """``data/results/<year>/vision.yaml`` with the vision's own indicators in force."""
    scores = evaluate_own(folder.vision, folder.vision_results, year)
    head = _head(folder, year, words("do.own"), folder.vision.secretariat, words)
    lines = [*head, f"year: {year}", "", *_actuals_head(scores[0].id, words), "actuals:"]
    lines += [*_indented(_indicator(score, words) for score in scores), ""]
    return "\n".join([*lines, *_foot(words)]) + "\n"


def _project(folder: Folder, measure: Measure, project: Project, words: Catalogue) -> list[str]:
    keys = ("status: planned", "text: |", "budget:", "spent:")
    return [
        *project_comment(folder, measure, project, words),
        f"{project.id}:",
        *(f"  {key}" for key in keys),
    ]


def project_comment(folder: Folder, measure: Measure, project: Project, words: Catalogue) -> list[str]:
    """What stands above a project: its title, and its lead where that is not the measure's."""
    said = project.title
    if project.lead is not None and project.lead != measure.lead:
        said = words("do.form.project_lead", title=said, lead=folder.party_name(project.lead))
    return comment(said)


def _indicator(score: IndicatorScore, words: Catalogue) -> list[str]:
    return [*indicator_comment(score, words), f"{score.id}:"]


def indicator_comment(score: IndicatorScore, words: Catalogue) -> list[str]:
    """What stands above an indicator: its name, last year's value, this year's target, and how to enter it."""
    inputs = score.inputs
    name = inputs.indicator.name
    if not inputs.milestone:
        name = words("do.form.name", name=name, unit=inputs.indicator.unit)
    target = words("do.form.no_target")
    if score.target is not None:
        source = words(f"do.source.{score.target.source}")
        target = words("do.form.target", value=plain(score.target.value), source=source)
    lines = [name, "  " + words("do.form.values", before=_last_year(inputs, words), target=target)]
    if inputs.indicator.accumulation == "cumulative" and not inputs.milestone:
        total = actual_in(inputs, inputs.year - 1).value
        lines.append("  " + words("do.form.cumulative", total="-" if total is None else plain(total)))
    if inputs.milestone:
        lines.append("  " + words("do.form.milestone"))
    return comment("\n".join(lines))


def plain(value: Scalar) -> str:
    """A value as it is typed in a file: a comment that is copied must not bring a separator along."""
    return ("true" if value else "false") if isinstance(value, bool) else format(value, "f")


def choices(kind: Kind, loc: tuple[str | int, ...], words: Catalogue) -> str:
    """The words that may stand at a place, each with what it means."""
    return words("list.comma").join(meaning(word, words) for word in words_at(kind, loc))


def _last_year(inputs: IndicatorInputs, words: Catalogue) -> str:
    entry, value = inputs.entered(inputs.year - 1), inputs.value_in(inputs.year - 1)
    if entry is None or (value is None and entry.state not in WITHOUT_VALUE):
        return words("do.form.no_value")
    if value is None:
        return words(f"word.{entry.state}")
    if entry.state == "final":
        return plain(value)
    return words("do.form.state", value=plain(value), state=words(f"word.{entry.state}"))


def _head(folder: Folder, year: int, title: str, lead: str, words: Catalogue) -> list[str]:
    text = words(
        "do.form.head",
        wareki=fiscal_year.wareki(year),
        year=year,
        title=title,
        lead=folder.party_name(lead),
    )
    return comment(text)


def _actuals_head(example: str, words: Catalogue) -> list[str]:
    states = choices("result", ("actuals", "id", "state"), words)
    return comment(words("do.form.actuals", id=example, words=states))


def commented(folder: Folder, year: int, measure: Measure, words: Catalogue) -> dict[str, list[str]]:
    """The keys that are laid out as comments, each with its lines and the empty one behind them."""
    return {
        "contributions": _contributions(folder, measure, words),
        "self_evaluation": _self_evaluation(folder, year, words),
    }


def _contributions(folder: Folder, measure: Measure, words: Catalogue) -> list[str]:
    """What partners did, ready to be uncommented: each partner with each role this measure serves."""
    pairs = [(partner.actor, role) for partner in measure.partners for role in partner.roles]
    if not pairs:
        return []
    lines = [*comment(words("do.form.contributions")), "# contributions:"]
    for party, role in pairs:
        actor = folder.actor_of(party)
        titles = {role.id: role.title for role in actor.roles} if actor is not None else {}
        lines += [
            f"#   - actor: {party}  # {folder.party_name(party)}",
            f"#     role: {role}  # {titles.get(role, role)}",
            "#     text: |",
            f"#       {words('do.form.contribution')}",
        ]
    return [*lines, ""]


def _self_evaluation(folder: Folder, year: int, words: Catalogue) -> list[str]:
    grades = folder.vision.rules_in(year).grades
    meanings = words("list.comma").join(f"{grade.grade} {grade.label}" for grade in grades)
    return [
        *comment(words("do.form.self", words=meanings)),
        "# self_evaluation:",
        "#   grade:",
        "#   text: |",
        f"#     {words('do.form.self_text')}",
        "",
    ]


def _foot(words: Catalogue) -> list[str]:
    return [
        *comment(words("do.form.evidence")),
        "evidence: []",
        "",
        *comment(words("do.form.internal")),
        "internal: |",
    ]


def comment(text: str) -> list[str]:
    """A text as comment lines that fit beside an editor's line numbers; what is wrapped hangs under its beginning."""
    out = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        first, *rest = wrap(line.strip(), WIDTH - len(indent))
        out += [f"# {indent}{first}".rstrip(), *(f"#   {indent}{more}" for more in rest)]
    return out


def _indented(entries: Iterable[list[str]]) -> list[str]:
    return [f"  {line}" for lines in entries for line in lines]
