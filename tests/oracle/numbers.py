"""Numbers as people write them, the odd ones often: 0, 0.0, -0, 1.10, thirty digits."""

from __future__ import annotations

from fractions import Fraction
from random import Random

ODD = ("0", "0.0", "-0", "1.10", "-0.0", "0.05", "-1", "100", "1", "33.3", "0.000001", "1000000")


def written(rng: Random) -> str:
    """One number as text."""
    kind = rng.random()
    if kind < 0.15:
        return rng.choice(ODD)
    if kind < 0.18:
        return _long(rng)
    sign = "-" if rng.random() < 0.06 else ""
    text = str(rng.randrange(1, 10 ** rng.randrange(1, 6)))
    if rng.random() < 0.4:
        places = rng.randrange(1, 4)
        text += "." + "".join(rng.choices("0123456789", k=places))
    return sign + text


def _long(rng: Random) -> str:
    digits = rng.choice("123456789") + "".join(rng.choices("0123456789", k=29))
    point = rng.randrange(1, 31)
    sign = rng.choice(("", "", "-"))
    return f"{sign}{digits[:point]}.{digits[point:]}".rstrip(".")


def climbing(rng: Random, length: int, down: bool = False, anchor: str | None = None) -> list[str]:
    """Numbers that never fall (with ``down`` never rise), from ``anchor`` on where there is one."""
    held = [written(rng) for _ in range(length)]
    if rng.random() < 0.1 and held:
        held[rng.randrange(length)] = held[0]
    if anchor is not None:
        sign = -1 if down else 1
        bound = Fraction(anchor) * sign
        held = [text if Fraction(text) * sign >= bound else anchor for text in held]
    return sorted(held, key=Fraction, reverse=down)
