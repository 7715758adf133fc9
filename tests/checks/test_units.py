"""Which units never fall below zero."""

from __future__ import annotations

import pytest

from visiontrack.checks.units import shape


@pytest.mark.parametrize("unit", ["%", "％", "パーセント", "percent", " % "])
def test_a_share_is_never_negative(unit: str) -> None:
    assert shape(unit) == "percent"


@pytest.mark.parametrize(
    "unit", ["人", "千人", "延べ人", "人/日", "人／日", "件", "社", "か所", "万人泊", "回・年", "shops"]
)
def test_neither_is_what_one_counts_in_thousands_or_per_day(unit: str) -> None:
    assert shape(unit) == "count"


@pytest.mark.parametrize("unit", ["億円", "千円", "円/人", "ha", "ポイント", "℃", "有無", "t-CO2", "指数"])
def test_money_areas_and_indices_may_be(unit: str) -> None:
    assert shape(unit) is None
