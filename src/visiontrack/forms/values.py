"""The values of a results file as a form knows them: one text per cell, and when two of them are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from visiontrack.forms.questions import Key, QuestionKind
from visiontrack.schema.result import Result

if TYPE_CHECKING:
    from visiontrack.schema.result import Actual, ProjectResult, VisionResult

_BREAK = re.compile(r"\r\n?")
FINAL = "final"


def values_of(result: Result | VisionResult) -> dict[Key, str]:
    """Every value that is there, under its key. What is not there has no entry."""
    found = dict(_actuals(result.actuals))
    if result.internal is not None:
        found[("internal",)] = result.internal
    if isinstance(result, Result):
        found.update(_of_measure(result))
    return {key: value for key, value in found.items() if value.strip()}


def _of_measure(result: Result) -> Iterator[tuple[Key, str]]:
    yield ("status",), result.status
    for id_, project in result.projects.items():
        if project is not None:
            yield from _project(("projects", id_), project)
    for name, value in (("outcomes", result.outcomes), ("issues", result.issues), ("next", result.next)):
        if value is not None:
            yield (name,), value
    for number, one in enumerate(result.contributions):
        key = ("contributions", str(number))
        yield (*key, "who"), f"{one.actor}/{one.role}"
        yield (*key, "text"), one.text or ""
    if result.self_evaluation is not None:
        yield ("self_evaluation", "grade"), result.self_evaluation.grade
        yield ("self_evaluation", "text"), result.self_evaluation.text or ""


def _project(key: Key, project: ProjectResult) -> Iterator[tuple[Key, str]]:
    yield (*key, "status"), project.status
    yield (*key, "text"), project.text or ""
    for name in ("budget", "spent"):
        amount: Decimal | None = getattr(project, name)
        if amount is not None:
            yield (*key, name), format(amount, "f")


def _actuals(actuals: dict[str, Actual]) -> Iterator[tuple[Key, str]]:
    for id_, one in actuals.items():
        key = ("actuals", id_)
        if one.value is not None:
            yield (*key, "value"), spelled(one.value)
        if one.value is not None or one.state != FINAL:
            yield (*key, "state"), one.state
        yield (*key, "source"), one.source or ""
        yield (*key, "comment"), one.comment or ""


def spelled(value: Decimal | bool) -> str:
    """A value as a file spells it, digit for digit."""
    return ("true" if value else "false") if isinstance(value, bool) else format(value, "f")


def tidy(text: str) -> str:
    """A text without what a cell cannot show: its last line ends, and line ends of other systems."""
    return _BREAK.sub("\n", text).rstrip()


def same(key: Key, kind: QuestionKind, one: str | None, other: str | None) -> bool:
    """Whether two values of a cell say the same: 1.10 and 1.1 do, and so do no state and ``final``."""
    if key[-1] == "state" and key[0] == "actuals":
        return (one or FINAL) == (other or FINAL)
    if one is None or other is None:
        return one is other
    if kind == "number":
        try:
            return Decimal(one) == Decimal(other)
        except InvalidOperation:  # somebody changed what a form remembers
            return one == other
    return tidy(one) == tidy(other)
