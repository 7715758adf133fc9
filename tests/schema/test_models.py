"""A model is a value: compared by what it holds, never changed, and nothing in it that the schema does not have."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic_core import ValidationError

from visiontrack.schema.measure import Period
from visiontrack.schema.result import Actual


def test_a_model_is_a_value() -> None:
    period = Period.model_validate({"start": "2020", "end": "2029"})
    assert (
        period == Period.model_construct(end=2029, start=2020) != Period.model_construct(start=2020, end=2030)
    )
    assert {period: "plan"}[Period.model_construct(start=2020, end=2029)] == "plan"
    assert repr(period) == "Period(start=2020, end=2029)"
    assert Actual() == Actual.model_construct(value=None, state="final")
    assert period.model_copy(update={"end": 2030}) == Period.model_construct(start=2020, end=2030)


def test_a_model_cannot_be_changed() -> None:
    period: Any = Period.model_construct(start=2020, end=2029)
    with pytest.raises(ValidationError, match="frozen"):
        period.start = 2021
    with pytest.raises(ValidationError, match="frozen"):
        del period.start


@pytest.mark.parametrize("data", [{"start": "2020"}, {"start": "2020", "end": "2029", "until": "2030"}])
def test_a_model_has_its_keys_and_no_others(data: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Period.model_validate(data)
