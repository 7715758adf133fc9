"""What lies between two revisions: opening git, loading both states, and holding one against the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from visiontrack.checks.suite import Suite
from visiontrack.errors import Unsound, WrongUse
from visiontrack.finding import Finding
from visiontrack.folder.loading import load
from visiontrack.history.comparison import EVERYTHING, AudienceView, Comparison, compare
from visiontrack.history.followed_renames import follow_renames
from visiontrack.history.git import Repository, repository_of
from visiontrack.history.honesty import breaches
from visiontrack.history.published_reports import changed_reports, reader_of
from visiontrack.history.renaming import Rename
from visiontrack.history.states import DataState, committed_state, state_at


@contextmanager
def compared(
    root: Path, first: str, second: str | None = None, view: AudienceView = EVERYTHING
) -> Iterator[Comparison]:
    """Compares two revisions, or one with the work tree; the folders of both are there until the end.

    Raises ``WrongUse`` for what git cannot tell and for a commit without a sound vision, ``Unsound`` for such a work tree.
    """
    repository = repository_of(root)
    commits = repository.commit(first), repository.commit(second) if second is not None else None
    with ExitStack() as stack:
        before = _state(stack, repository, commits[0], first)
        after = _state(stack, repository, commits[1], second)
        before, renames = _followed(before, after)
        reports = changed_reports(
            before, after, reader_of(repository, commits[0]), reader_of(repository, commits[1])
        )
        yield compare(before, after, list(reports), view, renames)


def errors_since(root: Path, revision: str, second: str | None = None) -> list[Finding]:
    """Returns what was changed of the past since the merge base of a revision and ``HEAD`` (or ``second``).

    A change for which a reason is accepted is none.

    Raises ``WrongUse`` like ``compared``.
    """
    repository = repository_of(root)
    commit = repository.commit(revision)
    head = repository.commit(second if second is not None else "HEAD")
    base = repository.merge_base(commit, head) or commit
    with ExitStack() as stack:
        before = _state(stack, repository, base, revision)
        after = _state(stack, repository, head if second is not None else None, second)
        before, _ = _followed(before, after)
        earlier, later = reader_of(repository, base), reader_of(repository, after.commit)
        changes = [*breaches(before, after), *changed_reports(before, after, earlier, later)]
        return [breach.finding for breach in changes if not breach.reason]


def _followed(before: DataState, after: DataState) -> tuple[DataState, list[Rename]]:
    """Returns the earlier state with the later ids, and what was renamed; its folder is a temporary one."""
    folder, renames = follow_renames(before.folder, after.folder)
    return replace(before, folder=folder), renames


def _state(stack: ExitStack, repository: Repository, commit: str | None, revision: str | None) -> DataState:
    if commit is None:
        state = state_at(repository.root)
    else:
        root = stack.enter_context(committed_state(repository, commit))
        state = state_at(root, commit, repository.day(commit))
    if state is None:
        if commit is None:
            raise Unsound("error.no_vision", load(repository.root, Suite(errors_only=True)).findings)
        raise WrongUse("history.error.unsound", revision=revision)
    return state
