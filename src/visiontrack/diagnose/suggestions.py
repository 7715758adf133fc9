"""What was probably meant by a word that cannot stand where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

from visiontrack.finding import Loc
from visiontrack.schema import Kind
from visiontrack.yaml.bounds import MAX_SUGGESTIONS

# What stands between two words of a list for people; the comma of YAML is told apart before.
_BETWEEN = re.compile(r"[\s、，､,・･/／;；|｜]+")
_LONGEST = 1000  # characters: what is longer is no list of ids
# What offices call the words of the data format, beside the names that the reports give them.
_ALSO = {
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
    from visiontrack.schema.titles import key_by_title
    from visiontrack.util.nearest import nearest

    return key_by_title(key, known) or nearest(key, known)


@lru_cache(maxsize=1000)
def labelled(value: str, words: tuple[str, ...]) -> str | None:
    """The one of a few words whose name in either language this is."""
    from visiontrack.messages import meant_word

    return meant_word(value, words)


@lru_cache(maxsize=1000)
def _word(value: str, words: tuple[str, ...]) -> str | None:
    from visiontrack.util.nearest import nearest

    folded = normalize("NFKC", value).strip()
    also = next((one for one in _ALSO.get(folded, ()) if one in words), None)
    return labelled(folded, words) or also or nearest(folded, words)


def several_ids(value: str) -> tuple[str, ...]:
    """The ids of a list whose commas are full-width, or are other signs: ``commerce、industry``."""
    from visiontrack.schema.scalars import id_problem, near_id

    if len(value) > _LONGEST:
        return ()
    parts = tuple(near_id(one) for one in _BETWEEN.split(value) if one.strip())
    return parts if len(parts) > 1 and not any(map(id_problem, parts)) else ()


def meant_id(value: str) -> str | None:
    """The id that was probably meant: ``Startup_Support`` → ``startup-support``."""
    from visiontrack.schema.scalars import id_problem, near_id

    folded = near_id(value)
    return folded if folded != value and id_problem(folded) is None else None
