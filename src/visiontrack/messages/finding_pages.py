"""The pages on findings, one per code: docs/findings/VTnnn.md, the one home of what a code means.

A page is a title in both languages and sections with fixed headings; its examples are files of a data folder or
commands that spoil one, and the tests run them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from visiontrack.messages import Language
from visiontrack.util.resources import shipped

# Heading in the page → the name of its section and its language (None for both).
_SECTIONS: dict[str, tuple[str, Language | None]] = {
    "原因": ("cause", "ja"),
    "直し方": ("cure", "ja"),
    "悪い例 / Bad": ("bad", None),
    "よい例 / Good": ("good", None),
    "Cause": ("cause", "en"),
    "Cure": ("cure", "en"),
}
_TITLE = re.compile(r"# (VT\d{3}) (.+?) / (.+)")
_FENCE = re.compile(r"^```(\w+) ?(\S*)( …)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class Example(NamedTuple):
    """A fenced block: a file (``language`` yaml; ``part`` when only some of its keys are shown), or commands."""

    language: str
    path: str
    part: bool
    text: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """The meaning of a finding. Texts are Markdown paragraphs by language."""

    code: str
    title: Mapping[Language, str]
    cause: Mapping[Language, str]
    cure: Mapping[Language, str]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def codes() -> list[str]:
    """Returns the codes that have a page."""
    return sorted(path.stem for path in shipped("findings").glob("VT[0-9][0-9][0-9].md"))


@cache
def page(code: str) -> FindingPage | None:
    """Returns the page of a code, or None when there is none. Raises ``ValueError`` on a page of another form."""
    path = shipped("findings") / f"{code}.md"
    return parse(path.read_text(encoding="utf-8")) if path.is_file() else None


def parse(text: str) -> FindingPage:
    """Returns the page written in Markdown. Raises ``ValueError`` unless every section is there once and no other."""
    title = _TITLE.match(text)
    parts = _HEADING.split(text)
    bodies = dict(zip(parts[1::2], parts[2::2], strict=True))
    if title is None or list(bodies) != list(_SECTIONS) or len(parts) != 2 * len(_SECTIONS) + 1:
        raise ValueError(f"sections {list(bodies)}, expected {list(_SECTIONS)}")
    sections: dict[tuple[str, Language | None], str] = {
        _SECTIONS[heading]: body.strip() for heading, body in bodies.items()
    }
    return FindingPage(
        title[1],
        {"ja": title[2], "en": title[3]},
        {"ja": sections["cause", "ja"], "en": sections["cause", "en"]},
        {"ja": sections["cure", "ja"], "en": sections["cure", "en"]},
        _examples(sections["bad", None]),
        _examples(sections["good", None]),
    )


def _examples(section: str) -> tuple[Example, ...]:
    blocks = [Example(kind, path, bool(part), body) for kind, path, part, body in _FENCE.findall(section)]
    if not blocks or _FENCE.sub("", section).strip():
        raise ValueError(f"an example is no fenced block: {section[:60]!r}")
    return tuple(blocks)
