"""Random indicators: every direction, accumulation and type, with targets and revisions that are sound."""

from __future__ import annotations

from random import Random
from typing import Any

from oracle.numbers import climbing, written

Targets = dict[int, str]


def part_of(rng: Random, years: range) -> range:
    """Some of the years: often all of them."""
    if rng.random() < 0.7:
        return years
    first, last = sorted(rng.choices(years, k=2))
    return range(first, last + 1)


def period_of(years: range) -> dict[str, str]:
    """Years as a file gives them."""
    return {"start": str(years.start), "end": str(years[-1])}


def indicator(rng: Random, number: int, within: range) -> tuple[dict[str, Any], range]:
    """An indicator of something that lasts ``within``, and the years of its own period."""
    years = part_of(rng, within)
    made: dict[str, Any] = {
        "id": f"i{number}",
        "name": f"指標 {number}",
        "unit": rng.choice(("人", "億円", "点")),
        "kind": rng.choice(("outcome", "outcome", "output", "reference")),
        "direction": rng.choice(("increase", "decrease", "maintain")),
    }
    if rng.random() < 0.12:
        made["type"] = "milestone"
    if made["direction"] == "maintain":
        made["tolerance"] = rng.choice(("0", "5", "10", "2.5", "33.3", "100", "250"))
    if years != within:
        made["period"] = period_of(years)
    _options(rng, made)
    _Aims(rng, made, within).lay()
    return made, years


def _options(rng: Random, made: dict[str, Any]) -> None:
    if "type" not in made and rng.random() < 0.6:
        choices = ("annual", "cumulative", "cumulative", "year_end")
        made["accumulation"] = rng.choice(
            choices if made["direction"] != "maintain" else ("annual", "year_end")
        )
    if rng.random() < 0.3:
        made["basis"] = rng.choice(("achievement", "progress", "pace"))
    if rng.random() < 0.4:
        made["decimals"] = rng.choice("0012369")
    if rng.random() < 0.4:
        made["weight"] = rng.choice(("1", "2", "0.5", "1.25", "0.333", "10"))


class _Aims:
    """Baseline, targets and their revisions, none of which runs against the direction."""

    def __init__(self, rng: Random, made: dict[str, Any], within: range) -> None:
        self.rng, self.made, self.within = rng, made, within
        self.direction: str = made["direction"]
        self.milestone = "type" in made

    def lay(self) -> None:
        rng, start, last = self.rng, self.within.start, self.within[-1]
        based = rng.random() < 0.7
        y0 = rng.randrange(start - 3, last) if rng.random() < 0.3 else start - rng.randrange(1, 4)
        after = [year for year in self.within if not based or year > y0]
        chosen = sorted(rng.sample(after, min(len(after), rng.randrange(1, 4))))
        if self.made["kind"] == "reference" and rng.random() < 0.5:
            chosen = []
        first, *values = self._path(1 + len(chosen))
        if not self.milestone and rng.random() < 0.1:
            first = written(rng)  # the targets may lie on either side of it
        if based:
            self.made["baseline"] = {"year": str(y0), "value": first}
        if chosen:
            targets = dict(zip(chosen, values, strict=True))
            self.made["targets"] = _texts(targets)
            if rng.random() < 0.4:
                self.made["target_revisions"] = self._revisions(after, targets)

    def _path(self, length: int) -> list[str]:
        if self.milestone:
            turn = self.rng.randrange(length)
            first, then = ("true", "false") if self.direction == "decrease" else ("false", "true")
            return [first if n < turn else then for n in range(length)]
        if self.direction == "maintain":
            return [written(self.rng) for _ in range(length)]
        return climbing(self.rng, length, down=self.direction == "decrease")

    def _revisions(self, after: list[int], laid: Targets) -> list[dict[str, Any]]:
        """Files need not be in order; of two of the same year the later entry lies on top."""
        found: list[dict[str, Any]] = []
        since = self.within.start
        for _ in range(self.rng.randrange(1, 4)):
            since = self.rng.randrange(since, self.within[-1] + 1)
            if targets := self._revised(after, laid, since):
                laid = laid | targets
                found.append(
                    {
                        "since": str(since),
                        "targets": _texts(targets),
                        "decision": str(since - 1),
                        "reason": "見直し",
                    }
                )
        if len({one["since"] for one in found}) == len(found):
            self.rng.shuffle(found)
        return found

    def _revised(self, after: list[int], laid: Targets, since: int) -> Targets:
        """Every target from ``since`` on anew, so that the path keeps its direction."""
        rng = self.rng
        years = {year for year in laid if year >= since}
        years = sorted(years | {year for year in after if year >= since and rng.random() < 0.2})
        if self.milestone:
            return dict.fromkeys(years, "false" if self.direction == "decrease" else "true")
        if self.direction == "maintain":
            return {year: written(rng) for year in years if rng.random() < 0.7}
        kept = [text for year, text in sorted(laid.items()) if year < since]
        anchor = kept[-1] if kept else self.made.get("baseline", {}).get("value")
        new = climbing(rng, len(years), self.direction == "decrease", anchor)
        return dict(zip(years, new, strict=True))


def _texts(targets: Targets) -> dict[str, str]:
    return {str(year): text for year, text in targets.items()}
