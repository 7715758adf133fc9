"""Print one of the README's two commands, so that CI runs what a newcomer pastes and not a copy of it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def command(name: str) -> str:
    """The fenced block that follows the marker ``<!-- command: name -->``."""
    text = README.read_text(encoding="utf-8")
    match = re.search(rf"<!-- command: {name} -->\s*```sh\n(.*?)\n```", text, re.DOTALL)
    if match is None:
        raise SystemExit(f"README.md has no command marked {name!r}")
    return match[1]


if __name__ == "__main__":
    print(command(sys.argv[1]))
