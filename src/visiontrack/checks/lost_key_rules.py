"""Lines at the end of a text over several lines that were meant as keys (VT417, a warning).

Where the line of a key is deleted by mistake (``actuals:`` below ``issues: |``), what stood under it goes on as text:
the file stays sound, its values are gone, and a report would print them among the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry
from visiontrack.layout.width import visible
from visiontrack.schema import Kind
from visiontrack.schema.measure import Measure
from visiontrack.schema.meeting import Meeting
from visiontrack.schema.paths import keys_at
from visiontrack.schema.result import Result

_KEY = re.compile(r" *(?:- +)?(?P<key>[a-z][a-z0-9_-]*): ?")
_LONGEST = 60
# The keys that may be deleted above such lines, with a place below each whose keys the lines would have.
_ABOVE: dict[Kind, dict[str, Loc]] = {
    "result": {
        "contributions": ("contributions", 0),
        "self_evaluation": ("self_evaluation",),
        "projects": ("projects", "id"),
        "actuals": ("actuals", "id"),
    },
    "measure": {"projects": ("projects", 0), "indicators": ("indicators", 0)},
    "meeting": {"response": ("opinions", 0, "response")},
}


@rule("VT417", kind="result", severity="warning")
def keys_lost_in_a_result(facts: Facts, entry: Entry, result: Result) -> Iterator[Issue]:
    """Outcomes, issues and internal notes may go on with what stood below them."""
    for key in ("outcomes", "issues", "internal"):
        text: str | None = getattr(result, key)
        if text and _ends_in_a_key(text):
            yield from _lost(facts, entry, (key,), text)


@rule("VT417", kind="measure", severity="warning")
def keys_lost_in_a_measure(facts: Facts, entry: Entry, measure: Measure) -> Iterator[Issue]:
    """The description may go on with projects or indicators.

    Results that name what it lost are right: from here on nobody knows what the measure declares. So this comes
    after the rules on its own references (VT301), which still know.
    """
    text = measure.description
    if text and _ends_in_a_key(text):
        for issue in _lost(facts, entry, ("description",), text):
            facts.draft.mark_lost(entry.path, str(issue.params["above"]))
            yield issue


@rule("VT417", kind="meeting", severity="warning")
def keys_lost_in_a_meeting(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """The text of an opinion may go on with its response."""
    for number, opinion in enumerate(meeting.opinions):
        if _ends_in_a_key(opinion.text):
            yield from _lost(facts, entry, ("opinions", number, "text"), opinion.text)


def _ends_in_a_key(text: str) -> bool:
    """Returns whether the last line begins as a key does; every text is looked at, so it is not cut into lines."""
    return _KEY.match(text, text.rfind("\n", 0, -1) + 1) is not None


def _lost(facts: Facts, entry: Entry, loc: Loc, text: str) -> Iterator[Issue]:
    """Returns the first of the lines at the end that look like keys, if they are some that stand under a key elsewhere."""
    lost: list[re.Match[str]] = []
    for line in reversed(text.rstrip().split("\n")):
        match = _KEY.match(line)
        if match is None:
            break
        lost.insert(0, match)
    above = _key_above(facts, entry, [match["key"] for match in lost]) if lost else None
    if above is not None:
        line = visible(lost[0].string.strip())[:_LONGEST]
        params = {"key": loc[-1], "line": line, "above": above}
        yield Issue("VT417", Place(entry.path, loc), params)


def _key_above(facts: Facts, entry: Entry, keys: Sequence[str]) -> str | None:
    """Returns the key that was deleted above lines with these keys, or None where none is likely.

    In a result that is the key under which the first line's id belongs; else the one whose keys include the first
    line's, and more of the others than any that includes it too.
    """
    if entry.kind == "result":
        owner = facts.owner(entry)
        if keys[0] in (owner.declared_indicators or ()):
            return "actuals"
        if keys[0] in (owner.declared_projects or ()):
            return "projects"
    below = {above: keys_at(entry.kind, loc) for above, loc in _ABOVE[entry.kind].items()}
    fitting = [above for above in below if keys[0] in below[above]]
    return max(fitting, key=lambda above: sum(key in below[above] for key in keys), default=None)
