"""What a report as HTML or Word carries, so that an old or a forged one is found: its facts, and a hash of the rest.

The facts are the report's text without what does not change them: the tool's version, the digest at the foot, and
pictures of charts, which are drawn from the same facts where that is possible.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

from visiontrack.report.digest import VERSION

if TYPE_CHECKING:
    from visiontrack.report.digest import ReportText

_NO_HASH = "0" * 64
# Stands in a Word file's properties until the file is sealed.
UNSEALED = f"visiontrack {_NO_HASH} {_NO_HASH}"
_SEAL = re.compile(r"visiontrack ([0-9a-f]{64}) ([0-9a-f]{64})")
_CORE = "docProps/core.xml"
_LARGEST_UNPACKED, _MOST_MEMBERS = 200_000_000, 4000
_PICTURE = re.compile(r"!\[[^\n]*\]\(charts/[^)\n]*\)\n*")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def facts_of(report: ReportText) -> str:
    """Returns the hash of what a report says, however it is printed."""
    text = _DIGEST.sub("DIGEST", _PICTURE.sub("", report.text)).replace(VERSION, "VERSION")
    return _hash("\n".join(line for line in text.splitlines() if line.strip()).encode())


def seal_html(page: str, facts: str) -> bytes:
    """Returns a page with its seal in its head."""
    text = page.replace("</title>\n", f'</title>\n<meta name="generator" content="{UNSEALED}">\n', 1)
    text = text.replace(UNSEALED, f"visiontrack {facts} {_NO_HASH}", 1)
    return text.replace(f"{facts} {_NO_HASH}", f"{facts} {_hash(text.encode())}", 1).encode()


def seal_word(content: bytes, facts: str) -> bytes:
    """Returns a Word file with its seal among its properties."""
    members = _members(content)
    core = members[_CORE].decode().replace(UNSEALED, f"visiontrack {facts} {_NO_HASH}", 1)
    members[_CORE] = core.encode()
    members[_CORE] = core.replace(f"{facts} {_NO_HASH}", f"{facts} {_members_hash(members)}", 1).encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item, members[item.filename])
    return out.getvalue()


def holds(path: str, content: bytes, facts: str) -> bool:
    """Returns whether an HTML or Word file is as it was made, of these facts."""
    try:
        return _holds_word(content, facts) if path.endswith(".docx") else _holds_html(content, facts)
    except Exception:  # foreign bytes, which break a reader of archives in any way
        return False


def _holds_html(content: bytes, facts: str) -> bool:
    text, rest = _unsealed(content.decode("utf-8").replace("\r\n", "\n"), facts)
    return rest == _hash(text.encode())


def _holds_word(content: bytes, facts: str) -> bool:
    members = _members(content)
    core, rest = _unsealed(members[_CORE].decode(), facts)
    return rest == _members_hash({**members, _CORE: core.encode()})


def _unsealed(text: str, facts: str) -> tuple[str, str | None]:
    """Returns a text without the hash of the rest, and that hash; None where the seal is of other facts."""
    seal = _SEAL.search(text)
    if seal is None or seal[1] != facts:
        return text, None
    start, end = seal.span(2)
    return text[:start] + _NO_HASH + text[end:], seal[2]


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        items = archive.infolist()
        if len(items) > _MOST_MEMBERS or sum(item.file_size for item in items) > _LARGEST_UNPACKED:
            raise ValueError("too large")
        if len({item.filename for item in items}) != len(items):
            raise ValueError("two of one name")
        return {item.filename: archive.read(item) for item in items}


def _members_hash(members: dict[str, bytes]) -> str:
    parts = (f"{name} {_hash(content)}\n" for name, content in sorted(members.items()))
    return _hash("".join(parts).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
