"""The id written in a file, by a quick look: which file is meant where a name and an id differ.

Asked only where something is wrong already, of files that are not read yet or never will be.
"""

from __future__ import annotations

import re

from visiontrack.schema.scalars import id_problem, near_id
from visiontrack.yaml.files import read

_ID = {key: re.compile(rf"^{key}[ \t]*:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE) for key in ("id", "measure")}


def written_id(absolute: str, key: str) -> str | None:
    """What stands behind ``id:`` or ``measure:`` at the top of a file, in the form that was probably meant."""
    match = _ID[key].search(read(absolute, "").text or "")
    if match is None:
        return None
    return near_id(match[1]) if id_problem(match[1]) else match[1]
