"""What a command says as JSON, read back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from support.program import visiontrack


def document(*args: str, root: Path) -> dict[str, Any]:
    """The document of ``visiontrack … --format json``; numbers with a point as ``Decimal``."""
    found: dict[str, Any] = json.loads(
        visiontrack(*args, "--format", "json", root=root).out, parse_float=Decimal
    )
    return found
