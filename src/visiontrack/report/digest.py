"""A finished report: its text, the digest at its foot, and whether a file still holds it.

The digest is of what readers are shown, so that entries nobody sees leave it alone. A page is rendered with marks where
its template puts the tool's version and the digest; the digest is taken over that page and then put in. The marks are
lone surrogates, which no file can hold. Each digit of the digest has a mark of its own, so that a template may also
print a part of it. For the hash the marks read VERSION and DIGEST, which a reader can type (docs/templates.md says how).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

# Stands for the tool's version until the file is written: another version makes no report stale.
VERSION = "\ud800"
# Stands for the digest's 64 digits while the page is rendered.
DIGEST = "".join(map(chr, range(0xDC00, 0xDC40)))
_RUN = re.compile(f"[{DIGEST[0]}-{DIGEST[-1]}]+")
_ANY_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,40}")
_SEAL = re.compile(
    r"<!-- visiontrack (?P<version>\S{1,40}) (?P<facts>[0-9a-f]{64}) (?P<rest>[0-9a-f]{64}) -->\n\Z"
)
# Begins what ``report --trace`` writes behind a paper: no part of what the paper says.
TRACE_MARK = "<!-- visiontrack trace -->"
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report as text, but for the version of the tool."""

    text: str

    def page(self, version: str) -> str:
        """Returns the text as it is printed."""
        return self.text.replace(VERSION, version)

    def content(self, version: str, facts: str) -> bytes:
        """Returns the file's bytes; ``facts`` is the digest of the report's facts, for the seal behind the text."""
        text = self.page(version)
        return f"{text}<!-- visiontrack {version} {facts} {_hash(text, version)} -->\n".encode()

    def matches(self, content: bytes) -> bool:
        """Whether a file holds this report, made by whatever version; a checkout with CRLF counts."""
        existing = _without_trace(content)
        if existing is None:
            return False
        existing = _SEAL.sub("", existing)
        parts = self.text.split(VERSION)
        places = len(parts) - 1
        if not places:
            return existing == self.text
        # A version of the same length stands at each place; the rest is compared as text, however long it is.
        start, length = len(parts[0]), (len(existing) - sum(map(len, parts))) // places
        version = existing[start : start + max(0, length)]
        return _ANY_VERSION.fullmatch(version) is not None and existing == version.join(parts)


def sealed_text(content: bytes, facts: str) -> ReportText | None:
    """Returns the text of a report's file that is as it was made, by whatever version, of these facts; else None."""
    existing = _without_trace(content)
    seal = _SEAL.search(existing) if existing is not None else None
    if existing is None or seal is None or seal["facts"] != facts:
        return None
    text = existing[: seal.start()]
    return (
        ReportText(text.replace(seal["version"], VERSION))
        if _hash(text, seal["version"]) == seal["rest"]
        else None
    )


def _without_trace(content: bytes) -> str | None:
    """Returns the text of a file with plain line ends, without a trace behind it; None for no UTF-8."""
    try:
        return content.decode("utf-8").replace("\r\n", "\n").partition(TRACE_MARK)[0]
    except UnicodeDecodeError:
        return None


def _hash(text: str, version: str) -> str:
    return hashlib.sha256(text.replace(version, "VERSION").encode("utf-8")).hexdigest()


def finish(page: str) -> ReportText:
    """Returns the report of a page with marks: tidied, and with its own digest put in; the version's marks stay.

    One blank line at most, and one line end at the end: templates need not count their line ends.
    """
    page = _BLANK_LINES.sub("\n\n", page.strip("\n")) + "\n"
    return ReportText(page.translate(dict(zip(map(ord, DIGEST), _digest(page), strict=True))))


def _digest(page: str) -> str:
    """Returns SHA-256 over a page, as UTF-8, with the words VERSION and DIGEST where the marks stand."""
    text = _RUN.sub("DIGEST", page).replace(VERSION, "VERSION")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
