"""Small folders that hypothesis makes and shrinks, held against the evaluator written from the contract alone.

The random cities beside this one are large; here a difference comes down to the one measure that shows it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import evaluator
from oracle.reading import read
from oracle.yaml_text import text_of
from support.compared import comparable, formatted, opened

YEARS = range(2020, 2026)
NUMBERS = st.sampled_from(("-2", "0", "0.5", "1", "9.999", "10", "10.05", "11", "50", "90", "100"))
WORDS = st.sampled_from(("continue", "improve", "undecided"))
GRADES = (("A", "100"), ("B", "80"), ("C", None))
STRICT = (("A", "110"), ("B", "90"), ("C", None))


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The value, or None for a key that is left out."""
    return st.none() | strategy


def without_none(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value is not None}


def entries(cumulative: bool) -> st.SearchStrategy[Any]:
    """An actual: a value alone, or with a state; ``carried`` only where the yearly values are not added up."""
    states = ["final", "preliminary", "estimate"] + ([] if cumulative else ["carried"])
    with_state = st.builds(
        lambda value, state: {"value": value, "state": state, "as_of": "2019年"},
        NUMBERS,
        st.sampled_from(states),
    )
    empty = st.sampled_from([{"state": "unpublished"}, {"state": "not_applicable"}])
    return st.one_of(NUMBERS, with_state, empty)


@st.composite
def indicators(draw: st.DrawFn, number: int) -> tuple[dict[str, Any], dict[int, Any]]:
    """An indicator with its actuals by year; its targets run with its direction, wherever the baseline lies."""
    direction = draw(st.sampled_from(("increase", "decrease", "maintain")))
    cumulative = direction != "maintain" and draw(st.booleans())
    chosen = sorted(draw(st.sets(st.sampled_from(YEARS), min_size=1, max_size=3)))
    values = sorted(draw(st.lists(NUMBERS, min_size=len(chosen), max_size=len(chosen))), key=float)
    targets = dict(zip(map(str, chosen), values if direction != "decrease" else values[::-1], strict=True))
    actuals = draw(st.dictionaries(st.sampled_from(YEARS), entries(cumulative)))
    valued = [year for year, entry in actuals.items() if not isinstance(entry, dict) or "value" in entry]
    past = list(range(2018, min(valued, default=2020)))
    history = draw(st.dictionaries(st.sampled_from(past), NUMBERS)) if past else {}
    baseline = draw(some(st.tuples(st.sampled_from((2018, 2019)), NUMBERS)))
    indicator = without_none(
        {
            "id": f"i{number}",
            "name": "指標",
            "unit": "点",
            "kind": draw(st.sampled_from(("outcome", "output", "reference"))),
            "direction": direction,
            "accumulation": "cumulative" if cumulative else None,
            "tolerance": "10" if direction == "maintain" else None,
            "basis": draw(some(st.sampled_from(("achievement", "progress", "pace")))),
            "baseline": {"year": str(baseline[0]), "value": baseline[1]} if baseline else None,
            "targets": targets,
            "history": {str(year): value for year, value in history.items()} or None,
        }
    )
    return indicator, actuals


@st.composite
def rules(draw: st.DrawFn, since: int) -> dict[str, Any]:
    bands = draw(st.sampled_from((GRADES, STRICT)))
    return without_none(
        {
            "since": str(since),
            "basis": draw(st.sampled_from(("achievement", "progress", "pace"))),
            "target_rule": draw(st.sampled_from(("explicit", "interpolate", "final"))),
            "decrease": draw(st.sampled_from(("target_over_actual", "two_minus_ratio"))),
            "roll_up": draw(st.sampled_from(("mean", "worst"))),
            "cap": "120",
            "attention_below": draw(st.sampled_from(("80", "99.95"))),
            "execution_below": draw(some(st.sampled_from(("50", "90")))),
            "count_carried": draw(some(st.sampled_from(("true", "false")))),
            "grades": [
                {"grade": grade, "label": "帯"} | ({"at_least": at} if at else {}) for grade, at in bands
            ],
        }
    )


@st.composite
def results(draw: st.DrawFn, year: int, actuals: dict[str, Any]) -> dict[str, Any] | None:
    if not actuals and draw(st.booleans()):
        return None
    project = {"status": "done", "text": "実施"}
    amounts = {
        "budget": draw(some(st.sampled_from(("0", "10", "30")))),
        "spent": draw(some(st.sampled_from(("0", "9", "20")))),
    }
    return without_none(
        {
            "measure": "m",
            "year": str(year),
            "status": draw(st.sampled_from(("on_track", "delayed"))),
            "projects": {"p": without_none(project | amounts)} if draw(st.booleans()) else None,
            "actuals": actuals or None,
            "self_evaluation": draw(some(st.just({"grade": "B", "text": "課の見方"}))),
            "next": draw(some(WORDS)),
        }
    )


@st.composite
def folders(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """The files of a folder with one measure, by their names."""
    pairs = [draw(indicators(number)) for number in range(draw(st.integers(1, 2)))]
    files: dict[str, dict[str, Any]] = {
        "actors/city": {
            "id": "city",
            "name": "市",
            "category": "city",
            "sections": [{"id": "office", "name": "課"}],
        },
        "vision": {
            "name": "ビジョン",
            "municipality": {"name": "市", "code": "112089"},
            "period": {"start": "2020", "end": "2025"},
            "records_since": draw(st.sampled_from(("2020", "2023"))),
            "policies": [{"id": "p1", "title": "方針"}],
            "fields": [{"id": "commerce", "title": "商業"}],
            "secretariat": "office",
            "evaluation": [draw(rules(2020)), *([draw(rules(2024))] if draw(st.booleans()) else [])],
        },
        "measures/m": {
            "id": "m",
            "title": "施策",
            "policy": "p1",
            "lead": "office",
            "projects": [{"id": "p", "title": "事業"}],
            "indicators": [indicator for indicator, _ in pairs],
        },
    }
    for year in YEARS:
        entered = {indicator["id"]: actuals[year] for indicator, actuals in pairs if year in actuals}
        if (result := draw(results(year, entered))) is not None:
            files[f"results/{year}/m"] = result
    if draw(st.booleans()):
        decision = {"measure": "m", "decision": draw(WORDS), "reason": draw(st.sampled_from(("理由", "")))}
        files["decisions/2024"] = {"year": "2024", "decisions": [decision]}
    if draw(st.booleans()):
        opinion = without_none(
            {
                "id": "o-1",
                "actor": "city",
                "kind": "opinion",
                "text": "意見",
                "measures": ["m"],
                "recommends": draw(some(WORDS)),
                "response": draw(
                    some(
                        st.builds(
                            lambda status: {"status": status, "text": "対応"},
                            st.sampled_from(("open", "done")),
                        )
                    )
                ),
            }
        )
        body = draw(st.sampled_from(("council", "team", "hearing")))
        files["meetings/2025/a"] = {
            "id": "a",
            "body": body,
            "date": "2025-08-01",
            "title": "会議",
            "opinions": [opinion],
        }
    return files


@settings(max_examples=80, deadline=None)
@given(folders())
def test_a_small_folder_in_every_year(files: dict[str, dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for name, content in files.items():
            path = root / "data" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(content), encoding="utf-8")
        plan, folder = read(root), opened(root)
        assert folder.left_out == ()
        for year in YEARS:
            expected = {**comparable(evaluator.check(plan, year)), "findings": []}
            assert comparable(formatted(folder, year)) == expected, year
