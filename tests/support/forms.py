"""Excel forms in tests: made by the real command, filled in as a person would, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from support import sound
from support.program import Ran, visiontrack

FARM = """\
id: farm-brand
title: 農産物のブランド化
policy: p1
lead: farm-policy
partners:
  - {actor: chamber-of-commerce, roles: [support-owners]}
projects:
  - id: tea
    title: 狭山茶の体験
  - id: taro
    title: 里芋の加工品
    lead: industry-promotion
indicators:
  - id: sales
    name: 販売額
    unit: 百万円
    kind: outcome
    direction: increase
    baseline: {year: 2019, value: 80.5}
    targets: {2029: 130.5}
  - id: items
    name: 認証した品目
    unit: 品目
    kind: output
    direction: increase
    accumulation: cumulative
    baseline: {year: 2019, value: 14}
    targets: {2024: 30, 2029: 40}
  - id: ordinance
    name: 条例の制定
    unit: 有無
    kind: output
    direction: increase
    type: milestone
    targets: {2025: true}
"""

FARM_RESULT = """\
# 農政課 6月提出
measure: farm-brand
year: 2024
status: on_track  # 6月に確認
projects:
  tea:
    status: done
    text: 体験36回  # 会場は茶園
    budget: 1400
    spent: 1360.50
  taro:
    status: ongoing
    text: |
      原料が足りず、
      3か月止めた。

outcomes: |
  31品目に届いた。
issues: |
  不作に備える。
# 指標
actuals:
  sales:
    value: 114.10  # 速報の資料から
    state: preliminary
    source: 農政課調べ
  items: 3
contributions:
  - actor: chamber-of-commerce
    role: support-owners
    text: 催事の売場を受け持った。
  # 次は確認中
  - actor: chamber-of-commerce
    role: support-owners
    text: 講師を派遣した。
next: expand
internal: |
  来年度の予算は減る見込み。
"""

FARM_BEFORE = """\
measure: farm-brand
year: 2023
status: delayed
projects:
  tea:
    status: done
    text: 体験30回
    budget: 1300
    spent: 1250
actuals:
  sales:
    value: 101.5
    state: estimate
  items: 2
  ordinance: false
next: continue
"""


def office(root: Path) -> Path:
    """A folder with two sections, each with a measure; the farm's result is full of comments."""
    sound.build(root)
    sound.write(root, "data/measures/farm-brand.yaml", FARM)
    sound.write(root, "data/results/2024/farm-brand.yaml", FARM_RESULT)
    sound.write(root, "data/results/2023/farm-brand.yaml", FARM_BEFORE)
    return root


class Office:
    """A folder and its forms. Cells are named by row and column: ``("actuals/sales", "G")``."""

    def __init__(self, root: Path, place: Path) -> None:
        self.root, self.place = root, place

    def make(self, *more: str, year: str = "2024") -> Ran:
        return visiontrack("do", year, "--forms", str(self.place), *more, root=self.root)

    def collect(self, *more: str, year: str = "2024") -> Ran:
        return visiontrack("do", year, "--collect", str(self.place), *more, root=self.root)

    def book(self, section: str = "農政課") -> Path:
        return self.place / f"{section}.xlsx"

    def open(self, section: str = "農政課") -> Any:
        return openpyxl.load_workbook(self.book(section))

    def fill(
        self,
        answers: Mapping[tuple[str, str], Any],
        title: str = "農産物のブランド化",
        section: str = "農政課",
    ) -> None:
        """Type answers and save, as Excel would."""
        book = self.open(section)
        for (row, column), value in answers.items():
            cell = find(book[title], row, column)
            cell.value = value
            if isinstance(value, str) and not value.startswith("=SUM"):
                cell.data_type = "s"
        book.save(self.book(section))

    def result(self, measure: str = "farm-brand", year: int = 2024) -> str:
        path = self.root / f"data/results/{year}/{measure}.yaml"
        return path.read_bytes().decode()

    def write(self, text: str, measure: str = "farm-brand", year: int = 2024) -> None:
        sound.write(self.root, f"data/results/{year}/{measure}.yaml", text)


def find(sheet: Any, row: str, column: str) -> Any:
    """The cell of an answer by the marks of the hidden row and column."""
    rows = [cell.row for cell in sheet["A"] if cell.value == row]
    assert rows, row
    return sheet[f"{column}{rows[0]}"]


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    import difflib

    found = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [one[2:] for one in found if one[0] == "-"], [one[2:] for one in found if one[0] == "+"]
