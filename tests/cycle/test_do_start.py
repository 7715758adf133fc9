"""The secretariat lays out the files of the year, the sections fill them in, and what comes later is added."""

from __future__ import annotations

import shutil
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
NEXT = "data/results/2025/startup-support.yaml"
MEASURE = "data/measures/startup-support.yaml"


def errors(root: Path) -> list[str]:
    return [line for line in told(root) if " error " in line]


# ---- laying out ------------------------------------------------------------------------------------------


def test_start_lays_out_a_valid_file(city: Path) -> None:
    """Start lays out a file that is valid at once."""
    before = told(city)
    ran = visiontrack("do", "令和7年度", "--start", root=city)
    assert ran.code == 0
    assert NEXT in ran.out
    assert told(city) == before
    folder = load(city).folder
    assert folder is not None
    result = folder.results[(2025, "startup-support")]
    assert result.status == "not_started"
    assert list(result.projects) == ["startup-school"]
    assert list(result.actuals) == ["founders"]
    assert result.actuals["founders"].value is None
    (report,) = document("do", "2025", root=city)["reports"]
    assert (report["state"], report["exists"]) == ("missing", True)


def test_comments_name_last_value_and_target(city: Path) -> None:
    visiontrack("do", "2025", "--start", root=city)
    text = (city / NEXT).read_text(encoding="utf-8")
    assert "#   前年度 72 / 今年度の目標 74（補間値）" in text
    assert "on_track 順調" in text
    assert "#   - actor: chamber-of-commerce  # 商工会議所" in text
    assert max(width(line) for line in text.split("\n")) <= 80


def test_filled_in_file_is_reported(city: Path) -> None:
    """A laid out file that is filled in is reported."""
    visiontrack("do", "2025", "--start", root=city)
    text = (city / NEXT).read_text(encoding="utf-8")
    for empty, filled in (
        ("status: not_started", "status: on_track"),
        ("    text: |", "    text: |\n      全6回: 参加, 120人 #1 まで"),
        ("    budget:", "    budget: 5000"),
        ("outcomes: |", "outcomes: |\n  創業者が増えた。"),
        ("issues: |", "issues: |\n  場所が足りない。"),
        ("\n  founders:\n", "\n  founders: 80\n"),
        ("next:", "next: expand"),
    ):
        assert empty in text
        text = text.replace(empty, filled, 1)
    text = uncommented(uncommented(text, "contributions"), "self_evaluation")
    text = text.replace("  grade:\n", "  grade: B\n")
    (city / NEXT).write_text(text, encoding="utf-8", newline="\n")
    assert errors(city) == []
    (report,) = document("do", "2025", root=city)["reports"]
    assert (report["state"], report["empty"]) == ("reported", {"indicators": [], "projects": [], "texts": []})
    folder = load(city).folder
    assert folder is not None
    result = folder.results[(2025, "startup-support")]
    school = result.projects["startup-school"]
    assert school is not None
    assert school.text == "全6回: 参加, 120人 #1 まで\n"
    assert result.contributions[0].role == "support-owners"


def uncommented(text: str, key: str) -> str:
    """The text with the example under ``key`` taken out of its comment, as the file says how."""
    before, head, after = text.partition(f"# {key}:\n")
    assert head
    example, blank, rest = (head + after).partition("\n\n")
    return before + "\n".join(line.removeprefix("# ") for line in example.split("\n")) + blank + rest


def test_start_never_touches_a_file_that_exists(city: Path) -> None:
    visiontrack("do", "2025", "--start", root=city)
    sound.write(city, NEXT, "")
    old = (city / RESULT).read_bytes()
    ran = visiontrack("do", "2025", "--start", root=city)
    assert "新しく作る実績ファイルはありません" in ran.out
    assert (city / NEXT).read_bytes() == b""
    assert (city / RESULT).read_bytes() == old


def test_dry_run_prints_the_diff_and_writes_nothing(city: Path) -> None:
    ran = visiontrack("do", "2025", "--start", "--dry-run", root=city)
    assert ran.out.startswith(f"--- /dev/null\n+++ b/{NEXT}\n")
    assert "+year: 2025\n" in ran.out
    assert not (city / NEXT).exists()
    told_so = document("do", "2025", "--start", "--dry-run", root=city)
    assert (told_so["dry_run"], told_so["created"]) == (True, [NEXT])
    assert not (city / NEXT).exists()


def test_the_file_speaks_the_folders_language_not_the_readers(city: Path) -> None:
    sound.write(city, "data/vision.yaml", sound.VISION.replace("language: ja", "language: en"))
    ran = visiontrack("--lang", "ja", "do", "2025", "--start", root=city)
    assert "作りました" in ran.out
    assert "last year 72 / this year's target 74 (interpolated)" in (city / NEXT).read_text(encoding="utf-8")


def test_a_total_is_as_preliminary_as_its_parts(city: Path) -> None:
    own = (
        "indicators:\n  - {id: total, name: 累計, unit: 件, kind: output, direction: increase, "
        "accumulation: cumulative, baseline: {year: 2022, value: 10}, targets: {2029: 70}}\n"
    )
    sound.write(city, "data/vision.yaml", sound.VISION + own)
    for year, actual in ((2023, "{value: 3, state: preliminary}"), (2024, "5")):
        text = f"year: {year}\nactuals:\n  total: {actual}\n"
        sound.write(city, f"data/results/{year}/vision.yaml", text)
    visiontrack("do", "2025", "--start", "--lead", "industry-promotion", root=city)
    assert "前年度までの累計 18（速報）" in (city / "data/results/2025/vision.yaml").read_text(
        encoding="utf-8"
    )


def test_own_indicators_get_a_file_for_the_secretariat(city: Path) -> None:
    own = (
        "indicators:\n"
        "  - {id: shops, name: 店の数, unit: 店, kind: outcome, direction: increase, targets: {2029: 90}}\n"
        "  - {id: law, name: 条例, unit: 有無, kind: output, direction: increase, type: milestone, "
        "targets: {2026: true}}\n"
        "  - {id: total, name: 累計, unit: 件, kind: output, direction: increase, accumulation: cumulative, "
        "baseline: {year: 2023, value: 10}, targets: {2029: 70}}\n"
    )
    sound.write(city, "data/vision.yaml", sound.VISION + own)
    sound.write(city, "data/results/2024/vision.yaml", "year: 2024\nactuals:\n  total: 8\n  law: false\n")
    visiontrack("do", "2025", "--start", "--lead", "industry-promotion", root=city)
    text = (city / "data/results/2025/vision.yaml").read_text(encoding="utf-8")
    assert "前年度 8 / 今年度の目標 30（補間値）" in text
    assert "前年度までの累計 18" in text
    assert "前年度 false / 今年度の目標 なし" in text
    assert errors(city) == []
    reports = document("do", "2025", root=city)["reports"]
    assert [(report["measure"], report["places"]) for report in reports] == [
        ("vision", 3),
        ("startup-support", 5),
    ]


def test_only_what_is_in_force_is_laid_out(city: Path) -> None:
    more = sound.MEASURE.replace(
        "indicators:\n",
        "  - id: old-desk\n    title: 旧窓口\n    period: {start: 2020, end: 2024}\nindicators:\n",
    )
    sound.write(city, MEASURE, more)
    visiontrack("do", "2025", "--start", root=city)
    assert "old-desk" not in (city / NEXT).read_text(encoding="utf-8")


# ---- adding what came later ------------------------------------------------------------------------------

ADDED = """\
  - id: desk
    title: 相談窓口
indicators:
  - id: visits
    name: 相談件数
    unit: 件
    kind: output
    direction: increase
    targets: {2029: 300}
    source: 産業振興課調べ
"""


def with_more(root: Path) -> None:
    """The measure gains a project and an indicator."""
    sound.write(root, MEASURE, sound.MEASURE.replace("indicators:\n", ADDED))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_add_missing_adds_only_what_came_later(city: Path, end: str, mark: str) -> None:
    written = sound.RESULT.replace("  founders: 72\n", "  founders: 72   # 窓口の集計\n\n  # 他は集計中\n")
    old = (mark + "# 6月提出\n" + written).replace("\n", end)
    sound.write(city, RESULT, old)
    with_more(city)
    ran = visiontrack("do", "2024", "--add-missing", root=city)
    assert (ran.code, ran.err) == (0, "")
    assert f"{RESULT}: desk、visits" in ran.out
    new = (city / RESULT).read_bytes().decode()
    rest = new.split(end)
    for line in old.split(end):  # every old line is still there, in its order
        del rest[: rest.index(line)]
        assert rest.pop(0) == line
    assert (new.count("\r\n"), new.startswith("\ufeff")) == (
        new.count("\n") if end == "\r\n" else 0,
        bool(mark),
    )
    assert errors(city) == []
    folder = load(city).folder
    assert folder is not None
    result = folder.results[(2024, "startup-support")]
    assert list(result.projects) == ["startup-school", "desk"]
    assert list(result.actuals) == ["founders", "visits"]
    assert "  # 相談件数（件）" in new
    again = visiontrack("do", "2024", "--add-missing", root=city)
    assert "足す事業や指標はありません" in again.out
    assert (city / RESULT).read_bytes().decode() == new


@pytest.mark.parametrize(
    ("actuals", "want"),
    [
        ("actuals:\n", "actuals:\n  # 相談件数（件）\n"),
        ("actuals:\n    {}\n", "actuals:\n  # 相談件数（件）\n"),
        ("actuals: {}\n", "actuals:\n  # 相談件数（件）\n"),
        ("", "actuals:\n  # 相談件数（件）\n"),
        ("actuals: {founders: 72}\n", "actuals: {founders: 72, visits: null}\n"),
    ],
)
def test_add_missing_works_in_any_style_of_yaml(city: Path, actuals: str, want: str) -> None:
    """Add missing finds its place however the file is written."""
    sound.write(city, RESULT, sound.RESULT.replace("actuals:\n  founders: 72\n", actuals))
    with_more(city)
    visiontrack("do", "2024", "--add-missing", root=city)
    assert want in (city / RESULT).read_text(encoding="utf-8")
    assert errors(city) == []


def test_a_file_that_cannot_be_spliced_is_named(city: Path) -> None:
    old = sound.RESULT.replace("actuals:\n  founders: 72\n", "actuals:\n  ? founders\n")
    sound.write(city, RESULT, old)
    with_more(city)
    ran = visiontrack("do", "2024", "--add-missing", root=city)
    assert ran.code == 1
    assert f"{RESULT}:" in ran.err
    assert "desk、visits" in ran.err
    assert (city / RESULT).read_text(encoding="utf-8") == old


def test_add_missing_and_start_work_alone(city: Path) -> None:
    with_more(city)
    old = (city / RESULT).read_bytes()
    diff = visiontrack("do", "2024", "--add-missing", "--dry-run", root=city).out
    assert [line for line in diff.splitlines() if line.startswith("-")] == [f"--- a/{RESULT}"]
    visiontrack("do", "2024", "--start", root=city)
    assert (city / RESULT).read_bytes() == old


# ---- the sample city -------------------------------------------------------------------------------------


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample city that may be written to."""
    for name in ("data", "evidence"):
        shutil.copytree(REPO / name, tmp_path / name)
    return tmp_path


def test_laying_out_the_city_adds_no_finding(sample: Path) -> None:
    """The whole city is laid out without a new finding."""
    before = errors(sample)
    assert visiontrack("do", "2025", "--start", root=sample).code == int(bool(before))
    assert errors(sample) == before
    view = document("do", "2025", root=sample)
    assert view["totals"]["missing"] == view["totals"]["reports"] == 17
    assert all(report["exists"] for report in view["reports"])
    assert visiontrack("do", "2025", "--add-missing", root=sample).out == "足す事業や指標はありません。\n"


def test_in_english_a_word_that_means_itself_stands_once(city: Path) -> None:
    sound.write(city, "data/vision.yaml", sound.VISION.replace("language: ja", "language: en"))
    visiontrack("do", "2025", "--start", root=city)
    text = (city / "data/results/2025/startup-support.yaml").read_text("utf-8")
    assert "# Status: not_started, on_track, delayed, completed, suspended\n" in text
