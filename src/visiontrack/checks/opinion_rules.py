"""Opinions and what became of them: answers (VT503, VT507), requests (VT421, VT426, VT508), a hearing's count (VT418)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import folder_rule, rule
from visiontrack.finding import Issue, Loc, Place
from visiontrack.folder.listing import Entry, file_path
from visiontrack.folder.model import reviewed_year
from visiontrack.schema.meeting import Meeting, Opinion, Request


def _meetings(facts: Facts) -> Iterator[tuple[str, int, Meeting]]:
    """Yields the meetings with their paths and years; opinions of a copy are reported where they stand first."""
    for (year, id_), meeting in facts.draft.meetings.items():
        path = file_path("meeting", id_, year)
        if path not in facts.draft.copies:
            yield path, year, meeting


@folder_rule("VT503", severity="warning")
def opinion_unfinished(facts: Facts) -> Iterator[Issue]:
    """No opinion is open, past its due date, or without response once the year it reviewed is past.

    Due dates are the one thing compared with the clock, and only where a day is handed in.
    """
    for path, year, meeting in _meetings(facts):
        reviewed = reviewed_year(meeting, year)
        for number, opinion in enumerate(meeting.opinions):
            loc: Loc = ("opinions", number, "response")
            if opinion.response is None:
                if facts.is_past(reviewed):
                    params = {"id": opinion.id, "year": reviewed}
                    yield Issue("VT503", Place(path, loc), params, variant="none", rests_on=(("reviews",),))
            elif opinion.response.status == "open":
                yield Issue("VT503", Place(path, (*loc, "status")), {"id": opinion.id}, variant="open")
            else:
                yield from _overdue(facts, path, loc, opinion)


def _overdue(facts: Facts, path: str, loc: Loc, opinion: Opinion) -> Iterator[Issue]:
    response = opinion.response
    if response is None or response.status not in ("in_progress", "deferred"):
        return
    if _is_over(response.due, facts.today):
        variant = "due" if response.status == "in_progress" else "deferred"
        params, status = {"id": opinion.id, "due": response.due}, ((*loc, "status"),)
        yield Issue("VT503", Place(path, (*loc, "due")), params, variant=variant, rests_on=status)


def _is_over(due: datetime.date | None, today: datetime.date | None) -> bool:
    return due is not None and today is not None and due < today


@folder_rule("VT507", severity="warning")
def done_without_a_word(facts: Facts) -> Iterator[Issue]:
    """An answer that says ``done`` says what, or a decision names the opinion."""
    decided = {
        id_
        for decisions in facts.draft.decisions.values()
        for decision in decisions.decisions
        if not decision.draft and decision.decision != "undecided"
        for id_ in decision.opinions
    }
    for path, _, meeting in _meetings(facts):
        for number, opinion in enumerate(meeting.opinions):
            response, loc = opinion.response, ("opinions", number, "response")
            if response is None or response.status != "done" or opinion.id in decided:
                continue
            if not (response.text or "").strip() and not _unread_decisions(facts):
                place = Place(path, (*loc, "status"))
                yield Issue("VT507", place, {"id": opinion.id}, rests_on=((*loc, "text"),))


def _unread_decisions(facts: Facts) -> bool:
    """Returns whether a decisions file is too broken to tell which opinions it answers."""
    paths = [entry.path for entry in facts.draft.listing.of("decisions")]
    return any(not facts.draft.whole(path, "decisions") for path in paths)


# ---- requests ------------------------------------------------------------------------------------------------


def _requests(meeting: Meeting) -> Iterator[tuple[Loc, Request, Opinion]]:
    for number, opinion in enumerate(meeting.opinions):
        for item, request in enumerate(opinion.response.requests if opinion.response is not None else ()):
            yield ("opinions", number, "response", "requests", item), request, opinion


@rule("VT421", kind="meeting")
def request_due_before_it_was_made(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """Nobody is asked to reply before the day of asking."""
    for loc, request, _ in _requests(meeting):
        if request.due is not None and request.due < request.date:
            params = {"to": request.to, "date": request.date, "due": request.due}
            yield Issue("VT421", Place(entry.path, (*loc, "due")), params, rests_on=((*loc, "date"),))


@rule("VT426", kind="meeting", severity="warning")
def request_before_its_meeting(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """What was asked because of an opinion was asked after that was said."""
    for loc, request, _ in _requests(meeting):
        if request.date < meeting.date:
            params = {"to": request.to, "date": request.date, "meeting": meeting.date}
            yield Issue("VT426", Place(entry.path, (*loc, "date")), params, rests_on=(("date",),))


@rule("VT508", kind="meeting", severity="warning")
def request_without_reply(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """A request is replied to by the date set, and before the opinion counts as done."""
    if entry.path in facts.draft.copies:
        return
    for loc, request, opinion in _requests(meeting):
        if (request.reply or "").strip() or opinion.response is None:
            continue
        params = {"id": opinion.id, "to": request.to, "date": request.date, "due": request.due}
        status = (*loc[:-2], "status")
        if _is_over(request.due, facts.today):
            place = Place(entry.path, (*loc, "due"))
            yield Issue("VT508", place, params, variant="due", rests_on=((*loc, "reply"),))
        elif opinion.response.status == "done":
            place = Place(entry.path, (*loc, "reply"))
            yield Issue("VT508", place, params, variant="done", rests_on=(status,))


# ---- hearings ------------------------------------------------------------------------------------------------


@rule("VT418", kind="meeting")
def more_answered_than_asked(facts: Facts, entry: Entry, meeting: Meeting) -> Iterator[Issue]:
    """No more answered a hearing than were asked."""
    invited, answers = meeting.asked, meeting.answered
    if invited is not None and answers is not None and answers > invited:
        params = {"asked": invited, "answered": answers}
        yield Issue("VT418", Place(entry.path, ("answered",)), params)
