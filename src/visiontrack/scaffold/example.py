"""A year as it looks when it is filled in: a result, a meeting with an opinion, decisions.

It stands under ``examples/``, a small root of its own: invented results and opinions never get into the
city's own reports, and the first year's files are still to be made.
"""

from __future__ import annotations

import datetime

from visiontrack.messages import Catalogue
from visiontrack.scaffold.new_meeting import meeting_title
from visiontrack.scaffold.starter import MEASURE, SECTION, File, Start, actors, measure, role_of, vision


def example_year(start: Start, words: Catalogue) -> list[File]:
    """Every file of the example root: the starting files, and the first year's cycle."""
    opinion = f"o-{start.start + 1}-01"
    return [
        vision(start, words),
        *actors(start, words),
        measure(start, words),
        _result(start, words),
        _meeting(start, opinion, words),
        _decisions(start, opinion, words),
    ]


def _result(start: Start, words: Catalogue) -> File:
    values = {
        "measure": MEASURE,
        "year": start.start,
        "status": "on_track",
        "projects": {
            "startup-school": {
                "status": "done",
                "text": words("init.result.project"),
                "budget": 5000,
                "spent": 4800,
            }
        },
        "outcomes": words("init.result.outcomes"),
        "issues": words("init.result.issues"),
        "actuals": {"founders": 95},
        "contributions": [
            {
                "actor": "chamber-of-commerce",
                "role": role_of("chamber-of-commerce"),
                "text": words("init.result.contribution"),
            }
        ],
        "self_evaluation": {"grade": "A", "text": words("init.result.self")},
        "next": "continue",
    }
    head = words("init.head.example_result", year=start.start)
    return File("result", MEASURE, start.start, values, head, {})


def _meeting(start: Start, opinion: str, words: Catalogue) -> File:
    year = start.start + 1
    values = {
        "id": "council-1",
        "body": "council",
        "date": datetime.date(year, 8, 7),
        "reviews": start.start,
        "title": meeting_title(words("init.council"), 1, year, words),
        "place": words("init.meeting.place"),
        "attendees": ["chamber-of-commerce", "citizens", "local-bank"],
        "agenda": [words("init.meeting.agenda")],
        "opinions": [
            {
                "id": opinion,
                "actor": "citizens",
                "kind": "proposal",
                "measures": [MEASURE],
                "text": words("init.opinion.text"),
                "response": {
                    "status": "done",
                    "lead": SECTION,
                    "text": words("init.opinion.response"),
                },
            }
        ],
    }
    return File("meeting", "council-1", year, values, words("init.head.example_meeting"), {})


def _decisions(start: Start, opinion: str, words: Catalogue) -> File:
    values = {
        "year": start.start,
        "plan": start.start + 1,
        "decisions": [
            {
                "measure": MEASURE,
                "decision": "continue",
                "reason": words("init.decision.reason"),
                "opinions": [opinion],
            }
        ],
    }
    head = words("init.head.example_decisions", year=start.start)
    return File("decisions", str(start.start), start.start, values, head, {})
