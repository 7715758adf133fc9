"""The registry of rules: each rule enters itself where it is written, with its code, kind and severity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from visiontrack.checks.facts import Facts
from visiontrack.finding import Issue, Severity
from visiontrack.folder.listing import Entry
from visiontrack.schema import Kind

FileCheck = Callable[["Facts", "Entry", Any], Iterable[Issue]]
FolderCheck = Callable[["Facts"], Iterable[Issue]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on files of some kinds, or on the folder as a whole where ``kinds`` is empty.

    ``codes`` are those of its findings; one look that ends in either of two findings is one rule with two codes.
    """

    codes: tuple[str, ...]
    kinds: tuple[Kind, ...]
    severity: Severity
    check: Callable[..., Iterable[Issue]]


_rules: list[Rule] = []


def rule(
    *codes: str, kind: Kind | tuple[Kind, ...], severity: Severity = "error"
) -> Callable[[FileCheck], FileCheck]:
    """Registers a rule on one file at a time, called while the file's tree is at hand.

    Kinds are read in the order vision, actor, measure, meeting, decisions, vision_result, result (each by year and
    name): what was read before is in ``facts.draft``. All vision and actor files are read before any is checked.
    """
    kinds = (kind,) if isinstance(kind, str) else kind

    def register(check: FileCheck) -> FileCheck:
        _rules.append(Rule(codes, kinds, severity, check))
        return check

    return register


def folder_rule(code: str, severity: Severity = "error") -> Callable[[FolderCheck], FolderCheck]:
    """Registers a rule on the folder as a whole, called once when all files were read."""

    def register(check: FolderCheck) -> FolderCheck:
        _rules.append(Rule((code,), (), severity, check))
        return check

    return register


def registered() -> list[Rule]:
    """Returns the rules in the order of their codes, in which they run."""
    return sorted(_rules, key=lambda entry: entry.codes)
