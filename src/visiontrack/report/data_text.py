"""Text of the data as templates get it: printed, it becomes Markdown that shows it character for character.

That holds on GitHub, on GitLab and in any CommonMark reader. ``&``, ``<``, ``>`` become entities; Markdown's
punctuation gets a backslash: always where it always means something, else only where it would (``-`` at the start of
a line, ``:`` before ``//``), so that the source stays readable. White space that a reader of Markdown would strip
becomes an entity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ALWAYS = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "\t": "&#9;",
        **{sign: f"\\{sign}" for sign in "\\`*_{}[]#|~$@^"},
    }
)
# GitHub and GitLab make links of bare addresses.
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
# At the start of a line: bullets, the underlines of headings, the rule below a table's titles; numbered lists.
_STARTS = "-+=:"
_NUMBERED = re.compile(r"[0-9]{1,9}(?=[.)](?:\s|$))")
_PARAGRAPHS = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Text:
    """A text that somebody wrote; printed, it is escaped.

    It is no ``str``, so that joining it with others leaves nothing unescaped; templates may print, join, compare and
    sort it, and ask whether there is any. ``raw`` is for writers of other formats, which escape in their own way.
    """

    raw: str

    def __str__(self) -> str:
        return inline(self.raw)

    __repr__ = __str__  # also within a list that a template prints

    def __eq__(self, other: object) -> bool:
        """Compares what was written: a template may ask ``{% if m.lead == "産業振興課" %}``."""
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
        """Returns the text as paragraphs of their own."""
        return block(self.raw)


def optional(raw: str | None) -> Text | None:
    """Returns a text, or None where there is none or only white space."""
    return Text(raw) if raw is not None and raw.strip() else None


def web_address(url: str | None) -> str | None:
    """Returns an address as it may stand in a page: http or https, with signs of markup in per cent notation."""
    if url is None or not re.match(r"https?://", url):
        return None
    return re.sub(r"[^\w\-.~:/?#@!$&*+,;=%]", lambda match: _percent_notation(match[0]), url, flags=re.ASCII)


def _percent_notation(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8"))


def inline(text: str) -> str:
    """Returns a text for one line: a heading, a list item, a table's cell; line breaks become ``<br>``."""
    return "<br>".join(_line(line) for line in _normal(text).split("\n"))


def block(text: str) -> str:
    """Returns a text as paragraphs: blank lines part them, and a line break within one stays a line break."""
    paragraphs = _PARAGRAPHS.split(_normal(text))
    lines = (
        "\\\n".join(_line(line) for line in paragraph.split("\n"))
        for paragraph in paragraphs
        if paragraph.strip()
    )
    return "\n\n".join(lines)


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _line(text: str) -> str:
    body = text.strip()
    if not body:
        return _spaces(text)
    start = text.index(body)
    return _spaces(text[:start]) + _body(body) + _spaces(text[start + len(body) :])


def _body(text: str) -> str:
    out = _ADDRESS.sub(r"\\\g<0>", text.translate(_ALWAYS))
    if out[0] in _STARTS:
        out = "\\" + out
    elif number := _NUMBERED.match(out):
        out = f"{number[0]}\\{out[number.end() :]}"
    # A template may go on with a link, which would make an image of it.
    return out[:-1] + "\\!" if out.endswith("!") else out


def _spaces(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)
