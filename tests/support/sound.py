"""A small data folder with nothing to complain about: one measure, one year's result, one meeting, one decision."""

from __future__ import annotations

from pathlib import Path

VISION = """\
name: 所沢市産業振興ビジョン
municipality: {name: 所沢市, code: "112089"}
notice: この data/ の数値は操作例のための架空の値です。
language: ja
period: {start: 2020, end: 2029}
records_since: 2024
policies:
  - id: p1
    title: 創業と成長
fields:
  - {id: commerce, title: 商業}
  - {id: industry, title: 工業}
secretariat: industry-promotion
council:
  name: 産業振興ビジョン推進会議
  established: 2018
  members: [chamber-of-commerce]
team:
  name: 産業振興ビジョン推進チーム
  established: 2019-01
  members: [industry-promotion, farm-policy]
evaluation:
  - since: 2020
    basis: achievement
    target_rule: interpolate
    decrease: target_over_actual
    roll_up: mean
    cap: 100
    attention_below: 80
    grades:
      - {grade: A, label: 達成, at_least: 100}
      - {grade: B, label: おおむね順調, at_least: 80}
      - {grade: C, label: やや遅れ, at_least: 60}
      - {grade: D, label: 遅れ}
"""

CITY = """\
id: city
name: 所沢市
category: city
sections:
  - {id: industry-promotion, name: 産業振興課}
  - {id: farm-policy, name: 農政課}
roles:
  - id: city-progress
    title: 施策の進行管理
    text: 毎年の進み具合をまとめ、推進会議に報告する。
"""

CHAMBER = """\
id: chamber-of-commerce
name: 商工会議所
category: industry_association
roles:
  - id: support-owners
    title: 事業者への伴走
    text: 経営の相談に乗り、挑戦を後押しする。
"""

MEASURE = """\
id: startup-support
title: 創業支援の充実
policy: p1
fields: [commerce, industry]
lead: industry-promotion
partners:
  - {actor: chamber-of-commerce, roles: [support-owners]}
roles: [city-progress]
projects:
  - id: startup-school
    title: 創業スクール
indicators:
  - id: founders
    name: 創業者数
    unit: 人
    kind: outcome
    direction: increase
    baseline: {year: 2019, value: 45}
    targets: {2024: 70, 2029: 90}
    source: 産業振興課調べ
"""

RESULT = """\
measure: startup-support
year: 2024
status: on_track
projects:
  startup-school:
    status: done
    text: 全6回を開き、120人が参加した
    budget: 5000
    spent: 4800
outcomes: |
  創業者が目標を上回った。
actuals:
  founders: 72
contributions:
  - actor: chamber-of-commerce
    role: support-owners
    text: 講師を派遣した
self_evaluation:
  grade: A
  text: 目標を上回った
next: continue
"""

MEETING = """\
id: council-1
body: council
date: 2025-08-07
title: 令和7年度第1回 産業振興ビジョン推進会議
attendees: [chamber-of-commerce]
opinions:
  - id: o-2025-01
    actor: chamber-of-commerce
    kind: proposal
    measures: [startup-support]
    text: 夜間の講座を増やしてほしい。
    response:
      status: done
      text: 令和8年度から夜間の回を設ける。
"""

DECISIONS = """\
year: 2024
decisions:
  - measure: startup-support
    decision: continue
    reason: 目標を上回っている。
    opinions: [o-2025-01]
"""

FILES = {
    "data/vision.yaml": VISION,
    "data/actors/city.yaml": CITY,
    "data/actors/chamber-of-commerce.yaml": CHAMBER,
    "data/measures/startup-support.yaml": MEASURE,
    "data/results/2024/startup-support.yaml": RESULT,
    "data/meetings/2025/council-1.yaml": MEETING,
    "data/decisions/2024.yaml": DECISIONS,
}


def build(root: Path) -> Path:
    """Write the folder below ``root`` and return ``root``."""
    for path, text in FILES.items():
        write(root, path, text)
    return root


def write(root: Path, path: str, content: str | bytes) -> Path:
    """One file of it, byte for byte."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return place
