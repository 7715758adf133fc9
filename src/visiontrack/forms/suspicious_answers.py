"""Warnings on answers that can be stored but look like slips.

VT718: a status left as it was laid out although results are reported. VT719: an amount in yen among amounts in
thousand yen, or an amount below zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from visiontrack.checks.value_rules import MONEY_LEAP
from visiontrack.finding import Finding, Word
from visiontrack.folder.model import Folder
from visiontrack.formats.number_format import grouped
from visiontrack.forms.form_layout import CellPosition
from visiontrack.forms.form_questions import Key, result_values
from visiontrack.forms.form_subjects import FormSubject
from visiontrack.forms.merge_answers import MergedAnswers
from visiontrack.forms.sheet_answers import ChangedAnswer

_STATUS: Key = ("status",)
_YEN = 1000
_AMOUNTS = ("budget", "spent")
# What shows that work has begun; a budget is there before it.
_REPORTED = {"actuals": ("value",), "projects": ("text", "spent")}
_TEXTS = ("outcomes", "issues")


def suspicious_answers(
    folder: Folder,
    year: int,
    subject: FormSubject,
    merged: MergedAnswers,
    positions: Mapping[Key, CellPosition],
) -> Iterator[Finding]:
    """Yields warnings on the changes of one form, whose answers stand at ``positions``."""
    after: dict[Key, str | None] = {**subject.values, **merged.changes}
    yield from _untouched_statuses(merged, after, positions)
    last_result = folder.results.get((year - 1, subject.id))
    last_values = result_values(last_result) if last_result is not None else {}
    for key, value in merged.changes.items():
        if key[0] == "projects" and len(key) == 3 and key[-1] in _AMOUNTS and value is not None:
            amounts = _comparable_amounts(key, last_values, after, subject.values, merged)
            yield from _odd_amount(merged.answers[key], Decimal(value), amounts)


def _untouched_statuses(
    merged: MergedAnswers, after: Mapping[Key, str | None], positions: Mapping[Key, CellPosition]
) -> Iterator[Finding]:
    reported = [key for key, value in merged.changes.items() if value is not None and _is_report(key)]
    statuses = {key: (*key[:-1], "status") for key in reported if key[0] == "projects"}
    for status in dict.fromkeys(statuses.values()):
        if after.get(status) == "planned" and status in positions:
            label = next(
                merged.answers[key].question.label for key in reported if statuses.get(key) == status
            )
            yield positions[status].warning("VT718", "project", label=label, status=Word("word.planned"))
    if reported and after.get(_STATUS) == "not_started" and _STATUS in positions:
        yield positions[_STATUS].warning("VT718", status=Word("word.not_started"))


def _is_report(key: Key) -> bool:
    return key[0] in _TEXTS if len(key) == 1 else key[-1] in _REPORTED.get(key[0], ())


def _comparable_amounts(
    key: Key,
    last_values: Mapping[Key, str],
    after: Mapping[Key, str | None],
    before: Mapping[Key, str],
    merged: MergedAnswers,
) -> dict[str, str | None]:
    """Returns what an amount is held against, by the variant of the warning.

    Spending counts only where this form leaves it as it is: where both are new, it may have just begun.
    """
    budget, spent = ((*key[:-1], name) for name in _AMOUNTS)
    return {
        "last": last_values.get(key),
        "budget": after.get(budget) if key == spent else None,
        "spent": after.get(spent) if key == budget and spent not in merged.changes else None,
        "before": before.get(key),
    }


def _odd_amount(
    answer: ChangedAnswer, value: Decimal, comparable: Mapping[str, str | None]
) -> Iterator[Finding]:
    """Yields a warning on an amount below zero, or a hundred times another that it should resemble."""
    label = answer.question.label
    if value < 0:
        yield answer.position.warning("VT719", "negative", label=label, value=grouped(value))
    for variant, text in comparable.items():
        other = Decimal(text or 0)
        if other > 0 and value >= other * MONEY_LEAP:
            amounts = {"value": grouped(value), "other": grouped(other), "suggestion": f"{value / _YEN:f}"}
            yield answer.position.warning("VT719", variant, label=label, **amounts)
            return
