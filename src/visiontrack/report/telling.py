"""What ``report`` says it did, or found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue
    from visiontrack.report.outputs import Job, Made


def checked(made: Sequence[Made], words: Catalogue) -> str:
    """Which reports are stale or absent and how to mend that; else that all is well."""
    bad = [one for one in made if one.state != "fresh"]
    if not bad:
        return words("report.all_fresh", count=len(made)) + "\n"
    lines = [words(f"report.{one.state}", path=one.job.path) for one in bad]
    years = dict.fromkeys(one.job.year for one in bad)
    lines += [f"   {words('cure')}: visiontrack report {year}" for year in years]
    return "\n".join(lines) + "\n"


def written(made: Sequence[Made], changed: Collection[str], left: Sequence[Job], words: Catalogue) -> str:
    """Each report: written, unchanged, or left alone."""
    lines = [
        words("report.written" if one.job.path in changed else "report.unchanged", path=one.job.path)
        for one in made
    ]
    lines += [words("report.published", path=job.path) for job in left]
    return "".join(line + "\n" for line in lines)
