"""VT417 (a warning): lines at the end of a text over several lines that were meant as keys.

Where the line of a key is deleted by mistake (``actuals:`` below ``issues: |``), what stood under it goes on as text:
the file stays sound, its values are gone, and a report would print them among the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from visiontrack.checks.facts import owner
from visiontrack.draft import Draft
from visiontrack.finding import Issue, Loc, Place
from visiontrack.listing import Entry
from visiontrack.schema.paths import hints
from visiontrack.text.visible import visible

if TYPE_CHECKING:
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Result

_KEY = re.compile(r" *(?:- +)?(?P<key>[a-z][a-z0-9_-]*): ?")
_LONGEST = 60
# From the key of a line to the one that was deleted above it.
Owners = Callable[[str], "str | None"]


def of_result(draft: Draft, entry: Entry, result: Result) -> Iterator[Issue]:
    """Outcomes, issues and internal notes, which may have swallowed what stood below them."""
    for key in ("outcomes", "issues", "internal"):
        text: str | None = getattr(result, key)
        if text and _ends_in_a_key(text):
            yield from _told(entry, (key,), text, lambda held: _of_result(draft, entry, held))


def of_measure(draft: Draft, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """The description; results that name what it swallowed are right."""
    text = measure.description
    if text and _ends_in_a_key(text):
        for issue in _told(entry, ("description",), text, _of_measure):
            draft.doubt(entry.path, str(issue.params["above"]))
            yield issue


def of_meeting(draft: Draft, entry: Entry, meeting: Meeting) -> Iterator[Issue]:  # noqa: ARG001
    """What was said, which may have swallowed the answer."""
    for number, one in enumerate(meeting.opinions):
        if _ends_in_a_key(one.text):
            yield from _told(entry, ("opinions", number, "text"), one.text, _of_opinion)


def _ends_in_a_key(text: str) -> bool:
    """Whether the last line begins as a key does: looked at in every text, so without cutting it in lines."""
    return _KEY.match(text, text.rfind("\n", 0, -1) + 1) is not None


def _told(entry: Entry, loc: Loc, text: str, owners: Owners) -> Iterator[Issue]:
    """The first of the lines at the end that look like keys, if it is one that stands under a key elsewhere."""
    first: re.Match[str] | None = None
    for line in reversed(text.rstrip().split("\n")):
        match = _KEY.match(line)
        if match is None:
            break
        first = match
    above = owners(first["key"]) if first is not None else None
    if first is not None and above is not None:
        params = {"key": loc[-1], "line": visible(first.string.strip())[:_LONGEST], "above": above}
        yield Issue("VT417", Place(entry.path, loc), params, "warning")


def _of_result(draft: Draft, entry: Entry, key: str) -> str | None:
    from visiontrack.schema.result import Actual, Contribution, ProjectResult, SelfEvaluation

    held = owner(draft, entry)
    if key in (held.declared_indicators or ()):
        return "actuals"
    if key in (held.declared_projects or ()):
        return "projects"
    records = {"contributions": Contribution, "self_evaluation": SelfEvaluation}
    records |= {"projects": ProjectResult, "actuals": Actual}
    return _among(key, records)


def _of_measure(key: str) -> str | None:
    from visiontrack.schema.measure import Indicator, Project

    return _among(key, {"projects": Project, "indicators": Indicator})


def _of_opinion(key: str) -> str | None:
    from visiontrack.schema.meeting import Response

    return _among(key, {"response": Response})


def _among(key: str, records: dict[str, type]) -> str | None:
    return next((above for above, record in records.items() if key in _keys(record)), None)


def _keys(record: type) -> Collection[str]:
    return hints(record).keys()
