"""Each report of the small town, whole, as it was last looked at and found good.

``VISIONTRACK_SNAPSHOTS=write`` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.reports import Reports
from visiontrack import __version__

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("audience", ["council", "team", "public"])
def test_the_report_reads_as_it_was_last_found_good(standard: Reports, audience: str, lang: str) -> None:
    report = standard(audience, 2024, lang).replace(__version__, "VERSION")
    place = SNAPSHOTS / f"{audience}.{lang}.md"
    if os.environ.get("VISIONTRACK_SNAPSHOTS") == "write":
        place.write_text(report, encoding="utf-8", newline="\n")
    assert report == place.read_text(encoding="utf-8")
