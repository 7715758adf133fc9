"""Ctrl-C: at once while the program loads and once all is written, an exception while a command is at work.

While modules are being loaded nothing of ours is under way, and an exception could strike inside the import
machinery, which prints it and goes on. Only a command at work is told by an exception, so that no half-written file
stays behind.
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
