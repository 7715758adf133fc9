"""Random entries of results: often near a target, on it, at the bound of its tolerance, or on the way to it."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from oracle.formulas import rounded
from oracle.numbers import written

FACTORS = (1, 5, 10, 50, 79, 80, 90, 95, 99, 100, 101, 105, 110, 120, 200)
PACES = (70, 80, 84, 90, 95, 96, 100, 110)


def entered(rng: Random, one: dict[str, Any], year: int) -> Any:
    """What a section writes for an indicator: a value, a value with its state, a state, or nothing."""
    kind = rng.random()
    if kind < 0.06:
        return {"state": rng.choice(("unpublished", "not_applicable", "preliminary", "estimate", "final"))}
    if kind < 0.09:
        return rng.choice(("", "~", "null"))
    value = value_of(rng, one, year)
    if kind < 0.15 and one.get("accumulation") != "cumulative":
        return {"value": value, "state": "carried", "as_of": f"{year - 3}年"}
    if kind < 0.3:
        return {"value": value, "state": rng.choice(("final", "preliminary", "estimate"))}
    return {"value": value, "comment": "説明"} if kind < 0.4 else value


def value_of(rng: Random, one: dict[str, Any], year: int) -> str:
    """A number near what is asked for, or at random; now and then nothing."""
    if "type" in one:
        return rng.choice(("true", "false"))
    near = [*one.get("targets", {}).values(), one.get("baseline", {}).get("value", "50")]
    kind = rng.random()
    if kind < 0.1:
        return written(rng)
    if kind < 0.6 and len(near) > 1:
        return _on_the_way(rng, one, year) or written(rng)
    if kind < 0.8:
        return str(rng.choice(near))
    return decimal(Fraction(rng.choice(near)) * Fraction(rng.choice(FACTORS), 100)) or written(rng)


def _on_the_way(rng: Random, one: dict[str, Any], year: int) -> str:
    """Where a straight walk to the last target stands, at about the pace that reaches it."""
    last, goal = list(one["targets"].items())[-1]
    baseline = one.get("baseline", {"year": int(last) - 8, "value": "1"})
    begun, start = int(baseline["year"]), Fraction(baseline["value"])
    step = (Fraction(goal) - start) / max(1, int(last) - begun) * Fraction(rng.choice(PACES), 100)
    if one.get("accumulation") == "cumulative":
        return decimal(rounded(step, 3))
    return decimal(rounded(start + step * (year - begun), 3))


def decimal(number: Fraction) -> str:
    """A number in plain digits, or nothing where it has too many."""
    whole = number * 10**6
    if whole.denominator != 1 or abs(whole) >= 10**24:
        return ""
    text = f"{abs(int(whole)):07d}"
    return ("-" if number < 0 else "") + f"{text[:-6]}.{text[-6:]}".rstrip("0").rstrip(".")
