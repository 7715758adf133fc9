"""The key, word or id that was probably meant by one that cannot stand where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

from visiontrack.finding import Loc
from visiontrack.messages import word_by_meaning
from visiontrack.schema import Kind
from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.schema.titles import key_by_title
from visiontrack.util.nearest import nearest

# Findings of one file for which a suggestion is looked up.
_MAX_SUGGESTIONS = 200
# What stands between two words of a list for people; the comma of YAML is told apart before.
_BETWEEN = re.compile(r"[\s、，､,・･/／;；|｜]+")
_MAX_LENGTH = 1000  # characters: what is longer is no list of ids
# What offices call the words of the data format, beside the names that the reports give them.
_OFFICE_WORDS = {
    "増加": ("increase",),
    "増": ("increase",),
    "向上": ("increase",),
    "減少": ("decrease",),
    "減": ("decrease",),
    "低減": ("decrease",),
    "維持": ("maintain", "continue"),
    "現状維持": ("maintain", "continue"),
    "成果指標": ("outcome",),
    "アウトカム": ("outcome",),
    "活動指標": ("output",),
    "アウトプット": ("output",),
    "参考指標": ("reference",),
    "参考値": ("reference",),
    "要望": ("proposal",),
    "質問": ("opinion",),
    "済": ("done", "completed"),
    "済み": ("done", "completed"),
    "完了": ("done", "completed", "complete"),
    "実施中": ("ongoing", "in_progress"),
    "検討中": ("in_progress", "undecided"),
    "順調に進捗": ("on_track",),
    "概ね順調": ("on_track",),
    "おおむね順調": ("on_track",),
    "計画どおり": ("on_track",),
    "予定どおり": ("on_track",),
    "遅延": ("delayed",),
    "やや遅れ": ("delayed",),
    "未実施": ("not_started", "planned"),
    "未着手": ("not_started", "planned"),
    "実施済": ("done", "completed"),
    "実施済み": ("done", "completed"),
    "対応済": ("done",),
    "対応済み": ("done",),
    "終了": ("completed", "done", "complete"),
    "休止": ("suspended", "suspend"),
    "取りやめ": ("cancelled", "abolish"),
    "拡大": ("expand",),
    "縮減": ("shrink",),
    "見直し": ("improve",),
    "確定値": ("final",),
    "速報値": ("preliminary",),
    "見込み": ("estimate",),
    "見込値": ("estimate",),
    "非公表": ("unpublished",),
    "単年度": ("annual",),
    "累積": ("cumulative",),
    "年度末": ("year_end",),
}


class Suggestions:
    """What was probably meant in one file; the first of very many findings only get a suggestion."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.left = _MAX_SUGGESTIONS

    def key(self, loc: Loc, keys: Sequence[str]) -> str | None:
        """Returns the one of some keys that was probably meant by the last part of a path."""
        return _key(str(loc[-1]), tuple(keys)) if self._another() else None

    def word(self, value: str, words: Sequence[str]) -> str | None:
        """Returns the one of a few words that was probably meant."""
        return _word(value, tuple(words)) if self._another() else None

    def _another(self) -> bool:
        self.left -= 1
        return self.left >= 0


# Offices copy files and their mistakes with them: the same typo is looked up once.
@lru_cache(maxsize=1000)
def _key(key: str, keys: tuple[str, ...]) -> str | None:
    return key_by_title(key, keys) or nearest(key, keys)


# Returns the one of a few words whose name in either language this is.
word_of_label = lru_cache(maxsize=1000)(word_by_meaning)


@lru_cache(maxsize=1000)
def _word(value: str, words: tuple[str, ...]) -> str | None:
    folded = normalize("NFKC", value).strip()
    office_word = next((word for word in _OFFICE_WORDS.get(folded, ()) if word in words), None)
    return word_of_label(folded, words) or office_word or nearest(folded, words)


def several_ids(value: str) -> tuple[str, ...]:
    """Returns the ids of a list whose commas are full-width, or are other signs: ``commerce、industry``."""
    if len(value) > _MAX_LENGTH:
        return ()
    ids = tuple(near_id(part) for part in _BETWEEN.split(value) if part.strip())
    return ids if len(ids) > 1 and not any(map(id_problem, ids)) else ()


def suggest_id(value: str) -> str | None:
    """Returns the id that was probably meant: ``startup-support`` for ``Startup_Support``."""
    folded = near_id(value)
    return folded if folded != value and id_problem(folded) is None else None
