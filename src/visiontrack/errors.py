"""The few exceptions that stop a run, each with its exit code.

    Stop                 an expected end; carries a key of the message catalogue
    ├── WrongUse         2  unknown year or id, no data folder, a target that exists, a place that cannot be written
    │   └── WrongText       what was given to write has mistakes (findings say which)
    └── Unsound          1  what was asked for cannot be done on this data (findings say why)

Anything else that escapes is a bug in the tool: exit 3. Wrong data is never an exception but a Finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visiontrack.finding import Finding


class Stop(Exception):
    """An expected end of a run: ``key`` names the sentence in the catalogue, ``params`` fill it."""

    exit_code = 1

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class WrongUse(Stop):
    """The command was called in a way that cannot work."""

    exit_code = 2


class WrongText(WrongUse):
    """What was given to write would be wrong in its file; ``wrong`` says why, in the language of whoever asks."""

    def __init__(self, key: str, wrong: Sequence[Finding]) -> None:
        super().__init__(key)
        self.wrong = tuple(wrong)


class Unsound(Stop):
    """The data do not allow it; ``findings`` say where and why."""

    def __init__(self, key: str, findings: Sequence[Finding] = (), **params: object) -> None:
        super().__init__(key, **params)
        self.findings = tuple(findings)
