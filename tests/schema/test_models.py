"""Models are values, and the schema that is compiled from them is the one that Pydantic itself would make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from visiontrack.folder.listing import discover
from visiontrack.schema import MODELS, Kind, model, validator
from visiontrack.schema.measure import Period
from visiontrack.schema.result import Actual
from visiontrack.yaml.tree import build, compose

ROOT = Path(__file__).parents[2]


def plain_data(kind: Kind) -> dict[str, Any]:
    """Returns the sample city's last file of a kind as plain data."""
    text = (ROOT / discover(ROOT).of(kind)[-1].path).read_text(encoding="utf-8")
    root = compose(text)
    assert root is not None
    data: dict[str, Any] = build(root)
    data.pop("published", None)  # `Key` is no mark of Pydantic's
    return data


def spoiled(data: Any) -> Iterator[Any]:
    """Yields the data with each part in turn left out, emptied or of another shape, and with one key too many."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        for value in (None, "", "×", ["a"], {"a": "b"}):
            yield _with(data, key, value)
        if isinstance(data[key], (dict, list)):
            yield from (_with(data, key, inner) for inner in spoiled(data[key]))
        if isinstance(data, dict):
            yield {other: value for other, value in data.items() if other != key}
    if isinstance(data, dict):
        yield {**data, "×": "1"}


def _with(data: Any, key: Any, value: Any) -> Any:
    copy = data.copy()
    copy[key] = value
    return copy


def verdict(validate: Any, data: Any) -> Any:
    """Returns the model, or the types and places of its errors."""
    try:
        return validate(data)
    except ValidationError as error:
        return [(details["type"], details["loc"]) for details in error.errors()]


@pytest.mark.parametrize("kind", MODELS)
def test_pydantic_reads_the_same(kind: Kind) -> None:
    validate, pydantic = validator(kind), TypeAdapter(model(kind)).validate_python
    data = plain_data(kind)
    assert verdict(validate, data) == verdict(pydantic, data)
    assert type(verdict(validate, data)) is model(kind)


@pytest.mark.parametrize("kind", MODELS)
def test_pydantic_finds_the_same_errors(kind: Kind) -> None:
    validate, pydantic = validator(kind), TypeAdapter(model(kind)).validate_python
    for number, data in enumerate(spoiled(plain_data(kind))):
        assert verdict(validate, data) == verdict(pydantic, data), number


def test_a_model_is_a_value() -> None:
    period = Period(start=2020, end=2029)
    assert period == Period(end=2029, start=2020) != Period(start=2020, end=2030)
    assert {period: "plan"}[Period(start=2020, end=2029)] == "plan"
    assert repr(period) == "Period(start=2020, end=2029)"
    assert Actual() == Actual(value=None, state="final")
    assert replace(period, end=2030) == Period(start=2020, end=2030)


def test_a_model_cannot_be_changed_or_extended() -> None:
    period: Any = Period(start=2020, end=2029)
    with pytest.raises(FrozenInstanceError):
        period.start = 2021
    with pytest.raises(FrozenInstanceError):
        del period.start
    with pytest.raises(TypeError, match="end"):
        Period(start=2020)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="until"):
        Period(start=2020, end=2029, until=2030)  # type: ignore[call-arg]
