"""The digest at the foot of a report: of what its readers are shown, so that entries nobody sees leave it alone.

A page is rendered with marks where its template puts the tool's version and the digest; the digest is taken over
that page and then put in. The marks are lone surrogates, which no file can hold. Each digit of the digest has a mark
of its own, so that a template may also print a part of it. For the hash the marks read VERSION and DIGEST, which a
reader can type (docs/templates.md says how).
"""

from __future__ import annotations

import hashlib
import re

# Stands for the tool's version until the file is written: another version makes no report stale.
VERSION = "\ud800"
# Stands for the digest's 64 digits while the page is rendered.
DIGEST = "".join(map(chr, range(0xDC00, 0xDC40)))
_RUN = re.compile(f"[{DIGEST[0]}-{DIGEST[-1]}]+")


def digest(page: str) -> str:
    """SHA-256 over a page with marks, as UTF-8, with the words VERSION and DIGEST where the marks stand."""
    text = _RUN.sub("DIGEST", page).replace(VERSION, "VERSION")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def put_in(page: str) -> str:
    """A page with its own digest in place of the marks; the version's stay."""
    return page.translate(dict(zip(map(ord, DIGEST), digest(page), strict=True)))
