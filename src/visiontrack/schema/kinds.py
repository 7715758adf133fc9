"""The kinds of data file: which model reads each, built once and only when a file of that kind is met."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, Literal

Kind = Literal["vision", "actor", "measure", "result", "vision_result", "meeting", "decisions"]

MODELS: dict[Kind, tuple[str, str]] = {
    "vision": ("vision", "Vision"),
    "actor": ("actor", "Actor"),
    "measure": ("measure", "Measure"),
    "result": ("result", "Result"),
    "vision_result": ("result", "VisionResult"),
    "meeting": ("meeting", "Meeting"),
    "decisions": ("decisions", "Decisions"),
}


@cache
def model(kind: Kind) -> type[Any]:
    """The model class of a kind of file."""
    module, name = MODELS[kind]
    found: type[Any] = getattr(import_module(f"visiontrack.schema.{module}"), name)
    return found


@cache
def validator(kind: Kind) -> Callable[[Any], Any]:
    """The compiled validator of a kind; it raises pydantic's ``ValidationError``."""
    from visiontrack.schema.core import compiled

    return compiled(model(kind))
