"""Any set of answers, spliced into a file full of comments, reads back as just those answers."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from support.forms import FARM_RESULT
from visiontrack.diagnose.reader import parse
from visiontrack.forms.apply_answers import apply_answers
from visiontrack.forms.form_questions import Key, result_values, same_answer
from visiontrack.forms.form_subjects import FormSubject
from visiontrack.forms.merge_answers import EMPTY_CELLS, ContributionEdit, contribution_rows

PATH = "data/results/2024/farm-brand.yaml"
SHORT = "measure: farm-brand\nyear: 2024\nstatus: on_track\nactuals: {items: 3}\n"
EMPTY = "measure: farm-brand\nyear: 2024\nstatus: not_started\nprojects:\n  tea:\n  taro:\nactuals:\ncontributions: []\n"
TEXTS = st.text(st.sampled_from("あ亜a1 .,:#'\"\\-=@|>{}[]\n　"), min_size=1, max_size=20).map(
    lambda text: "\n".join(line.rstrip() for line in text.split("\n")).strip()
)
NUMBERS = st.decimals(-10000, 10000, allow_nan=False, places=2).map(lambda number: format(number, "f"))
CELLS: dict[Key, Any] = {
    ("status",): st.sampled_from(["on_track", "delayed"]),
    ("outcomes",): st.none() | TEXTS.map(lambda text: text or None),
    ("issues",): st.none() | TEXTS.map(lambda text: text or None),
    ("internal",): st.none() | TEXTS.map(lambda text: text or None),
    ("next",): st.none() | st.sampled_from(["expand", "new"]),
    ("actuals", "sales", "value"): st.none() | NUMBERS,
    ("actuals", "sales", "state"): st.sampled_from(["final", "estimate"]),
    ("actuals", "items", "value"): st.none() | NUMBERS,
    ("actuals", "items", "comment"): st.none() | TEXTS.map(lambda text: text or None),
    ("actuals", "ordinance", "value"): st.none() | st.sampled_from(["true", "false"]),
    ("projects", "tea", "status"): st.sampled_from(["done", "ongoing"]),
    ("projects", "tea", "text"): st.none() | TEXTS.map(lambda text: text or None),
    ("projects", "taro", "status"): st.sampled_from(["done", "planned"]),
    ("projects", "taro", "spent"): st.none() | NUMBERS,
    ("self_evaluation", "grade"): st.sampled_from(["A", "B"]),
    ("self_evaluation", "text"): st.none() | TEXTS.map(lambda text: text or None),
}


@st.composite
def answers(draw: st.DrawFn) -> dict[Key, str | None]:
    """Some cells, with the ones they cannot stand without."""
    chosen = set(draw(st.lists(st.sampled_from(list(CELLS)), max_size=8)))
    for key in list(chosen):
        if key[0] in ("projects", "self_evaluation"):
            chosen.add((*key[:-1], "grade" if key[0] == "self_evaluation" else "status"))
    return {key: draw(CELLS[key]) for key in sorted(chosen)}


def subject(text: str, breaks: str) -> FormSubject:
    text = text.replace("\n", breaks)
    model = parse(PATH, "result", text).model
    return FormSubject("farm-brand", "", "result", PATH, None, text.encode(), text, model)


def kind(key: Key) -> Any:
    return (
        "number"
        if key[-1] in ("spent", "budget") or (key[-1] == "value" and key[1] != "ordinance")
        else "text"
    )


@given(st.sampled_from([FARM_RESULT, SHORT, EMPTY]), st.sampled_from(["\n", "\r\n"]), answers())
def test_any_answers_read_back(text: str, breaks: str, changes: dict[Key, str | None]) -> None:
    """Every other value stays, every comment stays, and line ends are those of the file."""
    existing = subject(text, breaks)
    new = apply_answers(existing, changes, []).decode()
    after = result_values(parse(PATH, "result", new).model)
    for key in {*existing.values, *changes, *after}:
        expected = changes.get(key, existing.values.get(key))
        assert same_answer(key, kind(key), after.get(key), expected), (key, new)
    comments = [line.split("# ", 1)[1] for line in text.split("\n") if "# " in line]
    assert [comment for comment in comments if f"# {comment}" not in new] == []
    assert breaks == "\n" or "\n" not in new.replace("\r\n", "")


ITEMS = st.tuples(
    st.sampled_from(["chamber-of-commerce/support-owners", "farm/sell"]), TEXTS.map(lambda text: text or None)
)


@given(
    st.sampled_from([FARM_RESULT, SHORT, EMPTY]),
    st.dictionaries(st.integers(0, 3), st.just(EMPTY_CELLS) | ITEMS, max_size=4),
)
def test_any_rows_of_contributions_read_back(text: str, rows: dict[int, Any]) -> None:
    existing = subject(text, "\n")
    before = contribution_rows(existing.values)
    edits = [ContributionEdit(row if row < len(before) else None, item) for row, item in rows.items()]
    expected = [rows.get(row, item) for row, item in enumerate(before)]
    expected += [item for row, item in rows.items() if row >= len(before)]
    new = apply_answers(existing, {}, edits).decode()
    after = contribution_rows(result_values(parse(PATH, "result", new).model))
    assert after == [item for item in expected if item != EMPTY_CELLS]
