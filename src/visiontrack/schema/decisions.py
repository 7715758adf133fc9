"""``data/decisions/<year>.yaml``: what was decided on the measures of the year judged."""

from typing import Annotated

from visiontrack.schema.base import NO_ITEMS, Model, doc
from visiontrack.schema.scalars import DecisionWord, Id, Line, Text, Year


class Decision(Model):
    """One decision on a measure, one of its projects, or the vision (``measure: vision``)."""

    measure: Annotated[Id, doc("施策", "Measure", "施策のIDまたは vision", "a measure's id or vision")]
    project: Annotated[Id | None, doc("事業", "Project")] = None
    decision: Annotated[DecisionWord, doc("決定", "Decision")]
    reason: Annotated[
        Text | None,
        doc("理由", "Reason", "空のあいだは案で、決定として扱わない", "empty: a draft, not yet a decision"),
    ] = None
    opinions: Annotated[tuple[Id, ...], NO_ITEMS, doc("踏まえた意見", "Opinions answered")] = ()
    into: Annotated[Id | None, doc("統合先", "Merged into")] = None
    title: Annotated[Line | None, doc("新規施策の名称", "Title of the new measure")] = None

    @property
    def draft(self) -> bool:
        """Whether this is a draft (案): an entry without a reason is not yet a decision anywhere."""
        return not (self.reason or "").strip()


class Decisions(Model):
    """The decisions on one year."""

    year: Annotated[Year, doc("評価年度", "Year judged")]
    plan: Annotated[
        Year | None,
        doc(
            "反映する計画年度",
            "First year whose plan changes",
            "省くと翌年度",
            "the year after when left out",
        ),
    ] = None
    decisions: Annotated[tuple[Decision, ...], NO_ITEMS, doc("決定", "Decisions")]

    @property
    def plan_year(self) -> int:
        """The first year whose plan these decisions change: the year after their own when left out."""
        return self.plan if self.plan is not None else self.year + 1
