"""Models changed in a test."""

from __future__ import annotations

from typing import Any, TypeVar

from visiontrack.schema.base import Model

M = TypeVar("M", bound=Model)


def changed(model: M, **values: Any) -> M:
    """Returns a copy of a model with other values, which nothing validates."""
    return model.model_copy(update=values)
