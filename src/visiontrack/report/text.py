"""Text of the data as templates get it: printing it escapes it, and there is no way to the raw characters."""

from __future__ import annotations

from dataclasses import dataclass

from visiontrack.report import escape


@dataclass(frozen=True, slots=True)
class Text:
    """A text somebody wrote. Put into a template it becomes Markdown that shows it character for character.

    It is no ``str``, so that no operation on strings can take the escaping apart; templates may print it, join
    it, and ask whether there is any. ``raw`` is for writers of other formats, which escape in their own way.
    """

    raw: str

    def __str__(self) -> str:
        return escape.inline(self.raw)

    def __bool__(self) -> bool:
        return bool(self.raw.strip())

    def block(self) -> str:
        """As paragraphs of their own."""
        return escape.block(self.raw)


def optional(raw: str | None) -> Text | None:
    """A text, or None where there is none or only white space."""
    return Text(raw) if raw is not None and raw.strip() else None
