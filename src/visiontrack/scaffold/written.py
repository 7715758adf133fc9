"""What stands as an id in a file that cannot be read: taken, though nothing more is known of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from visiontrack.folder.listing import entry_at
from visiontrack.yaml.quick_id import all_ids

if TYPE_CHECKING:
    from visiontrack.folder.model import Folder
    from visiontrack.schema import Kind


def left_out_ids(folder: Folder, kind: Kind) -> dict[str, str]:
    """Every id written in the files of a kind that were left out, and the file it stands in."""
    found: dict[str, str] = {}
    for path in folder.left_out:
        entry = entry_at(path)
        if entry is not None and entry.kind == kind:
            found |= dict.fromkeys(all_ids(os.path.join(folder.root, path)), path)
    return found
