"""Programs in a report: what an actor offers, how it was made known and how often it was used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visiontrack.cycle.show_program import show_program
from visiontrack.report.data_text import Text, optional, web_address
from visiontrack.report.view import ReportData, View

if TYPE_CHECKING:
    from visiontrack.schema.actor import Actor, Program


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView(View):
    """A program (制度) in its year; ``url`` is an address on the web, ``used`` counts its use in the city."""

    title: Text
    text: Text | None
    url: str | None
    end: int | None
    notices: tuple[Text, ...]
    used: int | None
    used_before: int | None


def program_views(data: ReportData, actor: Actor) -> tuple[ProgramView, ...]:
    """Returns the programs that an actor offers in the year."""
    return tuple(_program(data, program) for program in actor.programs if _is_offered(program, data.year))


def _is_offered(program: Program, year: int) -> bool:
    return program.period is None or program.period.start <= year <= program.period.end


def _program(data: ReportData, program: Program) -> ProgramView:
    years = {entry.year: entry for entry in show_program(data.folder, program.id, data.year).years}
    now, before = years.get(data.year), years.get(data.year - 1)
    return ProgramView(
        title=Text(program.title),
        text=optional(program.text),
        url=web_address(program.url),
        end=program.period.end if program.period is not None else None,
        notices=tuple(Text(notice.text) for notice in now.notices) if now is not None else (),
        used=now.used if now is not None else None,
        used_before=before.used if before is not None else None,
    )
