"""One data file, from its text to its model, with everything that is wrong with the file itself."""

from __future__ import annotations

import re

from visiontrack.schema import Kind
from visiontrack.yaml import characters, structure
from visiontrack.yaml.document import Document, read_document
from visiontrack.yaml.parser import MAX_FINDINGS

# A key with a full-width colon: surely wrong, unless it is part of a text over several lines. The scan for wrong signs
# knows such texts, but for those inside brackets.
_WIDE_KEY = re.compile(r"^ *(?:- +)?[a-z_]+：", re.MULTILINE)


def parse(path: str, kind: Kind, text: str) -> Document:
    """Returns the document of a text. Never raises on what the text holds."""
    forbidden = characters.forbidden(text, path)
    conflicts = characters.conflicts(text, path)
    readable = characters.masked(text) if forbidden else text
    document = None
    if not conflicts and not _has_wide_key(readable):
        document = read_document(path, kind, readable)
        if document.sound and not forbidden and len(document.findings) <= MAX_FINDINGS:
            return document
    # Where every file is sound, most of this room is never needed and would only delay the start.
    from visiontrack.diagnose import diagnosis  # noqa: PLC0415

    if conflicts:
        document = Document(path, kind, findings=conflicts)
    elif document is None:
        document = diagnosis.read_wide(path, kind, readable)
    else:
        document = diagnosis.explain(document)
    return diagnosis.complete(document, text, forbidden)


def _has_wide_key(text: str) -> bool:
    return "：" in text and _WIDE_KEY.search(text) is not None and not structure.crosses_lines(text)
