"""How a year's reports stand: fresh, stale, published, absent, or not to be told while the data have errors or files cannot be read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from visiontrack.cycle.status import ReportState, ReportStates
from visiontrack.errors import WrongUse
from visiontrack.report.outputs import AUDIENCES, jobs, make, report_path, years_with_reports

if TYPE_CHECKING:
    from visiontrack.folder import Folder
    from visiontrack.messages import Catalogue


def states(folder: Folder, words: Catalogue, tellable: bool) -> ReportStates:
    """The state of every report of each year that has one; ``tellable``: the data have no errors."""
    years = years_with_reports(folder)
    found: dict[int, dict[str, ReportState]] = {}
    for year in years:
        found[year] = {
            audience: "unknown" if report_path(year, audience) in folder.listing.reports else "absent"
            for audience in AUDIENCES
        }
    wanted = jobs(folder, years)
    for job in wanted:
        if job.published and found[job.year][job.audience] != "absent":
            found[job.year][job.audience] = "published"
    if tellable:
        there = [job for job in wanted if found[job.year][job.audience] == "unknown"]
        with suppress(WrongUse):  # a report or chart that cannot be read: what is not known is not told
            for one in make(folder, words, there)[0]:
                found[one.job.year][one.job.audience] = one.state
    return found
