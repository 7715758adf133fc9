"""Finds the files shipped with the program: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

# In the repository each has one home; the wheel carries a copy (pyproject.toml, force-include).
_HOMES = {"templates": "templates", "findings": "docs/findings", "requirements": "requirements"}


def shipped(name: Literal["templates", "findings", "requirements"]) -> Path:
    """Returns the folder of the default report templates, of the pages on findings, or of the locked requirements."""
    package = Path(__file__).parents[1]
    packed = package / "_shipped" / name
    return packed if packed.is_dir() else package.parents[1] / _HOMES[name]
