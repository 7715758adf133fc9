"""The schema we compile from the models is the one Pydantic itself would make of them."""

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


def plain(kind: Kind) -> dict[str, Any]:
    """The sample city's last file of a kind, as plain data."""
    text = (ROOT / discover(ROOT).of(kind)[-1].path).read_text(encoding="utf-8")
    root = compose(text)
    assert root is not None
    data: dict[str, Any] = build(root)
    data.pop("published", None)  # its `for` is our own mark, which Pydantic does not know
    return data


def spoilt(data: Any) -> Iterator[Any]:
    """The data with each part in turn left out, emptied, or of another shape; and with a key too many."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        for wrong in (None, "", "×", ["a"], {"a": "b"}):
            yield _with(data, key, wrong)
        if isinstance(data[key], (dict, list)):
            yield from (_with(data, key, inner) for inner in spoilt(data[key]))
        if isinstance(data, dict):
            yield {other: value for other, value in data.items() if other != key}
    if isinstance(data, dict):
        yield {**data, "×": "1"}


def _with(data: Any, key: Any, value: Any) -> Any:
    copy = data.copy()
    copy[key] = value
    return copy


def told(validate: Any, data: Any) -> Any:
    """The model, or what is wrong and where."""
    try:
        return validate(data)
    except ValidationError as error:
        return [(one["type"], one["loc"]) for one in error.errors()]


@pytest.mark.parametrize("kind", MODELS)
def test_pydantic_reads_the_same(kind: Kind) -> None:
    ours, pydantic = validator(kind), TypeAdapter(model(kind)).validate_python
    data = plain(kind)
    assert told(ours, data) == told(pydantic, data)
    assert type(told(ours, data)) is model(kind)


@pytest.mark.parametrize("kind", MODELS)
def test_pydantic_finds_the_same_wrong(kind: Kind) -> None:
    ours, pydantic = validator(kind), TypeAdapter(model(kind)).validate_python
    for number, data in enumerate(spoilt(plain(kind))):
        assert told(ours, data) == told(pydantic, data), number


def test_a_model_is_a_value() -> None:
    period = Period(start=2020, end=2029)
    assert period == Period(end=2029, start=2020) != Period(start=2020, end=2030)
    assert {period: "here"}[Period(start=2020, end=2029)] == "here"
    assert repr(period) == "Period(start=2020, end=2029)"
    assert Actual() == Actual(value=None, state="final")
    assert replace(period, end=2030) == Period(start=2020, end=2030)


def test_a_model_cannot_be_changed_or_made_of_other_parts() -> None:
    period: Any = Period(start=2020, end=2029)
    with pytest.raises(FrozenInstanceError):
        period.start = 2021
    with pytest.raises(FrozenInstanceError):
        del period.start
    with pytest.raises(TypeError, match="end"):
        Period(start=2020)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="until"):
        Period(start=2020, end=2029, until=2030)  # type: ignore[call-arg]
