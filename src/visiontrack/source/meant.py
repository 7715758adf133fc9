"""What was probably meant by a word that cannot stand where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from visiontrack.finding import Loc
from visiontrack.schema.kinds import Kind
from visiontrack.source.bounds import MAX_SUGGESTIONS


class Meant:
    """The keys and words of one file's schema; the first of very many findings only get a suggestion."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.left = MAX_SUGGESTIONS

    def key(self, loc: Loc, known: Sequence[str]) -> str | None:
        """The key that was probably meant by the last part of a path."""
        return _key(str(loc[-1]), tuple(known)) if self._another() else None

    def word(self, value: str, words: Sequence[str]) -> str | None:
        """The one of a few words that was probably meant."""
        return _word(value, tuple(words)) if self._another() else None

    def _another(self) -> bool:
        self.left -= 1
        return self.left >= 0


# Offices copy files and their mistakes with them: the same slip is looked up once.
@lru_cache(maxsize=1000)
def _key(key: str, known: tuple[str, ...]) -> str | None:
    from visiontrack.schema.titles import meant_key
    from visiontrack.suggest import nearest

    return meant_key(key, known) or nearest(key, known)


@lru_cache(maxsize=1000)
def _word(value: str, words: tuple[str, ...]) -> str | None:
    from visiontrack.messages import meant_word
    from visiontrack.suggest import nearest

    return meant_word(value, words) or nearest(value, words)


def meant_id(value: str) -> str | None:
    """The id that was probably meant: ``Startup_Support`` → ``startup-support``."""
    from visiontrack.schema.scalars import id_problem, near_id

    folded = near_id(value)
    return folded if folded != value and id_problem(folded) is None else None
