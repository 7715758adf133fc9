"""The secretariat makes files with ``new``: what comes of it validates at once, and nothing else is touched."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import sound
from support.program import Ran, visiontrack

MEASURE = ("--policy", "p1", "--lead", "industry-promotion", "--title", "商店街のにぎわい")
OPINION = ("--actor", "chamber-of-commerce", "--measure", "startup-support", "--text", "土曜にも開いてほしい")
NEW_ID = "o-2025-afb0"  # of this opinion in council-1


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def clean(root: Path) -> Ran:
    return visiontrack("validate", "--strict", "--today", "2025-08-08", root=root)


def decided(city: Path, *entries: str) -> None:
    """More decisions on 2024, for the plan of 2026."""
    text = sound.DECISIONS.replace("year: 2024\n", "year: 2024\nplan: 2026\n") + "".join(entries)
    sound.write(city, "data/decisions/2024.yaml", text)


def test_a_new_measure_has_every_key_and_validates(city: Path) -> None:
    ran = visiontrack("new", "measure", "lively-streets", *MEASURE, "--field", "commerce", root=city)
    assert (ran.code, ran.err) == (0, "")
    assert "data/measures/lively-streets.yaml" in ran.out
    text = (city / "data/measures/lively-streets.yaml").read_text("utf-8")
    assert "policy: p1  # 基本方針【必須】: 創業と成長" in text
    assert "lead: industry-promotion  # 所管課【必須】: 産業振興課" in text
    assert "fields: [commerce]" in text
    keys = (
        "projects",
        "indicators",
        "target_revisions",
        "baseline",
        "tolerance",
        "predecessors",
        "revisions",
    )
    assert all(f"{key}:" in text for key in keys)
    assert (
        "period: {start: 2025, end: 2029}" in text
    )  # 2024 has its results: nobody can report on it any more
    assert clean(city).out.endswith("問題はありません\n")


def test_measure_from_an_earlier_year(city: Path) -> None:
    visiontrack("new", "measure", "night-market", *MEASURE, "--start", "R6", "--end", "2026", root=city)
    text = (city / "data/measures/night-market.yaml").read_text("utf-8")
    assert "period: {start: 2024, end: 2026}" in text
    assert "VT501" in clean(city).out


def test_measure_before_results_has_the_visions_period(city: Path) -> None:
    for name in ("results", "decisions"):
        shutil.rmtree(city / "data" / name)
    visiontrack("new", "measure", "night-market", *MEASURE, root=city)
    assert "\nperiod:  #" in (city / "data/measures/night-market.yaml").read_text("utf-8")


def test_examples_in_comments_are_valid(city: Path) -> None:
    """Taking the comment signs away one level at a time never leads to an unknown key."""
    visiontrack("new", "measure", "lively-streets", *MEASURE, "--start", "2025", root=city)
    path = city / "data/measures/lively-streets.yaml"
    for _ in range(3):
        lines = path.read_text("utf-8").split("\n")
        text = [
            lines[0],
            lines[1],
            *(line.replace("# ", "", 1) if line.lstrip().startswith("# ") else line for line in lines[2:]),
        ]
        path.write_text("\n".join(text), encoding="utf-8")
        findings = json.loads(visiontrack("validate", "--format", "json", root=city).out)["findings"]
        assert {finding["code"] for finding in findings} <= {"VT203", "VT204", "VT207", "VT311", "VT412"}, (
            findings
        )


def test_a_decided_measure_takes_title_and_first_year(city: Path) -> None:
    decided(
        city,
        "  - measure: night-market\n    decision: new\n    title: 夜の市\n    reason: 提案を受けて\n",
        "  - measure: startup-support\n    project: startup-school\n    decision: continue\n    reason: 続ける\n",
    )
    ran = visiontrack("new", "measure", "night-market", *MEASURE[:4], root=city)
    text = (city / "data/measures/night-market.yaml").read_text("utf-8")
    assert (ran.code, "title: 夜の市" in text, "{start: 2026, end: 2029}" in text) == (0, True, True)


def test_a_measure_into_which_others_merge_names_them(city: Path) -> None:
    text = sound.DECISIONS.replace("decision: continue", "decision: merge\n    into: grow-together")
    sound.write(city, "data/decisions/2024.yaml", text.replace("year: 2024\n", "year: 2024\nplan: 2026\n"))
    visiontrack("new", "measure", "grow-together", *MEASURE, root=city)
    measure = (city / "data/measures/grow-together.yaml").read_text("utf-8")
    assert "predecessors: [startup-support]" in measure
    assert "period: {start: 2026, end: 2029}" in measure


def test_without_a_decision_a_measure_needs_its_title(city: Path) -> None:
    ran = visiontrack("new", "measure", "night-market", *MEASURE[:4], root=city)
    assert (ran.code, "--title" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            ("measure", "x", "--policy", "p2", "--lead", "industry-promotion", "--title", "x"),
            "ある ID: p1",
        ),
        (
            ("measure", "x", "--policy", "p1", "--lead", "industry-promotoin", "--title", "x"),
            "'industry-promotion'",
        ),
        (("measure", "x", *MEASURE, "--field", "comerce"), "'commerce' のことですか?"),
        (("measure", "Startup_Club", *MEASURE), "'startup-club' のことですか?"),
        (("measure", "../../evil", *MEASURE), "ID に使えません"),
        (("measure", "con", *MEASURE), "ID に使えません"),
        (("measure", "vision", *MEASURE), "すでに使われています"),
        (("measure", "startup-support", *MEASURE), "すでにあります"),
        (("measure", "x", *MEASURE, "--start", "2031"), "計画期間（2020〜2029年度）の外"),
        (("measure", "x", *MEASURE, "--start", "2026", "--end", "2025"), "より前です"),
        (("measure", "x", *MEASURE[:4], "--title", "長" * 201), "201 文字"),
        (("measure", "x", *MEASURE[:4], "--title", "a\nb"), "誤りがあります"),
        (("actor", "farm-policy", "--name", "x", "--category", "business"), "すでに使われています"),
        (("actor", "x", "--name", "x", "--category", "firm"), "support_institution"),
        (("meeting", "2025", "council-2", "--date", "2026-04-01"), "2025年度ではなく 2026年度"),
        (("meeting", "2025", "council-1", "--date", "2025-09-01"), "すでにあります"),
        (("meeting", "2025", "--date", "2025-09-01"), "--body"),
        (("meeting", "2025", "--date", "9月1日", "--body", "team"), "日付として読めません"),
        (
            ("meeting", "2025", "--date", "2025-09-01", "--body", "team", "--attendee", "farm"),
            "chamber-of-commerce, city, farm-policy",
        ),
        (("opinion", "2025", "council-9", *OPINION), "'council-1' のことですか?"),
        (("opinion", "2025", "council-1", *OPINION, "--measure", "startup-suport"), "'startup-support'"),
        (("opinion", "2025", "council-1", *OPINION, "--actor", "chamber"), "--actor"),
        (("opinion", "2025", "council-1", *OPINION, "--kind", "demand"), "opinion 意見 | proposal 提案"),
        (("opinion", "2025", "council-1", *OPINION, "--id", "o-2025-01"), "すでに使われています"),
        (("opinion", "2025", "council-1", *OPINION[:4], "--text", "  "), "誤りがあります"),
        (("opinion", "2025", "council-1", *OPINION[:4], "--text", "a\x00b"), "NUL"),
        (("opinion", "2025", "council-1", *OPINION[:4], "--text", "a\udcffb"), "誤りがあります"),
        (("mesure", "x"), "'measure' のことですか?"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    city: Path, args: tuple[str, ...], sentence: str
) -> None:
    before = files(city)
    ran = visiontrack("new", *args, root=city)
    assert ran.code == 2
    assert sentence in ran.err
    assert files(city) == before


def test_errors_are_in_the_readers_language(city: Path) -> None:
    """The file would be Japanese, as its folder is; who types is answered in English all the same."""
    for args in (
        ("actor", "q", "--name", "a\nb", "--category", "city"),
        ("opinion", "2025", "council-1", *OPINION),
    ):
        arguments = [*args[:-1], "\u202e"] if args[0] == "opinion" else args
        ran = visiontrack("new", *arguments, "--lang", "en", root=city)
        assert ran.code == 2 and ran.err.isascii(), ran.err


def test_carriage_return_ends_a_line(city: Path) -> None:
    assert visiontrack("new", "opinion", "2025", "council-1", *OPINION[:-1], "一\r二", root=city).code == 0
    assert "text: |\n      一\n      二\n" in (city / "data/meetings/2025/council-1.yaml").read_text("utf-8")


def test_category_is_taken_in_both_languages(city: Path) -> None:
    ran = visiontrack("new", "actor", "citizens", "--name", "市民", "--category", "市民", root=city)
    assert ran.code == 0
    assert "category: citizen" in (city / "data/actors/citizens.yaml").read_text("utf-8")
    assert clean(city).code == 0


def test_a_meeting_counts_up_and_finds_its_title(city: Path) -> None:
    ran = visiontrack("new", "meeting", "R7", "--body", "council", "--date", "2025-11-12", root=city)
    assert ran.code == 0
    text = (city / "data/meetings/2025/council-2.yaml").read_text("utf-8")
    assert "title: 令和7年度第2回 産業振興ビジョン推進会議" in text
    assert "reviews: 2024" in text
    assert "（構成: chamber-of-commerce）" in text
    assert clean(city).code == 0


def new_title(city: Path, id_: str | None = None) -> str:
    """The number in the title of a meeting just made."""
    dated = ("--body", "council", "--date", "2025-12-20")
    ran = visiontrack("new", "meeting", "2025", *([id_] if id_ else []), *dated, root=city)
    assert ran.code == 0, ran.err
    (path,) = re.findall(r"data/meetings/2025/\S+\.yaml", ran.out)
    match = re.search(r"title: 令和7年度(第\d+回)", (city / path).read_text("utf-8"))
    assert match is not None
    return match[1]


def test_third_meeting_is_titled_third(city: Path) -> None:
    assert [new_title(city), new_title(city)] == ["第2回", "第3回"]


def test_third_meeting_is_titled_third_after_one_that_is_left_out(city: Path) -> None:
    assert new_title(city) == "第2回"
    (city / "data/meetings/2025/council-2.yaml").write_text("id: council-2\nbody: \n", "utf-8")
    assert new_title(city) == "第3回"


def test_third_meeting_is_titled_third_where_the_first_has_no_file(city: Path) -> None:
    assert new_title(city) == "第2回"
    (city / "data/meetings/2025/council-1.yaml").unlink()
    assert new_title(city) == "第3回"


def test_meetings_without_a_number_in_the_id_count_too(city: Path) -> None:
    assert [new_title(city, "special"), new_title(city)] == ["第2回", "第3回"]
    assert new_title(city, "autumn") == "第4回"


def test_meeting_after_the_plan_reviews_its_last_year(city: Path) -> None:
    """The plan has ended, the council still meets: what ``new`` writes is no error."""
    end = int(
        re.findall(r"period: \{start: [0-9]+, end: ([0-9]+)", (city / "data/vision.yaml").read_text("utf-8"))[
            0
        ]
    )
    for year in (end + 1, end + 2):
        ran = visiontrack(
            "new", "meeting", str(year), "--body", "council", "--date", f"{year}-08-01", root=city
        )
        assert ran.code == 0
        assert f"reviews: {end}" in (city / f"data/meetings/{year}/council-1.yaml").read_text("utf-8")
    assert visiontrack("validate", root=city).code == 0


@pytest.mark.parametrize(("reviews", "code"), [("2035", 2), ("2018", 2), ("2019", 0), ("R11", 0)])
def test_meeting_reviews_a_year_of_the_period(reviews: str, code: int, city: Path) -> None:
    """The period is 2020 to 2029; what validate would refuse is not even written."""
    before = files(city)
    ran = visiontrack(
        "new", "meeting", "2026", "--body", "team", "--date", "2026-08-06", "--reviews", reviews, root=city
    )
    assert ran.code == code
    if code:
        assert "2020" in ran.err
        assert files(city) == before
    assert clean(city).code == 0


@pytest.mark.parametrize("date", ["2026/8/6", "R8.8.6", "令和8年8月6日", "2026-08-06"])
def test_meeting_date_in_usual_forms(date: str, city: Path) -> None:
    ran = visiontrack("new", "meeting", "2026", "--body", "team", "--date", date, root=city)
    assert ran.code == 0, ran.err
    assert "date: 2026-08-06" in (city / "data/meetings/2026/team-1.yaml").read_text("utf-8")


@pytest.mark.parametrize("date", ["2026/2/30", "R8.13.1", "8月6日"])
def test_a_date_that_is_none_is_told(date: str, city: Path) -> None:
    ran = visiontrack("new", "meeting", "2026", "--body", "team", "--date", date, root=city)
    assert (ran.code, f"日付として読めません: '{date}'" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("args", "suggestion"),
    [
        (("measure", "x", "--policy", "p1", "--lead", "産業 振興課", "--title", "題"), "industry-promotion"),
        (("measure", "x", "--policy", "創業と 成長", "--lead", "city", "--title", "題"), "p1"),
        (("opinion", "2025", "council-1", "--actor", "商工 会議所", "--text", "声"), "chamber-of-commerce"),
        ((*("opinion", "2025", "council-1", *OPINION), "--measure", "創業支援 の充実"), "startup-support"),
        (("actor", "shops", "--name", "商店会", "--category", "産業団体"), "industry_association"),
    ],
)
def test_name_almost_right_suggests_the_id(args: tuple[str, ...], suggestion: str, city: Path) -> None:
    before = files(city)
    ran = visiontrack("new", *args, root=city)
    assert (ran.code, f"'{suggestion}' のことですか?" in ran.err) == (2, True)
    assert files(city) == before


def test_choices_stand_with_their_meanings(city: Path) -> None:
    ran = visiontrack("new", "actor", "x", "--name", "x", "--category", "だれか", root=city)
    assert "industry_association 産業関連団体 | citizen 市民" in ran.err
    english = visiontrack("new", "actor", "x", "--name", "x", "--category", "any", "--lang", "en", root=city)
    assert "city | business | industry_association | citizen citizens" in english.err


def test_opinion_is_added_and_other_bytes_stay(city: Path) -> None:
    path = city / "data/meetings/2025/council-1.yaml"
    path.write_bytes(
        b"\xef\xbb\xbf" + sound.MEETING.replace("\n", "\r\n").encode() + b"# \xe6\xac\xa1\xe5\x9b\x9e"
    )
    before = path.read_bytes()
    ran = visiontrack("new", "opinion", "2025", "council-1", *OPINION, root=city)
    assert (ran.code, NEW_ID in ran.out) == (0, True)
    after = path.read_bytes()
    assert after.startswith(before.removesuffix(b"# \xe6\xac\xa1\xe5\x9b\x9e"))
    assert after.endswith(b"# \xe6\xac\xa1\xe5\x9b\x9e")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert clean(city).code == 1  # the opinion wants an answer: 2024 is past
    assert NEW_ID in clean(city).out


def test_opinions_added_at_once_get_different_ids(city: Path) -> None:
    """The secretariat types the minutes on eight desks, into two meetings of a year: no opinion is lost or doubled."""
    sound.write(
        city,
        "data/meetings/2025/team-1.yaml",
        sound.MEETING.replace("council", "team").replace("o-2025-01", "o-2025-02"),
    )
    command = [
        sys.executable,
        "-c",
        "from visiontrack.cli.main import main; main()",
        "new",
        "opinion",
        "2025",
    ]
    runs = [
        subprocess.Popen(
            [*command, meeting, *OPINION, "--root", str(city)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for meeting in ("council-1", "team-1") * 4
    ]
    assert [run.communicate(timeout=60)[1] for run in runs] == [b""] * 8
    assert [run.returncode for run in runs] == [0] * 8
    written = "".join(path.read_text("utf-8") for path in (city / "data/meetings/2025").iterdir())
    ids = re.findall(r"id: (o-2025-[0-9a-f]+)", written)
    assert len(ids) == len(set(ids)) == 10
    assert "VT303" not in clean(city).out
    assert not list(city.rglob(".visiontrack*"))


def test_the_id_follows_from_who_said_what_where(city: Path) -> None:
    """On two branches two opinions get two ids, and one noted on both gets the same."""
    visiontrack("new", "meeting", "2025", "team-1", "--date", "2025-10-01", root=city)
    ids = []
    for meeting, text in (("council-1", "甲"), ("team-1", "甲"), ("team-1", "乙"), ("team-1", "乙")):
        options = ("--dry-run", "--format", "json")
        ran = visiontrack(
            "new", "opinion", "2025", meeting, *OPINION[:4], "--text", text, *options, root=city
        )
        ids.append(json.loads(ran.out)["id"])
    assert (len(set(ids)), ids[2]) == (3, ids[3])
    assert all(re.fullmatch("o-2025-[0-9a-f]{4}", id_) for id_ in ids)


def test_id_in_a_broken_file_is_not_reused(city: Path) -> None:
    visiontrack("new", "meeting", "2025", "team-1", "--date", "2025-10-01", root=city)
    first = visiontrack(
        "new", "opinion", "2025", "council-1", *OPINION, "--dry-run", "--format", "json", root=city
    )
    taken = json.loads(first.out)["id"]
    visiontrack("new", "opinion", "2025", "team-1", *OPINION, "--id", taken, root=city)
    path = city / "data/meetings/2025/team-1.yaml"
    path.write_text(path.read_text("utf-8").replace("date: 2025-10-01", "date: 10月"), encoding="utf-8")
    ran = visiontrack("new", "opinion", "2025", "council-1", *OPINION, root=city)
    broken = path.read_text("utf-8")
    assert not any(id_ in broken for id_ in re.findall("o-2025-[0-9a-f]{4}", ran.out))
    refused = visiontrack("new", "opinion", "2025", "team-1", *OPINION, root=city)
    assert (refused.code, "data/meetings/2025/team-1.yaml" in refused.err) == (1, True)


def test_a_dry_run_shows_the_difference_and_writes_nothing(city: Path) -> None:
    before = files(city)
    ran = visiontrack("new", "opinion", "2025", "council-1", *OPINION, "--dry-run", root=city)
    assert ran.code == 0
    assert f"+  - id: {NEW_ID}" in ran.out
    assert "+    text: 土曜にも開いてほしい" in ran.out
    assert files(city) == before


def test_json_names_the_file_and_the_id(city: Path) -> None:
    ran = visiontrack("new", "opinion", "2025", "council-1", *OPINION, "--format", "json", root=city)
    output = json.loads(ran.out)
    assert (output["schema"], output["kind"], output["id"]) == ("visiontrack.new/1", "opinion", NEW_ID)
    assert (output["files"], output["dry_run"]) == (["data/meetings/2025/council-1.yaml"], False)


def test_the_comments_speak_the_folders_language_not_the_readers(city: Path) -> None:
    text = sound.VISION.replace("language: ja", "language: en")
    sound.write(city, "data/vision.yaml", text)
    ran = visiontrack(
        "new",
        "actor",
        "bank",
        "--name",
        "Bank",
        "--category",
        "support_institution",
        "--lang",
        "ja",
        root=city,
    )
    assert "を作りました" in ran.out
    assert "# Name [required]" in (city / "data/actors/bank.yaml").read_text("utf-8")


def test_without_a_word_it_shows_what_it_can_make() -> None:
    ran = visiontrack("new", "--lang", "en")
    assert ran.code == 2
    assert all(word in ran.out for word in ("measure", "actor", "meeting", "opinion"))


def test_a_project_and_an_indicator_are_added_to_their_measure(city: Path) -> None:
    """Every line that stood there stays; the folder is sound as it is."""
    place = city / "data/measures/startup-support.yaml"
    before = place.read_text("utf-8")
    project = ["startup-support", "night-school", "--title", "夜の講座", "--lead", "農政課"]
    ran = visiontrack("new", "project", *project, root=city)
    assert ran.code == 0, ran.err
    words = ["--name", "相談件数", "--unit", "件", "--kind", "活動", "--target", "R11=90"]
    ran = visiontrack("new", "indicator", "創業支援の充実", "consultations", *words, root=city)
    assert ran.code == 0, ran.err
    text = place.read_text("utf-8")
    assert set(before.splitlines()) <= set(text.splitlines())
    assert "lead: farm-policy" in text
    assert "targets: {2029: 90}" in text
    assert visiontrack("validate", root=city).code == 0
    assert visiontrack("new", "project", *project, root=city).code == 2


def test_only_a_hearing_is_laid_out_with_its_answers(city: Path) -> None:
    for body, expected in (("hearing", ["answered:", "asked:"]), ("council", []), ("team", [])):
        ran = visiontrack("new", "meeting", "2025", "--body", body, "--date", "2025-09-01", root=city)
        assert ran.code == 0, ran.err
        path = city / ran.out.split(" ", 1)[0].removesuffix("を作りました。").strip()
        lines = path.read_text("utf-8").splitlines()
        assert sorted(line.split()[0] for line in lines if line.startswith(("asked", "answered"))) == expected
