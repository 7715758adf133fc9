"""What is called otherwise since a report was made: it was right then, and nothing of it is stale."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.documents import document
from support.edits import edit
from support.program import visiontrack

NEW_NAMES = {
    "a measure's title": ("measures/startup.yaml", "title: 創業支援の充実", "title: 起業の後押し"),
    "a measure's number": (
        "measures/startup.yaml",
        "title: 創業支援の充実",
        "title: 創業支援の充実\nnumber: 9-9",
    ),
    "an indicator": ("measures/startup.yaml", "name: 創業者数", "name: 支援した創業者数"),
    "a policy": ("vision.yaml", "title: 創業と成長", "title: 創業、成長"),
    "an actor": ("actors/citizens.yaml", "name: 市民", "name: 市民のみなさん"),
    "the vision": ("vision.yaml", "name: 見本市産業ビジョン\n", "name: 見本市の産業ビジョン\n"),
    "a longer plan": ("vision.yaml", "end: 2029", "end: 2031"),
}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town with the papers of 2024, also as HTML."""
    root = tmp_path_factory.mktemp("reported") / "town"
    shutil.copytree(Path(__file__).parent / "town", root)
    for form in ("md", "html"):
        assert visiontrack("report", "2024", "--to", form, root=root).code == 0
    return root


@pytest.fixture
def town(reported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(reported, tmp_path / "town"))


def states(root: Path) -> set[str]:
    (year,) = [year for year in document("status", root=root)["years"] if year["year"] == 2024]
    return set(year["checked"].values())


@pytest.mark.parametrize("change", NEW_NAMES.values(), ids=NEW_NAMES)
def test_a_new_name_is_told_in_one_line_and_makes_nothing_stale(
    change: tuple[str, str, str], town: Path
) -> None:
    file, old, new = change
    edit(town / "data" / file, old, new)
    ran = visiontrack("report", "2024", "--check", root=town)
    assert ran.code == 0, ran.out
    first, rest = ran.out.splitlines()
    assert "令和6年度の報告書" in first
    assert "published" in first
    assert rest == "報告書 5 件は data/ と合っています。"
    assert states(town) == {"fresh"}


def test_beside_a_new_name_a_new_figure_is_found(town: Path) -> None:
    edit(town / "data/measures/startup.yaml", "title: 創業支援の充実", "title: 起業の後押し")
    edit(town / "data/results/2024/startup.yaml", "待機が出た", "待機が出なかった")
    ran = visiontrack("report", "2024", "--check", root=town)
    assert (ran.code, "council.md は data/ と合っていません" in ran.out) == (1, True)
    assert "stale" in states(town)


@pytest.mark.parametrize("file", ["council.md", "public.html"])
def test_beside_a_new_name_a_line_typed_by_hand_is_found(file: str, town: Path) -> None:
    place = town / "data/reports/2024" / file
    place.write_text(place.read_text("utf-8").replace("令和6年度", "令和7年度", 1), "utf-8")
    for title in ("創業支援の充実", "起業の後押し"):
        measure = town / "data/measures/startup.yaml"
        measure.write_text(measure.read_text("utf-8").replace("創業支援の充実", title), "utf-8")
        ran = visiontrack("report", "2024", "--check", root=town)
        assert (ran.code, file in ran.out) == (1, True), ran.out
        assert "stale" in states(town)


def test_another_template_of_the_city_is_found_without_rendering(town: Path) -> None:
    (town / "templates").mkdir()
    (town / "templates/public.md.j2").write_text("{{ vision.name }}\n", "utf-8")
    assert "stale" in states(town)


def test_a_report_made_with_the_new_name_is_fresh_without_a_word(town: Path) -> None:
    edit(town / "data/measures/startup.yaml", "title: 創業支援の充実", "title: 起業の後押し")
    for form in ("html", "md"):
        assert visiontrack("report", "2024", "--to", form, root=town).code == 0
        assert visiontrack("report", "2024", "--check", root=town).code == 0
    assert visiontrack("report", "2024", "--check", root=town).out == "報告書 5 件は data/ と合っています。\n"
