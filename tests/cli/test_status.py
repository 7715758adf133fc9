"""``status`` walks the secretariat through a year: each step it names is the one that moves the year on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from support import sound
from support.program import visiontrack
from visiontrack.layout.width import width


def status_json(root: Path, today: str) -> Any:
    ran = visiontrack("status", "--today", today, "--format", "json", root=root)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def year(document: Any, fiscal_year: int) -> Any:
    return next(entry for entry in document["years"] if entry["year"] == fiscal_year)


def step(root: Path, today: str) -> str:
    command: str = status_json(root, today)["next"]["command"]
    return command


@pytest.fixture
def spring(city: Path) -> Path:
    """April 2025: nothing of 2024 is there yet."""
    for name in ("results", "meetings", "decisions"):
        shutil.rmtree(city / "data" / name)
    return city


def paste(root: Path, today: str, expected: str) -> None:
    """The step named next is the expected one, and works as it stands."""
    command = step(root, today)
    assert command == f"visiontrack {expected}"
    assert visiontrack(*command.split()[1:], root=root).code == 0


def test_each_step_leads_to_the_next(spring: Path) -> None:
    today = "2025-06-01"
    paste(spring, today, "do 2024 --start")
    paste(spring, today, "do 2024")
    full = sound.RESULT.replace("actuals:", "issues: |\n  平日の夜に通えない人がいる。\nactuals:")
    sound.write(spring, "data/results/2024/startup-support.yaml", full)
    paste(spring, today, "report 2024")
    paste(spring, today, "new meeting 2025 --body council --date 2025-06-01")
    paste(spring, today, "report 2024")  # it names the meeting
    paste(spring, today, "act 2024 --start")
    sound.write(spring, "data/decisions/2024.yaml", sound.DECISIONS.replace("[o-2025-01]", "[]"))
    paste(spring, today, "report 2024")
    paste(spring, today, "report 2024 --publish --for public")
    waiting = status_json(spring, today)["next"]
    assert (waiting["reason"], waiting["command"]) == ("wait", "visiontrack do 2025 --start")
    assert step(spring, "2026-04-01") == "visiontrack do 2025 --start"


def test_a_year_at_a_glance(city: Path) -> None:
    entry = year(status_json(city, "2025-08-08"), 2024)
    assert entry["planned"] == {"measures": 1, "decisions": 0, "shown": 0}
    assert entry["reported"] == {"measures": 0, "of": 1, "files": 1}
    assert entry["checked"] == {}
    assert entry["decided"] == {"measures": 1, "of": 1, "file": True, "drafts": 0}
    assert entry["opinions"] == {"all": 1, "unfinished": 0, "overdue": 0}
    assert (entry["over"], entry["past"], entry["reviewed"]) == (True, True, True)


def test_decision_missing_in_the_plan_comes_before_waiting(city: Path) -> None:
    sound.write(city, "data/decisions/2024.yaml", sound.DECISIONS.replace("continue", "expand"))
    document = status_json(city, "2025-08-08")
    assert year(document, 2025)["planned"] == {"measures": 1, "decisions": 1, "shown": 0}
    assert document["next"]["command"] == "visiontrack plan 2025"


def test_missing_decision_and_overdue_opinion_are_listed(city: Path) -> None:
    low = sound.RESULT.replace("founders: 72", "founders: 30").replace("grade: A", "grade: D")
    sound.write(city, "data/results/2024/startup-support.yaml", low)
    sound.write(city, "data/decisions/2024.yaml", sound.DECISIONS.replace("continue", "undecided"))
    assert step(city, "2025-08-08") == "visiontrack act 2024"
    assert year(status_json(city, "2025-08-08"), 2024)["decided"]["of"] == 1
    sound.write(city, "data/decisions/2024.yaml", sound.DECISIONS)
    late = sound.MEETING.replace("status: done", "status: in_progress\n      due: 2025-08-07")
    sound.write(city, "data/meetings/2025/council-1.yaml", late)
    document = status_json(city, "2025-08-08")
    assert document["next"] == {
        "reason": "opinions",
        "year": 2024,
        "command": "visiontrack act 2024",
        "text": "令和6年度についての意見に、対応の終わっていないものがあります。",
    }
    assert year(document, 2024)["opinions"] == {"all": 1, "unfinished": 1, "overdue": 1}
    assert year(status_json(city, "2025-08-07"), 2024)["opinions"]["overdue"] == 0


def test_missing_reports_are_listed_despite_decisions(city: Path) -> None:
    """One of two measures has reported, and the decisions file is laid out: the other one is still asked for."""
    second = sound.MEASURE.replace("id: startup-support", "id: night-market")
    sound.write(city, "data/measures/night-market.yaml", second)
    visiontrack("do", "2024", "--start", root=city)
    (city / "data/decisions/2024.yaml").unlink()
    started = visiontrack("act", "2024", "--start", root=city)
    assert started.code == 0
    assert "報告 2 件のうち 1 件は、まだ何も書かれていません" in started.err
    assert step(city, "2025-08-08") == "visiontrack do 2024"
    full = sound.RESULT.replace("measure: startup-support", "measure: night-market")
    sound.write(city, "data/results/2024/night-market.yaml", full)
    text = (city / "data/decisions/2024.yaml").read_text("utf-8").replace("reason: |", "reason: 様子を見る")
    assert text.count("decision: continue") == 1
    undecided = text.replace("decision: continue", "decision: undecided")
    sound.write(city, "data/decisions/2024.yaml", undecided)
    document = status_json(city, "2025-08-08")["next"]
    assert (document["reason"], document["command"]) == ("undecided", "visiontrack act 2024")
    assert "どれもまだ「未定」" in document["text"]
    sound.write(
        city, "data/decisions/2024.yaml", undecided.replace("decision: undecided", "decision: continue")
    )
    assert status_json(city, "2025-08-08")["next"]["reason"] == "wait"


def test_reports_are_fresh_until_what_they_show_changes(city: Path) -> None:
    assert visiontrack("report", "2024", root=city).code == 0
    states = year(status_json(city, "2025-08-08"), 2024)["checked"]
    assert states == dict.fromkeys(("overview", "council", "annex", "team", "public"), "fresh")
    sound.write(city, "data/results/2024/startup-support.yaml", sound.RESULT.replace("72", "73"))
    document = status_json(city, "2025-08-08")
    # The overview shows grades, and the team's report only figures in trouble: neither changes.
    checked = year(document, 2024)["checked"]
    assert {paper for paper, state in checked.items() if state == "stale"} == {
        "council",
        "annex",
        "public",
    }
    assert document["next"]["command"] == "visiontrack report 2024"
    handed_out = "published:\n" + "".join(
        f"  - {{year: 2024, for: {audience}, date: 2025-08-07}}\n"
        for audience in ("overview", "council", "annex", "team", "public")
    )
    sound.write(city, "data/vision.yaml", sound.VISION + handed_out)
    document = status_json(city, "2025-08-08")
    assert set(year(document, 2024)["checked"].values()) == {"published"}
    assert document["next"]["reason"] == "wait"


def test_errors_come_before_the_years(city: Path) -> None:
    visiontrack("report", "2024", root=city)
    sound.write(city, "data/actors/broken.yaml", "id: broken\nname: 課\ncategory: まち\n")
    ran = visiontrack("status", "--today", "2025-08-08", "--format", "json", root=city)
    document = json.loads(ran.out)
    assert ran.code == 1
    assert "data/actors/broken.yaml:3:11: error" in ran.err
    assert document["left_out"] == ["data/actors/broken.yaml"]
    assert document["next"]["command"] == "visiontrack validate"
    assert set(year(document, 2024)["checked"].values()) == {"unknown"}


def test_when_the_period_is_over_nothing_is_left(city: Path) -> None:
    sound.write(
        city, "data/vision.yaml", sound.VISION.replace("end: 2029", "end: 2024").replace("2020", "2024")
    )
    measure = sound.MEASURE.replace("targets: {2024: 70, 2029: 90}", "targets: {2024: 70}")
    sound.write(city, "data/measures/startup-support.yaml", measure)
    ran = visiontrack("status", "--today", "2026-05-01", root=city)
    assert ran.code == 0, ran.err
    assert "すべての年度が終わりました" in ran.out


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_table_fits_eighty_columns(city: Path, language: str) -> None:
    visiontrack("report", "2024", root=city)
    ran = visiontrack("status", "--today", "2025-08-08", "--lang", language, root=city)
    assert max(width(line) for line in ran.out.splitlines()) <= 80
    assert "2024" in ran.out


def test_a_date_that_is_none_is_wrong_use(city: Path) -> None:
    assert visiontrack("status", "--today", "8月8日", root=city).code == 2


def reasons(document: Any) -> list[tuple[str, int | None]]:
    return [(step["reason"], step["year"]) for step in [document["next"], *document["others"]]]


def test_a_new_folder_is_asked_for_its_own_measures(tmp_path: Path) -> None:
    """Fresh from init the example stands in place; a folder without any measure gets the workbook to fill in."""
    for options, reason in (((), "examples"), (("--empty",), "measures")):
        town = tmp_path / reason
        visiontrack(
            "init",
            str(town),
            "--name",
            "みどり市産業振興ビジョン",
            "--start",
            "2026",
            "--end",
            "2035",
            *options,
        )
        document = status_json(town, "2026-04-10")
        assert document["next"]["reason"] == reason
        assert document["next"]["command"] == "visiontrack import --template plan.xlsx"


def test_a_plan_that_begins_next_april_is_looked_through(spring: Path) -> None:
    """Its measures come first, then those without an indicator, then the plan itself."""
    later = sound.VISION.replace("start: 2020", "start: 2026").replace("since: 2020", "since: 2026")
    later = "".join(line for line in later.splitlines(True) if not line.startswith("records_since"))
    sound.write(spring, "data/vision.yaml", later)
    bare, _, _ = sound.MEASURE.partition("indicators:")
    sound.write(spring, "data/measures/startup-support.yaml", bare)
    assert reasons(status_json(spring, "2025-11-01"))[0] == ("indicators", None)
    measure = sound.MEASURE.replace("targets: {2024: 70, 2029: 90}", "targets: {2029: 90}")
    sound.write(spring, "data/measures/startup-support.yaml", measure)
    assert step(spring, "2025-11-01") == "visiontrack plan 2026"
    assert step(spring, "2026-04-01") == "visiontrack do 2026 --start"


def test_a_start_amid_the_plan_asks_for_nothing_before(spring: Path) -> None:
    """Records since 2024: in 2025 the first year to report on is 2024."""
    assert reasons(status_json(spring, "2025-05-01")) == [("start", 2024)]
    assert step(spring, "2025-03-01") == "visiontrack do 2024 --start"
    assert status_json(spring, "2025-03-01")["next"]["reason"] == "wait"


@pytest.fixture
def large(spring: Path) -> Path:
    """Fifty-one measures, of which forty-two have reported."""
    full = sound.RESULT.replace("actuals:", "issues: |\n  平日の夜に通えない人がいる。\nactuals:")
    visiontrack("do", "2024", "--start", root=spring)
    sound.write(spring, "data/results/2024/startup-support.yaml", full)
    for number in range(50):
        id_ = f"measure-{number}"
        sound.write(spring, f"data/measures/{id_}.yaml", sound.MEASURE.replace("startup-support", id_))
        if number < 41:
            sound.write(spring, f"data/results/2024/{id_}.yaml", full.replace("startup-support", id_))
    visiontrack("do", "2024", "--start", root=spring)
    return spring


def test_nine_late_reports_do_not_keep_november_waiting(large: Path) -> None:
    """In June the missing ones are asked for; in November the year goes on, and who is late stands beside it."""
    assert step(large, "2025-06-01") == "visiontrack do 2024"
    document = status_json(large, "2025-11-10")
    assert document["next"]["command"] == "visiontrack report 2024"
    late = document["others"][0]
    assert (late["reason"], late["command"]) == ("late", "visiontrack do 2024 --missing")
    assert late["text"].endswith("産業振興課 9")
    ran = visiontrack("status", "--today", "2025-11-10", root=large)
    assert "ほかに" in ran.out
    assert max(width(line) for line in ran.out.splitlines()) <= 80


def test_a_meeting_of_the_team_is_not_the_councils(spring: Path) -> None:
    full = sound.RESULT.replace("actuals:", "issues: |\n  平日の夜に通えない人がいる。\nactuals:")
    sound.write(spring, "data/results/2024/startup-support.yaml", full)
    visiontrack("new", "meeting", "2025", "--body", "team", "--date", "2025-06-20", root=spring)
    visiontrack("report", "2024", root=spring)
    assert step(spring, "2025-07-01") == "visiontrack new meeting 2025 --body council --date 2025-07-01"


def test_drafts_wait_to_be_confirmed(city: Path) -> None:
    """The decisions file was laid out and nobody has given a reason: that comes before all else of later years."""
    (city / "data/decisions/2024.yaml").unlink()
    full = sound.RESULT.replace("actuals:", "issues: |\n  平日の夜に通えない人がいる。\nactuals:")
    sound.write(city, "data/results/2024/startup-support.yaml", full.replace("next: ", "next: improve #"))
    visiontrack("act", "2024", "--start", root=city)
    visiontrack("report", "2024", root=city)
    assert reasons(status_json(city, "2025-09-01"))[0] == ("confirm", 2024)


def test_requests_past_their_due_date_wait_beside(city: Path) -> None:
    text = sound.MEETING.rstrip() + (
        "\n      requests:\n        - to: chamber-of-commerce\n          date: 2025-08-10\n"
        "          text: 会員に知らせてほしい\n          due: 2025-09-30\n"
    )
    sound.write(
        city, "data/meetings/2025/council-1.yaml", text.replace("status: done", "status: in_progress")
    )
    document = status_json(city, "2025-10-01")
    assert ("overdue_requests", 2024) in reasons(document)
    assert year(document, 2024)["requests"] == {"overdue": 1}


def test_when_all_is_done_the_next_year_is_named(city: Path) -> None:
    """Reported, met, decided, shown and published: nothing is left but to wait for April."""
    full = sound.RESULT.replace("actuals:", "issues: |\n  平日の夜に通えない人がいる。\nactuals:")
    sound.write(city, "data/results/2024/startup-support.yaml", full)
    visiontrack("report", "2024", root=city)
    assert reasons(status_json(city, "2025-12-01")) == [("publish", 2024)]
    visiontrack("report", "2024", "--publish", "--for", "public", "--date", "2025-11-20", root=city)
    document = status_json(city, "2025-12-01")
    assert reasons(document) == [("wait", 2025)]
