"""The sieve before the evaluation never holds back a measure that scores too low."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from visiontrack.checks.sieve import courses, surely_reaches
from visiontrack.evaluation.measure import evaluate_measure
from visiontrack.schema.measure import Baseline, Indicator, Measure, Period, TargetRevision
from visiontrack.schema.result import Actual, Result
from visiontrack.schema.vision import Evaluation, Grade, Municipality, Vision

PERIOD = Period(start=2020, end=2029)
YEARS = range(2020, 2030)


class Draw:
    """Everything an evaluation rests on, drawn so that rates fall on either side of the bounds."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def value(self, milestone: bool) -> Any:
        if milestone:
            return self.chance.random() < 0.7
        if self.chance.random() < 0.03:
            return self.chance.choice([Decimal(0), Decimal(-9)])
        return Decimal(self.chance.randint(90, 120)) / 10

    def targets(self, milestone: bool, most: int) -> dict[int, Any]:
        years = self.chance.sample(YEARS, self.chance.randint(1, most))
        return {year: self.value(milestone) for year in years}

    def indicator(self, id_: str) -> Indicator:
        draw = self.chance
        milestone = draw.random() < 0.15
        baseline = Baseline(year=draw.choice([2018, 2019, 2023, 2026]), value=self.value(milestone))
        revision = TargetRevision(
            since=draw.choice(YEARS), targets=self.targets(milestone, 2), decision=2022, reason="見直し"
        )
        return Indicator(
            id=id_,
            name="指標",
            unit="人",
            kind=draw.choice(["outcome", "outcome", "output", "output", "reference"]),
            direction=draw.choice(["increase", "decrease", "maintain"]),
            type="milestone" if milestone else "number",
            tolerance=Decimal(draw.randint(0, 9)),
            accumulation=draw.choice(["annual", "year_end", "cumulative", "cumulative"]),
            baseline=draw.choice([None, baseline, baseline]),
            targets=self.targets(milestone, 3),
            target_revisions=(revision,) if draw.random() < 0.3 else (),
            period=draw.choice([None, None, Period(start=2021, end=2028)]),
            decimals=draw.choice([None, 0, 1]),
            weight=draw.choice([None, Decimal("0.5"), Decimal(3)]),
            basis=draw.choice([None] * 7 + ["progress"]),
        )

    def actual(self, one: Indicator) -> Actual:
        value = None if self.chance.random() < 0.05 else self.value(one.type == "milestone")
        if one.accumulation == "cumulative" and isinstance(value, Decimal):
            value /= 10  # yearly amounts
        return Actual(value=value, state="unpublished" if self.chance.random() < 0.03 else "final")

    def result(self, year: int, held: tuple[Indicator, ...]) -> Result:
        entered = {one.id: self.actual(one) for one in held}
        return Result(measure="m", year=year, status="on_track", actuals=entered)

    def rules(self) -> Evaluation:
        draw = self.chance
        return Evaluation(
            since=2020,
            basis=draw.choice(["achievement", "achievement", "achievement", "pace"]),
            target_rule=draw.choice(["interpolate", "interpolate", "explicit", "final"]),
            decrease=draw.choice(["target_over_actual", "two_minus_ratio"]),
            roll_up=draw.choice(["mean", "worst"]),
            cap=Decimal(draw.choice([100, 100, 150, 70])),
            attention_below=Decimal(draw.choice(["70", "80", "79.96", "90", "96.6", "101"])),
            grades=(Grade(grade="A", label="達成"),),
        )


def vision(rules: Evaluation) -> Vision:
    city = Municipality(name="見本市", code="112089")
    parts: Any = {"municipality": city, "policies": (), "fields": (), "evaluation": (rules,)}
    return Vision(name="見本", period=PERIOD, secretariat="a", **parts)


def test_what_the_sieve_lets_through_scores_at_least_the_bound() -> None:
    sure = scored = 0
    for seed in range(4000):
        draw = Draw(seed)
        rules, year = draw.rules(), draw.chance.choice(YEARS)
        held = tuple(draw.indicator(f"i{number}") for number in range(draw.chance.randint(1, 2)))
        measure = Measure(id="m", title="施策", policy="p1", lead="a", indicators=held)
        results = {(at, "m"): draw.result(at, held) for at in YEARS}

        def history(at: int, results: dict[tuple[int, str], Result] = results) -> dict[str, Actual]:
            return results[(at, "m")].actuals

        if surely_reaches(courses(measure, PERIOD), rules, year, history):
            score = evaluate_measure(vision(rules), "m", measure, results, year).score
            sure += 1
            scored += score is not None
            assert score is None or score >= rules.attention_below, f"seed {seed}"
    assert sure > 400
    assert scored > 150


def test_a_running_total_begins_after_the_baselines_year() -> None:
    """10 by 2023 and 8 in 2024 make 18 of 25; with the 8 of 2023, which the baseline holds, it would pass."""
    one = Indicator(
        id="i",
        name="指標",
        unit="人",
        kind="outcome",
        direction="increase",
        accumulation="cumulative",
        baseline=Baseline(year=2023, value=Decimal(10)),
        targets={2024: Decimal(25)},
    )
    measure = Measure(id="m", title="施策", policy="p1", lead="a", indicators=(one,))
    rules = replace(Draw(0).rules(), basis="achievement", cap=Decimal(100), attention_below=Decimal(80))
    amounts = {"i": Actual(value=Decimal(8))}
    assert not surely_reaches(courses(measure, PERIOD), rules, 2024, lambda _: amounts)
    eased = replace(rules, attention_below=Decimal(71))
    assert surely_reaches(courses(measure, PERIOD), eased, 2024, lambda _: amounts)
