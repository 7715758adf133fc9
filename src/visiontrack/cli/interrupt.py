"""Ctrl-C: it ends the program while it loads and once all is written, and raises while a command is at work.

While modules load, nothing of ours is under way, and an exception could strike inside the import machinery, which
prints it and goes on. A command at work gets an exception, so that no half-written file stays behind.
"""

from __future__ import annotations

import os
import signal

INTERRUPTED = 130


def _end(*_: object) -> None:
    os._exit(INTERRUPTED)


def end_on_interrupt() -> None:
    """Makes Ctrl-C end the process from here on, unless whoever started it wants Ctrl-C ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def raise_on_interrupt() -> None:
    """Makes Ctrl-C raise ``KeyboardInterrupt`` from here on, where ``end_on_interrupt`` had changed it."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)
