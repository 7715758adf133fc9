"""The data format, one module of models per kind of data file (the contract: docs/data.md).

A kind's models are imported, and their validator built, when the first file of that kind is met.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from visiontrack.schema.base import Model

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
def model(kind: Kind) -> type[Model]:
    """Returns the model of a kind of file."""
    module, name = MODELS[kind]
    return cast("type[Model]", getattr(import_module(f"visiontrack.schema.{module}"), name))


@cache
def validator(kind: Kind) -> Callable[[Any], Any]:
    """Returns the function that makes a model of plain data, or raises pydantic's ``ValidationError``."""
    return model(kind).model_validate
