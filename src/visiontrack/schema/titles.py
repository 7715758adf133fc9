"""The key that a person wrote by its title (``成果`` → ``outcomes``): what is printed beside it, or what offices say."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from visiontrack.schema.everyday import WORDS
from visiontrack.schema.fields import fields_of
from visiontrack.schema.kinds import MODELS
from visiontrack.schema.paths import records

_UNIT = re.compile(r"[（(].*$")  # 予算額（千円）


def meant_key(text: str, keys: Collection[str]) -> str | None:
    """The one of ``keys`` that has this title in either language, or is called so in offices, or None."""
    plain = _plain(text)
    meant = (*sorted(_titles().get(plain, ())), *_everyday().get(plain, ()))
    return next((key for key in meant if key in keys), None)


def _plain(title: str) -> str:
    return _UNIT.sub("", title).strip().casefold()


@cache
def _titles() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind in MODELS:
        for record in records(kind):
            for field in fields_of(record):
                for title in field.titles.values():
                    found.setdefault(_plain(title), set()).add(field.key)
    return found


@cache
def _everyday() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, words in WORDS.items():
        for word in words:
            found.setdefault(_plain(word), []).append(key)
    return found
