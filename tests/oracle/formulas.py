"""The formulas of one indicator in one year, in Fractions, in the order and words of the contract."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

from oracle.reading import Entry, Value, given, places, value

HUNDRED = Fraction(100)
JUDGED_WITHOUT_RATE = (
    "negative",
    "zero-target",
    "zero-actual",
    "baseline-equals-target",
    "target-behind-baseline",
)


def rounded(number: Fraction, to: int) -> Fraction:
    """Half away from zero, as Excel's ROUND."""
    whole = floor(abs(number) * 10**to + Fraction(1, 2))
    return Fraction(whole if number >= 0 else -whole, 10**to)


def printed(rate: Fraction | None) -> Fraction | None:
    """A rate as the per cent that is printed."""
    return None if rate is None else rounded(rate * HUNDRED, 1)


class Case:
    """One indicator in one year, with everything its figures are made from."""

    def __init__(
        self, raw: dict[str, Any], rules: dict[str, Any], entered: dict[int, Entry], start: int, year: int
    ) -> None:
        self.raw, self.rules, self.entered, self.start, self.year = raw, rules, entered, start, year
        self.direction: str = raw["direction"]
        self.milestone = given(raw.get("type")) == "milestone"
        held = given(raw.get("baseline"))
        self.y0: int | None = int(held["year"]) if held else None
        self.b: Value | None = value(held["value"]) if held else None
        self.written = self._in_force()
        self.targets = {at: value(text) for at, text in self.written.items()}
        self.y_t = max(self.targets, default=None)
        self.t_f = self.targets[self.y_t] if self.y_t is not None else None
        self.a = self.actual(year)
        self.t, self.source = self._year_target()

    def _in_force(self) -> dict[int, str]:
        laid = {int(at): text for at, text in (given(self.raw.get("targets")) or {}).items()}
        revisions = given(self.raw.get("target_revisions")) or []
        for one in sorted(revisions, key=lambda revision: int(revision["since"])):
            if int(one["since"]) <= self.year:
                laid |= {int(at): text for at, text in one["targets"].items()}
        return laid

    # ---- actual ------------------------------------------------------------------------------------------

    @property
    def cumulative(self) -> bool:
        return given(self.raw.get("accumulation")) == "cumulative" and not self.milestone

    def amount(self, year: int) -> Value | None:
        """The value entered for a year."""
        return self.entered[year].value if year in self.entered else None

    def carried(self, year: int) -> bool:
        """Whether the value of a year is one of an earlier time."""
        return year in self.entered and self.entered[year].state == "carried"

    def actual(self, year: int) -> Value | None:
        if not self.cumulative:
            return self.amount(year)
        if self.y0 is not None and year <= self.y0:
            return self.b if year == self.y0 else None
        amounts = [self.amount(one) for one in self._summed(year)]
        if not amounts or None in amounts:
            return None
        return (self.b or Fraction(0)) + sum(amounts)

    def _summed(self, year: int) -> range:
        """The years whose amounts make up the total of a year: none up to the baseline's."""
        first = self.start if self.y0 is None else max(self.start, self.y0 + 1)
        return range(first, year + 1)

    # ---- target ------------------------------------------------------------------------------------------

    def _year_target(self) -> tuple[Value | None, str | None]:
        if self.year in self.targets:
            return self.targets[self.year], "explicit"
        if self.y_t is None:
            return None, None
        last = (self.t_f, "final")
        if self.milestone:
            return last if self.year >= self.y_t else (None, None)
        rule = self.rules["target_rule"]
        if rule == "interpolate":
            return last if self.year > self.y_t else self._interpolated()
        return last if rule == "final" else (None, None)

    def _interpolated(self) -> tuple[Value | None, str | None]:
        points: dict[int, Any] = dict(self.targets)
        if self.y0 is not None:
            points[self.y0] = self.b
        before = max((at for at in points if at < self.year), default=None)
        if before is None or (self.y0 is not None and self.year <= self.y0):
            return None, None
        after = min(at for at in points if at > self.year)
        low, high = points[before], points[after]
        on_line = low + (high - low) * Fraction(self.year - before, after - before)
        return rounded(on_line, self._decimals()), "interpolated"

    def _decimals(self) -> int:
        written = given(self.raw.get("decimals"))
        if written is not None:
            return int(written)
        texts = list(self.written.values())
        if self.y0 is not None:
            texts.append(self.raw["baseline"]["value"])
        return max(map(places, texts))

    # ---- rates -------------------------------------------------------------------------------------------

    @property
    def basis(self) -> str:
        if self.direction == "maintain" or self.milestone:
            return "achievement"
        return given(self.raw.get("basis")) or self.rules["basis"]

    def within(self, actual: Any, target: Any) -> bool:
        return abs(actual - target) <= Fraction(self.raw["tolerance"]) / HUNDRED * abs(target)

    def achieved(self) -> bool | None:
        if self.a is None or self.t is None:
            return None
        if self.milestone:
            return self.a is self.t
        if self.direction == "maintain":
            return self.within(self.a, self.t)
        return self.a >= self.t if self.direction == "increase" else self.a <= self.t

    def achievement(self) -> Fraction | str:
        """The rate, or the reason why there is none."""
        if reason := self._unmeasured():
            return reason
        a: Any = self.a
        t: Any = self.t
        if t is None:
            return "no-target"
        if self.milestone:
            return Fraction(int(a is t))
        if a < 0 or t < 0:
            return "negative"
        if t == 0:
            return "zero-target"
        if self.direction == "increase":
            return a / t
        if self.direction == "decrease":
            if self.rules["decrease"] == "two_minus_ratio":
                return 2 - a / t
            return t / a if a else "zero-actual"
        if self.achieved():
            return Fraction(1)
        return min(a / t, t / a) if a else "zero-actual"

    def progress(self) -> Fraction | str | None:
        """The rate, the reason why there is none, or None where the indicator can have none."""
        if self.direction == "maintain" or self.milestone:
            return None
        if reason := self._unmeasured():
            return reason
        a: Any = self.a
        b: Any = self.b
        t_f: Any = self.t_f
        if t_f is None:
            return "no-target"
        if b is None:
            return "no-baseline"
        if t_f == b:
            return "baseline-equals-target"
        behind = t_f < b if self.direction == "increase" else t_f > b
        return "target-behind-baseline" if behind else (a - b) / (t_f - b)

    def pace(self) -> Fraction | str | None:
        rate = self.progress()
        if not isinstance(rate, Fraction):
            return rate
        assert self.y0 is not None and self.y_t is not None
        if self.year <= self.y0:
            return "too-early"
        return rate * Fraction(self.y_t - self.y0, min(self.year, self.y_t) - self.y0)

    def _unmeasured(self) -> str | None:
        if self.a is not None:
            return None
        entry = self.entered.get(self.year)
        if entry is not None and entry.state in ("not_applicable", "unpublished"):
            return entry.state.replace("_", "-")
        before = self.y0 is not None and self.year < self.y0
        return "gap" if self.cumulative and not before and self.amount(self.year) is not None else "no-actual"

    def state(self) -> str | None:
        """Null without a value but where the state says why; of a total the least firm of what is summed up."""
        entry = self.entered.get(self.year)
        if self.a is None:
            said = None if entry is None else entry.state
            return said if said in ("unpublished", "not_applicable") else None
        if not self.cumulative:
            return None if entry is None else entry.state
        states = [self.entered[year].state for year in self._summed(self.year)]
        return next((state for state in ("estimate", "preliminary", "final") if state in states), None)

    def missing_years(self) -> list[int] | None:
        """Which years a gap consists of."""
        if self._unmeasured() != "gap":
            return None
        return [year for year in self._summed(self.year) if self.amount(year) is None]

    def counted(self) -> Fraction | None:
        """What enters the roll-up, before the cap: the basis value, or met or not where there is none."""
        if self.raw["kind"] == "reference":
            return None
        if self.carried(self.year) and given(self.rules.get("count_carried")) != "true":
            return None
        rate = {"achievement": self.achievement, "progress": self.progress, "pace": self.pace}[self.basis]()
        if isinstance(rate, Fraction):
            return self.printed_achievement() if self.basis == "achievement" else printed(rate)
        if self.achieved():
            return HUNDRED
        missed = self.achieved() is False and rate in JUDGED_WITHOUT_RATE
        return Fraction(0) if missed else None

    def printed_achievement(self) -> Fraction | None:
        """99.9 at most where the target is missed."""
        rate = self.achievement()
        if not isinstance(rate, Fraction):
            return None
        figure = rounded(rate * HUNDRED, 1)
        return figure if self.achieved() else min(figure, Fraction("99.9"))

    # ---- trend -------------------------------------------------------------------------------------------

    def change(self) -> str | None:
        now: Any = self.amount(self.year)
        then: Any = self.amount(self.year - 1)
        if then is None:
            past = given(self.raw.get("history")) or {}
            then = value(past.get(str(self.year - 1)))
        if now is None or then is None or self.carried(self.year) or self.carried(self.year - 1):
            return None
        now, then = Fraction(now), Fraction(then)  # a milestone's true is 1
        if self.direction == "maintain":
            if self.t is None:
                return None
            target: Any = Fraction(self.t)
            now, then = -abs(now - target), -abs(then - target)
        elif self.direction == "decrease":
            now, then = -now, -then
        return "same" if now == then else "better" if now > then else "worse"

    def outlook(self) -> str | None:
        if self.milestone or self.a is None or self.y_t is None or self.year >= self.y_t:
            return None
        if self.carried(self.year):
            return None
        left_out = {int(text) for text in given(self.rules.get("outlook_without")) or []} - {self.year}
        window: list[tuple[int, Any]] = [
            (one, self.b if one == self.y0 and self.actual(one) is None else self.actual(one))
            for one in range(self.year - 5, self.year + 1)
            if one not in left_out and not self.carried(one)
        ]
        known = [(one, actual) for one, actual in window if actual is not None]
        if len(known) < 4:
            return None
        first, a_first = known[0]
        a: Any = self.a
        goal: Any = self.t_f
        slope = (a - a_first) / (self.year - first)
        reached = a + slope * (self.y_t - self.year)
        if self.direction == "maintain":
            return "on_course" if self.within(reached, goal) else "off_course"
        sign = 1 if self.direction == "increase" else -1
        missed, distance = sign * (goal - reached), abs(goal - a)
        if sign * (goal - a) <= 0 or missed <= 0 or missed < distance * Fraction(5, 100):
            return "on_course"
        if sign * slope < 0:
            return "wrong_way"
        return "slightly_off" if missed <= distance * Fraction(20, 100) else "off_course"
