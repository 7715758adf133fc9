"""The whole report of a year, for one audience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from visiontrack.cycle.attention import attention
from visiontrack.evaluation.arithmetic import percent
from visiontrack.evaluation.vision_score import NO_GRADE, count, count_own
from visiontrack.formats.attention_text import sentence
from visiontrack.report.builders import actors, annex, decided, rounds, sections, sheets
from visiontrack.report.builders.indicators import indicator
from visiontrack.report.builders.material import Material
from visiontrack.report.charts.plan import GRADES
from visiontrack.report.data_text import Text, optional
from visiontrack.report.view import report as view

if TYPE_CHECKING:
    from decimal import Decimal

    from visiontrack.evaluation import vision_score as evaluated
    from visiontrack.evaluation.measure_score import MeasureScore
    from visiontrack.folder import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.charts.plan import Planned
    from visiontrack.report.view.indicator import Indicator
    from visiontrack.report.view.measure import Standing
    from visiontrack.schema.vision import Audience, Evaluation

# What rests on the sections' own view is not for the public.
_OF_SECTIONS = ("self_differs", "wants")


def build(
    folder: Folder,
    year: int,
    audience: Audience,
    words: Catalogue,
    charts: Mapping[str, Planned] | None = None,
) -> view.Report:
    """The view of one report: frozen, complete, and with nothing this audience may not see.

    ``charts`` are those the report can refer to; without any it says that none were made.
    """
    material = Material(folder, year, audience, words, charts or {})
    lines = {one.id: sheets.standing(material, one) for one in material.scores.measures}
    made = tuple(sheets.sheet(material, one, lines[one.id]) for one in material.scores.measures)
    own = tuple(indicator(material, one, None) for one in material.scores.own)
    reasons = _reasons(material)
    return view.Report(
        audience=audience,
        language=words.language,
        year=year,
        vision=_vision(material),
        scale=_scale(material),
        summary=_summary(material, lines, reasons),
        own=own,
        policies=_policies(material, lines, own),
        fields=_fields(material, lines),
        measures=made,
        last_round=rounds.round_of(material, year - 1),
        this_round=rounds.round_of(material, year),
        earlier=rounds.earlier(material),
        decisions=decided.of_year(material),
        actors=actors.actors(material),
        annex=annex.annex(material, own, made),
        sections=sections.sections(material, made, reasons) if audience == "team" else (),
        charts_missing=audience != "team" and not material.charts,
    )


def _summary(
    material: Material, lines: dict[str, Standing], reasons: dict[str, tuple[Text, ...]]
) -> view.Summary:
    return view.Summary(
        counts=_all(material),
        before=_before(material),
        own=_as_counts(count_own(material.scores.own), ()),
        attention=tuple(view.Attention(standing=lines[id_], reasons=why) for id_, why in reasons.items()),
        chart=material.chart(GRADES),
    )


def _reasons(material: Material) -> dict[str, tuple[Text, ...]]:
    """Why measures need attention, as sentences."""
    found = {}
    for one in attention(material.folder, material.scores):
        told = [reason for reason in one.reasons if material.shows_self or reason.key not in _OF_SECTIONS]
        if told:
            found[one.measure.id] = tuple(
                Text(sentence(reason, material.words, "page.attention")) for reason in told
            )
    return found


def _vision(material: Material) -> view.Vision:
    held = material.folder.vision
    result = material.folder.vision_results.get(material.year)
    return view.Vision(
        name=Text(held.name),
        municipality=Text(held.municipality.name),
        notice=optional(held.notice),
        start=held.period.start,
        end=held.period.end,
        philosophy=optional(held.philosophy),
        goals=tuple(Text(one) for one in held.goals),
        secretariat=material.party(held.secretariat),
        council=Text(held.council.name) if held.council is not None else None,
        team=Text(held.team.name) if held.team is not None else None,
        revisions=decided.revisions(one for one in held.revisions if one.year == material.year),
        internal=optional(result.internal) if result is not None and material.shows_internal else None,
    )


def _scale(material: Material) -> view.Scale:
    rules = material.scores.rules
    before = material.folder.vision.rules_in(material.year - 1)
    return view.Scale(
        since=rules.since,
        basis=rules.basis,
        target_rule=rules.target_rule,
        decrease=rules.decrease,
        roll_up=rules.roll_up,
        cap=rules.cap,
        attention_below=rules.attention_below,
        bands=_bands(rules),
        changed=material.before is not None and before is not rules,
    )


def _bands(rules: Evaluation) -> tuple[view.Band, ...]:
    uppers: list[Decimal | None] = [None, *(one.at_least for one in rules.grades)]
    return tuple(
        view.Band(grade=Text(one.grade), label=Text(one.label), at_least=one.at_least, below=upper)
        for one, upper in zip(rules.grades, uppers, strict=False)
    )


def _counts(material: Material, measures: Sequence[MeasureScore]) -> view.Counts:
    """Counts of some measures by the scale in force."""
    counts = count(measures, material.scores.rules)
    grades = [
        view.GradeCount(band=band, former=False, now=counts.grades[band.grade.raw], before=None)
        for band in _bands(material.scores.rules)
    ]
    grades.append(view.GradeCount(band=None, former=False, now=counts.grades[NO_GRADE], before=None))
    return _as_counts(counts, tuple(grades))


def _all(material: Material) -> view.Counts:
    """Counts of all measures beside those of the year before, bands that only its scale had included."""
    now = _counts(material, material.scores.measures)
    if material.before is None:
        return now
    earlier = material.before.counts().grades
    here = {one.band.grade.raw for one in now.grades if one.band is not None}
    grades = [
        replace(one, before=earlier.get(one.band.grade.raw if one.band is not None else NO_GRADE, 0))
        for one in now.grades
    ]
    former = [band for band in _bands(material.before.rules) if band.grade.raw not in here]
    gone = [view.GradeCount(band=one, former=True, now=0, before=earlier[one.grade.raw]) for one in former]
    return replace(now, grades=(*grades[:-1], *gone, grades[-1]))


def _before(material: Material) -> view.Counts | None:
    return _as_counts(material.before.counts(), ()) if material.before is not None else None


def _as_counts(counts: evaluated.ScoreCounts, grades: tuple[view.GradeCount, ...]) -> view.Counts:
    return view.Counts(
        measures=counts.measures,
        grades=grades,
        all=counts.all,
        graded=counts.graded,
        measured=counts.measured,
        achieved=counts.achieved,
        coverage=_part(counts.measured, counts.graded),
        share=_part(counts.achieved, counts.measured),
    )


def _part(part: int, whole: int) -> Decimal | None:
    return percent(Fraction(part, whole)) if whole else None


def _policies(
    material: Material, lines: dict[str, Standing], own: tuple[Indicator, ...]
) -> tuple[view.Group, ...]:
    policy_of = {one.id: one.policy for one in material.folder.vision.indicators}
    return tuple(
        view.Group(
            id=one.id,
            title=Text(one.title),
            related=False,
            counts=_counts(material, held := material.scores.of_policy(one.id)),
            measures=tuple(lines[score.id] for score in held),
            own=tuple(each for each in own if policy_of[each.id] == one.id),
        )
        for one in material.folder.vision.policies
    )


def _fields(material: Material, lines: dict[str, Standing]) -> tuple[view.Group, ...]:
    return tuple(
        view.Group(
            id=one.id,
            title=Text(one.title),
            related=one.related,
            counts=_counts(material, held := material.scores.of_field(one.id)),
            measures=tuple(lines[score.id] for score in held),
            own=(),
        )
        for one in material.folder.vision.fields
    )
