"""Reports handed out: not before their year began (VT422), and seldom before it had ended (VT423, a warning)."""

from __future__ import annotations

from collections.abc import Iterator

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.fiscal_year import of_date
from visiontrack.folder.listing import Entry
from visiontrack.schema.vision import Published, Vision


@rule("VT422", kind="vision")
def published_before_its_year(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """A report is not published before its year began."""
    for number, report in enumerate(vision.published):
        period = facts.vision_period
        if period is not None and report.year not in period:
            continue  # a typo, reported by itself
        if _fiscal_year(report) < report.year:
            yield _early("VT422", entry, number, report)


@rule("VT423", kind="vision", severity="warning")
def published_within_its_year(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """A report is published once its year has ended; the site tells of a year that goes on as well."""
    for number, report in enumerate(vision.published):
        if _fiscal_year(report) == report.year and report.paper != "site":
            yield _early("VT423", entry, number, report)


def _fiscal_year(report: Published) -> int:
    return of_date(report.date.year, report.date.month)


def _early(code: str, entry: Entry, number: int, report: Published) -> Issue:
    loc: Loc = ("published", number)
    params = {"year": report.year, "date": report.date}
    return Issue(code, Place(entry.path, (*loc, "date")), params, rests_on=((*loc, "year"),))
