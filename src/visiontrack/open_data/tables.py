"""The rows of the open data. What the public may not read has no way in: no ``internal``, no draft, no word of the team."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from visiontrack.cycle.naming import OWN
from visiontrack.evaluation.arithmetic import add
from visiontrack.evaluation.indicator_score import IndicatorScore
from visiontrack.evaluation.vision_score import evaluate
from visiontrack.folder.model import Folder, reviewed_year
from visiontrack.open_data.columns import NO_VALUE_STATUS, OBS_STATUS, TABLES, TableDefinition
from visiontrack.schema.measure import Indicator, Measure, Period
from visiontrack.schema.meeting import PUBLIC_BODIES, Meeting, Opinion

Row = dict[str, Any]
_Rows = Iterator[Row]


def table_rows(folder: Folder, table: TableDefinition, years: Iterable[int]) -> list[Row]:
    """Returns the rows of a table, each with every column, numbers as ``Decimal``; of the named years if it has years."""
    rows = _ROWS[table.name](folder, sorted(years))
    code = {"municipality_code": folder.vision.municipality.code}
    return [{column.name: {**code, **row}.get(column.name) for column in table.columns} for row in rows]


def all_tables(folder: Folder, years: Iterable[int]) -> dict[str, list[Row]]:
    """Returns all tables by their names."""
    chosen = tuple(years)
    return {table.name: table_rows(folder, table, chosen) for table in TABLES}


def recorded_years(folder: Folder) -> tuple[int, ...]:
    """Returns the years of the vision up to the last in which anything was recorded."""
    years = [*(year for year, _ in folder.results), *folder.vision_results, *folder.decisions]
    years += [year for year, _ in folder.meetings]
    period = folder.vision.period
    last = min(max(years, default=period.start), period.end)
    return tuple(range(period.start, last + 1))


def public_opinions(folder: Folder) -> Iterator[tuple[int, Meeting, Opinion]]:
    """Yields the opinions that are public, with the year of their meeting; the team's are not."""
    for (year, _), meeting in sorted(folder.meetings.items()):
        if meeting.body in PUBLIC_BODIES:
            yield from ((year, meeting, opinion) for opinion in meeting.opinions)


def _measures(folder: Folder, years: list[int]) -> _Rows:  # noqa: ARG001  # as all functions of tables
    policies = {policy.id: policy.title for policy in folder.vision.policies}
    for id_, measure in sorted(folder.measures.items()):
        yield {
            "measure": id_,
            "number": measure.number,
            "title": measure.title,
            "policy": measure.policy,
            "policy_title": policies.get(measure.policy),
            "fields": _ids(measure.fields),
            "lead": measure.lead,
            "lead_name": folder.party_name(measure.lead),
            **_days(folder.period_of(measure)),
            "predecessors": _ids(measure.predecessors),
            "programs": _ids(measure.programs),
            "aims": _ids(measure.aims),
            "description": measure.description,
        }


def _projects(folder: Folder, years: list[int]) -> _Rows:  # noqa: ARG001
    for id_, measure in sorted(folder.measures.items()):
        for project in measure.projects:
            lead = project.lead or measure.lead
            yield {
                "measure": id_,
                "project": project.id,
                "title": project.title,
                "lead": lead,
                "lead_name": folder.party_name(lead),
                **_days(project.period or folder.period_of(measure)),
            }


def _all_indicators(folder: Folder) -> Iterator[tuple[str, Measure | None, Indicator]]:
    for id_, measure in sorted(folder.measures.items()):
        yield from ((id_, measure, indicator) for indicator in measure.indicators)
    yield from ((OWN, None, indicator) for indicator in folder.vision.indicators)


def _indicators(folder: Folder, years: list[int]) -> _Rows:  # noqa: ARG001
    for id_, measure, indicator in _all_indicators(folder):
        baseline = indicator.baseline
        yield {
            "measure": id_,
            "indicator": f"{id_}/{indicator.id}",
            "policy": indicator.policy if measure is None else measure.policy,
            "name": indicator.name,
            "unit": indicator.unit,
            "kind": indicator.kind,
            "direction": indicator.direction,
            "type": indicator.type,
            "accumulation": indicator.accumulation,
            "tolerance": indicator.tolerance,
            "baseline_year": baseline.year if baseline is not None else None,
            "baseline": _number(baseline.value) if baseline is not None else None,
            "weight": indicator.weight,
            "basis": indicator.basis,
            **_days(folder.indicator_period(measure, indicator)),
            "source": indicator.source,
            "definition": indicator.definition,
            "rationale": indicator.rationale,
        }


def _targets(folder: Folder, years: list[int]) -> _Rows:  # noqa: ARG001  # targets of later years are open data too
    for id_, _, indicator in _all_indicators(folder):
        of_indicator = {"measure": id_, "indicator": f"{id_}/{indicator.id}", "unit": indicator.unit}
        for year, value in sorted(indicator.targets.items()):
            yield {**of_indicator, "fiscal_year": year, "value": _number(value)}
        for revision in indicator.target_revisions:
            changed = {"since": revision.since, "reason": revision.reason}
            for year, value in sorted(revision.targets.items()):
                yield {**of_indicator, "fiscal_year": year, "value": _number(value), **changed}


def _observations(folder: Folder, years: list[int]) -> _Rows:
    for year in years:
        scores = evaluate(folder, year)
        for score in scores.measures:
            yield from (_observation(score.id, indicator, year) for indicator in score.indicators)
        yield from (_observation(OWN, indicator, year) for indicator in scores.own)


def _observation(measure: str, score: IndicatorScore, year: int) -> Row:
    target = score.target
    return {
        "fiscal_year": year,
        **_year_days(year, year),
        "measure": measure,
        "indicator": f"{measure}/{score.id}",
        "value": _number(score.actual),
        "state": score.state,
        "obs_status": OBS_STATUS.get(score.state or "", NO_VALUE_STATUS),
        "unit": score.inputs.indicator.unit,
        "target": _number(target.value) if target is not None else None,
        "target_source": target.source if target is not None else None,
        "achievement": score.achievement,
        "progress": score.progress,
        "pace": score.pace,
        "achieved": score.achieved,
        "counted": score.counted,
        "grade": score.grade,
        "reason": score.reason,
    }


def _spending(folder: Folder, years: list[int]) -> _Rows:
    for (year, id_), result in sorted(folder.results.items()):
        for project_id, project in result.projects.items() if year in years else ():
            if project is not None:
                yield {
                    "fiscal_year": year,
                    "measure": id_,
                    "project": project_id,
                    "status": project.status,
                    "budget": project.budget,
                    "spent": project.spent,
                    "funding": add(project.funding.values()) if project.funding else None,
                }


def _opinions(folder: Folder, years: list[int]) -> _Rows:
    for year, meeting, opinion in public_opinions(folder):
        if year in years:
            response = opinion.response
            yield {
                "fiscal_year": year,
                "opinion": opinion.id,
                "meeting": f"{year}/{meeting.id}",
                "body": meeting.body,
                "date": meeting.date,
                "reviews": reviewed_year(meeting, year),
                "actor": opinion.actor,
                "actor_name": folder.party_name(opinion.actor),
                "kind": opinion.kind,
                "measures": _ids(opinion.measures),
                "text": opinion.text,
                "recommends": opinion.recommends,
                "status": response.status if response is not None else None,
                "lead": response.lead if response is not None else None,
                "response": response.text if response is not None else None,
                "due": response.due if response is not None else None,
            }


def _decisions(folder: Folder, years: list[int]) -> _Rows:
    public = {opinion.id for _, _, opinion in public_opinions(folder)}
    for year, decisions in sorted(folder.decisions.items()):
        for decision in decisions.decisions if year in years else ():
            if not decision.draft:
                yield {
                    "fiscal_year": year,
                    "plan_year": decisions.plan_year,
                    "measure": decision.measure,
                    "project": decision.project,
                    "decision": decision.decision,
                    "reason": decision.reason,
                    "opinions": _ids(id_ for id_ in decision.opinions if id_ in public),
                    "into": decision.into,
                    "title": decision.title,
                }


def _requests(folder: Folder, years: list[int]) -> _Rows:
    for year, _, opinion in public_opinions(folder):
        if year in years and opinion.response is not None:
            for request in opinion.response.requests:
                yield {
                    "fiscal_year": year,
                    "opinion": opinion.id,
                    "to": request.to,
                    "to_name": folder.party_name(request.to),
                    "date": request.date,
                    "text": request.text,
                    "due": request.due,
                    "reply": request.reply,
                }


def _roles(folder: Folder, years: list[int]) -> _Rows:  # noqa: ARG001
    for id_, actor in sorted(folder.actors.items()):
        for role in actor.roles:
            of_actor = {"actor": id_, "actor_name": actor.name, "category": actor.category}
            yield {**of_actor, "role": role.id, "title": role.title, "text": role.text}


def _contributions(folder: Folder, years: list[int]) -> _Rows:
    recorded = [(year, id_, result.contributions) for (year, id_), result in folder.results.items()]
    recorded += [(year, OWN, result.contributions) for year, result in folder.vision_results.items()]
    for year, id_, contributions in sorted(recorded, key=lambda entry: entry[:2]):
        for contribution in contributions if year in years else ():
            yield {
                "fiscal_year": year,
                "measure": id_,
                "actor": contribution.actor,
                "actor_name": folder.party_name(contribution.actor),
                "role": contribution.role,
                "text": contribution.text,
            }


def _programs(folder: Folder, years: list[int]) -> _Rows:  # noqa: ARG001
    for id_, (program, actor) in sorted(folder.programs.items()):
        yield {
            "program": id_,
            "actor": actor.id,
            "actor_name": actor.name,
            "title": program.title,
            **(_days(program.period) if program.period is not None else {}),
            "url": program.url,
            "text": program.text,
        }


def _ids(ids: Iterable[str]) -> str | None:
    return " ".join(ids) or None


def _number(value: Decimal | bool | None) -> Decimal | None:
    """Returns a value as a number: a milestone is 1 when it was reached."""
    return Decimal(int(value)) if isinstance(value, bool) else value


def _days(period: Period) -> Row:
    return _year_days(period.start, period.end)


def _year_days(first: int, last: int) -> Row:
    """Returns the first and the last day of fiscal years."""
    return {"period_start": datetime.date(first, 4, 1), "period_end": datetime.date(last + 1, 3, 31)}


_ROWS: Mapping[str, Callable[[Folder, list[int]], _Rows]] = {
    "measures": _measures,
    "projects": _projects,
    "indicators": _indicators,
    "targets": _targets,
    "observations": _observations,
    "spending": _spending,
    "opinions": _opinions,
    "decisions": _decisions,
    "requests": _requests,
    "roles": _roles,
    "contributions": _contributions,
    "programs": _programs,
}
