"""The past stays true: what was final, promised, said, decided or published is not changed in silence (VT801 to VT806).

Each rule holds the data against an earlier state; a year counts as past as of that state. A reason on the changed line,
``# visiontrack: ignore VT803 誤字の訂正``, is accepted for what may have to be put right in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from visiontrack.checks.reflection import Ground, reflection
from visiontrack.cycle.naming import OWN
from visiontrack.finding import Finding, Loc, Place
from visiontrack.folder.listing import VISION, file_path
from visiontrack.folder.model import Folder, reviewed_year
from visiontrack.history.data_points import ChangeKind, PointKey, plain, values_equal
from visiontrack.history.states import DataState, SpanFinder
from visiontrack.schema.decisions import Decision
from visiontrack.schema.measure import Indicator
from visiontrack.schema.meeting import Opinion
from visiontrack.schema.result import Actual
from visiontrack.schema.vision import Evaluation
from visiontrack.yaml.ignore_comments import ignore_comments

_ACCEPTED = frozenset(["VT803", "VT804", "VT806"])
# Thresholds of what is listed for attention, and which years an outlook is drawn through: no grade changes by them.
_FREE_RULES = ("since", "attention_below", "execution_below", "outlook_without")


@dataclass(frozen=True, slots=True)
class Breach:
    """A change to the past: its finding, the point that changed, and the reason that a comment gives for it."""

    finding: Finding
    kind: ChangeKind
    id: str
    key: PointKey | None
    reason: str | None = None

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def params(self) -> Mapping[str, object]:
        return self.finding.params


@dataclass(frozen=True, slots=True)
class _Rewritten:
    """A breach before its place is looked up; ``gone`` has no line of its own."""

    code: str
    key: PointKey
    place: Place
    params: Mapping[str, object] = field(default_factory=dict)
    gone: bool = False


def breaches(before: DataState, after: DataState) -> Iterator[Breach]:
    """Yields what was changed of the past between two states, but for published reports."""
    spans = SpanFinder(after.folder.root)
    left_out = {*before.folder.left_out, *after.folder.left_out}
    rules = (_actuals, _promises, _opinions, _decisions, _rules)
    for rewritten in (rewritten for rule in rules for rewritten in rule(before, after)):
        if rewritten.place.path in left_out:
            continue
        finding = Finding(
            rewritten.code,
            rewritten.place.path,
            spans.span(rewritten.place),
            rewritten.params,
            variant="gone" if rewritten.gone else "",
        )
        yield Breach(
            finding, rewritten.key.kind, rewritten.key.id, rewritten.key, _reason(rewritten, finding, spans)
        )


def _reason(rewritten: _Rewritten, finding: Finding, spans: SpanFinder) -> str | None:
    """Returns the reason that a comment on the changed line gives; for what is gone, one anywhere in its file."""
    document = spans.document(rewritten.place.path) if rewritten.code in _ACCEPTED else None
    if document is None or document.root is None:
        return None
    comments = [
        comment
        for comment in ignore_comments(document.root, document.text or "")
        if rewritten.code in comment.codes and comment.reason
    ]
    covering = [comment for comment in comments if rewritten.gone or comment.covers(finding.span.line)]
    return covering[0].reason if covering else None


# ---- VT801: final values -------------------------------------------------------------------------------------


def _actuals(before: DataState, after: DataState) -> Iterator[_Rewritten]:
    """A final value of a past year is corrected with ``was``, or stays."""
    later = dict(_entered(after.folder))
    for (owner, indicator, year), (actual, _) in _entered(before.folder):
        if actual.state != "final" or actual.value is None or not before.is_past(year):
            continue
        now, path = later.get((owner, indicator, year), (None, _result_path(owner, year)))
        if now is not None and values_equal(now.value, actual.value):
            continue
        if now is not None and now.was is not None and now.was != actual.was:
            continue
        key = PointKey("actual", f"{owner}/{indicator}", str(year))
        params = {"name": key.id, "year": year, "value": actual.value}
        if now is None or now.value is None:
            loc: Loc = ("actuals",) if now is None else ("actuals", indicator)
            yield _Rewritten("VT801", key, Place(path, loc, "key"), params, gone=True)
        else:
            yield _Rewritten("VT801", key, Place(path, ("actuals", indicator, "value")), params)


def _entered(folder: Folder) -> Iterator[tuple[tuple[str, str, int], tuple[Actual, str]]]:
    for (year, measure), result in folder.results.items():
        for id_, actual in result.actuals.items():
            yield (measure, id_, year), (actual, _result_path(measure, year))
    for year, vision_result in folder.vision_results.items():
        for id_, actual in vision_result.actuals.items():
            yield (OWN, id_, year), (actual, _result_path(OWN, year))


def _result_path(owner: str, year: int) -> str:
    return file_path("vision_result" if owner == OWN else "result", owner, year)


# ---- VT802: baseline and targets -----------------------------------------------------------------------------


def _promises(before: DataState, after: DataState) -> Iterator[_Rewritten]:
    """What an indicator is measured by does not change in place once it has a value."""
    measured: dict[tuple[str, str], int] = {}
    for (owner, id_, year), (actual, _) in _entered(before.folder):
        if actual.value is not None:
            measured[owner, id_] = max(year, measured.get((owner, id_), 0))
    later = {(owner, part.id): (part, path, loc) for owner, part, path, loc in _planned(after.folder)}
    for owner, indicator, _, _ in _planned(before.folder):
        last = measured.get((owner, indicator.id), 0)
        begun = last > (indicator.baseline.year if indicator.baseline is not None else 0)
        if begun and (owner, indicator.id) in later:
            now, path, loc = later[owner, indicator.id]
            yield from _broken(f"{owner}/{indicator.id}", indicator, now, path, loc, before)


def _planned(folder: Folder) -> Iterator[tuple[str, Indicator, str, Loc]]:
    for number, indicator in enumerate(folder.vision.indicators):
        yield OWN, indicator, VISION, ("indicators", number)
    for id_, measure in folder.measures.items():
        for number, indicator in enumerate(measure.indicators):
            yield id_, indicator, file_path("measure", id_), ("indicators", number)


def _broken(
    name: str, old: Indicator, new: Indicator, path: str, loc: Loc, before: DataState
) -> Iterator[_Rewritten]:
    params: dict[str, object] = {"name": name}
    if old.baseline is not None and not values_equal(plain(old.baseline), plain(new.baseline)):
        key = PointKey("baseline", name, str(old.baseline.year))
        at: Loc = (*loc, "baseline", "value") if new.baseline is not None else loc
        yield _Rewritten("VT802", key, Place(path, at), {**params, "year": old.baseline.year})
    past = {year for year in {*old.targets, *new.targets} if before.is_past(year)}
    for year in sorted(past | ({max(old.targets)} if old.targets else set())):
        if not values_equal(old.targets.get(year), new.targets.get(year)):
            key = PointKey("target", name, f"targets.{year}")
            at = (*loc, "targets", str(year)) if year in new.targets else (*loc, "targets")
            yield _Rewritten("VT802", key, Place(path, at), {**params, "year": year})
    yield from _rewritten_revisions(name, old, new, path, loc, before)


def _rewritten_revisions(
    name: str, old: Indicator, new: Indicator, path: str, loc: Loc, before: DataState
) -> Iterator[_Rewritten]:
    """A revision that exists keeps its last target and those of past years; a new one lays over no past year."""
    earlier = {revision.since: revision.targets for revision in old.target_revisions}
    later = {revision.since: revision.targets for revision in new.target_revisions}
    numbers = {revision.since: number for number, revision in enumerate(new.target_revisions)}
    for since in sorted({*earlier, *later}):
        old_targets, new_targets = earlier.get(since, {}), later.get(since, {})
        years = {year for year in {*old_targets, *new_targets} if before.is_past(year)}
        years |= {max(old_targets)} if old_targets else set()
        for year in sorted(years):
            if not values_equal(old_targets.get(year), new_targets.get(year)):
                key = PointKey("target", name, f"{since}:{year}")
                at: Loc = (*loc, "target_revisions")
                at = (*at, numbers[since], "targets", str(year)) if year in new_targets else at
                yield _Rewritten("VT802", key, Place(path, at), {"name": name, "year": year})


# ---- VT803: opinions -----------------------------------------------------------------------------------------


def _opinions(before: DataState, after: DataState) -> Iterator[_Rewritten]:
    """An opinion stays, word for word, once the year it was on is past."""
    later = {opinion.id: (opinion, place) for opinion, _, place in _spoken(after.folder)}
    for opinion, year, place in _spoken(before.folder):
        if not before.is_past(year):
            continue
        key, params = PointKey("opinion", opinion.id), {"id": opinion.id, "year": year}
        if opinion.id not in later:
            yield _Rewritten("VT803", key, Place(place.path, ("opinions",), "key"), params, gone=True)
        elif plain(later[opinion.id][0].text) != plain(opinion.text):
            at = later[opinion.id][1]
            yield _Rewritten("VT803", key, Place(at.path, (*at.loc, "text")), params)


def _spoken(folder: Folder) -> Iterator[tuple[Opinion, int, Place]]:
    for (year, id_), meeting in folder.meetings.items():
        path, reviewed = file_path("meeting", id_, year), reviewed_year(meeting, year)
        for number, opinion in enumerate(meeting.opinions):
            yield opinion, reviewed, Place(path, ("opinions", number))


# ---- VT804: decisions ----------------------------------------------------------------------------------------


def _decisions(before: DataState, after: DataState) -> Iterator[_Rewritten]:
    """A decision stays as it was once the plan shows it."""
    vision, measures = before.folder.vision, before.folder.measures
    for year, file in before.folder.decisions.items():
        now = after.folder.decisions.get(year)
        ground = Ground(vision, measures, year, file.plan_year)
        for decision in file.decisions:
            if decision.draft or not reflection(decision, ground).is_complete:
                continue
            id_ = "/".join(filter(None, (decision.measure, decision.project)))
            key, params = PointKey("decision", id_, str(year)), {"name": id_, "year": year}
            path, same = file_path("decisions", str(year), year), None
            if now is not None:
                pairs = enumerate(now.decisions)
                same = next((pair for pair in pairs if _is_on_the_same(pair[1], decision)), None)
            if same is None or now is None:
                yield _Rewritten("VT804", key, Place(path, ("decisions",), "key"), params, gone=True)
                continue
            changed = _changed_field(decision, same[1])
            if changed is not None:
                loc: Loc = ("decisions", same[0], changed)
                aspect = str(year) if changed == "decision" else f"{year}:{changed}"
                yield _Rewritten("VT804", key._replace(aspect=aspect), Place(path, loc), params)
            elif now.plan_year != file.plan_year:
                yield _Rewritten(
                    "VT804", PointKey("decision", str(year), "plan"), Place(path, ("plan",)), params
                )


def _is_on_the_same(decision: Decision, other: Decision) -> bool:
    return (decision.measure, decision.project) == (other.measure, other.project)


def _changed_field(old: Decision, new: Decision) -> str | None:
    fields = ("decision", "reason", "into", "title", "opinions")
    return next(
        (
            field
            for field in fields
            if not values_equal(plain(getattr(old, field)), plain(getattr(new, field)))
        ),
        None,
    )


# ---- VT806: rules of evaluation ------------------------------------------------------------------------------


def _rules(before: DataState, after: DataState) -> Iterator[_Rewritten]:
    """The rules by which a past year was graded stay; a new entry is for years to come."""
    reported = set()
    for year in before.past():
        old, new = before.folder.vision.rules_in(year), after.folder.vision.rules_in(year)
        for name in type(old).model_fields:
            values = plain(getattr(old, name)), plain(getattr(new, name))
            if name in _FREE_RULES or values_equal(*values) or (new.since, name) in reported:
                continue
            reported.add((new.since, name))
            key = PointKey("rule", f"evaluation/{new.since}", name)
            yield _Rewritten("VT806", key, _rule_place(new, after, name), {"name": name, "year": year})


def _rule_place(entry: Evaluation, state: DataState, name: str) -> Place:
    position = state.folder.vision.evaluation.index(entry)
    return Place(VISION, ("evaluation", position, name))
