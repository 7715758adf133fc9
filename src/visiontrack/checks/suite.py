"""All cross-file checks, handed to the loader: per file while its tree is at hand, and once for the whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from visiontrack.draft import Draft
from visiontrack.finding import Issue
from visiontrack.listing import Entry
from visiontrack.schema.kinds import Kind

FileCheck = Callable[[Draft, Entry, Any], Iterable[Issue]]
FolderCheck = Callable[[Draft, datetime.date | None], Iterable[Issue]]

FILE_CHECKS: dict[Kind, tuple[FileCheck, ...]] = {}
FOLDER_CHECKS: tuple[FolderCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class Suite:
    """The inspector used by every command. Without ``today`` no due date is held against the clock."""

    today: datetime.date | None = None

    def one(self, draft: Draft, entry: Entry, model: Any) -> Iterator[Issue]:
        for check in FILE_CHECKS.get(entry.kind, ()):
            yield from check(draft, entry, model)

    def all(self, draft: Draft) -> Iterator[Issue]:
        for check in FOLDER_CHECKS:
            yield from check(draft, self.today)
