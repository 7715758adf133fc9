"""The sheets of a plan's workbook and their columns, by every title that a city gives them."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, get_args

from visiontrack import fiscal_year
from visiontrack.folder.names import folded
from visiontrack.schema.measure import Accumulation, Direction, IndicatorType, Kind

# The sheet that explains the others; it is never read.
HELP = ("書き方", "How to fill in")
# The words that a column takes.
WORDS = {
    "kind": get_args(Kind),
    "direction": get_args(Direction),
    "type": get_args(IndicatorType),
    "accumulation": get_args(Accumulation),
}

YearKind = Literal["targets", "actuals", "baseline"]
_GROUP_WORDS: tuple[tuple[YearKind, tuple[str, ...]], ...] = (
    ("targets", ("目標", "計画値", "target")),
    ("actuals", ("実績", "actual")),
    ("baseline", ("基準", "現状", "baseline")),
)
_NOISE = re.compile(
    r"目標値?|計画値|実績値?|基準値?|現状値?|年度?末|値|targets?|actuals?|baseline|[()\[\]〔〕【】「」:・\s]",
    re.I,
)


class PlanColumn(NamedTuple):
    """A column; ``titles`` begins with the Japanese and the English one that are written."""

    key: str
    titles: tuple[str, ...]


class PlanSheet(NamedTuple):
    """A sheet; ``years`` is what a column headed by a year alone holds; ``required`` columns make a row one of it."""

    key: str
    titles: tuple[str, ...]
    columns: tuple[PlanColumn, ...]
    required: tuple[str, ...]
    years: YearKind | None = None


class YearColumn(NamedTuple):
    """A column that holds a value of one year."""

    kind: YearKind
    year: int


def _column(key: str, *titles: str) -> PlanColumn:
    return PlanColumn(key, titles)


_ID = _column("id", "ID", "Id")
_MEASURE = _column("measure", "施策", "Measure", "施策名", "施策番号", "施策ID")
_START = _column("start", "開始年度", "First year", "開始")
_END = _column("end", "終了年度", "Last year", "終了")
_LEAD = _column("lead", "担当課", "Lead", "所管課", "所管", "主管課", "担当")

SHEETS = (
    PlanSheet(
        "policies", ("基本方針", "Policies"), (_ID, _column("title", "基本方針", "Title", "名称")), ("title",)
    ),
    PlanSheet(
        "measures",
        ("施策", "Measures", "施策一覧"),
        (
            _ID,
            _column("number", "施策番号", "Number", "番号", "No", "No."),
            _column("title", "施策名", "Title", "施策", "名称", "施策の名称"),
            _column("policy", "基本方針", "Policy", "方針"),
            _column("fields", "分野", "Fields"),
            _LEAD,
            _column("partners", "連携主体", "Partners", "連携先"),
            _column("programs", "制度", "Programs", "関係する制度"),
            _column("aims", "目指す全体指標", "Aims"),
            _START,
            _END,
            _column("description", "概要", "Description", "内容"),
        ),
        ("title",),
    ),
    PlanSheet(
        "projects",
        ("事業", "Projects", "事業一覧"),
        (_MEASURE, _ID, _column("title", "事業名", "Title", "事業", "名称"), _LEAD, _START, _END),
        ("measure", "title"),
    ),
    PlanSheet(
        "indicators",
        ("指標", "Indicators", "KPI", "指標一覧"),
        (
            _MEASURE,
            _ID,
            _column("name", "指標名", "Name", "指標", "KPI", "名称"),
            _column("unit", "単位", "Unit"),
            _column("kind", "種類", "Kind", "種別", "区分"),
            _column("direction", "望ましい方向", "Direction", "方向"),
            _column("type", "値の型", "Type", "型"),
            _column("accumulation", "集計方法", "Accumulation", "集計"),
            _column("tolerance", "許容幅(%)", "Tolerance (%)", "許容幅"),
            _column("baseline_year", "基準年度", "Baseline year", "基準年"),
            _column("baseline", "基準値", "Baseline", "現状値"),
            _START,
            _END,
            _column("source", "出典", "Source"),
            _column("definition", "定義・算式", "Definition", "定義", "算式"),
            _column("rationale", "目標値の理由", "Rationale"),
        ),
        ("measure", "name"),
        "targets",
    ),
    PlanSheet(
        "actuals",
        ("実績", "Actuals", "実績値"),
        (_MEASURE, _column("indicator", "指標", "Indicator", "指標名", "KPI", "指標ID")),
        ("measure", "indicator"),
        "actuals",
    ),
)


def sheet_named(title: str) -> PlanSheet | None:
    """Returns the sheet that a title or key names."""
    for sheet in SHEETS:
        if folded(title) in (sheet.key, *map(folded, sheet.titles)):
            return sheet
    return None


def column_headed(sheet: PlanSheet, parts: tuple[str, ...]) -> str | YearColumn | None:
    """Returns what a column is whose head has these parts, from the top: a key, a year's values, or None."""
    year = next(filter(None, map(_year, reversed(parts))), None)
    if year is not None and sheet.years is not None:
        whole = folded("".join(parts))
        kinds = (kind for kind, words in _GROUP_WORDS if any(word in whole for word in words))
        return YearColumn(next(kinds, sheet.years), year)
    for text in (parts[-1], "".join(parts)):
        for column in sheet.columns:
            if folded(text) in (column.key, *map(folded, column.titles)):
                return column.key
    return None


def _year(text: str) -> int | None:
    rest = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    return fiscal_year.parse(rest) if rest else None
