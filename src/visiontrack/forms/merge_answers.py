"""Three versions of a results file merged: as the form was made, as the form came back, and as it is now.

What only the form changed is taken over; what both changed in different ways is a conflict (VT714), and so is what
two forms change in different ways (VT715).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from visiontrack.finding import Finding, Loc, Related, Span, Word
from visiontrack.forms.form_questions import FINAL, Key, contribution_count, same_answer, tidy
from visiontrack.forms.form_record import FormSource
from visiontrack.forms.form_subjects import FormSubject
from visiontrack.forms.sheet_answers import ChangedAnswer
from visiontrack.schema.result import WITHOUT_VALUE
from visiontrack.yaml import tree

ContributionCells = tuple[str | None, str | None]  # who, text
EMPTY_CELLS: ContributionCells = (None, None)
_CONTEXT, _EXCERPT = 10, 60  # characters of values to compare: before the first difference, and at most
_DONE, _CLASH = -1, -2


class ContributionEdit(NamedTuple):
    """A contribution set (``row`` in the file now), removed (both cells empty) or added (no row)."""

    row: int | None
    cells: ContributionCells


class RequestedEdit(NamedTuple):
    """An edit, and the first answer of the row that asks for it."""

    edit: ContributionEdit
    answer: ChangedAnswer


@dataclass(slots=True)
class MergedAnswers:
    """What one form changes in one file, and the findings against it."""

    changes: dict[Key, str | None] = field(default_factory=dict)
    answers: dict[Key, ChangedAnswer] = field(default_factory=dict)
    edits: list[RequestedEdit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.changes) + len(self.edits)


def merge_answers(
    subject: FormSubject,
    source: FormSource,
    answers: Sequence[ChangedAnswer],
    unread: Set[Key] = frozenset(),
) -> MergedAnswers:
    """Returns the changes of a form that nothing contradicts.

    ``unread`` are answers already reported as wrong: nothing that would follow from one is reported as well.
    """
    merged = MergedAnswers()
    contributions = [answer for answer in answers if answer.question.key[0] == "contributions"]
    for answer in answers:
        if answer in contributions:
            continue
        key, kind = answer.question.key, answer.question.kind
        current = subject.values.get(key)
        if same_answer(key, kind, current, answer.base):
            merged.changes[key] = answer.value
            merged.answers[key] = answer
        elif not same_answer(key, kind, current, answer.value):
            merged.findings.append(_conflict(subject, answer, current))
    merged.edits, clashes, findings = _merge_contributions(source.base, subject.values, contributions, unread)
    merged.findings += findings
    for answer, cells in clashes:
        merged.findings.append(_conflict(subject, answer, cells[1] or cells[0]))
    merged.findings += missing_answers(subject, merged, unread)
    return merged


def missing_answers(
    subject: FormSubject, merged: MergedAnswers, unread: Set[Key] = frozenset()
) -> Iterator[Finding]:
    """Yields what may not be empty once the answers are stored, and values where the state says there are none."""
    after = {**subject.values, **merged.changes}
    reported: set[Key] = set(unread)
    for key, answer in merged.answers.items():
        label = answer.question.label
        needed = _needed_key(key)
        if needed and needed not in reported and after.get(needed) is None and _is_needed(after, needed):
            reported.add(needed)
            word = Word(f"form.needed.{needed[-1]}")
            yield answer.position.error("VT712", "" if needed == key else "beside", label=label, needed=word)
        state = after.get((*key[:-1], "state"))
        has_value = after.get((*key[:-1], "value")) is not None
        if key[0] == "actuals" and state in WITHOUT_VALUE and has_value and key[:-1] not in reported:
            reported.add(key[:-1])
            params = {"state": Word(f"word.{state}"), "final": Word(f"word.{FINAL}")}
            yield answer.position.error("VT713", label=label, **params)


def _needed_key(key: Key) -> Key | None:
    """Returns the key without which this one cannot stand in a file."""
    if key == ("status",):
        return key
    if key[0] == "projects":
        return (*key[:2], "status")
    return ("self_evaluation", "grade") if key[0] == "self_evaluation" else None


def _is_needed(after: Mapping[Key, str | None], needed: Key) -> bool:
    """Returns whether a value beside the key asks for it; a project or a self-evaluation may be empty as a whole."""
    if len(needed) == 1:
        return True
    return any(value is not None for key, value in after.items() if key[: len(needed) - 1] == needed[:-1])


def join_forms(first: MergedAnswers, second: MergedAnswers) -> Iterator[Finding]:
    """Adds the changes of a second form on the same file to the first; yields a finding for each difference."""
    for key, answer in second.answers.items():
        other = first.answers.get(key)
        if other is None:
            first.answers[key], first.changes[key] = answer, answer.value
        elif not same_answer(key, answer.question.kind, other.value, answer.value):
            yield _two_forms(answer, answer.value, other, other.value)
    first_by_row = {request.edit.row: request for request in first.edits if request.edit.row is not None}
    edits = {request.edit for request in first.edits}
    for request in second.edits:
        row = request.edit.row
        first_request = first_by_row.get(row) if row is not None else None
        if request.edit in edits:
            continue
        if first_request is None:
            first.edits.append(request)
        else:
            cells, first_cells = request.edit.cells, first_request.edit.cells
            value, first_value = cells[1] or cells[0], first_cells[1] or first_cells[0]
            yield _two_forms(request.answer, value, first_request.answer, first_value)


def _merge_contributions(
    base: Mapping[Key, str],
    current: Mapping[Key, str],
    answers: Sequence[ChangedAnswer],
    unread: Set[Key],
) -> tuple[list[RequestedEdit], list[tuple[ChangedAnswer, ContributionCells]], list[Finding]]:
    """Returns the edits to make, the answers that clash (each with the file's cells), and the findings."""
    base_rows, current_rows = contribution_rows(base), contribution_rows(current)
    edits: list[RequestedEdit] = []
    used: set[int | None] = set()
    clashes: list[tuple[ChangedAnswer, ContributionCells]] = []
    findings: list[Finding] = []
    for row, changed in _by_row(answers).items():
        before = base_rows[row] if row < len(base_rows) else EMPTY_CELLS
        values = {answer.question.key[2]: answer.value for answer in changed}
        after = values.get("who", before[0]), values.get("text", before[1])
        if (after[0] is None) != (after[1] is None):
            if not any(key[:2] == changed[0].question.key[:2] for key in unread):
                findings.append(_half_empty(changed[0], after))
            continue
        index = _current_index(before, after, row, current_rows)
        # Of two equal rows one may have been removed: both answers would then change the one that is left.
        if index == _CLASH or index in used:
            clashes.append((changed[0], current_rows[row] if row < len(current_rows) else EMPTY_CELLS))
        elif index != _DONE:
            edits.append(RequestedEdit(ContributionEdit(index, after), changed[0]))
            if index is not None:
                used.add(index)
    return edits, clashes, findings


def contribution_rows(values: Mapping[Key, str]) -> list[ContributionCells]:
    """Returns the contributions in the order of their rows."""
    rows: list[ContributionCells] = []
    for row in range(contribution_count(values)):
        key = ("contributions", str(row))
        text = values.get((*key, "text"))
        rows.append((values.get((*key, "who")), tidy(text) if text is not None else None))
    return rows


def _by_row(answers: Sequence[ChangedAnswer]) -> dict[int, list[ChangedAnswer]]:
    rows: dict[int, list[ChangedAnswer]] = {}
    for answer in answers:
        rows.setdefault(int(answer.question.key[1]), []).append(answer)
    return rows


def _half_empty(answer: ChangedAnswer, cells: ContributionCells) -> Finding:
    """Returns the finding on a partner without what it did, or the other way round."""
    variant, needed = ("beside", Word("form.needed.who")) if cells[0] is None else ("text", "")
    return answer.position.error("VT712", variant, label=answer.question.label, needed=needed)


def _current_index(
    before: ContributionCells, after: ContributionCells, row: int, current: Sequence[ContributionCells]
) -> int | None:
    """Returns which item of the file the row is now, None for a new one, ``_DONE`` or ``_CLASH``."""
    if before == EMPTY_CELLS:
        if after in current:
            return _DONE
        return _CLASH if row < len(current) and current[row][0] == after[0] else None
    if row < len(current) and current[row] == before:
        return row
    unchanged = [index for index, cells in enumerate(current) if cells == before]
    if len(unchanged) == 1:
        return unchanged[0]
    if after in current or (after == EMPTY_CELLS and not unchanged):
        return _DONE
    return _CLASH


def in_order(edits: Sequence[ContributionEdit]) -> Iterator[ContributionEdit]:
    """Yields settings first, then removals from the end, then additions: no edit moves another's item."""
    yield from (edit for edit in edits if edit.row is not None and edit.cells != EMPTY_CELLS)
    removals = [edit for edit in edits if edit.row is not None and edit.cells == EMPTY_CELLS]
    yield from sorted(removals, key=lambda edit: -(edit.row or 0))
    yield from (edit for edit in edits if edit.row is None and edit.cells != EMPTY_CELLS)


def _conflict(subject: FormSubject, answer: ChangedAnswer, current: str | None) -> Finding:
    span = _span(subject, answer.question.key)
    base, now, form = _side_by_side(
        *(_label(answer, value) for value in (answer.base, current, answer.value))
    )
    position = answer.position
    related = (
        Related(position.workbook, position.span, "form.conflict.base", {"value": base}, position.cell),
        Related(subject.path, span, "form.conflict.now", {"value": now}),
        Related(position.workbook, position.span, "form.conflict.form", {"value": form}, position.cell),
    )
    return _with_related("VT714", answer, related)


def conflict_without_record(subject: FormSubject, answer: ChangedAnswer) -> Finding:
    """Returns the finding on an answer that differs from the file, where nobody knows which of the two is newer."""
    position, span = answer.position, _span(subject, answer.question.key)
    now, form = _side_by_side(_label(answer, answer.base), _label(answer, answer.value))
    related = (
        Related(subject.path, span, "form.conflict.now", {"value": now}),
        Related(position.workbook, position.span, "form.conflict.form", {"value": form}, position.cell),
    )
    return _with_related("VT714", answer, related, "moved")


def _span(subject: FormSubject, key: Key) -> Span:
    """Returns where the value of an answer stands in the file."""
    root = tree.compose(subject.text)
    loc: Loc = ("contributions", int(key[1])) if key[0] == "contributions" else key
    return tree.locate(root, loc) if root is not None else Span()


def _two_forms(
    answer: ChangedAnswer, value: str | None, other: ChangedAnswer, other_value: str | None
) -> Finding:
    own_text, other_text = _side_by_side(_label(answer, value), _label(other, other_value))
    own, its = answer.position, other.position
    related = (
        Related(own.workbook, own.span, "form.conflict.form", {"value": own_text}, own.cell),
        Related(its.workbook, its.span, "form.conflict.other", {"value": other_text}, its.cell),
    )
    return _with_related("VT715", answer, related)


def _with_related(
    code: str, answer: ChangedAnswer, related: tuple[Related, ...], variant: str = ""
) -> Finding:
    position, params = answer.position, {"label": answer.question.label}
    return Finding(
        code, position.workbook, position.span, params, variant=variant, related=related, cell=position.cell
    )


def _label(answer: ChangedAnswer, value: str | None) -> str:
    """Returns a value as the form shows it."""
    labels = {choice.value: choice.label for choice in reversed(answer.question.choices)}
    return labels.get(value or "", value or "")


def _side_by_side(*values: str) -> list[str]:
    """Returns values to compare, long ones cut to where the last two begin to differ."""
    texts = [tidy(value).replace("\n", " ／ ") for value in values]
    filled = [text for text in texts[-2:] if text]
    start = 0
    if len(filled) > 1 and max(map(len, filled)) > _EXCERPT:
        alike = takewhile(lambda signs: len(set(signs)) == 1, zip(*filled, strict=False))
        start = max(0, sum(1 for _ in alike) - _CONTEXT)
    return [_part(text, start) for text in texts]


def _part(text: str, start: int) -> str:
    part = text[start : start + _EXCERPT]
    return ("…" if start and part else "") + part + ("…" if start + _EXCERPT < len(text) else "")
