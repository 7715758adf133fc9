"""The inspector that ``load`` asks: every registered rule, run on each file and once on the whole folder."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from visiontrack.checks import (  # noqa: F401 - each of these registers its rules
    aim_rules,
    circle_rules,
    decision_rules,
    evidence_rules,
    identity_rules,
    key_rules,
    lost_key_rules,
    missing_rules,
    opinion_rules,
    period_rules,
    program_rules,
    published_rules,
    reference_rules,
    scale_rules,
    target_rules,
    value_rules,
    year_rules,
)
from visiontrack.checks.facts import Facts
from visiontrack.checks.registry import registered
from visiontrack.finding import Issue, Severity
from visiontrack.folder.draft import Draft
from visiontrack.folder.listing import Entry
from visiontrack.schema import Kind


class Suite:
    """Runs the rules: all of them for ``validate``, those whose breach is an error for commands that go on.

    Without ``today`` no due date is compared with the clock.
    """

    def __init__(self, today: datetime.date | None = None, *, errors_only: bool = False) -> None:
        rules = [rule for rule in registered() if rule.severity == "error" or not errors_only]
        self._today = today
        self._facts: Facts | None = None
        self._of_folder = [rule for rule in rules if not rule.kinds]
        self._of_files: dict[Kind, list[tuple[Callable[..., Iterable[Issue]], Severity]]] = {}
        for rule in rules:
            for kind in rule.kinds:
                self._of_files.setdefault(kind, []).append((rule.check, rule.severity))

    def of_file(self, draft: Draft, entry: Entry, model: Any) -> Iterator[Issue]:
        """Returns what is wrong with one file, seen from what was read before it."""
        facts = self._facts_of(draft)
        for check, severity in self._of_files[entry.kind]:
            if severity == "error":
                yield from check(facts, entry, model)
            else:
                yield from _warnings(check(facts, entry, model))

    def of_folder(self, draft: Draft) -> Iterator[Issue]:
        """Returns what is wrong with the folder as a whole."""
        facts = self._facts_of(draft)
        for rule in self._of_folder:
            issues = rule.check(facts)
            yield from issues if rule.severity == "error" else _warnings(issues)

    def _facts_of(self, draft: Draft) -> Facts:
        if self._facts is None or self._facts.draft is not draft:
            self._facts = Facts(draft, self._today)
        return self._facts


def _warnings(issues: Iterable[Issue]) -> Iterator[Issue]:
    return (replace(issue, severity="warning") for issue in issues)
