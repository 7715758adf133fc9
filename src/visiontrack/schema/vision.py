"""``data/vision.yaml``: the plan itself. It marks the root: the folder that holds ``data/``."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from visiontrack.schema.base import NO_ITEMS, Model, doc, empty_as
from visiontrack.schema.measure import Indicator, Period, Revision, of_a_plan
from visiontrack.schema.scalars import (
    Basis,
    Code,
    Date,
    Digest,
    FilledText,
    Flag,
    GradeName,
    Id,
    Line,
    Month,
    Number,
    Share,
    Text,
    Year,
)

Language = Literal["ja", "en"]
Audience = Literal["council", "team", "public"]
Paper = Literal["overview", "council", "annex", "team", "public", "site"]
ReportPaper = Literal["overview", "council", "annex", "team", "public"]
TargetRule = Literal["explicit", "interpolate", "final"]
Decrease = Literal["target_over_actual", "two_minus_ratio"]
RollUp = Literal["mean", "worst"]


class Municipality(Model):
    """The city, with its 全国地方公共団体コード (check digit verified)."""

    name: Annotated[Line, doc("自治体名", "Name")]
    code: Annotated[Code, doc("全国地方公共団体コード", "Local government code", "6桁", "six digits")]


class Policy(Model):
    """A basic policy (基本方針) of the vision."""

    id: Annotated[Id, doc("基本方針ID", "Policy id")]
    title: Annotated[Line, doc("基本方針", "Title")]


class IndustryField(Model):
    """A field (分野): agriculture, commerce, industry, tourism, or a related one."""

    id: Annotated[Id, doc("分野ID", "Field id")]
    title: Annotated[Line, doc("分野", "Title")]
    related: Annotated[
        Flag,
        empty_as("false"),
        doc("関連分野", "Related", "産業以外の関連分野", "a field other than industry"),
    ] = False
    sections: Annotated[
        tuple[Id, ...],
        NO_ITEMS,
        doc("担当課", "Sections", "市でこの分野を担当する課", "who answers for this field in the city"),
    ] = ()


class Member(Model):
    """A member of the council, throughout or for a term (both days included)."""

    actor: Annotated[Id, doc("主体", "Actor")]
    since: Annotated[Date | None, doc("就任日", "Since")] = None
    until: Annotated[Date | None, doc("退任日", "Until")] = None

    def serves_on(self, day: datetime.date) -> bool:
        """Returns whether the term includes a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _member(raw: Any) -> Any:
    """``- citizens`` is short for ``- {actor: citizens}``."""
    return raw if type(raw) is dict else {"actor": raw}


Membership = Annotated[Member, BeforeValidator(_member)]


class Council(Model):
    """The promotion council (推進会議); its members are actors."""

    name: Annotated[Line, doc("名称", "Name")]
    established: Annotated[Month, doc("設置", "Established", "YYYY または YYYY-MM", "YYYY or YYYY-MM")]
    members: Annotated[
        tuple[Membership, ...],
        NO_ITEMS,
        doc("構成", "Members", "任期があれば {actor, since, until}", "{actor, since, until} for a term"),
    ]


class Team(Model):
    """The in-house team (推進チーム); its members are sections."""

    name: Annotated[Line, doc("名称", "Name")]
    established: Annotated[Month, doc("設置", "Established", "YYYY または YYYY-MM", "YYYY or YYYY-MM")]
    members: Annotated[tuple[Id, ...], NO_ITEMS, doc("構成", "Members")]


class Grade(Model):
    """One band of the scale; the last has no lower bound."""

    grade: Annotated[GradeName, doc("評価", "Grade")]
    label: Annotated[Line, doc("意味", "Label")]
    at_least: Annotated[Number | None, doc("下限（%）", "At least (%)")] = None


class Evaluation(Model):
    """How figures are made and graded from a year on; the newest entry with ``since`` <= year is in force."""

    since: Annotated[Year, doc("適用開始年度", "In force from")]
    basis: Annotated[Basis, doc("評価の基準", "Basis")]
    target_rule: Annotated[
        TargetRule,
        doc(
            "年度目標の決め方",
            "Target rule",
            "explicit 書いた年度だけ、interpolate 間を直線で補う、final 最終目標",
            "explicit as written only, interpolate on the line between, final the last one",
        ),
    ]
    decrease: Annotated[
        Decrease,
        doc(
            "減少指標の達成率",
            "Formula for decreasing indicators",
            "target_over_actual 目標÷実績、two_minus_ratio 2−実績÷目標",
            "target_over_actual T/A, two_minus_ratio 2 - A/T",
        ),
    ]
    roll_up: Annotated[RollUp, doc("集約方法", "Roll-up")]
    cap: Annotated[Share, doc("達成率の上限（%）", "Cap (%)")]
    attention_below: Annotated[
        Number, doc("検討の基準（%未満）", "Attention below (%)", "これを下回る施策は検討を要する")
    ]
    execution_below: Annotated[
        Number | None,
        doc(
            "執行率の基準（%未満）",
            "Execution below (%)",
            "執行額÷予算額がこれを下回る施策は検討を要する",
            "a measure whose spent / budget is under this is listed for attention",
        ),
    ] = None
    outlook_without: Annotated[
        tuple[Year, ...],
        NO_ITEMS,
        doc(
            "見通しに用いない年度",
            "Years without outlook",
            "災害や感染症などで、見通しの線を引くのに用いない年度",
            "years that no outlook is drawn through, such as those of a disaster or a pandemic",
        ),
    ] = ()
    count_carried: Annotated[
        Flag,
        empty_as("false"),
        doc(
            "直近値を評価に含める",
            "Count carried values",
            "true のとき、状態が carried の値も集計する",
            "whether values of state carried enter the score",
        ),
    ] = False
    grades: Annotated[tuple[Grade, ...], NO_ITEMS, doc("評価区分", "Grades")]


class Published(Model):
    """A report that was handed out: a record, no longer rewritten or compared with the data."""

    year: Annotated[Year, doc("年度", "Year")]
    # `for` is a word of Python; an error's loc still says `for`, the key in the file.
    paper: Annotated[Paper, doc("対象", "Paper"), Field(alias="for")]
    date: Annotated[Date, doc("公表日", "Date")]
    where: Annotated[tuple[Line, ...], NO_ITEMS, doc("公表の方法", "Where")] = ()
    file: Annotated[
        Line | None,
        doc("ファイル", "File", "省くと「対象.md」", "<for>.md when left out"),
    ] = None
    digest: Annotated[
        Digest | None,
        doc(
            "ハッシュ値",
            "Digest",
            "配布したファイルの SHA-256。report --publish が書く",
            "SHA-256 of that file, written by report --publish",
        ),
    ] = None


class Vision(Model):
    """The industrial-promotion vision (産業振興ビジョン)."""

    name: Annotated[Line, doc("ビジョンの名称", "Name")]
    municipality: Annotated[Municipality, doc("自治体", "Municipality")]
    notice: Annotated[
        Text | None, doc("注意書き", "Notice", "各報告書の冒頭に載る", "stands at the top of every report")
    ] = None
    language: Annotated[Language, empty_as("ja"), doc("言語", "Language")] = "ja"
    period: Annotated[
        Period,
        AfterValidator(of_a_plan),
        doc("計画期間", "Period", "100年間まで", "at most 100 years"),
    ]
    records_since: Annotated[Year | None, doc("記録開始年度", "Records since")] = None
    philosophy: Annotated[Text | None, doc("基本理念", "Philosophy")] = None
    goals: Annotated[tuple[FilledText, ...], NO_ITEMS, doc("目指す都市像", "Goals")] = ()
    policies: Annotated[tuple[Policy, ...], NO_ITEMS, doc("基本方針", "Policies")]
    fields: Annotated[tuple[IndustryField, ...], NO_ITEMS, doc("分野", "Fields")]
    indicators: Annotated[tuple[Indicator, ...], NO_ITEMS, doc("ビジョン全体の指標", "Own indicators")] = ()
    secretariat: Annotated[Id, doc("事務局", "Secretariat", "課のID", "a section")]
    contact: Annotated[
        Line | None,
        doc("問い合わせ先", "Contact", "報告書の末尾に載る", "stands at the end of a report"),
    ] = None
    council: Annotated[Council | None, doc("推進会議", "Council")] = None
    team: Annotated[Team | None, doc("推進チーム", "Team")] = None
    evaluation: Annotated[tuple[Evaluation, ...], NO_ITEMS, doc("評価の方法", "Evaluation")]
    revisions: Annotated[tuple[Revision, ...], NO_ITEMS, doc("ビジョンの見直し", "Revisions")] = ()
    published: Annotated[tuple[Published, ...], NO_ITEMS, doc("公表済みの報告書", "Published reports")] = ()

    def rules_in(self, year: int) -> Evaluation:
        """Returns the rules in force in ``year``; before the first entry (which is an error) the first.

        There must be an entry.
        """
        return self.evaluation_in(year) or min(self.evaluation, key=lambda entry: entry.since)

    def evaluation_in(self, year: int) -> Evaluation | None:
        """Returns the rules in force in ``year``, or None before the first entry."""
        entries = [entry for entry in self.evaluation if entry.since <= year]
        return max(entries, key=lambda entry: entry.since) if entries else None
