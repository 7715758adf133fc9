"""``visiontrack report`` as a secretariat uses it through the year."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support.edits import edit
from support.program import visiontrack
from visiontrack.edit.writer import Change
from visiontrack.report import outputs

AUDIENCES = ("council", "team", "public")
RESULT = "data/results/2024/startup.yaml"


SMALL = (
    "# {{ vision.name }} {{ year|year }} {{ audience }}\n\n"
    "{% for s in measures %}{% for i in s.indicators %}\n- {{ i.name }}: {{ i.actual }}\n{% endfor %}{% endfor %}\n"
    "\nvisiontrack {{ foot.version }} {{ foot.digest }}\n"
)


@pytest.fixture
def brief(town: Path) -> Path:
    """The town with short templates of its own: for what does not depend on what a report says."""
    (town / "templates").mkdir()
    for audience in AUDIENCES:
        (town / f"templates/{audience}.md.j2").write_text(SMALL, encoding="utf-8")
    return town


def files(town: Path, year: int = 2024) -> dict[str, bytes]:
    folder = town / f"data/reports/{year}"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.md"))}


def test_report_writes_one_for_each_audience_and_leaves_them_when_nothing_changed(brief: Path) -> None:
    ran = visiontrack("report", "R6", root=brief)
    assert (ran.code, ran.err) == (0, "")
    assert list(files(brief)) == ["annex.md", "council.md", "overview.md", "public.md", "team.md"]
    first = files(brief)
    again = visiontrack("report", "令和6年度", root=brief)
    assert again.code == 0
    assert again.out.count("変わりません") == 5
    assert files(brief) == first


def test_for_one_audience_only_that_file_is_written(brief: Path) -> None:
    assert visiontrack("report", "2024", "--for", "public", root=brief).code == 0
    assert list(files(brief)) == ["public.md"]


@pytest.mark.parametrize(
    "args",
    [
        ["report"],
        ["report", "来年"],
        ["report", "2050"],
        ["report", "2024", "--for", "mayor"],
        ["report", "2024", "--to", "odt"],
        ["report", "2024", "--frobnicate"],
        ["report", "2024", "--check", "--to", "html"],
        ["report", "--check", "--dry-run"],
    ],
)
def test_wrong_use_is_told_and_writes_nothing(brief: Path, args: list[str]) -> None:
    ran = visiontrack(*args, root=brief)
    assert ran.code == 2
    assert ran.err
    assert files(brief) == {}


def test_check_tells_what_is_absent_then_fresh_then_stale(brief: Path) -> None:
    absent = visiontrack("report", "2024", "--check", root=brief)
    assert absent.code == 1
    assert absent.out.count("がありません") == 5
    assert "visiontrack report 2024" in absent.out
    assert files(brief) == {}

    visiontrack("report", "2024", root=brief)
    fresh = visiontrack("report", "2024", "--check", root=brief)
    assert (fresh.code, fresh.err) == (0, "")

    before = files(brief)
    edit(brief / RESULT, "value: 1260", "value: 1261")
    stale = visiontrack("report", "2024", "--check", root=brief)
    assert stale.code == 1
    assert stale.out.count("合っていません") == 4
    assert files(brief) == before


def test_check_without_a_year_takes_every_year_that_has_a_report(brief: Path) -> None:
    assert visiontrack("report", "--check", root=brief).code == 0
    visiontrack("report", "2023", root=brief)
    visiontrack("report", "2024", root=brief)
    assert visiontrack("report", "--check", root=brief).code == 0
    (brief / "data/reports/2023/team.md").unlink()
    ran = visiontrack("report", "--check", root=brief)
    assert ran.code == 1
    assert "data/reports/2023/team.md" in ran.out
    assert "2024" not in ran.out


def test_other_files_beside_the_reports_are_no_reports(brief: Path) -> None:
    """Somebody's notes in the folder of a year do not make its reports missing."""
    assert visiontrack("report", "2024", root=brief).code == 0
    (brief / "data/reports/2023").mkdir()
    (brief / "data/reports/2023/notes.md").write_text("x", encoding="utf-8")
    ran = visiontrack("report", "--check", root=brief)
    assert ran.code == 0
    assert "data/reports/2023/notes.md:1:1: warning VT620" in ran.err


def test_old_or_changed_html_beside_a_fresh_report_is_named(brief: Path) -> None:
    visiontrack("report", "2024", root=brief)
    visiontrack("report", "2024", "--to", "html", root=brief)
    assert visiontrack("report", "2024", "--check", root=brief).code == 0
    page = brief / "data/reports/2024/public.html"
    made = page.read_bytes()
    page.write_bytes(made.replace(b"1,260", b"9,999"))
    assert page.read_bytes() != made
    forged = visiontrack("report", "2024", "--check", root=brief)
    assert forged.code == 1
    assert "data/reports/2024/public.html は data/ と合っていません" in forged.out
    page.write_bytes(made)
    edit(brief / RESULT, "value: 1260", "value: 1261")
    visiontrack("report", "2024", root=brief)
    old = visiontrack("report", "2024", "--check", root=brief)
    assert old.code == 1
    for name in ("council", "team", "public"):
        assert f"data/reports/2024/{name}.html は data/ と合っていません" in old.out
    assert "visiontrack report 2024 --to html" in old.out


@pytest.mark.needs("docx")
def test_word_file_with_other_figures_is_named(brief: Path) -> None:
    visiontrack("report", "2024", root=brief)
    visiontrack("report", "2024", "--to", "docx", "--for", "public", root=brief)
    assert visiontrack("report", "2024", "--check", root=brief).code == 0
    paper = brief / "data/reports/2024/public.docx"
    with zipfile.ZipFile(paper) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(paper, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content.replace(b"1,260", b"9,999").replace(b"1260", b"9999"))
    ran = visiontrack("report", "2024", "--check", root=brief)
    assert ran.code == 1
    assert "data/reports/2024/public.docx は data/ と合っていません" in ran.out


def test_published_report_that_was_deleted_is_named(brief: Path) -> None:
    visiontrack("report", "2024", root=brief)
    with (brief / "data/vision.yaml").open("a", encoding="utf-8") as vision:
        vision.write("published:\n  - {year: 2024, for: public, date: 2025-09-30}\n")
    assert visiontrack("report", "--check", root=brief).code == 0
    (brief / "data/reports/2024/public.md").unlink()
    ran = visiontrack("report", "--check", root=brief)
    assert ran.code == 1
    assert "data/reports/2024/public.md は公表済みですが、ファイルがありません" in ran.out


def test_check_ignores_the_version_that_wrote_and_windows_line_ends(town: Path) -> None:
    visiontrack("report", "2024", root=town)
    council = town / "data/reports/2024/council.md"
    text = council.read_text(encoding="utf-8")
    from visiontrack import __version__

    assert text.count(f"visiontrack {__version__}") == 2
    older = text.replace(f"visiontrack {__version__}", "visiontrack 0.0.9.dev1+local")
    council.write_bytes(older.replace("\n", "\r\n").encode())
    assert visiontrack("report", "2024", "--check", root=town).code == 0
    council.write_text(text.replace("visiontrack ", "visiontrack v "), encoding="utf-8")
    assert visiontrack("report", "2024", "--check", root=town).code == 1


def test_a_report_edited_by_hand_is_stale(town: Path) -> None:
    visiontrack("report", "2024", root=town)
    edit(town / "data/reports/2024/public.md", "## 1 令和6年度のまとめ", "## 2 令和6年度の まとめ")
    ran = visiontrack("report", "2024", "--check", root=town)
    assert ran.code == 1
    assert ran.out.startswith("data/reports/2024/public.md は data/ と合っていません")


def test_what_a_later_year_brings_leaves_an_earlier_report_fresh(town: Path) -> None:
    """A year goes by: results, a meeting, decisions, and what they change in the plan."""
    visiontrack("report", "2023", root=town)
    before = files(town, 2023)
    later = town / "data/results/2025"
    later.mkdir()
    (later / "startup.yaml").write_text(
        "measure: startup\nyear: 2025\nstatus: on_track\nactuals:\n  founders: 1500\n", encoding="utf-8"
    )
    edit(town / RESULT, "value: 83.0", "value: 82.0")
    edit(
        town / "data/decisions/2024.yaml",
        "  - measure: farm-brand\n    decision: improve",
        "  - measure: farm-brand\n    decision: abolish",
    )
    brand = town / "data/measures/farm-brand.yaml"
    edit(brand, "lead: farm\npartners", "lead: farm\nperiod: {start: 2022, end: 2025}\npartners")
    (town / "data/meetings/2025/council-2.yaml").write_text(
        "id: council-2\nbody: council\ndate: 2025-11-06\nreviews: 2024\ntitle: 第2回\nattendees: [chamber]\n"
        "opinions:\n  - id: o-2025-03\n    actor: chamber\n    kind: opinion\n    measures: [startup]\n    text: 続けてほしい。\n",
        encoding="utf-8",
    )
    ran = visiontrack("report", "2023", "--check", root=town)
    assert ran.code == 0, ran.out + ran.err
    visiontrack("report", "2023", root=town)
    assert files(town, 2023) == before


def test_a_published_report_is_a_record(brief: Path) -> None:
    visiontrack("report", "2024", root=brief)
    before = files(brief)
    edit(
        brief / "data/vision.yaml",
        "revisions:\n  - year: 2026",
        "published:\n  - {year: 2024, for: council, date: 2025-08-07}\nrevisions:\n  - year: 2026",
    )
    edit(brief / RESULT, "value: 1260", "value: 1261")
    ran = visiontrack("report", "2024", root=brief)
    assert ran.code == 0
    assert "council.md は公表済み" in ran.out
    assert files(brief)["council.md"] == before["council.md"]
    assert files(brief)["team.md"] != before["team.md"]
    assert visiontrack("report", "2024", "--check", root=brief).code == 0

    assert visiontrack("report", "2024", "--again", root=brief).code == 0
    assert b"1,261" in files(brief)["council.md"]


def test_dry_run_shows_the_difference_and_writes_nothing(town: Path) -> None:
    visiontrack("report", "2024", root=town)
    before = files(town)
    edit(town / RESULT, "text: 交付23件", "text: 交付24件")
    ran = visiontrack("report", "2024", "--dry-run", "--for", "council", root=town)
    assert ran.code == 0
    assert "-| 創業補助金（令和6年度で終了） | 完了 | 交付23件 |" in ran.out
    assert "+| 創業補助金（令和6年度で終了） | 完了 | 交付24件 |" in ran.out
    assert files(town) == before


def test_dry_run_names_charts_and_converted_papers(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing printed as text says nothing to anybody."""
    chart = Change("data/reports/2024/charts/grades.svg", None, b"<svg/>")
    monkeypatch.setattr(outputs, "drawn_charts", lambda *_: [chart])
    drawn = visiontrack("report", "2024", "--dry-run", "--for", "public", root=town).out
    assert drawn.startswith("--- /dev/null\n+++ b/data/reports/2024/public.md\n")
    assert drawn.endswith("\ndata/reports/2024/charts/grades.svg が変わります\n")
    monkeypatch.undo()
    converted = visiontrack("report", "2024", "--dry-run", "--to", "html", "--for", "public", root=town).out
    assert "data/reports/2024/public.html が変わります\n" in converted
    assert "<svg" not in drawn and "<html" not in converted


@pytest.mark.parametrize("option", [[], ["--check"], ["--dry-run"]])
def test_a_folder_with_errors_gives_no_report(brief: Path, option: list[str]) -> None:
    visiontrack("report", "2024", root=brief)
    before = files(brief)
    edit(brief / RESULT, "  consults: 263", "  consults: 二百")
    ran = visiontrack("report", "2024", *option, root=brief)
    assert ran.code == 1
    assert "data/results/2024/startup.yaml:" in ran.err
    assert "VT205" in ran.err
    assert "報告書を作りません" in ran.err
    assert files(brief) == before


def test_a_warning_is_no_reason_to_refuse(brief: Path) -> None:
    assert "warning" in visiontrack("validate", root=brief).out
    assert visiontrack("report", "2024", root=brief).code == 0


def test_a_report_in_english_when_the_vision_says_so(town: Path) -> None:
    edit(town / "data/vision.yaml", "language: ja", "language: en")
    assert visiontrack("report", "2024", root=town).code == 0
    council = (town / "data/reports/2024/council.md").read_text(encoding="utf-8")
    assert "\n# 見本市産業ビジョン FY2024 Progress report for the promotion council\n" in council
    assert visiontrack("report", "2024", "--check", "--lang", "ja", root=town).code == 1


def run_elsewhere(town: Path, cwd: Path, seed: str) -> dict[str, bytes]:
    """The program in a process of its own, from another folder, with another order of hashes."""
    for path in (town / "data/reports").rglob("*.md"):
        path.unlink()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    # Here too as on a machine without the charts extra.
    program = "import sys; sys.modules['vl_convert'] = None; from visiontrack.cli.main import main; main()"
    command = [sys.executable, "-c", program, "report", "2024", "--root", os.path.relpath(town, cwd)]
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)
    return files(town)


def test_the_same_folder_gives_the_same_bytes_anywhere(town: Path, tmp_path: Path) -> None:
    visiontrack("report", "2024", root=town)
    written = files(town)
    assert run_elsewhere(town, tmp_path, "1") == written
    assert run_elsewhere(town, town / "data", "4711") == written


def test_a_merger_is_told_once_the_merged_measure_has_ended(town: Path) -> None:
    """Entered years later, it leaves the reports fresh of the years in which both measures were in force."""
    visiontrack("report", "2023", root=town)
    visiontrack("report", "2024", root=town)
    startup = town / "data/measures/startup.yaml"
    edit(startup, "lead: industry\npartners", "lead: industry\npredecessors: [farm-fair]\npartners")
    assert visiontrack("report", "2023", "--check", root=town).code == 0
    assert visiontrack("report", "2024", "--check", "--for", "council", root=town).code == 1
    visiontrack("report", "2024", root=town)
    council = (town / "data/reports/2024/council.md").read_text(encoding="utf-8")
    assert council.count("、前身の施策：農業まつり |") == 2


def test_on_github_a_stale_report_is_annotated(brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changed the data sees at the file that the paper was not made anew."""
    visiontrack("report", "2024", root=brief)
    edit(brief / RESULT, "consults: 263", "consults: 264")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(brief.parent / "summary.md"))
    ran = visiontrack("report", "--check", root=brief)
    assert ran.code == 1
    path = "data/reports/2024/council.md"
    assert (
        f"::error file={path},line=1,title=visiontrack report --check::{path} は data/ と合っていません。"
        in ran.out
    )
    assert f"    {path}" in (brief.parent / "summary.md").read_text("utf-8")
