"""``diff`` for a terminal and as JSON: what changed, grouped, in the words of the vision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from visiontrack import fiscal_year
from visiontrack.folder.model import Folder
from visiontrack.formats import Output, lines_text
from visiontrack.formats.json_csv import dumps
from visiontrack.formats.number_format import NOTHING, format_value
from visiontrack.history.comparison import Comparison, DataChange, GradeChange
from visiontrack.history.states import DataState
from visiontrack.messages import Catalogue
from visiontrack.schema.paths import fields_of

_CLIP = 20  # characters of an opinion that stand for it
_PARTIES = ("lead", "secretariat", "actor", "to", "attendees", "members", "successor")


def diff_text(output: Output[Comparison]) -> str:
    """Returns the page: a line for each change, then the grades, then what could not be compared."""
    comparison, words, painter = output.overview, output.words, output.painter
    lines = [*painter.headline(title(comparison, words)), ""]
    for group, changes in comparison.grouped():
        lines += painter.headline(words(f"diff.group.{group}"))
        for change in changes:
            lines += painter.hang("  ", sentence(change, comparison, words))
            lines.append(f"    {change.path}:{change.line}" + (f"  {change.code}" if change.code else ""))
        lines.append("")
    if comparison.grades:
        lines += painter.headline(words("diff.grades"))
        lines += [f"  {grade_sentence(grade, comparison, words)}" for grade in comparison.grades] + [""]
    if not comparison.changes:
        lines += [words("diff.nothing"), ""]
    lines += [words("diff.left_out", path=path) for path in comparison.left_out]
    return lines_text(lines).rstrip("\n") + "\n"


def diff_json(output: Output[Comparison]) -> str:
    """Returns ``visiontrack.diff/1`` (docs/json.md)."""
    comparison, words = output.overview, output.words
    changes = [
        {
            "kind": change.kind,
            "id": change.id,
            "year": change.year,
            "before": change.before,
            "after": change.after,
            "state_before": change.state_before,
            "state_after": change.state_after,
            "path": change.path,
            "line": change.line,
            "code": change.code,
            "text": sentence(change, comparison, words),
        }
        for change in comparison.changes
    ]
    grades = [
        {"measure": grade.measure, "year": grade.year, "before": grade.before, "after": grade.after}
        for grade in comparison.grades
    ]
    return dumps(
        {
            "schema": "visiontrack.diff/1",
            "from": _state_dict(comparison.before),
            "to": _state_dict(comparison.after),
            "changes": changes,
            "grades": grades,
            "left_out": list(comparison.left_out),
        }
    )


def _state_dict(state: DataState) -> dict[str, str | None]:
    return {"rev": state.commit, "date": state.day}


def title(comparison: Comparison, words: Catalogue) -> str:
    """Returns the title of a page: between which days the changes lie."""
    until = comparison.after.day or words("diff.work_tree")
    return words("diff.title", since=comparison.before.day, until=until)


def sentence(change: DataChange, comparison: Comparison, words: Catalogue) -> str:
    """Returns a change in one sentence: what, which value, of which year, before and after."""
    folders = (comparison.after.folder, comparison.before.folder)
    subject = next(filter(None, (_subject(change, folder) for folder in folders)), change.id)
    label = _label(change, words)
    if change.year is not None and "/" + str(change.year) not in change.id:
        label = words("diff.of_year", label=label, year=fiscal_year.by_name(change.year, words.language))
    before = _value(change.before, change, change.state_before, folders[1], words)
    after = _value(change.after, change, change.state_after, folders[0], words)
    if change.before is None and change.state_before is None:
        key = "diff.changed" if change.after is None and change.state_after is None else "diff.added"
    else:
        gone = change.after is None and change.state_after is None
        key = "diff.removed" if gone else "diff.from_to"
    text = words(key, subject=subject, label=label, before=before, after=after)
    return text + (words("diff.reason", reason=change.reason) if change.reason else "")


def _subject(change: DataChange, folder: Folder) -> str | None:
    if change.kind == "opinion" and change.field == "text" and change.id in folder.opinions:
        return folder.party_name(folder.opinions[change.id][0].actor)  # what was said follows
    return _name(change.id, folder)


def grade_sentence(grade: GradeChange, comparison: Comparison, words: Catalogue) -> str:
    """Returns what became of a grade."""
    folders = (comparison.after.folder, comparison.before.folder)
    subject = next(filter(None, (_name(grade.measure, folder) for folder in folders)), grade.measure)
    year = fiscal_year.by_name(grade.year, words.language)
    before, after = grade.before or NOTHING, grade.after or NOTHING
    return words("diff.grade", subject=subject, year=year, before=before, after=after)


def _label(change: DataChange, words: Catalogue) -> str:
    if change.field == "id":
        return "ID" if words.language == "ja" else "id"
    if change.model is None or (change.kind, change.field) == ("opinion", "text"):
        return words(f"diff.kind.{change.kind}")
    fields = {field.key: field.titles for field in fields_of(change.model)}
    return fields.get(change.field, {}).get(words.language) or words(f"diff.kind.{change.kind}")


def _name(id_: str, folder: Folder) -> str | None:
    """Returns the name that a folder has for an id, or None."""
    first, _, second = id_.partition("/")
    if first == "vision":
        parts = {part.id: part.name for part in folder.vision.indicators}
        return parts.get(second) if second else folder.vision.name
    if first in folder.measures:
        measure = folder.measures[first]
        names = {part.id: part.name for part in measure.indicators}
        names |= {part.id: part.title for part in measure.projects}
        return f"{measure.title}「{names.get(second, second)}」" if second else measure.title
    if first in folder.actors:
        actor = folder.actors[first]
        titles = {role.id: role.title for role in actor.roles}
        return f"{actor.name}「{titles.get(second, second)}」" if second else actor.name
    if id_ in folder.sections:
        return folder.party_name(id_)
    if id_ in folder.opinions:
        opinion = folder.opinions[id_][0]
        return f"{folder.party_name(opinion.actor)}「{_clipped(opinion.text)}」"
    return folder.programs[id_][0].title if id_ in folder.programs else None


def _clipped(text: str) -> str:
    """Returns as much of what was said as tells it from the rest."""
    line = " ".join(text.split())
    return line if len(line) <= _CLIP else line[: _CLIP - 1] + "…"


def _value(value: Any, change: DataChange, state: str | None, folder: Folder, words: Catalogue) -> str:
    text = str(value) if change.field == "id" else _plain_text(value, change.field, folder, words)
    if state is None or state == "final":
        return text
    label = words(words.word_key(state, ("final", "preliminary", "estimate")))
    return f"{text}（{label}）" if words.language == "ja" else f"{text} ({label})"


def _plain_text(value: Any, field: str, folder: Folder, words: Catalogue) -> str:
    if isinstance(value, (Decimal, bool)) or value is None:
        return format_value(value, words)
    if isinstance(value, Mapping):
        return words("list.comma").join(
            f"{key} {_plain_text(item, key, folder, words)}" for key, item in value.items()
        )
    if isinstance(value, list):
        return words("list.comma").join(_plain_text(item, field, folder, words) for item in value)
    if field in _PARTIES:
        return folder.party_name(str(value))
    text = " ".join(str(value).split("\n"))
    return (words.meaning(text) or text) if text.isascii() and text.replace("_", "").isalpha() else text


def change_lines(comparison: Comparison, words: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """Yields the heading of each group and its sentences."""
    for group, changes in comparison.grouped():
        yield words(f"diff.group.{group}"), [sentence(change, comparison, words) for change in changes]
