"""A made-up city: the text of every file of a data folder, from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import texts
from results import actual_of, result
from setting import START, City, Plan


def files(measures: int, years: int, seed: int) -> Iterator[tuple[str, str]]:
    """Path and text of every file."""
    city = City(measures, years, Random(seed))
    yield "data/vision.yaml", vision(city)
    yield "data/actors/city.yaml", city_actor()
    for id_, name, category, roles in texts.ACTORS:
        yield f"data/actors/{id_}.yaml", actor(id_, name, category, roles)
    city.plans = [plan_of(city, number) for number in range(measures)]
    for plan in city.plans:
        yield f"data/measures/{plan.id}.yaml", measure(city, plan)
    for year in range(START, city.end + 1):
        for number in (1, 2):
            yield f"data/meetings/{year}/council-{number}.yaml", meeting(city, year, number)
        yield f"data/decisions/{year}.yaml", decisions(city, year)
        for plan in city.plans:
            yield f"data/results/{year}/{plan.id}.yaml", result(city, plan, year)


def plan_of(city: City, number: int) -> Plan:
    """What is known of a measure before its files are written: who, with whom, what is measured."""
    draw = city.random
    stem, title = texts.THEMES[number % len(texts.THEMES)]
    partner = texts.ACTORS[number % len(texts.ACTORS)]
    return Plan(
        id=f"{stem}-{number:05d}",
        title=f"{title}（第{number + 1}号）",
        lead=texts.SECTIONS[number % len(texts.SECTIONS)][0],
        partner=partner[0],
        role=partner[3][number % 2],
        projects=draw.sample(texts.PROJECTS, 2 + (number % 5 == 0)),
        indicators=draw.sample(texts.INDICATORS, 2 + (number % 3 == 0)),
        start=START,
        end=city.end,
    )


def vision(city: City) -> str:
    policies = "".join(f"  - id: {id_}\n    title: {title}\n" for id_, title in texts.POLICIES)
    fields = "".join(
        f"  - {{id: {id_}, title: {title}{', related: true' if related else ''}}}\n"
        for id_, title, related in texts.FIELDS
    )
    members = ", ".join(id_ for id_, *_ in texts.ACTORS)
    return f"""name: 架空市産業振興ビジョン
municipality: {{name: 架空市, code: "112089"}}
notice: この data/ は速さを測るために作った架空のものです。
language: ja
period: {{start: {START}, end: {city.end}}}
philosophy: つくる人、商う人、働く人、暮らす人がつながる
goals:
  - 小さな挑戦が続けやすいまち
  - 技術と人が市の内外で結びつくまち
policies:
{policies}fields:
{fields}secretariat: industry-promotion
council:
  name: 産業振興ビジョン推進会議
  established: 2018
  members: [{members}]
team:
  name: 産業振興ビジョン推進チーム
  established: 2019-01
  members: [{", ".join(id_ for id_, _ in texts.SECTIONS)}]
evaluation:
  - since: {START}
    basis: achievement
    target_rule: interpolate
    decrease: target_over_actual
    roll_up: mean
    cap: 100
    attention_below: 80
    grades:
      - {{grade: A, label: 達成, at_least: 100}}
      - {{grade: B, label: おおむね順調, at_least: 80}}
      - {{grade: C, label: やや遅れ, at_least: 60}}
      - {{grade: D, label: 遅れ}}
"""


def city_actor() -> str:
    sections = "".join(f"  - id: {id_}\n    name: {name}\n" for id_, name in texts.SECTIONS)
    roles = "".join(
        f"  - id: {id_}\n    title: {title}\n    text: {title}を市の各課が分担して行う。\n"
        for id_, title in texts.CITY_ROLES
    )
    return f"id: city\nname: 架空市\ncategory: city\nsections:\n{sections}roles:\n{roles}"


def actor(id_: str, name: str, category: str, roles: tuple[str, ...]) -> str:
    listed = "".join(
        f"  - id: {role}\n    title: {name}の役割その{number}\n    text: {name}として施策の推進に力を合わせる。\n"
        for number, role in enumerate(roles, start=1)
    )
    return f"id: {id_}\nname: {name}\ncategory: {category}\nroles:\n{listed}"


def measure(city: City, plan: Plan) -> str:
    number = int(plan.id[-5:])
    fields = ", ".join(sorted({texts.FIELDS[number % 4][0], texts.FIELDS[number % 7][0]}))
    projects = "".join(f"  - id: {id_}\n    title: {title}\n" for id_, title in plan.projects)
    description = city.say(texts.DESCRIPTIONS).rstrip("\n").replace("\n", "\n  ")
    return f"""# {plan.title}：所管は {plan.lead}
id: {plan.id}
title: {plan.title}
policy: {texts.POLICIES[number % len(texts.POLICIES)][0]}
fields: [{fields}]
lead: {plan.lead}
partners:
  - {{actor: {plan.partner}, roles: [{plan.role}]}}
roles: [{texts.CITY_ROLES[number % 3][0]}]
period: {{start: {plan.start}, end: {plan.end}}}
description: |
  {description}
projects:
{projects}indicators:
{"".join(_indicator(plan, one) for one in plan.indicators)}"""


def _indicator(plan: Plan, one: tuple[str, ...]) -> str:
    id_, name, unit, direction, accumulation, baseline, target = one
    tolerance = "    tolerance: 10\n" if direction == "maintain" else ""
    middle = actual_of(plan, one, (plan.start + plan.end) // 2, exact=True)
    return f"""  - id: {id_}
    name: {name}
    unit: {unit}
    kind: {"output" if accumulation == "cumulative" else "outcome"}
    direction: {direction}
{tolerance}    accumulation: {accumulation}
    baseline: {{year: {plan.start - 1}, value: {baseline}}}
    targets: {{{(plan.start + plan.end) // 2}: {middle}, {plan.end}: {target}}}
    source: 所管課調べ（架空の値）
"""


def meeting(city: City, year: int, number: int) -> str:
    opinions = "".join(_opinion(city, year, 4 * (number - 1) + one) for one in range(1, 5))
    return f"""id: council-{number}
body: council
date: {year}-{"08-07" if number == 1 else "11-13"}
title: 第{number}回 産業振興ビジョン推進会議
place: 市役所 大会議室
attendees: [chamber-of-commerce, farm-coop, citizens, local-bank]
agenda:
  - 前年度の進み具合
  - 施策ごとの意見交換
opinions:
{opinions}"""


def _opinion(city: City, year: int, number: int) -> str:
    plan = city.random.choice(city.plans)
    return f"""  - id: o-{year}-{number:02d}
    actor: {city.random.choice(texts.ACTORS)[0]}
    kind: {"proposal" if number % 2 else "opinion"}
    measures: [{plan.id}]
    text: {city.say(texts.OPINIONS)}
    response:
      status: done
      lead: {plan.lead}
      text: {city.say(texts.ANSWERS)}
"""


def decisions(city: City, year: int) -> str:
    """A decision on every measure but one in twenty, as a council leaves behind that has gone through them all."""
    entries = "".join(
        f"  - measure: {plan.id}\n    decision: continue\n    reason: {city.say(texts.REASONS)}\n"
        for number, plan in enumerate(city.plans)
        if number % 20 != year % 20
    )
    return f"year: {year}\ndecisions:\n{entries}" if entries else f"year: {year}\ndecisions: []\n"
