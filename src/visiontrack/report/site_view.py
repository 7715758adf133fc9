"""What the public web site shows: the vision through all its years, and nothing that the public may not see.

Left out are ``internal`` notes, the sections' own evaluation and proposals, drafts of decisions, and what the in-house
team said. A page is a ``SitePageView``: the whole site, which every page can link to, and the subject of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from visiontrack.report.data_text import Text
from visiontrack.report.view import View

if TYPE_CHECKING:
    from visiontrack.evaluation.inputs import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinkView(View):
    """A page of the site by its path from the top, and the words that lead to it; without a page, the words alone."""

    path: str | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGradeView(View):
    """A measure's grade in a year; None where it has none, or (``in_force``) is not in force."""

    year: int
    grade: Text | None
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRowView(View):
    """A measure in a list: the last five years' grades, and the newest year's figures (money in thousand yen)."""

    id: str
    number: Text | None
    title: Text
    lead: Text
    grades: tuple[SiteGradeView, ...]
    score: Decimal | None
    achieved: int
    measured: int
    graded: int
    spent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteValueView(View):
    """An indicator in a year. ``achievement`` is in per cent; ``was`` is the value before a correction."""

    year: int
    actual: Scalar | None
    state: str | None
    reason: str | None
    target: Scalar | None
    achievement: Decimal | None
    achieved: bool | None
    grade: Text | None
    comment: Text | None
    was: Scalar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteIndicatorView(View):
    """An indicator through the years; ``aims`` are the measures meant to move it (the vision's own alone have any)."""

    id: str
    name: Text
    unit: Text
    kind: str
    direction: str
    type: str
    policy: str | None
    definition: Text | None
    rationale: Text | None
    source: Text | None
    baseline_year: int | None
    baseline: Scalar | None
    final_year: int | None
    final_target: Scalar | None
    points: tuple[SiteValueView, ...]
    chart: str | None
    alternative: Text | None
    aims: tuple[SiteRowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProjectView(View):
    """A project in a year; money in thousand yen."""

    title: Text
    status: str | None
    text: Text | None
    budget: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDeedView(View):
    """What somebody contributed: for a measure, or (``place`` is None) for the vision as a whole."""

    year: int
    party: SiteLinkView
    place: SiteLinkView | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDecisionView(View):
    """A decision on the evaluation of a year, and what the plan it names shows of it."""

    year: int
    plan: int
    decision: str
    project: Text | None
    reason: Text
    into: SiteLinkView | None
    shown: tuple[Text, ...]
    measure: SiteLinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteYearView(View):
    """A measure in a year."""

    year: int
    grade: Text | None
    label: Text | None
    score: Decimal | None
    status: str | None
    outcomes: Text | None
    issues: Text | None
    projects: tuple[SiteProjectView, ...]
    deeds: tuple[SiteDeedView, ...]
    decisions: tuple[SiteDecisionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMeasureView(View):
    """Everything on a measure; ``years`` are the newest first."""

    row: SiteRowView
    description: Text | None
    start: int
    end: int
    policy: SiteLinkView
    fields: tuple[Text, ...]
    partners: tuple[SiteLinkView, ...]
    programs: tuple[SiteLinkView, ...]
    aims: tuple[SiteLinkView, ...]
    before: tuple[SiteLinkView, ...]
    after: tuple[SiteLinkView, ...]
    indicators: tuple[SiteIndicatorView, ...]
    years: tuple[SiteYearView, ...]
    opinions: tuple[SiteOpinionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRequestView(View):
    """Whom the city asked to act, and what came back; days are YYYY-MM-DD."""

    party: SiteLinkView
    day: str
    text: Text
    due: str | None
    reply: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOpinionView(View):
    """An opinion and what became of it; ``status`` is None without an answer, days are YYYY-MM-DD."""

    id: str
    actor: SiteLinkView
    kind: str
    body: str
    meeting: Text
    day: str
    reviewed: int
    measures: tuple[SiteLinkView, ...]
    text: Text
    status: str | None
    answer: Text | None
    lead: Text | None
    due: str | None
    requests: tuple[SiteRequestView, ...]
    decisions: tuple[SiteDecisionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRoleView(View):
    """A role that the vision gives an actor, and the measures that serve it."""

    title: Text
    text: Text
    measures: tuple[SiteLinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProgramYearView(View):
    """How a program was made known in a year, and how many in the city used it."""

    year: int
    told: Text | None
    used: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProgramView(View):
    """A scheme that somebody offers; ``url`` is an address on the web."""

    id: str
    title: Text
    actor: SiteLinkView
    start: int | None
    end: int | None
    url: str | None
    text: Text | None
    measures: tuple[SiteLinkView, ...]
    years: tuple[SiteProgramYearView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteActorView(View):
    """An actor with its roles, the measures it leads or helps with, what it did, said and offers."""

    id: str
    name: Text
    category: str
    until: int | None
    roles: tuple[SiteRoleView, ...]
    measures: tuple[SiteLinkView, ...]
    deeds: tuple[SiteDeedView, ...]
    opinions: tuple[SiteOpinionView, ...]
    programs: tuple[SiteProgramView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePolicyView(View):
    """A basic policy with the measures in force in the newest year, those that ended, and its own indicators."""

    id: str
    title: Text
    rows: tuple[SiteRowView, ...]
    ended: tuple[SiteLinkView, ...]
    own: tuple[SiteIndicatorView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGradeCountView(View):
    """A grade of the scale in force (``grade`` None: no grade) and how many measures have it."""

    grade: Text | None
    label: Text | None
    at_least: Decimal | None
    measures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteVisionYearView(View):
    """A year of the vision as a whole; ``report`` is where the public's report of it stands on the site."""

    year: int
    grades: tuple[SiteGradeCountView, ...]
    measured: int
    achieved: int
    outcomes_measured: int
    outcomes_achieved: int
    context: Text | None
    outcomes: Text | None
    issues: Text | None
    deeds: tuple[SiteDeedView, ...]
    report: str | None
    published: tuple[SitePublishedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePublishedView(View):
    """A paper that was handed out."""

    year: int
    paper: str
    day: str
    where: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDownloadView(View):
    """A file of the data to download, and its size."""

    name: str
    kilobytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView(View):
    """The whole site; ``years`` are the newest first, ``latest`` the first of them."""

    language: str
    name: Text
    municipality: Text
    notice: Text | None
    contact: Text | None
    council: Text | None
    philosophy: Text | None
    start: int
    end: int
    basis: str
    roll_up: str
    cap: Decimal
    latest: SiteVisionYearView
    years: tuple[SiteVisionYearView, ...]
    policies: tuple[SitePolicyView, ...]
    own: tuple[SiteIndicatorView, ...]
    measures: tuple[SiteMeasureView, ...]
    opinions: tuple[SiteOpinionView, ...]
    actors: tuple[SiteActorView, ...]
    programs: tuple[SiteProgramView, ...]
    downloads: tuple[SiteDownloadView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePageView(View):
    """A page. ``base`` leads from it to the top of the site; ``subject`` is what the page is about, if not the whole."""

    kind: str
    path: str
    base: str
    title: Text
    site: SiteView
    subject: View | None

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"site/{self.kind}.md.j2"
