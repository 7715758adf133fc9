"""The few exceptions that stop a run, each with its exit code.

    Stop                 an expected end; carries a key of the message catalogue
    ├── WrongUse         2  unknown year or id, no data folder, a target that exists, a path that cannot be written
    │   └── WrongText       a text to be written has mistakes (findings say which)
    └── Unsound          1  the data do not allow the command (findings say why)

Anything else that escapes is a bug in the tool: exit 3. Wrong data is never an exception but a Finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.finding import Finding


class Stop(Exception):
    """An expected end of a run: ``key`` is its sentence in the catalogue, which ``params`` fill."""

    exit_code = 1

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class WrongUse(Stop):
    """The command was called in a way that cannot work."""

    exit_code = 2


class WrongText(WrongUse):
    """A text to be written would be wrong in its file; the findings in ``wrong`` say why."""

    def __init__(self, key: str, wrong: Sequence[Finding]) -> None:
        super().__init__(key)
        self.wrong = tuple(wrong)


class Unsound(Stop):
    """The data do not allow it; ``findings`` say where and why."""

    def __init__(self, key: str, findings: Sequence[Finding] = (), **params: object) -> None:
        super().__init__(key, **params)
        self.findings = tuple(findings)
