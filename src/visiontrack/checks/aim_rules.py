"""What measures are for: the sections of their fields (VT512), an outcome (VT513), the vision's own indicators (VT514)."""

from __future__ import annotations

from collections.abc import Iterator

from visiontrack.checks.facts import Facts, usable
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.finding import Issue, Place
from visiontrack.folder.listing import VISION, Entry, file_path
from visiontrack.schema.measure import Indicator, Measure, Period


@rule("VT512", kind="measure", severity="warning")
def section_of_the_field_absent(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """Where a field names its sections, one of them, or who took over, has a part in each of its measures."""
    vision = facts.draft.vision
    if vision is None:
        return
    sections = {field.id: field.sections for field in vision.fields}
    involved = {measure.lead, *(partner.actor for partner in measure.partners)}
    involved |= {project.lead for project in measure.projects if project.lead is not None}
    heirs = {heir for party in involved for heir in facts.succession.heirs(party)}
    for number, field in enumerate(measure.fields):
        named = sections.get(field, ())
        if not named or not all(map(facts.draft.knows_section, named)):
            continue
        if heirs.isdisjoint(heir for party in named for heir in facts.succession.heirs(party)):
            params = {"id": field, "sections": ", ".join(named)}
            rests_on = (("lead",), ("partners",), ("projects",))
            yield Issue("VT512", Place(entry.path, ("fields", number)), params, rests_on=rests_on)


@rule("VT513", kind="measure", severity="warning")
def no_outcome_indicator(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """One of a measure's graded indicators is an outcome, or a rationale says why none is."""
    graded = [indicator for indicator in measure.indicators if indicator.kind != "reference"]
    outcome = any(indicator.kind == "outcome" for indicator in graded)
    if graded and not outcome and not any((indicator.rationale or "").strip() for indicator in graded):
        place = Place(entry.path, ("indicators",), "key")
        yield Issue("VT513", place, {"id": entry.id}, rests_on=(("indicators",),))


# ---- the vision's own indicators -----------------------------------------------------------------------------


@rule("VT514", kind="measure", severity="warning")
def aims_beside_the_indicator(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """A measure aims at an own indicator that is in force in one of its years."""
    period, own = facts.period_of(entry.id, measure), _own_indicators(facts)
    for number, aim in enumerate(measure.aims):
        if period is None or aim not in own:
            continue
        indicator_period = usable(own[aim].period or facts.vision_period)
        if indicator_period is not None and not _meet(period, indicator_period):
            params = {"id": aim, "start": indicator_period.start, "end": indicator_period.end}
            place = Place(entry.path, ("aims", number))
            yield Issue("VT514", place, params, variant="apart", rests_on=(("period",),))


@folder_rule("VT514", severity="warning")
def indicator_that_none_aims_at(facts: Facts) -> Iterator[Issue]:
    """Once measures say what they aim at, each graded own indicator has one that aims at it."""
    measures = facts.draft.measures
    aims = {aim for measure in measures.values() for aim in measure.aims}
    # An aim that is not known may have been any of them.
    if not aims or not _own_indicators(facts).keys() >= aims:
        return
    if not all(facts.draft.whole(file_path("measure", id_), "aims") for id_ in measures):
        return
    periods = [facts.period_of(id_, measure) for id_, measure in measures.items()]
    for number, indicator in enumerate(facts.draft.vision.indicators if facts.draft.vision else ()):
        around = usable(indicator.period or facts.vision_period)
        if indicator.kind == "reference" or indicator.id in aims or around is None:
            continue
        if any(period is not None and _meet(period, around) for period in periods):
            place = Place(VISION, ("indicators", number, "id"))
            yield Issue("VT514", place, {"id": indicator.id}, variant="none")


def _own_indicators(facts: Facts) -> dict[str, Indicator]:
    vision = facts.draft.vision
    return {} if vision is None else {indicator.id: indicator for indicator in vision.indicators}


def _meet(first: Period, second: Period) -> bool:
    """Returns whether two periods share a year."""
    return first.start <= second.end and second.start <= first.end
