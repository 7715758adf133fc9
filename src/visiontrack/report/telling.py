"""What ``report`` says it did, or found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue
    from visiontrack.report.outputs import Job, Made


def checked(made: Sequence[Made], stale_charts: Sequence[str], words: Catalogue) -> str:
    """Which reports and charts are stale or absent and how to mend that; else that all is well."""
    bad = [one for one in made if one.state != "fresh"]
    if not bad and not stale_charts:
        return words("report.all_fresh", count=len(made)) + "\n"
    lines = [words(f"report.{one.state}", path=one.job.path) for one in bad]
    lines += _stale(stale_charts, words)
    years = dict.fromkeys([*(one.job.year for one in bad), *(int(p.split("/")[2]) for p in stale_charts)])
    lines += [f"   {words('cure')}: visiontrack report {year}" for year in years]
    return "\n".join(lines) + "\n"


def _stale(charts: Sequence[str], words: Catalogue) -> Iterator[str]:
    """One chart by its name, more by their number: a line for each would bury what is to be done."""
    folders = Counter(path.rpartition("/")[0] for path in charts)
    for folder, count in folders.items():
        if count > 1:
            yield words("report.stale_charts", count=count, folder=folder)
        else:
            path = next(one for one in charts if one.startswith(f"{folder}/"))
            yield words("report.stale_chart", path=path)


def written(
    made: Sequence[Made], changed: Sequence[str], left: Sequence[Job], to: str, words: Catalogue
) -> str:
    """Each report: written, unchanged, or left alone; and how many charts."""
    lines = []
    for one in made:
        path = one.job.path.removesuffix("md") + to
        lines.append(words("report.written" if path in changed else "report.unchanged", path=path))
    charts = [path.rpartition("/")[0] for path in changed if path.endswith(".svg")]
    lines += [
        words("report.charts", count=charts.count(folder), folder=folder) for folder in dict.fromkeys(charts)
    ]
    lines += [words("report.published", path=job.path) for job in left]
    return "".join(line + "\n" for line in lines)
