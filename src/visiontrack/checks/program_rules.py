"""Programs: a result's are those of its measure (VT315), what they pay is part of what was spent (VT419), and each year
tells of every program once it was told of (VT510), how often it was used just once (VT511)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.checks.units import value_text
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry, file_path
from visiontrack.schema.actor import Program
from visiontrack.schema.result import ProgramResult, Result
from visiontrack.util.nearest import nearest


@rule("VT315", kind="result")
def program_of_another_measure(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """The programs that a result tells of, or that paid for a project, are named by its measure."""
    measure, path = facts.draft.measures.get(entry.id), file_path("measure", entry.id)
    if measure is None or not facts.draft.whole(path, "programs"):
        return
    yield from _not_named(entry, ("programs",), result.programs, measure.programs, path)
    for id_, project in result.projects.items():
        if project is not None:
            loc = ("projects", id_, "funding")
            yield from _not_named(entry, loc, project.funding, measure.programs, path)


def _not_named(
    entry: Entry, loc: Loc, ids: Collection[str], programs: tuple[str, ...], path: str
) -> Iterator[Issue]:
    for id_ in ids:
        if id_ not in programs:
            params = {"id": id_, "file": path, "known": ", ".join(programs) or "-"}
            near = nearest(id_, [program for program in programs if program not in ids])
            yield Issue("VT315", Place(entry.path, (*loc, id_), "key"), params, suggest=near)


@rule("VT419", kind="result")
def more_funding_than_spent(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """What programs paid of a project is not more than was spent on it."""
    for id_, project in result.projects.items():
        if project is None or project.spent is None:
            continue
        funding = sum(project.funding.values(), Decimal(0))
        if funding > project.spent:
            loc = ("projects", id_, "funding")
            params = {"id": id_, "funding": value_text(funding), "spent": value_text(project.spent)}
            yield Issue("VT419", Place(entry.path, loc, "key"), params, rests_on=(loc, (*loc[:-1], "spent")))


def _is_told(entry: ProgramResult | None) -> bool:
    """Returns whether a result says anything of a program; one that is only laid out does not."""
    return entry is not None and (entry.used is not None or bool((entry.told or "").strip()))


@folder_rule("VT510", severity="warning")
def program_without_entry(facts: Facts) -> Iterator[Issue]:
    """A program that measures name is told of in every past year after the first in which it was."""
    years: dict[str, set[int]] = {}
    for (year, _), result in facts.draft.results.items():
        for id_, entry in result.programs.items():
            if _is_told(entry):
                years.setdefault(id_, set()).add(year)
    for id_, reported in years.items():
        if id_ not in facts.draft.programs:
            continue
        program, actor = facts.draft.programs[id_]
        for year in range(min(reported) + 1, facts.last_past + 1):
            if year not in reported and facts.is_past(year) and _is_offered(facts, program, year):
                number = facts.draft.actors[actor].programs.index(program)
                place = Place(file_path("actor", actor), ("programs", number, "id"))
                yield Issue("VT510", place, {"id": id_, "title": program.title, "year": year})


def _is_offered(facts: Facts, program: Program, year: int) -> bool:
    """Returns whether a program runs in a year and is named by a measure then, whose results could all be read."""
    if program.period is not None and year not in program.period:
        return False
    naming = []
    for id_, measure in facts.draft.measures.items():
        period = facts.period_of(id_, measure)
        if program.id in measure.programs and period is not None and year in period:
            naming.append(file_path("result", id_, year))
    return bool(naming) and not any(path in facts.draft.unsound for path in naming)


@folder_rule("VT511", severity="warning")
def program_counted_twice(facts: Facts) -> Iterator[Issue]:
    """How many used a program counts the whole city, so that it stands in one result of a year."""
    first: dict[tuple[int, str], Place] = {}
    for (year, measure), result in sorted(facts.draft.results.items()):
        for id_, entry in result.programs.items():
            if entry is None or entry.used is None:
                continue
            place = Place(file_path("result", measure, year), ("programs", id_, "used"))
            earlier = first.setdefault((year, id_), place)
            if earlier != place:
                yield Issue("VT511", place, {"id": id_}, related=((earlier, "related.first"),))
