"""After the council met: what is still open, what must be decided, and the file it is decided in."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from support import sound
from support.documents import document
from support.program import visiontrack
from support.told import told
from visiontrack.folder.loading import load
from visiontrack.layout.width import width

REPO = Path(__file__).parents[2]
RESULT = "data/results/2024/startup-support.yaml"
MEETING = "data/meetings/2025/council-1.yaml"
DECISIONS = "data/decisions/2024.yaml"


def opinion(id_: str, response: str = "", measures: str = "[startup-support]") -> str:
    text = f"  - id: {id_}\n    actor: chamber-of-commerce\n    kind: opinion\n    measures: {measures}\n"
    return f"{text}    text: |\n      夜間の講座を: 増やして, ほしい #1。\n{response}"


def answered(status: str, due: str = "") -> str:
    return f"    response:\n      status: {status}\n      text: 検討した。\n{f'      due: {due}' if due else ''}\n"


@pytest.fixture
def undecided(city: Path) -> Path:
    """The small city before anything was decided on 2024."""
    (city / DECISIONS).unlink()
    return city


# ---- what is open ----------------------------------------------------------------------------------------


def test_unfinished_opinions_by_state_with_their_lines(city: Path) -> None:
    """Unfinished opinions by state with the line to go to."""
    opinions = [
        opinion("o-1", answered("deferred")),
        opinion("o-2", answered("done")),
        opinion("o-3"),
        opinion("o-4", answered("in_progress", "2025-10-31")),
        opinion("o-5", answered("declined")),
        opinion("o-6", answered("open")),
    ]
    text = sound.MEETING.partition("  - id: o-2025-01")[0] + "".join(opinions)
    sound.write(city, MEETING, text)
    view = document("act", "2024", "--today", "2025-11-01", root=city)
    assert [(opinion["id"], opinion["state"], opinion["overdue"]) for opinion in view["opinions"]] == [
        ("o-3", "none", False),
        ("o-6", "open", False),
        ("o-4", "in_progress", True),
        ("o-1", "deferred", False),
    ]
    assert view["totals"]["opinions"] == {
        "all": 4,
        "none": 1,
        "open": 1,
        "in_progress": 1,
        "deferred": 1,
        "overdue": 1,
    }
    line = text.split("\n").index("  - id: o-3") + 1
    assert (view["opinions"][0]["path"], view["opinions"][0]["line"]) == (MEETING, line)
    page = visiontrack("act", "2024", "--today", "2025-11-01", root=city).out
    assert "期限 2025-10-31（期限切れ）" in page
    assert f"{MEETING}:{line}" in page
    on_time = document("act", "2024", "--today", "2025-10-31", root=city)
    assert on_time["totals"]["opinions"]["overdue"] == 0


def test_opinions_of_later_reviews_wait_for_their_year(city: Path) -> None:
    later = sound.MEETING.replace("date: 2025-08-07", "date: 2026-08-06").partition("  - id")[0]
    sound.write(city, "data/meetings/2026/council-1.yaml", later + opinion("o-later"))
    assert document("act", "2024", root=city)["opinions"] == []
    assert [opinion["id"] for opinion in document("act", "2025", root=city)["opinions"]] == ["o-later"]


def test_low_score_wants_a_decision(city: Path) -> None:
    """A low score wants a decision until there is one."""
    sound.write(city, RESULT, sound.RESULT.replace("founders: 72", "founders: 40"))
    assert document("act", "2024", root=city)["pending"] == []
    sound.write(city, DECISIONS, sound.DECISIONS.replace("decision: continue", "decision: undecided"))
    (pending,) = document("act", "2024", root=city)["pending"]
    assert (pending["measure"], pending["required"], pending["undecided"]) == ("startup-support", True, True)
    assert {"key": "low", "score": Decimal("57.1"), "bound": 80} in pending["reasons"]
    assert "self_differs" in [reason["key"] for reason in pending["reasons"]]
    project = "    project: startup-school\n    decision: continue"
    sound.write(city, DECISIONS, sound.DECISIONS.replace("    decision: continue", project))
    assert len(document("act", "2024", root=city)["pending"]) == 1
    page = visiontrack("act", "2024", root=city).out
    assert "得点57.1が検討の基準80を下回っています" in page


def test_broken_result_is_not_called_missing(city: Path) -> None:
    """A result that was handed in but is broken is not called missing."""
    sound.write(city, RESULT, sound.RESULT.replace("status: on_track", "status: よい"))
    text = sound.MEETING.partition("  - id: o-2025-01")[0] + opinion("o-1")
    sound.write(city, MEETING, text)
    (city / DECISIONS).unlink()
    for command in ("check", "act"):
        page = "".join(visiontrack(command, "2024", root=city).out.split())
        assert "実績の報告がまだありません" not in page
        assert f"実績のファイルに誤りがあり、読めません：{RESULT}" in page
    (pending,) = document("act", "2024", root=city)["pending"]
    assert {"key": "left_out", "path": RESULT} in pending["reasons"]


def test_open_opinion_asks_for_a_decision_without_requiring_it(undecided: Path) -> None:
    """An open opinion calls for a decision but validate will not insist."""
    text = sound.MEETING.partition("  - id: o-2025-01")[0] + opinion("o-1")
    sound.write(undecided, MEETING, text)
    (pending,) = document("act", "2024", root=undecided)["pending"]
    assert (pending["required"], pending["reasons"]) == (False, [{"key": "opinion", "opinions": ["o-1"]}])


def test_decisions_made_are_listed_with_the_plan_they_change(city: Path) -> None:
    view = document("act", "2024", root=city)["decisions"]
    assert (view["plan"], view["exists"], view["made"][0]["line"]) == (2025, True, 3)
    page = visiontrack("act", "2024", root=city).out
    assert "令和7年度（2025年度）の計画を変える" in page
    assert "継続  startup-support  創業支援の充実" in page


def test_missing_decisions_file_names_its_command(undecided: Path) -> None:
    """Without a file the command that makes one is named."""
    assert "visiontrack act 2024 --start" in visiontrack("act", "R6", root=undecided).out


# ---- laying out ------------------------------------------------------------------------------------------


def test_start_takes_over_proposals_and_opinions(undecided: Path) -> None:
    """Start takes over what the section proposes and the opinions raised."""
    sound.write(undecided, RESULT, sound.RESULT.replace("next: continue", "next: expand"))
    more = opinion("o-whole", measures="[]")
    sound.write(undecided, MEETING, sound.MEETING + more)
    ran = visiontrack("act", "2024", "--start", root=undecided)
    assert (ran.code, DECISIONS in ran.out) == (0, True)
    folder = load(undecided).folder
    assert folder is not None
    decisions_file = folder.decisions[2024]
    assert (decisions_file.year, decisions_file.plan) == (2024, 2026)
    assert [
        (decision.measure, decision.decision, decision.opinions) for decision in decisions_file.decisions
    ] == [
        ("vision", "undecided", ("o-whole",)),
        ("startup-support", "expand", ("o-2025-01",)),
    ]
    text = (undecided / DECISIONS).read_text(encoding="utf-8")
    assert "#   評価 A、得点 100.0、自己評価 A、今後の方向性 拡充" in text
    assert "意見 o-whole（意見・回答なし）: 夜間の講座を: 増やして, ほしい #1。" in text
    assert max(width(line) for line in text.split("\n")) <= 80
    assert [line for line in told(undecided) if " error " in line] == []


@pytest.mark.parametrize("proposed", ["merge", "new", "undecided", ""])
def test_what_needs_more_than_a_word_stays_undecided(undecided: Path, proposed: str) -> None:
    sound.write(undecided, RESULT, sound.RESULT.replace("next: continue", f"next: {proposed}"))
    visiontrack("act", "2024", "--start", root=undecided)
    folder = load(undecided).folder
    assert folder is not None
    assert [decision.decision for decision in folder.decisions[2024].decisions] == ["undecided"]
    assert [line for line in told(undecided) if " error " in line] == []


def test_the_reason_is_written_below_its_key(undecided: Path) -> None:
    visiontrack("act", "2024", "--start", root=undecided)
    text = (undecided / DECISIONS).read_text(encoding="utf-8")
    text = text.replace("    reason: |\n", "    reason: |\n      目標を: 上回った, ため #1。\n")
    sound.write(undecided, DECISIONS, text)
    (decision,) = document("act", "2024", root=undecided)["decisions"]["made"]
    assert decision["reason"] == "目標を: 上回った, ため #1。\n"
    assert told(undecided) == []


def test_next_file_keeps_the_distance_of_plan_years(city: Path) -> None:
    """The next file reaches as far ahead as the last one."""
    sound.write(city, DECISIONS, sound.DECISIONS.replace("year: 2024", "year: 2024\nplan: 2025"))
    visiontrack("act", "2025", "--start", root=city)
    assert document("act", "2025", root=city)["decisions"]["plan"] == 2026


def test_older_opinions_come_along_until_a_decision_answers_them(city: Path) -> None:
    text = sound.MEETING.partition("  - id: o-2025-01")[0] + opinion("o-1", answered("in_progress"))
    sound.write(city, MEETING, text)
    sound.write(city, DECISIONS, sound.DECISIONS.replace("[o-2025-01]", "[]"))
    diff = visiontrack("act", "2025", "--start", "--dry-run", root=city).out
    assert "+    opinions: [o-1]\n" in diff
    sound.write(city, DECISIONS, sound.DECISIONS.replace("[o-2025-01]", "[o-1]"))
    assert "[o-1]" not in visiontrack("act", "2025", "--start", "--dry-run", root=city).out


def test_start_refuses_an_existing_file(city: Path) -> None:
    """Start refuses a file that exists, even a broken one."""
    for content in (sound.DECISIONS, "year: [\n", ""):
        sound.write(city, DECISIONS, content)
        for dry in ((), ("--dry-run",)):
            ran = visiontrack("act", "2024", "--start", *dry, root=city)
            assert (ran.code, DECISIONS in ran.err) == (2, True)
        assert (city / DECISIONS).read_text(encoding="utf-8") == content


def test_dry_run_shows_the_file_and_writes_none(undecided: Path) -> None:
    ran = visiontrack("act", "2024", "--start", "--dry-run", root=undecided)
    assert ran.out.startswith(f"--- /dev/null\n+++ b/{DECISIONS}\n")
    assert not (undecided / DECISIONS).exists()
    assert document("act", "2024", "--start", "--dry-run", root=undecided)["created"] == [DECISIONS]
    assert not (undecided / DECISIONS).exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("act", "2031"), "計画期間"),
        (("act", "2024", "--today", "8/7"), "日付"),
        (("act", "2024", "--dry-run"), "--start"),
    ],
)
def test_wrong_use_ends_with_2(city: Path, args: tuple[str, ...], message: str) -> None:
    ran = visiontrack(*args, root=city)
    assert (ran.code, message in ran.err) == (2, True)


def test_broken_meeting_is_left_out_with_exit_1(city: Path) -> None:
    """A broken meeting is left out and ends with 1."""
    sound.write(city, MEETING, sound.MEETING.replace("kind: proposal", "kind: 提案"))
    ran = visiontrack("act", "2024", root=city)
    assert (ran.code, MEETING in ran.err) == (1, True)
    assert "対応の終わっていない意見はありません" in ran.out


# ---- the sample city -------------------------------------------------------------------------------------


def test_the_sample_citys_decisions_laid_out_anew_are_sound(tmp_path: Path) -> None:
    for name in ("data", "evidence"):
        shutil.copytree(REPO / name, tmp_path / name)
    (tmp_path / DECISIONS).unlink()
    before = [line for line in told(tmp_path) if " error " in line]
    visiontrack("act", "2024", "--start", root=tmp_path)
    assert [line for line in told(tmp_path) if " error " in line] == before
    assert document("act", "2024", root=tmp_path)["decisions"]["plan"] == 2026


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_fits_80_columns(language: str) -> None:
    ran = visiontrack("--lang", language, "act", "2024", root=REPO)
    assert max(width(line) for line in ran.out.split("\n")) <= 80
