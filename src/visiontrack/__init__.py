"""visiontrack: the yearly Plan-Do-Check-Act cycle of a city's industrial-promotion vision.

``visiontrack.open(root)`` gives the data to Python; it and ``__version__`` are all that is public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from visiontrack._version import __version__

if TYPE_CHECKING:
    from visiontrack.api import open

__all__ = ["__version__", "open"]


def __getattr__(name: str) -> Any:
    """Returns ``open``, whose imports the command line need not wait for."""
    if name == "open":
        from visiontrack import api  # noqa: PLC0415

        return api.open
    raise AttributeError(name)
