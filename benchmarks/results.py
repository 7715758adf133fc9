"""The results of one made-up measure in one year."""

from __future__ import annotations

from decimal import Decimal

import texts
from setting import City, Indicator, Plan


def actual_of(
    plan: Plan, one: Indicator, year: int, exact: bool = False, factor: Decimal = Decimal(1)
) -> str:
    """A value near the straight line from baseline to last target; ``exact`` for the line itself."""
    baseline, target = Decimal(one[5]), Decimal(one[6])
    span = plan.end - plan.start + 1
    if one[4] == "cumulative" and not exact:  # a year's share of the way
        value = (target - baseline) / span * factor
    else:
        value = (baseline + (target - baseline) * (year - plan.start + 1) / span) * factor
    return str(value.quantize(Decimal("0.1") if "." in one[5] else Decimal(1)))


def result(city: City, plan: Plan, year: int) -> str:
    draw = city.random
    outcomes = city.say(texts.OUTCOMES).replace("\n", "\n  ")
    issues = city.say(texts.ISSUES).replace("\n", "\n  ")
    projects = "".join(_project(city, id_) for id_, _ in plan.projects)
    actuals = "".join(_actual(city, plan, one, year) for one in plan.indicators)
    return f"""# {year}年度 {plan.title}
measure: {plan.id}
year: {year}
status: {draw.choice(("on_track", "on_track", "on_track", "delayed"))}
projects:
{projects}outcomes: |
  {outcomes}
issues: |
  {issues}
actuals:
{actuals}contributions:
  - actor: {plan.partner}
    role: {plan.role}
    text: {city.say(texts.CONTRIBUTIONS)}
self_evaluation:
  grade: {draw.choice("AB")}
  text: {city.say(texts.SELF_TEXTS)}
next: continue
"""


def _project(city: City, id_: str) -> str:
    budget = city.random.randint(3, 90) * 100
    return f"""  {id_}:
    status: {city.random.choice(("ongoing", "done"))}
    text: {city.say(texts.PROJECT_TEXTS)}
    budget: {budget}
    spent: {budget // 100 * city.random.randint(75, 100)}
"""


def _actual(city: City, plan: Plan, one: Indicator, year: int) -> str:
    """Most values stand in the short form; some are preliminary or say why they are what they are."""
    better = one[3] != "decrease"
    factor = Decimal(city.random.randint(97, 106) if better else city.random.randint(96, 103)) / 100
    value = actual_of(plan, one, year, factor=factor)
    if city.random.random() < 0.75:
        return f"  {one[0]}: {value}\n"
    return f"""  {one[0]}:
    value: {value}
    state: {city.random.choice(("final", "preliminary", "estimate"))}
    comment: {city.say(texts.SELF_TEXTS)}
"""
