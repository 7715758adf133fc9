"""Show a program (制度): who offers it, which measures name it, how it was made known and used, what it paid for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from visiontrack.folder.model import Folder
from visiontrack.schema.actor import Actor, Program
from visiontrack.schema.measure import Measure
from visiontrack.schema.result import Result


@dataclass(frozen=True, slots=True)
class MadeKnown:
    """How one measure's section made the program known in a year."""

    measure: str
    text: str


@dataclass(frozen=True, slots=True)
class ProgramPayment:
    """A project that the program paid for, in thousand yen."""

    measure: str
    project: str
    title: str
    funding: Decimal


@dataclass(frozen=True, slots=True)
class ProgramYear:
    """A year of a program; ``used`` counts its use in the city, None where nobody reported it."""

    year: int
    notices: tuple[MadeKnown, ...]
    used: int | None
    projects: tuple[ProgramPayment, ...]

    @property
    def funding(self) -> Decimal | None:
        """What the program paid in the year, in thousand yen; None where no project reports any."""
        amounts = [project.funding for project in self.projects]
        return sum(amounts, Decimal(0)) if amounts else None


@dataclass(frozen=True, slots=True)
class ProgramHistory:
    """Everything ``show`` tells of a program, up to the year ``until``."""

    id: str
    program: Program
    actor: Actor
    until: int
    measures: tuple[tuple[str, Measure], ...]
    years: tuple[ProgramYear, ...]

    @property
    def has_ended(self) -> bool:
        return self.program.period is not None and self.program.period.end < self.until


def show_program(folder: Folder, id_: str, until: int) -> ProgramHistory:
    """Returns the program up to a year."""
    program, actor = folder.programs[id_]
    years = sorted({year for year, _ in folder.results if year <= until})
    return ProgramHistory(
        id_,
        program,
        actor,
        until,
        tuple(
            (measure_id, measure)
            for measure_id, measure in folder.measures.items()
            if id_ in measure.programs
        ),
        tuple(entry for year in years if (entry := _year(folder, id_, year)) is not None),
    )


def _year(folder: Folder, id_: str, year: int) -> ProgramYear | None:
    """Returns a year of a program, or None where no result speaks of it."""
    results = [
        (measure, result)
        for measure, _ in folder.in_force(year)
        if (result := folder.results.get((year, measure))) is not None
    ]
    entries = [
        (measure, entry) for measure, result in results if (entry := result.programs.get(id_)) is not None
    ]
    projects = tuple(
        project for measure, result in results for project in _funded(folder, measure, result, id_)
    )
    if not entries and not projects:
        return None
    notices = tuple(
        MadeKnown(measure, text) for measure, entry in entries if (text := (entry.told or "").strip())
    )
    used = next((entry.used for _, entry in entries if entry.used is not None), None)
    return ProgramYear(year, notices, used, projects)


def _funded(folder: Folder, measure: str, result: Result, program: str) -> Iterator[ProgramPayment]:
    titles = {project.id: project.title for project in folder.measures[measure].projects}
    for id_, project in result.projects.items():
        if project is not None and program in project.funding:
            yield ProgramPayment(measure, id_, titles.get(id_, id_), project.funding[program])


@dataclass(frozen=True, slots=True)
class EndingProgram:
    """A program that measures in force name, in its last year or after it."""

    id: str
    program: Program
    actor: Actor
    end: int
    measures: tuple[str, ...]


def ending_programs(folder: Folder, year: int) -> tuple[EndingProgram, ...]:
    """Returns the programs that measures in force in a year name, and that end with it or ended before."""
    named: dict[str, list[str]] = {}
    for id_, measure in folder.in_force(year):
        for program in measure.programs:
            named.setdefault(program, []).append(id_)
    return tuple(
        EndingProgram(id_, program, actor, program.period.end, tuple(named[id_]))
        for id_, (program, actor) in folder.programs.items()
        if id_ in named and program.period is not None and program.period.end <= year
    )
