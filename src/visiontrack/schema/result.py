"""``data/results/<year>/<measure id>.yaml``: what one measure did in one year; ``vision.yaml`` for the vision."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from visiontrack.schema.base import NO_ENTRIES, NO_ITEMS, Model, doc, empty_as
from visiontrack.schema.scalars import Amount, Count, DecisionWord, Id, Line, Text, Value, Year

Status = Literal["not_started", "on_track", "delayed", "completed", "suspended"]
ProjectStatus = Literal["planned", "ongoing", "done", "cancelled"]
State = Literal["final", "preliminary", "estimate", "carried", "unpublished", "not_applicable"]
# The states that say there is no value to be had.
WITHOUT_VALUE: tuple[State, ...] = ("unpublished", "not_applicable")


class ProjectResult(Model):
    """What a project did; money in thousand yen."""

    status: Annotated[ProjectStatus, doc("実施状況", "Status")]
    text: Annotated[Text | None, doc("実施内容", "Text")]
    budget: Annotated[Amount | None, doc("予算額（千円）", "Budget (thousand yen)")] = None
    spent: Annotated[Amount | None, doc("執行額（千円）", "Spent (thousand yen)")] = None
    funding: Annotated[
        dict[Id, Amount],
        NO_ENTRIES,
        doc(
            "財源（千円）",
            "Funding (thousand yen)",
            "執行額のうち制度による額。残りは市の負担",
            "of the amount spent, by program; the rest is the city's own",
        ),
    ] = Field(default_factory=dict)


class ProgramResult(Model):
    """How a program was made known in a year, and how many in the city used it."""

    told: Annotated[Text | None, doc("周知の方法", "How it was made known")] = None
    used: Annotated[
        Count | None, doc("利用件数", "Used", "市内での利用件数", "how many in the city used it")
    ] = None


class Actual(Model):
    """The value entered for one indicator and year. No value: not measured, never zero."""

    value: Annotated[Value | None, doc("実績値", "Actual")] = None
    state: Annotated[
        State,
        empty_as("final"),
        doc(
            "値の状態",
            "State",
            "final 確定、preliminary 速報、estimate 見込、carried 直近値、unpublished 未公表、not_applicable 該当なし",
            "carried needs as_of; the last two without a value",
        ),
    ] = "final"
    as_of: Annotated[
        Line | None,
        doc(
            "値の時点",
            "As of",
            "暦年や直近の調査など、値が実際に示す時期",
            "the period the value is really of",
        ),
    ] = None
    source: Annotated[Text | None, doc("出典", "Source")] = None
    comment: Annotated[Text | None, doc("説明", "Comment", "未達・大幅超過の理由など")] = None
    was: Annotated[Value | None, doc("訂正前の値", "Value before correction")] = None


def _long_form(raw: Any) -> Any:
    """``founders: 72`` is short for ``founders: {value: 72}``."""
    return raw if type(raw) is dict else {"value": raw}


Entered = Annotated[Actual, BeforeValidator(_long_form)]


class Contribution(Model):
    """What a partner did, and which of its roles that served (none where its actor has no roles)."""

    actor: Annotated[Id, doc("主体", "Actor")]
    role: Annotated[
        Id | None,
        doc("役割", "Role", "役割のない主体では省く", "left out where that actor has no roles"),
    ] = None
    text: Annotated[Text | None, doc("内容", "Text")]


class SelfEvaluation(Model):
    """The section's own view: beside the mechanical grade, never instead of it."""

    grade: Annotated[Line, doc("自己評価", "Grade")]
    text: Annotated[Text | None, doc("理由", "Text")]


class Result(Model):
    """What one measure did in one year."""

    measure: Annotated[Id, doc("施策", "Measure")]
    year: Annotated[Year, doc("年度", "Year")]
    status: Annotated[Status, doc("実施状況", "Status")]
    projects: Annotated[dict[Id, ProjectResult | None], NO_ENTRIES, doc("事業", "Projects")] = Field(
        default_factory=dict
    )
    programs: Annotated[dict[Id, ProgramResult | None], NO_ENTRIES, doc("制度", "Programs")] = Field(
        default_factory=dict
    )
    outcomes: Annotated[Text | None, doc("成果", "Outcomes")] = None
    issues: Annotated[Text | None, doc("課題", "Issues")] = None
    actuals: Annotated[dict[Id, Entered], NO_ENTRIES, doc("実績値", "Actuals")] = Field(default_factory=dict)
    contributions: Annotated[tuple[Contribution, ...], NO_ITEMS, doc("連携主体の取組", "Contributions")] = ()
    self_evaluation: Annotated[SelfEvaluation | None, doc("自己評価", "Self-evaluation")] = None
    next: Annotated[DecisionWord | None, doc("今後の方向性", "Direction from now on")] = None
    evidence: Annotated[tuple[Line, ...], NO_ITEMS, doc("根拠資料", "Evidence")] = ()
    internal: Annotated[
        Text | None, doc("内部メモ", "Internal note", "推進会議・公表の報告書には載らない")
    ] = None


class VisionResult(Model):
    """The year of the vision as a whole: its own indicators' values, and what is no measure's."""

    year: Annotated[Year, doc("年度", "Year")]
    context: Annotated[
        Text | None,
        doc(
            "情勢",
            "Context",
            "景気や国・県の動きと、市の産業への影響",
            "the economy, policies of nation and prefecture, and what they mean for the city",
        ),
    ] = None
    outcomes: Annotated[Text | None, doc("成果", "Outcomes")] = None
    issues: Annotated[Text | None, doc("課題", "Issues")] = None
    actuals: Annotated[dict[Id, Entered], NO_ENTRIES, doc("実績値", "Actuals")] = Field(default_factory=dict)
    contributions: Annotated[
        tuple[Contribution, ...],
        NO_ITEMS,
        doc(
            "ビジョン全体での取組",
            "Contributions",
            "周知、公開、広域連携など、一つの施策に属さないもの",
            "what was done for the vision, not for one measure",
        ),
    ] = ()
    evidence: Annotated[tuple[Line, ...], NO_ITEMS, doc("根拠資料", "Evidence")] = ()
    internal: Annotated[Text | None, doc("内部メモ", "Internal note")] = None
