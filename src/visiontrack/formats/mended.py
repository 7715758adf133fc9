"""What ``validate --fix`` says: each line it mended, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from visiontrack.edit.fixes import FixedLine
from visiontrack.messages import Catalogue


def report(lines: Sequence[FixedLine], words: Catalogue) -> str:
    """A line for each, and how many there were."""
    out = [f"{one.path}:{one.line}: {_change(one, words)}" for one in lines]
    out.append(words("validate.mended", count=len(lines)) if lines else words("validate.nothing_to_mend"))
    return "\n".join(out) + "\n\n"


def _change(one: FixedLine, words: Catalogue) -> str:
    return f"{one.before} → {one.after}" if one.after is not None else words("validate.ended")
