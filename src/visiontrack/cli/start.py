"""Where the program begins: from its first import on, Ctrl-C ends it with 130 and without a traceback.

While modules are being loaded and after all is written, nothing of ours is under way and the process ends on the
spot: an exception there could strike inside the import machinery, which prints it and goes on. Only a command at
work is told by an exception, so that no half-written file stays behind. What comes before this module (Python's own
start, the script that pip wrote) is out of our hands.
"""

from __future__ import annotations

import os
import signal

INTERRUPTED = 130


def _end(*_: object) -> None:
    os._exit(INTERRUPTED)


def at_once() -> None:
    """From here on Ctrl-C ends the process, unless whoever started it wants Ctrl-C ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def as_exception() -> None:
    """From here on Ctrl-C is a ``KeyboardInterrupt``, where ``at_once`` had made it something else."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def main() -> None:
    """Entry point of the console script."""
    at_once()
    from visiontrack.cli.main import main as run  # all that takes time to load

    run()
