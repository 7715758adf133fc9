"""Random sound cities: a seed makes a data folder that uses every corner of the evaluation."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from oracle.entries import entered, value_of
from oracle.indicators import indicator, part_of, period_of
from oracle.yaml_text import text_of

POLICIES, FIELDS = ("p1", "p2", "p3"), ("commerce", "industry", "tourism", "education")
WORDS = ("expand", "continue", "improve", "shrink", "suspend", "undecided")
STATUS = ("not_started", "on_track", "delayed", "completed", "suspended")
ANSWERS = ("open", "in_progress", "done", "deferred", "declined")
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
        self.plans: dict[str, dict[str, Any]] = {}
        self.projects: dict[str, list[tuple[str, range]]] = {}
        # measure id, or `vision` → its indicators, each with the years it is asked for
        self.asked: dict[str, list[tuple[dict[str, Any], range]]] = {}
        self.first_values: dict[tuple[str, str], int] = {}

    def build(self) -> range:
        self._write("actors/city", CITY)
        self._vision()
        for number in range(self.rng.randrange(1, 6)):
            self._measure(f"m{number}")
        for year in self.years:
            self._year(year)
            self._meetings(year)
        for id_, made in self.plans.items():
            self._histories(id_)
            self._write(f"measures/{id_}", made)
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
            **choose(({}, {"execution_below": "60"}, {"execution_below": "99.95"})),
            **choose(({}, {"count_carried": "true"}, {"count_carried": "false"})),
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
        if self._maybe():
            made["number"] = f"1-{id_[1:]}"
        projects = self.projects[id_] = [
            (f"p{n}", part_of(self.rng, years)) for n in range(self.rng.randrange(4))
        ]
        if projects:
            made["projects"] = [
                {"id": one, "title": "事業"} | ({} if held == years else {"period": period_of(held)})
                for one, held in projects
            ]
        self.plans[id_] = made

    def _histories(self, id_: str) -> None:
        """Values before the first one in a result, some of them of years in which a total has a gap."""
        for one, years in self.asked[id_]:
            first = self.first_values.get((id_, one["id"]), years[-1])
            past = [year for year in range(years.start - 2, first) if self._maybe(0.7)]
            if past and self._maybe(0.4):
                held = {str(year): value_of(self.rng, one, year) for year in past}
                one["history"] = {year: text for year, text in held.items() if text}

    # ---- the years ---------------------------------------------------------------------------------------

    def _year(self, year: int) -> None:
        for id_, pairs in self.asked.items():
            asked = [one for one, years in pairs if year in years and self._maybe(0.85)]
            actuals = {one["id"]: entered(self.rng, one, year) for one in asked}
            for one in asked:
                self.first_values.setdefault((id_, one["id"]), year)
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
        projects = [one for one, years in self.projects[id_] if year in years and self._maybe(0.8)]
        if projects:
            made["projects"] = {one: self._project() for one in projects}
        return made

    def _project(self) -> dict[str, str]:
        """Amounts as they are known, or not: a budget of 0, more spent than budgeted, one of the two alone."""
        made = {"status": self.rng.choice(("planned", "ongoing", "done", "cancelled")), "text": "実施"}
        for key in ("budget", "spent"):
            if self._maybe(0.7):
                made[key] = self.rng.choice(("0", "1000", "333", "599", "5000", ""))
        return made

    def _meetings(self, year: int) -> None:
        """What council, team and hearings said of a year, in it or in the year after."""
        for number, body in enumerate(("council", "council", "team", "hearing")):
            if self._maybe(0.4):
                late = self._maybe()
                held = year + 1 if late and year + 1 in self.years else year
                made = {"id": f"m{number}", "body": body, "date": f"{held}-0{number + 5}-01", "title": "会議"}
                made |= {} if held > year else {"reviews": str(year)}
                opinions = [self._opinion(f"o-{year}-{number}-{n}") for n in range(self.rng.randrange(4))]
                name = f"r{year}-{number}"
                self._write(f"meetings/{held}/{name}", made | {"id": name, "opinions": opinions})

    def _opinion(self, id_: str) -> dict[str, Any]:
        rng, made = self.rng, {"id": id_, "actor": "city", "kind": "opinion", "text": "意見"}
        named = rng.sample(sorted(self.periods), min(len(self.periods), rng.randrange(3)))
        return {
            **made,
            **({"measures": named} if named else {}),
            **({"recommends": rng.choice(WORDS)} if len(named) == 1 and self._maybe() else {}),
            **({"response": {"status": rng.choice(ANSWERS), "text": "対応"}} if self._maybe(0.7) else {}),
        }

    def _grade_of(self, year: int) -> str:
        """One of the grades in force that year, which are read back from the vision just written."""
        from oracle.evaluator import rules_in
        from oracle.reading import load

        rules = rules_in(load(self.root / "data" / "vision.yaml"), year)
        return str(self.rng.choice(rules["grades"])["grade"])

    def _decisions(self, year: int) -> list[dict[str, str]]:
        named = [id_ for id_, years in self.periods.items() if year in years and self._maybe(0.6)]
        reasons = ("理由", "理由", "理由", "")
        return [
            {"measure": id_, "decision": self.rng.choice(WORDS), "reason": self.rng.choice(reasons)}
            for id_ in named
        ]
