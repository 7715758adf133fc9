"""The start of the program: from its first import on, Ctrl-C ends it with 130 and without a traceback.

What comes before this module (Python's own start, the script that pip wrote) is out of our hands.
"""

from __future__ import annotations

import sys

from visiontrack.cli import interrupt

_CHILD = "--confined-child"  # as in util/confined.py, which takes too long to load for every run


def main() -> None:
    """Runs the console script, or one of the child processes that it starts."""
    interrupt.end_on_interrupt()
    if sys.argv[1:] == [_CHILD]:
        from visiontrack.cli import child

        child.run()
        return
    from visiontrack.cli.main import main as run  # all that takes time to load

    run()
