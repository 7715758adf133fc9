"""The team's report: what each section leads, lacks, shares and has to answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visiontrack.cycle import do
from visiontrack.report.builders import rounds
from visiontrack.report.builders.material import Material
from visiontrack.report.data_text import Text
from visiontrack.report.view.indicator import Indicator
from visiontrack.report.view.section import Gap, Led, Section, Shared, Trouble

if TYPE_CHECKING:
    from visiontrack.report.view.measure import Sheet
    from visiontrack.report.view.meeting import Opinion

_BAD_OUTLOOKS = ("off_course", "wrong_way")


def sections(
    material: Material, sheets: tuple[Sheet, ...], reasons: dict[str, tuple[Text, ...]]
) -> tuple[Section, ...]:
    """Every section that has a part in the year, the secretariat's first; then other actors that lead."""
    folder = material.folder
    reports = {one.party: one.reports for one in do.do(folder, material.year).sections}
    answers = _to_answer(material)
    found = []
    for party in _parties(material):
        led = tuple(_led(material, sheet, reasons) for sheet in sheets if _lead(material, sheet) == party)
        shared = tuple(_shared(material, sheets, party))
        gaps = tuple(_gap(one) for one in reports.get(party, ()) if one.empty)
        if led or shared or gaps or answers.get(party):
            until, successor = _ended(material, party)
            found.append(
                Section(
                    name=material.party(party),
                    until=until,
                    successor=successor,
                    gaps=gaps,
                    led=led,
                    shared=shared,
                    opinions=tuple(answers.get(party, ())),
                )
            )
    return tuple(found)


def _ended(material: Material, party: str) -> tuple[int | None, Text | None]:
    """The last year and the successor of a section that was gone by the year: what came later is not told yet."""
    held = material.folder.sections.get(party)
    if held is None or held[0].until is None or held[0].until >= material.year:
        return None, None
    section = held[0]
    return section.until, material.party(section.successor) if section.successor is not None else None


def _parties(material: Material) -> list[str]:
    """The secretariat, the sections in the order of their files, then the actors that have a lead of their own."""
    folder = material.folder
    leads = {one.measure.lead for one in material.scores.measures}
    leads |= {p.lead for one in material.scores.measures for p in one.measure.projects if p.lead is not None}
    others = [actor for actor in folder.actors if actor in leads]
    return list(dict.fromkeys([folder.vision.secretariat, *folder.sections, *others]))


def _lead(material: Material, sheet: Sheet) -> str:
    return material.folder.measures[sheet.standing.id].lead


def _gap(report: do.Report) -> Gap:
    empty = report.empty
    return Gap(
        measure=Text(report.title) if report.title is not None else None,
        state=report.state,
        indicators=tuple(Text(one.title) for one in empty if one.kind == "indicator"),
        projects=tuple(Text(one.title) for one in empty if one.kind == "project"),
        texts=tuple(one.id for one in empty if one.kind == "text"),
    )


def _led(material: Material, sheet: Sheet, reasons: dict[str, tuple[Text, ...]]) -> Led:
    measure = material.folder.measures[sheet.standing.id]
    projects = do.projects_in(material.folder, measure, material.year)
    parties = [one.actor for one in measure.partners] + [one.lead for one in projects if one.lead is not None]
    others = [one for one in dict.fromkeys(parties) if one != measure.lead]
    return Led(
        standing=sheet.standing,
        reasons=reasons.get(sheet.standing.id, ()),
        troubles=tuple(_troubles(sheet)),
        sections=material.parties(tuple(one for one in others if one in material.folder.sections)),
        actors=material.parties(tuple(one for one in others if one not in material.folder.sections)),
        fields=sheet.fields,
        internal=sheet.internal,
    )


def _troubles(sheet: Sheet) -> Iterator[Trouble]:
    for one in sheet.indicators:
        signs = tuple(_signs(one))
        if signs and one.kind != "reference":
            yield Trouble(indicator=one, signs=signs)


def _signs(one: Indicator) -> Iterator[str]:
    """Why an indicator is in trouble: no figure, target missed, worse than last year, or heading off."""
    if one.counted is None:
        yield "unmeasured" if one.actual is None else "uncounted"
    if one.achieved is False:
        yield "missed"
    if one.change == "worse" and one.achieved is not True:
        yield "worse"
    if one.outlook in _BAD_OUTLOOKS:
        yield str(one.outlook)


def _shared(material: Material, sheets: tuple[Sheet, ...], party: str) -> Iterator[Shared]:
    """Measures led elsewhere in which a party is a partner or leads a project."""
    for sheet in sheets:
        measure = material.folder.measures[sheet.standing.id]
        if measure.lead == party:
            continue
        projects = [
            one for one in do.projects_in(material.folder, measure, material.year) if one.lead == party
        ]
        if projects or any(one.actor == party for one in measure.partners):
            yield Shared(standing=sheet.standing, projects=tuple(Text(one.title) for one in projects))


def _to_answer(material: Material) -> dict[str, list[Opinion]]:
    """Unfinished opinions up to this year's round, by who has to answer."""
    found: dict[str, list[Opinion]] = {}
    for one in rounds.unfinished(material):
        held = one.opinion
        leads = [m.lead for id_ in held.measures if (m := material.folder.measures.get(id_)) is not None]
        named = held.response.lead if held.response is not None else None
        for party in dict.fromkeys([named] if named is not None else leads or [_secretariat(material)]):
            found.setdefault(party, []).append(rounds.opinion(material, held))
    return found


def _secretariat(material: Material) -> str:
    return material.folder.vision.secretariat
