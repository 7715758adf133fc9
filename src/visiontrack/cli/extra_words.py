"""Words of a command line that no argument takes: nearly always the rest of a value without quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from visiontrack import fiscal_year
from visiontrack.errors import WrongUse

_QUOTES = "\"“”„‟＂'‘’"


def extra_words(extra: Sequence[str], words: Sequence[str], path: str, options: Iterable[Any]) -> WrongUse:
    """Returns the complaint about words that no argument takes: nearly always the rest of a value without quotes."""
    at = words.index(extra[0])
    with_value = {name for option in options if not option.is_flag for name in option.opts}
    suggestion = None
    if at >= 1 and fiscal_year.parse(words[at - 1] + words[at]) is not None:
        suggestion = words[at - 1] + words[at]
    elif at >= 2 and words[at - 2] in with_value:
        parts = [words[at - 1], *_leading(extra, words[at:])]
        suggestion = f'{words[at - 2]} "{" ".join(parts).strip(_QUOTES)}"'
    return WrongUse("error.extra_word", word=extra[0], suggest=suggestion, usage=f"{path} --help")


def _leading(extra: Sequence[str], words: Sequence[str]) -> list[str]:
    """Returns the extra words that follow each other."""
    pairs = zip(extra, words, strict=False)
    return [
        word
        for number, (word, other) in enumerate(pairs)
        if word == other and extra[:number] == words[:number]
    ]
