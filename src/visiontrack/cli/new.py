"""``visiontrack new measure|actor|meeting|opinion``: a commented skeleton, ready to edit."""

from __future__ import annotations

from collections.abc import Callable

from visiontrack.cli import new_actor, new_measure, new_meeting, new_opinion

# The commands of this command, in the order of its help.
FAMILY: dict[str, Callable[..., int]] = {
    "measure": new_measure.run,
    "actor": new_actor.run,
    "meeting": new_meeting.run,
    "opinion": new_opinion.run,
}
