"""What each table of the open data holds: names, types and titles of its columns, and how tables refer to each other."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from visiontrack.schema.actor import Category
from visiontrack.schema.measure import Accumulation, Direction, IndicatorType, Kind
from visiontrack.schema.meeting import OpinionKind, ResponseStatus
from visiontrack.schema.result import State
from visiontrack.schema.scalars import Basis, DecisionWord

ColumnType = Literal["string", "integer", "number", "boolean", "date"]

# The code list CL_OBS_STATUS of SDMX: normal, provisional, estimated, imputed, missing, and missing for good.
OBS_STATUS = {
    "final": "A",
    "preliminary": "P",
    "estimate": "E",
    "carried": "I",
    "unpublished": "O",
    "not_applicable": "M",
}
NO_VALUE_STATUS = "O"


class TableColumn(NamedTuple):
    """A column with its title in Japanese and English; ``words`` are all the texts that may stand in it."""

    name: str
    ja: str
    en: str
    type: ColumnType = "string"
    words: tuple[str, ...] = ()
    description: str = ""


class TableDefinition(NamedTuple):
    """A table; ``key`` identifies a row, ``refers`` maps a column to the table whose column of that name it names."""

    name: str
    ja: str
    en: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    refers: dict[str, str] = {}  # noqa: RUF012  # of a tuple, never changed

    @property
    def yearly(self) -> bool:
        """Whether its rows belong to fiscal years."""
        return any(column.name == "fiscal_year" for column in self.columns)


_CODE = TableColumn("municipality_code", "全国地方公共団体コード", "Municipality code")
_YEAR = TableColumn("fiscal_year", "年度", "Fiscal year", "integer", (), "2024 is April 2024 to March 2025")
_STARTS = TableColumn("period_start", "期間の初日", "First day", "date")
_ENDS = TableColumn("period_end", "期間の末日", "Last day", "date")
_MEASURE = TableColumn("measure", "施策ID", "Measure", "string", (), "'vision' for the vision as a whole")
_PROJECT = TableColumn("project", "事業ID", "Project")
_INDICATOR = TableColumn(
    "indicator", "指標ID", "Indicator", "string", (), "measure/indicator or vision/indicator"
)
_TITLE = TableColumn("title", "名称", "Title")
_LEAD, _LEAD_NAME = (
    TableColumn("lead", "所管", "Lead"),
    TableColumn("lead_name", "所管の名称", "Name of the lead"),
)
_UNIT = TableColumn("unit", "単位", "Unit")
_ACTOR, _ACTOR_NAME = (
    TableColumn("actor", "主体ID", "Actor"),
    TableColumn("actor_name", "主体の名称", "Name of the actor"),
)
_TEXT = TableColumn("text", "内容", "Text")
_LIST = "ids, separated by spaces"
_MILESTONE = "a milestone counts 1 when reached, else 0"
_YEN = "thousand yen"
_DECISION_WORDS = get_args(DecisionWord)

TABLES = (
    TableDefinition(
        "measures",
        "施策",
        "Measures",
        (
            _CODE,
            _MEASURE,
            TableColumn("number", "施策番号", "Number"),
            _TITLE,
            TableColumn("policy", "基本方針", "Policy"),
            TableColumn("policy_title", "基本方針の名称", "Title of the policy"),
            TableColumn("fields", "分野", "Fields", "string", (), _LIST),
            _LEAD,
            _LEAD_NAME,
            _STARTS,
            _ENDS,
            TableColumn("predecessors", "前身の施策", "Predecessors", "string", (), _LIST),
            TableColumn("programs", "関係する制度", "Programs", "string", (), _LIST),
            TableColumn("aims", "目指す全体指標", "Aims", "string", (), _LIST),
            TableColumn("description", "概要", "Description"),
        ),
        ("municipality_code", "measure"),
    ),
    TableDefinition(
        "projects",
        "事業",
        "Projects",
        (_CODE, _MEASURE, _PROJECT, _TITLE, _LEAD, _LEAD_NAME, _STARTS, _ENDS),
        ("municipality_code", "measure", "project"),
        {"measure": "measures"},
    ),
    TableDefinition(
        "indicators",
        "指標",
        "Indicators",
        (
            _CODE,
            _MEASURE,
            _INDICATOR,
            TableColumn("policy", "基本方針", "Policy"),
            TableColumn("name", "指標名", "Name"),
            _UNIT,
            TableColumn("kind", "種類", "Kind", "string", get_args(Kind)),
            TableColumn("direction", "望ましい方向", "Direction", "string", get_args(Direction)),
            TableColumn("type", "値の型", "Type", "string", get_args(IndicatorType)),
            TableColumn("accumulation", "集計方法", "Accumulation", "string", get_args(Accumulation)),
            TableColumn("tolerance", "許容幅（%）", "Tolerance (%)", "number"),
            TableColumn("baseline_year", "基準年度", "Baseline year", "integer"),
            TableColumn("baseline", "基準値", "Baseline", "number", (), _MILESTONE),
            TableColumn("weight", "重み", "Weight", "number"),
            TableColumn("basis", "評価の基準", "Basis", "string", get_args(Basis)),
            _STARTS,
            _ENDS,
            TableColumn("source", "出典", "Source"),
            TableColumn("definition", "定義・算式", "Definition"),
            TableColumn("rationale", "目標値の理由", "Rationale"),
        ),
        ("municipality_code", "indicator"),
    ),
    TableDefinition(
        "targets",
        "目標値",
        "Targets",
        (
            _CODE,
            _YEAR,
            _MEASURE,
            _INDICATOR,
            TableColumn(
                "since", "適用開始年度", "In force from", "integer", (), "empty for the first target"
            ),
            TableColumn("value", "目標値", "Target", "number", (), _MILESTONE),
            _UNIT,
            TableColumn("reason", "変更理由", "Reason"),
        ),
        (),
        {"indicator": "indicators"},
    ),
    TableDefinition(
        "observations",
        "実績と評価",
        "Observations",
        (
            _CODE,
            _YEAR,
            _STARTS,
            _ENDS,
            _MEASURE,
            _INDICATOR,
            TableColumn(
                "value", "実績値", "Value", "number", (), f"of a cumulative one the total; {_MILESTONE}"
            ),
            TableColumn("state", "値の状態", "State", "string", get_args(State)),
            TableColumn(
                "obs_status", "SDMX の状態", "SDMX status", "string", tuple("AEIMOP"), "CL_OBS_STATUS"
            ),
            _UNIT,
            TableColumn("target", "年度目標", "Target", "number", (), _MILESTONE),
            TableColumn("target_source", "目標の根拠", "Where the target comes from"),
            TableColumn("achievement", "達成率（%）", "Achievement (%)", "number"),
            TableColumn("progress", "進捗率（%）", "Progress (%)", "number"),
            TableColumn("pace", "時点進捗率（%）", "Pace (%)", "number"),
            TableColumn("achieved", "達成", "Achieved", "boolean"),
            TableColumn("counted", "評価に用いた値（%）", "Counted (%)", "number"),
            TableColumn("grade", "評価", "Grade"),
            TableColumn("reason", "評価のない理由", "Why there is no rate"),
        ),
        ("municipality_code", "fiscal_year", "indicator"),
        {"indicator": "indicators"},
    ),
    TableDefinition(
        "spending",
        "事業費",
        "Spending",
        (
            _CODE,
            _YEAR,
            _MEASURE,
            _PROJECT,
            TableColumn("status", "実施状況", "Status"),
            TableColumn("budget", "予算額", "Budget", "number", (), _YEN),
            TableColumn("spent", "決算額", "Spent", "number", (), _YEN),
            TableColumn("funding", "制度からの財源", "Of which from programs", "number", (), _YEN),
        ),
        ("municipality_code", "fiscal_year", "measure", "project"),
    ),
    TableDefinition(
        "opinions",
        "意見・提案",
        "Opinions",
        (
            _CODE,
            _YEAR,
            TableColumn("opinion", "意見ID", "Opinion"),
            TableColumn("meeting", "会議ID", "Meeting"),
            TableColumn("body", "会議体", "Body", "string", ("council", "hearing")),
            TableColumn("date", "開催日", "Date", "date"),
            TableColumn("reviews", "評価対象年度", "Year reviewed", "integer"),
            _ACTOR,
            _ACTOR_NAME,
            TableColumn("kind", "種別", "Kind", "string", get_args(OpinionKind)),
            TableColumn("measures", "関係する施策", "Measures", "string", (), _LIST),
            _TEXT,
            TableColumn("recommends", "求める方向性", "Direction recommended", "string", _DECISION_WORDS),
            TableColumn("status", "対応状況", "Status of the answer", "string", get_args(ResponseStatus)),
            _LEAD,
            TableColumn("response", "対応内容", "Answer"),
            TableColumn("due", "期限", "Due", "date"),
        ),
        ("municipality_code", "opinion"),
    ),
    TableDefinition(
        "decisions",
        "決定",
        "Decisions",
        (
            _CODE,
            _YEAR,
            TableColumn("plan_year", "反映する計画年度", "Plan changed", "integer"),
            _MEASURE,
            _PROJECT,
            TableColumn("decision", "決定", "Decision", "string", _DECISION_WORDS),
            TableColumn("reason", "理由", "Reason"),
            TableColumn("opinions", "踏まえた意見", "Opinions answered", "string", (), _LIST),
            TableColumn("into", "統合先", "Merged into"),
            _TITLE,
        ),
        (),
    ),
    TableDefinition(
        "requests",
        "働きかけ",
        "Requests",
        (
            _CODE,
            _YEAR,
            TableColumn("opinion", "意見ID", "Opinion"),
            TableColumn("to", "相手", "Asked"),
            TableColumn("to_name", "相手の名称", "Name of whom was asked"),
            TableColumn("date", "日付", "Date", "date"),
            _TEXT,
            TableColumn("due", "期限", "Due", "date"),
            TableColumn("reply", "返答", "Reply"),
        ),
        (),
        {"opinion": "opinions"},
    ),
    TableDefinition(
        "roles",
        "役割",
        "Roles",
        (
            _CODE,
            _ACTOR,
            _ACTOR_NAME,
            TableColumn("category", "区分", "Category", "string", get_args(Category)),
            TableColumn("role", "役割ID", "Role"),
            _TITLE,
            _TEXT,
        ),
        ("municipality_code", "actor", "role"),
    ),
    TableDefinition(
        "contributions",
        "連携主体の取組",
        "Contributions",
        (_CODE, _YEAR, _MEASURE, _ACTOR, _ACTOR_NAME, TableColumn("role", "役割ID", "Role"), _TEXT),
        (),
    ),
    TableDefinition(
        "programs",
        "制度",
        "Programs",
        (
            _CODE,
            TableColumn("program", "制度ID", "Program"),
            _ACTOR,
            _ACTOR_NAME,
            _TITLE,
            _STARTS,
            _ENDS,
            TableColumn("url", "案内ページ", "Address"),
            _TEXT,
        ),
        ("municipality_code", "program"),
    ),
)
