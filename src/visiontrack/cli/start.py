"""Where the program begins: from its first import on, Ctrl-C ends it with 130 and without a traceback.

What comes before this module (Python's own start, the script that pip wrote) is out of our hands.
"""

from __future__ import annotations

from visiontrack.cli import interrupt


def main() -> None:
    """Entry point of the console script."""
    interrupt.at_once()
    from visiontrack.cli.main import main as run  # all that takes time to load

    run()
