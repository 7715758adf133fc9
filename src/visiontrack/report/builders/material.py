"""What the parts of a view are made from: the folder, the year's figures, and who will read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from visiontrack.evaluation.vision_score import VisionScore, evaluate
from visiontrack.report.data_text import Text
from visiontrack.report.view.chart import Chart

if TYPE_CHECKING:
    from visiontrack.folder import Folder
    from visiontrack.messages import Catalogue
    from visiontrack.report.charts.plan import Planned
    from visiontrack.schema.vision import Audience, Evaluation


@dataclass(frozen=True)
class Material:
    """One year of a folder for one audience."""

    folder: Folder
    year: int
    audience: Audience
    words: Catalogue
    charts: Mapping[str, Planned] = field(default_factory=dict)

    def chart(self, key: str) -> Chart | None:
        """A chart the report can refer to; the in-house team's has none."""
        held = self.charts.get(key) if self.audience != "team" else None
        return Chart(path=held.link, alternative=Text(held.alternative)) if held is not None else None

    @cached_property
    def scores(self) -> VisionScore:
        return evaluate(self.folder, self.year)

    @cached_property
    def before(self) -> VisionScore | None:
        """The figures of the year before; None where nothing was recorded then."""
        vision = self.folder.vision
        first = max(vision.period.start, vision.records_since or vision.period.start)
        return evaluate(self.folder, self.year - 1) if self.year > first else None

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each measure's sheet."""
        return {one.id: number for number, one in enumerate(self.scores.measures, start=1)}

    @property
    def shows_self(self) -> bool:
        """Whether this audience sees the sections' own evaluation and what they propose."""
        return self.audience != "public"

    @property
    def shows_internal(self) -> bool:
        """Whether this audience sees ``internal`` notes."""
        return self.audience == "team"

    def title(self, measure: str) -> Text:
        """A measure's title; an unknown id stands for itself."""
        held = self.folder.measures.get(measure)
        return Text(held.title if held is not None else measure)

    def titles(self, measures: tuple[str, ...]) -> tuple[Text, ...]:
        return tuple(self.title(one) for one in measures)

    def party(self, party: str) -> Text:
        """The name of an actor or section."""
        return Text(self.folder.party_name(party))

    def parties(self, parties: tuple[str, ...]) -> tuple[Text, ...]:
        return tuple(self.party(one) for one in parties)

    def roles(self, party: str, roles: tuple[str, ...]) -> tuple[Text, ...]:
        """The titles of an actor's (or a section's actor's) roles."""
        actor = self.folder.actor_of(party)
        titles = {one.id: one.title for one in actor.roles} if actor is not None else {}
        return tuple(Text(titles.get(role, role)) for role in roles)


def label_of(grade: str | None, rules: Evaluation) -> Text | None:
    """What a grade means on the scale in force."""
    return next((Text(one.label) for one in rules.grades if one.grade == grade), None)


def grade_text(grade: str | None) -> Text | None:
    return Text(grade) if grade is not None else None
