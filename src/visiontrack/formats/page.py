"""A page on a finding, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visiontrack.formats.numbers import dumps
from visiontrack.layout.width import wrap
from visiontrack.messages import Catalogue, Language
from visiontrack.messages.finding_pages import Example, Page


def as_text(page: Page, words: Catalogue, room: int, ambiguous: int = 1) -> str:
    """Cause, examples, cure, in the reader's language; examples are never wrapped."""
    language = words.language
    lines = [*wrap(f"{page.code} {page.title[language]}", room, ambiguous), ""]
    lines += [words("explain.cause"), *_paragraphs(page.cause[language], room, ambiguous), ""]
    lines += [words("explain.bad"), *_blocks(page.bad, words), ""]
    lines += [words("explain.good"), *_blocks(page.good, words), ""]
    lines += [words("explain.cure"), *_paragraphs(page.cure[language], room, ambiguous)]
    return "\n".join(lines) + "\n"


def as_json(page: Page, language: Language) -> str:
    """``visiontrack.explain-code/1``."""
    return dumps(
        {
            "schema": "visiontrack.explain-code/1",
            "code": page.code,
            "title": page.title[language],
            "cause": page.cause[language],
            "cure": page.cure[language],
            "bad": [_as_dict(example) for example in page.bad],
            "good": [_as_dict(example) for example in page.good],
        }
    )


def _as_dict(example: Example) -> dict[str, object]:
    return {**example._asdict(), "path": example.path or None}


def _paragraphs(text: str, room: int, ambiguous: int) -> Iterator[str]:
    for line in text.split("\n"):
        bullet = line.startswith("- ")
        wrapped = wrap(line, room - 3, ambiguous) if not bullet else wrap(line[2:], room - 5, ambiguous)
        for number, part in enumerate(wrapped):
            yield f"  {('- ' if number == 0 else '  ') if bullet else ''}{part}".rstrip()


def _blocks(examples: Sequence[Example], words: Catalogue) -> Iterator[str]:
    for number, example in enumerate(examples):
        if number:
            yield ""
        if example.path:
            yield f"  {example.path}{words('explain.part') if example.part else ''}"
        for line in example.text.rstrip("\n").split("\n"):
            yield f"    {line}".rstrip()
