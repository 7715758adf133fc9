"""Ids written in a file that was not read, or cannot be, by a quick look at its text.

Asked only where something is wrong already: which file is meant where a name and an id differ, and which ids are taken
although their file was left out.
"""

from __future__ import annotations

import re

from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.yaml.files import read

_AT_TOP = {
    key: re.compile(rf"^{key}[ \t]*:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE) for key in ("id", "measure")
}
_ANYWHERE = re.compile(r"\bid:[ \t]*[\"']?([a-z][a-z0-9-]*)")


def top_id(absolute: str, key: str) -> str | None:
    """Returns what stands behind ``id:`` or ``measure:`` at the top of a file, in the form that was probably meant."""
    match = _AT_TOP[key].search(read(absolute, "").text or "")
    if match is None:
        return None
    return near_id(match[1]) if id_problem(match[1]) else match[1]


def all_ids(absolute: str) -> list[str]:
    """Returns every id written anywhere in a file."""
    return _ANYWHERE.findall(read(absolute, "").text or "")
