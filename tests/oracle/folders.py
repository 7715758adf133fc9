"""Random sound cities: a seed makes a data folder that uses every corner of the evaluation."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from oracle.entries import entered
from oracle.indicators import indicator, part_of, period_of
from oracle.yaml_text import text_of

POLICIES, FIELDS = ("p1", "p2", "p3"), ("commerce", "industry", "tourism", "education")
WORDS = ("expand", "continue", "improve", "shrink", "suspend", "undecided")
STATUS = ("not_started", "on_track", "delayed", "completed", "suspended")
SCALES = (
    (("A", "100"), ("B", "80"), ("C", "60"), ("D", None)),
    (("S", "120"), ("A", "99.95"), ("B", "0.05"), ("C", "-0.05"), ("D", None)),
    (("達成", "100.0"), ("未達", None)),
    (("only", None),),
    (("I", "33.3333333333333333333333333333"), ("II", "0.0"), ("III", "-100"), ("IV", None)),
)
CITY: dict[str, Any] = {
    "id": "city",
    "name": "試験市",
    "category": "city",
    "sections": [{"id": "office", "name": "産業振興課"}, {"id": "farms", "name": "農政課"}],
}


def make(root: Path, seed: int) -> range:
    """Write a city below ``root``; the years of its vision's period are returned."""
    return _City(root, Random(seed)).build()


class _City:
    def __init__(self, root: Path, rng: Random) -> None:
        self.root, self.rng = root, rng
        start = 2016 + rng.randrange(6)
        self.years = range(start, start + rng.choice((1, 4, 6, 8, 10)))
        self.periods: dict[str, range] = {}
        # measure id, or `vision` → its indicators, each with the years it is asked for
        self.asked: dict[str, list[tuple[dict[str, Any], range]]] = {}

    def build(self) -> range:
        self._write("actors/city", CITY)
        self._vision()
        for number in range(self.rng.randrange(1, 6)):
            self._measure(f"m{number}")
        for year in self.years:
            self._year(year)
        return self.years

    def _write(self, name: str, content: dict[str, Any]) -> None:
        path = self.root / "data" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(content), encoding="utf-8")

    def _maybe(self, share: float = 0.5) -> bool:
        return self.rng.random() < share

    # ---- the plan ----------------------------------------------------------------------------------------

    def _vision(self) -> None:
        rng = self.rng
        own = self.asked["vision"] = [indicator(rng, n, self.years) for n in range(rng.randrange(4))]
        made: dict[str, Any] = {
            "name": "試験市産業振興ビジョン",
            "municipality": {"name": "試験市", "code": "112089"},
            "period": period_of(self.years),
            "policies": [{"id": one, "title": f"方針 {one}"} for one in POLICIES],
            "fields": [{"id": one, "title": f"分野 {one}"} for one in FIELDS],
            "secretariat": "office",
            "evaluation": self._evaluation(),
        }
        if self._maybe():
            made["records_since"] = str(rng.choice(self.years))
        if own:
            made["indicators"] = [
                one | ({"policy": rng.choice(POLICIES)} if self._maybe() else {}) for one, _ in own
            ]
        self._write("vision", made)

    def _evaluation(self) -> list[dict[str, Any]]:
        changes = [year for year in self.years[1:] if self._maybe(0.2)]
        entries = [self._rules(since) for since in (self.years.start, *changes)]
        self.rng.shuffle(entries)
        return entries

    def _rules(self, since: int) -> dict[str, Any]:
        choose = self.rng.choice
        without = self.rng.sample(self.years, self.rng.randrange(len(self.years))) if self._maybe(0.3) else []
        return {
            **({"outlook_without": [str(year) for year in without]} if without else {}),
            "since": str(since),
            "basis": choose(("achievement", "progress", "pace")),
            "target_rule": choose(("explicit", "interpolate", "interpolate", "final")),
            "decrease": choose(("target_over_actual", "two_minus_ratio")),
            "roll_up": choose(("mean", "mean", "worst")),
            "cap": choose(("100", "100", "120", "99.95", "0", "33.3", "100000")),
            "attention_below": choose(("80", "79.95", "0")),
            "grades": [
                {"grade": grade, "label": "帯"} | ({"at_least": bound} if bound else {})
                for grade, bound in choose(SCALES)
            ],
        }

    def _measure(self, id_: str) -> None:
        years = self.periods[id_] = part_of(self.rng, self.years)
        pairs = [indicator(self.rng, n, years) for n in range(self.rng.randrange(6))]
        self.asked[id_] = pairs
        made: dict[str, Any] = {
            "id": id_,
            "title": f"施策 {id_}",
            "policy": self.rng.choice(POLICIES),
            "lead": self.rng.choice(("office", "farms", "city")),
        }
        if self._maybe(0.8):
            made["fields"] = self.rng.sample(FIELDS, self.rng.randrange(4))
        if years != self.years or self._maybe(0.2):
            made["period"] = period_of(years)
        if pairs:
            made["indicators"] = [one for one, _ in pairs]
        self._write(f"measures/{id_}", made)

    # ---- the years ---------------------------------------------------------------------------------------

    def _year(self, year: int) -> None:
        for id_, pairs in self.asked.items():
            asked = [one for one, years in pairs if year in years and self._maybe(0.85)]
            actuals = {one["id"]: entered(self.rng, one, year) for one in asked}
            if id_ == "vision":
                if actuals:
                    self._write(f"results/{year}/vision", {"year": str(year), "actuals": actuals})
            elif year in self.periods[id_] and (actuals or self._maybe()):
                self._write(f"results/{year}/{id_}", self._result(id_, year, actuals))
        if self._maybe(0.6):
            self._write(f"decisions/{year}", {"year": str(year), "decisions": self._decisions(year)})

    def _result(self, id_: str, year: int, actuals: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {"measure": id_, "year": str(year), "status": self.rng.choice(STATUS)}
        if actuals:
            made["actuals"] = actuals
        if self._maybe():
            made["self_evaluation"] = {"grade": self._grade_of(year), "text": "課の見方"}
        if self._maybe():
            made["next"] = self.rng.choice(WORDS)
        return made

    def _grade_of(self, year: int) -> str:
        """One of the grades in force that year, which are read back from the vision just written."""
        from oracle.evaluator import rules_in
        from oracle.reading import load

        rules = rules_in(load(self.root / "data" / "vision.yaml"), year)
        return str(self.rng.choice(rules["grades"])["grade"])

    def _decisions(self, year: int) -> list[dict[str, str]]:
        named = [id_ for id_, years in self.periods.items() if year in years and self._maybe(0.6)]
        return [{"measure": id_, "decision": self.rng.choice(WORDS), "reason": "理由"} for id_ in named]
