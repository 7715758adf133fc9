"""The catalogue: every sentence and word that the tool prints, in Japanese and English, by key.

``findings`` holds (message, cure) per code or ``code.variant``; ``words`` holds everything else. Parameters
are filled in with ``str.format``; a parameter that is a ``Word`` is itself a key and is looked up first. A number
bends words: ``{count} {count:file|files}``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Literal

from visiontrack.finding import Finding, Related, Word, Words
from visiontrack.layout.width import visible

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")
# Keys that begin with one of these have a module of their own, loaded only by the command that needs it.
AREAS = frozenset(
    [
        "act",
        "chart",
        "check",
        "diff",
        "do",
        "explain",
        "export",
        "figure",
        "form",
        "history",
        "import",
        "init",
        "open_data",
        "new",
        "page",
        "plan",
        "rename",
        "report",
        "roles",
        "schema",
        "show",
        "site",
        "status",
        "validate",
    ]
)


class _Count(int):
    """A number of things, which chooses between singular and plural."""

    def __format__(self, spec: str) -> str:
        singular, bar, plural = spec.partition("|")
        if bar:
            return singular if self == 1 else plural
        return int.__format__(self, spec)


class Catalogue:
    """The sentences of one language. The tables are loaded at first use."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def _table(self, name: str) -> dict[str, Any]:
        return _table(self.language, name)

    def __call__(self, key: str, **params: object) -> str:
        """The word or sentence under ``key``; a command's own stand in the module of its name."""
        text: str = self._table(_area(key))[key]
        return text.format_map(self._fill(params)) if params else text

    def sentences(self, area: str) -> dict[str, str]:
        """Returns every sentence of an area by its key."""
        return self._table(area)

    def has(self, key: str) -> bool:
        return key in self._table(_area(key))

    def help(self, key: str) -> str:
        """A help text: of the program, or with ``command.parameter`` of a command."""
        area = _area(key)
        if area == "words" or key.endswith(".short"):
            text: str = self._table("help")[key]
            return text
        command, _, rest = key.partition(".")
        return self(f"{command}.help.{rest}")

    def _fill(self, params: Mapping[str, object]) -> dict[str, object]:
        return {name: self._filled(value) for name, value in params.items()}

    def _filled(self, value: object) -> object:
        if isinstance(value, Word) and self.has(value):
            return self(value)
        if isinstance(value, Words):
            return " | ".join(self._explained(word, value) for word in value)
        return _Count(value) if type(value) is int else value

    def _explained(self, word: str, choices: Sequence[str]) -> str:
        meaning = self.meaning(word, choices)
        return word if meaning is None else f"{word} ({meaning})"

    def meaning(self, word: str, choices: Sequence[str] = ()) -> str | None:
        """Returns what a word of the data format means among its choices, or None where that is the same word."""
        key = self.word_key(word, choices)
        meaning = self(key) if self.has(key) else word
        return None if meaning.replace(" ", "_").replace("-", "_").casefold() == word else meaning

    def word_key(self, word: str, choices: Iterable[str]) -> str:
        """Returns the key of a word's meaning: ``final`` beside ``interpolate`` is another one than beside ``estimate``."""
        keys = (f"word.{choice}.{word}" for choice in choices)
        return next(filter(self.has, keys), f"word.{word}")

    def finding(self, finding: Finding) -> tuple[str, str]:
        """Returns message and cure of a finding, one line each, whatever the wrong value holds."""
        table = self._table("findings")
        key = f"{finding.code}.{finding.variant}" if finding.variant else finding.code
        message, cure = table[key]
        params = self._fill(finding.params)
        if finding.fix is None:
            cure = cure.replace(self("fix_mends"), "").strip()
        return visible(message.format_map(params)), visible(cure.format_map(params))

    def did_you_mean(self, finding: Finding) -> str:
        """Returns the suggestion that stands beside the carets."""
        return visible(self("did_you_mean", word=finding.suggest)) if finding.suggest else ""

    def related(self, related: Related) -> str:
        return visible(self(related.message, **related.params))


@cache
def _area(key: str) -> str:
    prefix = key.split(".", 1)[0]
    return prefix if prefix in AREAS else "words"


@cache
def _table(language: Language, name: str) -> dict[str, Any]:
    table: dict[str, Any] = import_module(f"visiontrack.messages.{language}.{name}").TABLE
    return table


@cache
def catalogue(language: Language) -> Catalogue:
    """Returns the catalogue of a language."""
    return Catalogue(language)


def word_by_meaning(text: str, words: Collection[str]) -> str | None:
    """Returns the word of the data format that a person wrote by its meaning (``順調`` for ``on_track``)."""
    meaning = text.strip().casefold()
    for word in words:
        for language in LANGUAGES:
            labels = catalogue(language)
            key = labels.word_key(word, words)
            if labels.has(key) and labels(key).casefold() == meaning:
                return word
    return None
