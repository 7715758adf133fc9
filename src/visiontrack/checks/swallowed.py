"""VT417 (a warning): lines at the end of a text over several lines that were meant as keys.

Where the line of a key is deleted by mistake (``actuals:`` below ``issues: |``), what stood under it goes on as text:
the file stays sound, its values are gone, and a report would print them among the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from visiontrack.checks.facts import owner
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.layout.visible import visible
from visiontrack.schema.paths import annotations_of

if TYPE_CHECKING:
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.meeting import Meeting
    from visiontrack.schema.result import Result

_KEY = re.compile(r" *(?:- +)?(?P<key>[a-z][a-z0-9_-]*): ?")
_LONGEST = 60
# From the keys of lines to the one that was deleted above them.
Owners = Callable[[Sequence[str]], "str | None"]


def of_result(draft: Draft, entry: Entry, result: Result) -> Iterator[Issue]:
    """Outcomes, issues and internal notes, which may have swallowed what stood below them."""
    for key in ("outcomes", "issues", "internal"):
        text: str | None = getattr(result, key)
        if text and _ends_in_a_key(text):
            yield from _told(entry, (key,), text, lambda keys: _of_result(draft, entry, keys))


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
    """The first of the lines at the end that look like keys, if they are some that stand under a key elsewhere."""
    swallowed: list[re.Match[str]] = []
    for line in reversed(text.rstrip().split("\n")):
        match = _KEY.match(line)
        if match is None:
            break
        swallowed.insert(0, match)
    above = owners([match["key"] for match in swallowed]) if swallowed else None
    if above is not None:
        line = visible(swallowed[0].string.strip())[:_LONGEST]
        params = {"key": loc[-1], "line": line, "above": above}
        yield Issue("VT417", Place(entry.path, loc), params, "warning")


def _of_result(draft: Draft, entry: Entry, keys: Sequence[str]) -> str | None:
    from visiontrack.schema.result import Actual, Contribution, ProjectResult, SelfEvaluation

    held = owner(draft, entry)
    if keys[0] in (held.declared_indicators or ()):
        return "actuals"
    if keys[0] in (held.declared_projects or ()):
        return "projects"
    records = {"contributions": Contribution, "self_evaluation": SelfEvaluation}
    return _among(keys, {**records, "projects": ProjectResult, "actuals": Actual})


def _of_measure(keys: Sequence[str]) -> str | None:
    from visiontrack.schema.measure import Indicator, Project

    return _among(keys, {"projects": Project, "indicators": Indicator})


def _of_opinion(keys: Sequence[str]) -> str | None:
    from visiontrack.schema.meeting import Response

    return _among(keys, {"response": Response})


def _among(keys: Sequence[str], records: Mapping[str, type]) -> str | None:
    """The key whose record has the first of the keys, and more of the others than any that has it too."""
    known = {above: sum(key in annotations_of(record) for key in keys) for above, record in records.items()}
    fitting = [above for above, record in records.items() if keys[0] in annotations_of(record)]
    return max(fitting, key=lambda above: known[above], default=None)
