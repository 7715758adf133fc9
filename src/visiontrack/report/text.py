"""Text of the data as templates get it: printing it escapes it, and there is no way to the raw characters."""

from __future__ import annotations

from dataclasses import dataclass

from visiontrack.report import escape


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text somebody wrote. Put into a template it becomes Markdown that shows it character for character.

    It is no ``str``, so that no operation on strings can take the escaping apart; templates may print, join,
    compare and sort it, and ask whether there is any. ``raw`` is for writers of other formats, which escape in
    their own way.
    """

    raw: str

    def __str__(self) -> str:
        return escape.inline(self.raw)

    def __eq__(self, other: object) -> bool:
        """A template may ask ``{% if m.lead == "産業振興課" %}``: compared as it was written."""
        if isinstance(other, Text):
            return self.raw == other.raw
        return self.raw == other if isinstance(other, str) else NotImplemented

    def __lt__(self, other: Text) -> bool:
        return self.raw < other.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __bool__(self) -> bool:
        return bool(self.raw) and not self.raw.isspace()

    def block(self) -> str:
        """As paragraphs of their own."""
        return escape.block(self.raw)


def optional(raw: str | None) -> Text | None:
    """A text, or None where there is none or only white space."""
    return Text(raw) if raw is not None and raw.strip() else None
