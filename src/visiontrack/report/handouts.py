"""Pages that a secretariat hands out, in Markdown: the changes since the last council, the roles, the record of a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visiontrack.cycle.act import RaisedOpinion
from visiontrack.cycle.roles import RoleOverview, RolesOverview
from visiontrack.cycle.show import ShowOverview
from visiontrack.cycle.show_meeting import MeetingOverview
from visiontrack.errors import WrongUse
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.diff_text import change_lines, grade_sentence, title
from visiontrack.formats.number_format import format_day
from visiontrack.formats.roles_formats import (
    actor_title,
    contributions_to,
    page_title,
    role_counts,
    serving_measures,
)
from visiontrack.formats.show_pages import measure_title, meeting_facts
from visiontrack.history.comparison import Comparison
from visiontrack.messages import Catalogue
from visiontrack.report.data_text import block, inline


def diff_markdown(output: Output[Comparison]) -> str:
    """Returns the changes as a list under a heading for each group, then the grades."""
    comparison, words = output.overview, output.words
    lines = [f"# {inline(output.folder.vision.name)}", "", inline(title(comparison, words)), ""]
    groups = list(change_lines(comparison, words))
    if comparison.grades:
        sentences = [grade_sentence(grade, comparison, words) for grade in comparison.grades]
        groups.append((words("diff.grades"), sentences))
    for heading, sentences in groups:
        lines += [f"## {heading}", "", *(f"- {inline(text)}" for text in sentences), ""]
    if not comparison.changes:
        lines += [words("diff.nothing"), ""]
    lines += [f"- {inline(words('diff.left_out', path=path))}" for path in comparison.left_out]
    return lines_text(lines).rstrip("\n") + "\n"


def roles_markdown(output: Output[RolesOverview]) -> str:
    """Returns the whole document."""
    words = output.words
    columns = [words(f"roles.{name}") for name in ("role", "measures", "contributions")]
    lines = [f"# {inline(page_title(output))}", "", inline(role_counts(output))]
    for actor in output.overview.actors:
        lines += ["", f"## {inline(actor_title(actor, words))}", ""]
        if not actor.roles:
            lines.append(words("roles.no_roles"))
            continue
        lines += [f"| {' | '.join(columns)} |", "| --- | --- | --- |"]
        lines += [_row(role, output) for role in actor.roles]
    return lines_text(lines)


def _row(role: RoleOverview, output: Output[RolesOverview]) -> str:
    words, title = output.words, f"{inline(role.role.title)}<br>{inline(role.role.text)}"
    if not role.served:
        return f"| {title} | **{words('roles.unserved')}** |  |"
    measures = "<br>".join(map(inline, serving_measures(output.folder, role, words)))
    contributions = "<br>".join(map(inline, contributions_to(role, words)))
    return f"| {title} | {measures} | {contributions} |"


def meeting_markdown(output: Output[ShowOverview]) -> str:
    """Returns the whole document. Raises ``WrongUse`` for what is no meeting."""
    folder, overview, words = output.folder, output.overview, output.words
    if not isinstance(overview, MeetingOverview):
        raise WrongUse("show.error.md")
    meeting = overview.meeting
    lines = [f"# {inline(meeting.title)}", ""]
    colon = words("page.colon")
    facts = meeting_facts(overview, format_day(meeting.date, words), words)
    lines += [f"- {inline(label)}{colon}{inline(text)}" for label, text in facts]
    lines += _list(words("show.meeting.agenda"), meeting.agenda)
    lines += _list(words("show.meeting.materials"), meeting.materials)
    for key, parties in (("present", meeting.attendees), ("absent", overview.absent)):
        lines += _list(words(f"show.meeting.{key}"), [folder.party_name(party) for party in parties])
    if overview.opinions:
        lines += ["", f"## {words('show.opinions')}"]
    for number, raised in enumerate(overview.opinions, start=1):
        lines += _opinion(folder, number, raised, words)
    return lines_text(lines)


def _list(title: str, texts: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *(f"- {inline(text)}" for text in texts)] if texts else []


def _opinion(folder: Folder, number: int, raised: RaisedOpinion, words: Catalogue) -> Iterator[str]:
    opinion, response, colon = raised.opinion, raised.opinion.response, words("page.colon")
    actor, kind = folder.party_name(opinion.actor), words(f"word.{opinion.kind}")
    yield from ("", f"### {number}. {inline(words('show.meeting.said', actor=actor, kind=kind))}", "")
    about = words("list.comma").join(measure_title(folder, id_) for id_ in opinion.measures)
    yield f"{words('show.record.about')}{colon}{inline(about or words('show.about.vision'))}"
    yield from ("", block(opinion.text))
    if response is None:
        return
    state = words(f"show.state.{raised.state}")
    yield from ("", f"**{words('show.record.response')}{colon}{inline(state)}**")
    if (response.text or "").strip():
        yield from ("", block(response.text or ""))
    for request in response.requests:
        title = words("show.request", to=folder.party_name(request.to), date=format_day(request.date, words))
        yield from ("", f"{inline(title)}{colon}{inline(request.text)}")
        if (request.reply or "").strip():
            yield from ("", f"{words('show.record.reply')}{colon}{inline(request.reply or '')}")
