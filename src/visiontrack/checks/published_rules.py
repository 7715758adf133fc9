"""Reports handed out: not before their year began (VT422), seldom before it had ended (VT423), and kept as they were
(VT807); the last two are warnings."""

from __future__ import annotations

from collections.abc import Iterator

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.fiscal_year import of_date
from visiontrack.folder.listing import Entry, file_digest, is_superseded, published_path
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


@rule("VT807", kind="vision", severity="warning")
def published_file_changed(facts: Facts, entry: Entry, vision: Vision) -> Iterator[Issue]:
    """The file of a published report is the one that was handed out, until an erratum supersedes it."""
    for number, report in enumerate(vision.published):
        path = published_path(report)
        if path is None or report.digest is None or is_superseded(report, vision.published):
            continue
        variant = _difference(facts, path, report.digest)
        if variant is not None:
            params = {"path": path, "year": report.year, "paper": report.paper}
            yield Issue("VT807", Place(entry.path, ("published", number, "digest")), params, variant=variant)


def _difference(facts: Facts, path: str, digest: str) -> str | None:
    """Returns the variant of VT807 that a file calls for, or None. A link or pipe among the reports is never opened."""
    if path not in facts.draft.listing.reports:
        return "gone"
    try:
        content = (facts.draft.root / path).read_bytes()
    except OSError:
        return "gone"
    return "" if file_digest(path, content) != digest else None


def _fiscal_year(report: Published) -> int:
    return of_date(report.date.year, report.date.month)


def _early(code: str, entry: Entry, number: int, report: Published) -> Issue:
    loc: Loc = ("published", number)
    params = {"year": report.year, "date": report.date}
    return Issue(code, Place(entry.path, (*loc, "date")), params, rests_on=((*loc, "year"),))
