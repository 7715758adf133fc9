"""``data/measures/<id>.yaml``: a measure (施策) with its projects (事業) and indicators (指標)."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from visiontrack.schema.base import NO_ENTRIES, NO_ITEMS, Model, doc, empty_as
from visiontrack.schema.scalars import (
    Basis,
    Decimals,
    FilledText,
    Id,
    Line,
    MeasureNumber,
    Share,
    Text,
    Value,
    Weight,
    Year,
)

MAX_YEARS = 100

Kind = Literal["outcome", "output", "reference"]
Direction = Literal["increase", "decrease", "maintain"]
IndicatorType = Literal["number", "milestone"]
Accumulation = Literal["annual", "cumulative", "year_end"]


class Period(Model):
    """From the first to the last fiscal year, both included."""

    start: Annotated[Year, doc("開始年度", "First year")]
    end: Annotated[Year, doc("終了年度", "Last year")]

    def __contains__(self, year: int) -> bool:
        return self.start <= year <= self.end


def of_a_plan(period: Period) -> Period:
    """Returns the period, if it is at most 100 years: a longer one is a typo (``9029``) whose years every command visits."""
    years = period.end - period.start + 1
    if years > MAX_YEARS:
        raise PydanticCustomError("period_length", "too many years", {"most": MAX_YEARS, "years": years})
    return period


class Baseline(Model):
    """Where an indicator stood before the plan began."""

    year: Annotated[Year, doc("基準年度", "Baseline year")]
    value: Annotated[
        Value,
        doc(
            "基準値",
            "Baseline",
            "累計の指標では、その年度までの累計",
            "for a cumulative indicator the running total at that year",
        ),
    ]


class TargetRevision(Model):
    """A changed target; it lays over the old ones from ``since`` on and never rewrites the past."""

    since: Annotated[Year, doc("適用開始年度", "In force from")]
    targets: Annotated[dict[Year, Value], doc("新しい目標値", "New targets")]
    decision: Annotated[Year, doc("根拠とする評価年度", "Decisions file it rests on")]
    reason: Annotated[FilledText, doc("変更理由", "Reason")]


class Indicator(Model):
    """One indicator of a measure (or of the vision as a whole): what is measured and what is aimed at."""

    id: Annotated[Id, doc("指標ID", "Indicator id")]
    policy: Annotated[
        Id | None,
        doc("基本方針", "Policy", "ビジョン全体の指標だけに書く", "only for the vision's own indicators"),
    ] = None
    name: Annotated[Line, doc("指標名", "Name")]
    unit: Annotated[Line, doc("単位", "Unit", '人、件、"%"、千円など', 'such as 人, 件, "%"')]
    kind: Annotated[
        Kind,
        doc(
            "種類",
            "Kind",
            "outcome 成果、output 活動、reference 参考（評価しない）",
            "reference indicators are not graded",
        ),
    ]
    direction: Annotated[
        Direction,
        doc(
            "望ましい方向",
            "Direction",
            "increase 増やす、decrease 減らす、maintain 保つ",
            "increase, decrease or maintain",
        ),
    ]
    type: Annotated[
        IndicatorType,
        empty_as("number"),
        doc("値の型", "Type", "number 数値、milestone 有無（true / false）", "number or milestone"),
    ] = "number"
    tolerance: Annotated[
        Share | None,
        doc(
            "許容幅（%）", "Tolerance (%)", "maintain のときだけ、必須", "with maintain only, required there"
        ),
    ] = None
    accumulation: Annotated[
        Accumulation,
        empty_as("annual"),
        doc(
            "集計方法",
            "Accumulation",
            "annual 単年、cumulative 累計（毎年の値を書く）、year_end 期末",
            "cumulative: yearly amounts are entered and added up",
        ),
    ] = "annual"
    baseline: Annotated[Baseline | None, doc("基準値", "Baseline")] = None
    targets: Annotated[dict[Year, Value], NO_ENTRIES, doc("目標値", "Targets", "年度: 値", "year: value")] = (
        Field(default_factory=dict)
    )
    target_revisions: Annotated[
        tuple[TargetRevision, ...], NO_ITEMS, doc("目標値の変更", "Target revisions")
    ] = ()
    period: Annotated[Period | None, doc("対象期間", "Period")] = None
    replaces: Annotated[Id | None, doc("引き継ぐ指標", "Replaces")] = None
    decimals: Annotated[Decimals | None, doc("小数点以下の桁数", "Decimals")] = None
    weight: Annotated[Weight | None, doc("重み", "Weight")] = None
    basis: Annotated[
        Basis | None,
        doc(
            "評価の基準",
            "Basis",
            "achievement 達成率、progress 進捗率、pace 時点進捗率",
            "instead of the vision's",
        ),
    ] = None
    source: Annotated[Text | None, doc("出典", "Source")] = None
    definition: Annotated[
        Text | None, doc("定義・算式", "Definition", "何をどう数えるか", "what is counted, and how")
    ] = None
    rationale: Annotated[
        Text | None, doc("目標値の理由", "Rationale", "目標値をその値にした理由", "why this target")
    ] = None
    history: Annotated[
        dict[Year, Value],
        NO_ENTRIES,
        doc(
            "過去の値",
            "History",
            "実績を記録する前の年度の値。図と前年比だけに用いる（累計は各年度の値）",
            "values before the first recorded year, for charts and change alone (cumulative: yearly amounts)",
        ),
    ] = Field(default_factory=dict)


class FormerLead(Model):
    """Who led a measure or project up to a year, where it was handed over."""

    until: Annotated[Year, doc("最終年度", "Last year")]
    lead: Annotated[Id, doc("当時の所管課", "Lead", "課または主体のID", "section or actor")]


class Project(Model):
    """A project (事業) of a measure."""

    id: Annotated[Id, doc("事業ID", "Project id")]
    title: Annotated[Line, doc("事業名", "Title")]
    lead: Annotated[Id | None, doc("担当課", "Lead")] = None
    former_leads: Annotated[tuple[FormerLead, ...], NO_ITEMS, doc("以前の担当課", "Former leads")] = ()
    period: Annotated[Period | None, doc("実施期間", "Period")] = None


class Partner(Model):
    """Who else carries a measure, and which of its roles that serves."""

    actor: Annotated[Id, doc("連携主体", "Partner", "主体または課のID", "actor or section")]
    roles: Annotated[tuple[Id, ...], NO_ITEMS, doc("果たす役割", "Roles served")]
    period: Annotated[Period | None, doc("連携期間", "Period")] = None


class Revision(Model):
    """What a decision changed in a plan (Act to Plan)."""

    year: Annotated[Year, doc("計画年度", "Plan year")]
    decision: Annotated[Year, doc("根拠とする評価年度", "Decisions file it rests on")]
    text: Annotated[Text | None, doc("見直しの内容", "What changed")]


class Measure(Model):
    """A measure (施策) of the vision."""

    id: Annotated[Id, doc("施策ID", "Measure id", "ファイル名と同じ", "same as the file's name")]
    number: Annotated[
        MeasureNumber | None, doc("施策番号", "Number", "ビジョンの表記のとおり", "as the vision prints it")
    ] = None
    title: Annotated[Line, doc("施策名", "Title")]
    policy: Annotated[Id, doc("基本方針", "Policy")]
    fields: Annotated[tuple[Id, ...], NO_ITEMS, doc("分野", "Fields")] = ()
    lead: Annotated[Id, doc("所管課", "Lead", "課または主体のID", "section or actor")]
    former_leads: Annotated[
        tuple[FormerLead, ...],
        NO_ITEMS,
        doc(
            "以前の所管課",
            "Former leads",
            "引き継いだときだけ（課の再編では書かない）",
            "where it was handed over; not for a reorganised section",
        ),
    ] = ()
    partners: Annotated[tuple[Partner, ...], NO_ITEMS, doc("連携主体", "Partners")] = ()
    programs: Annotated[tuple[Id, ...], NO_ITEMS, doc("関係する制度", "Programs")] = ()
    aims: Annotated[
        tuple[Id, ...],
        NO_ITEMS,
        doc(
            "目指す全体指標",
            "Aims",
            "動かそうとするビジョン全体の指標",
            "the vision's own indicators it is meant to move",
        ),
    ] = ()
    roles: Annotated[tuple[Id, ...], NO_ITEMS, doc("所管の果たす役割", "Roles of the lead")] = ()
    period: Annotated[Period | None, doc("実施期間", "Period")] = None
    predecessors: Annotated[tuple[Id, ...], NO_ITEMS, doc("前身の施策", "Predecessors")] = ()
    description: Annotated[Text | None, doc("概要", "Description")] = None
    projects: Annotated[tuple[Project, ...], NO_ITEMS, doc("事業", "Projects")] = ()
    indicators: Annotated[tuple[Indicator, ...], NO_ITEMS, doc("指標", "Indicators")] = ()
    revisions: Annotated[tuple[Revision, ...], NO_ITEMS, doc("計画の見直し", "Revisions")] = ()

    @property
    def numbered_title(self) -> str:
        """The title behind the measure's number, if it has one."""
        return f"{self.number} {self.title}" if self.number is not None else self.title
