"""Programs, funding, dates of values, the vision's year and projects elsewhere go out in a form and come back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from support import sound
from support.documents import document
from support.forms import office
from support.program import Ran, visiontrack

PREFECTURE = """\
id: prefecture
name: 県
category: government
programs:
  - {id: brand-subsidy, title: ブランド化の補助}
"""
OWN = """\
indicators:
  - id: shipments
    name: 製造品出荷額等
    unit: 億円
    kind: outcome
    direction: increase
    baseline: {year: 2019, value: 1480}
    targets: {2029: 1650}
"""
LAST_YEAR = "year: 2023\ncontext: |\n  物価が上がり始めた。\nactuals:\n  shipments: 1500\n"
CARRIED = """\
  sales:
    value: 114.10  # 速報の資料から
    state: carried
    as_of: 2023年
    source: 農政課調べ
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = office(tmp_path / "city")
    sound.write(root, "data/actors/prefecture.yaml", PREFECTURE)
    vision = (root / "data/vision.yaml").read_text(encoding="utf-8")
    sound.write(root, "data/vision.yaml", vision + OWN)
    sound.write(root, "data/results/2023/vision.yaml", LAST_YEAR)
    measure = root / "data/measures/farm-brand.yaml"
    text = measure.read_text(encoding="utf-8")
    partners = "partners:\n  - {actor: prefecture}\n"
    text = text.replace("partners:\n", f"programs: [brand-subsidy]\n{partners}")
    measure.write_text(
        text.replace("{actor: prefecture}", "{actor: prefecture, roles: []}"), encoding="utf-8"
    )
    return root


def fill(root: Path, name: str, answers: dict[tuple[str, str, str], object]) -> None:
    """Types answers into cells, each named by its sheet's mark and by the marks of its row and column."""
    place = root / "forms" / f"{name}.xlsx"
    book = openpyxl.load_workbook(place)
    for (mark, row, column), value in answers.items():
        (sheet,) = [sheet for sheet in book.worksheets if sheet["A1"].value == f"visiontrack:{mark}"]
        (number,) = [cell.row for cell in sheet["A"] if cell.value == row]
        sheet[f"{column}{number}"] = value
    book.save(place)


def make(root: Path, *args: str) -> Ran:
    return visiontrack(
        "do", "2024", "--forms", str(root / "forms"), "--today", "2025-05-01", *args, root=root
    )


def collect(root: Path) -> Ran:
    return visiontrack(
        "do", "2024", "--collect", str(root / "forms"), "--today", "2025-05-01", "--lang", "en", root=root
    )


def result(root: Path, name: str = "farm-brand") -> str:
    return (root / f"data/results/2024/{name}.yaml").read_text(encoding="utf-8")


def test_unfilled_forms_change_nothing(root: Path) -> None:
    """A carried value, a program, funding and a contribution without a role among them."""
    text = result(root)
    i, j = text.index("  sales:\n"), text.index("  items: 3")
    text = text[:i] + CARRIED + text[j:]
    text = text.replace("    spent: 1360.50\n", "    spent: 1360.50\n    funding: {brand-subsidy: 500}\n")
    text = text.replace("next: expand\n", "  - actor: prefecture\n    text: 説明会を開いた。\nnext: expand\n")
    text += "programs:\n  brand-subsidy:\n    told: 会報で案内した\n    used: 14\n"
    sound.write(root, "data/results/2024/farm-brand.yaml", text)
    assert make(root).code == 0
    ran = collect(root)
    assert (ran.code, ran.err) == (0, "")
    assert result(root) == text
    assert "Forms that came back as they were sent" in ran.out


def test_new_keys_are_taken_in(root: Path) -> None:
    make(root)
    fill(
        root,
        "農政課",
        {
            ("farm-brand", "actuals/sales", "K"): "令和5年",
            ("farm-brand", "programs/brand-subsidy", "C"): "会報で案内した",
            ("farm-brand", "programs/brand-subsidy", "J"): 14,
            ("farm-brand", "projects/tea/funding/brand-subsidy", "H"): 500,
            ("farm-brand", "contributions/2", "B"): "県",
            ("farm-brand", "contributions/2", "F"): "説明会を開いた。",
        },
    )
    ran = collect(root)
    assert ran.code == 0, ran.err
    text = result(root)
    assert "    as_of: 令和5年\n" in text
    assert "  brand-subsidy:\n    told: 会報で案内した\n    used: 14\n" in text
    assert "funding:\n      brand-subsidy: 500\n" in text
    assert "  - actor: prefecture\n    text: 説明会を開いた。\n" in text
    assert visiontrack("validate", root=root).code == 0


def test_secretariat_writes_the_visions_year(root: Path) -> None:
    make(root)
    fill(
        root,
        "産業振興課",
        {
            ("vision", "context", "C"): "物価が上がった。",
            ("vision", "contributions/0", "B"): "県",
            ("vision", "contributions/0", "F"): "会報で紹介した。",
        },
    )
    assert collect(root).code == 0
    text = result(root, "vision")
    assert "context: |\n  物価が上がった。\n" in text
    assert "contributions:\n  - actor: prefecture\n    text: 会報で紹介した。\n" in text


def test_project_elsewhere_has_only_its_own_rows(root: Path) -> None:
    """The industry section has a project in the farm section's measure, and fills in that alone."""
    make(root)
    book = openpyxl.load_workbook(root / "forms/産業振興課.xlsx")
    (sheet,) = [
        sheet for sheet in book.worksheets if sheet["A1"].value == "visiontrack:farm-brand/industry-promotion"
    ]
    marks = [cell.value for cell in sheet["A"] if cell.value][1:]
    assert marks == ["projects/taro", "projects/taro/funding/brand-subsidy"]
    fill(root, "産業振興課", {("farm-brand/industry-promotion", "projects/taro", "G"): 300})
    fill(root, "農政課", {("farm-brand", "outcomes", "C"): "33品目に届いた。"})
    ran = collect(root)
    assert ran.code == 0, ran.err
    assert "budget: 300" in result(root)
    assert "33品目に届いた。" in result(root)


def test_collect_says_whose_form_is_out(root: Path) -> None:
    make(root)
    (root / "forms/産業振興課.xlsx").unlink()
    view = document(
        "do", "2024", "--collect", str(root / "forms"), "--today", "2025-05-01", "--dry-run", root=root
    )
    assert view["out"] == ["industry-promotion"]
    assert view["unchanged"] == ["農政課.xlsx"]


def test_form_says_where_and_when_to_return_it(root: Path) -> None:
    assert make(root, "--due", "2025-05-30").code == 0
    book = openpyxl.load_workbook(root / "forms/農政課.xlsx")
    assert book.worksheets[0]["B4"].value == "提出先：産業振興課　　提出期限：令和7年5月30日"


def test_last_years_texts_stand_beside_the_answers(root: Path) -> None:
    make(root)
    book = openpyxl.load_workbook(root / "forms/産業振興課.xlsx")
    texts = [cell.value for row in book["ビジョン全体の指標"].iter_rows() for cell in row]
    assert "情勢（令和5年度）" in texts
    assert "物価が上がり始めた。" in texts


def test_long_answer_is_not_cut_in_print(root: Path) -> None:
    """Excel makes a row at most 409 points high, so a long text stands in several rows that are one cell."""
    long = "".join(f"  {number}行目の成果を書いた。\n" for number in range(60))
    sound.write(root, "data/results/2024/farm-brand.yaml", result(root).replace("  31品目に届いた。\n", long))
    make(root)
    sheet = openpyxl.load_workbook(root / "forms/農政課.xlsx")["農産物のブランド化"]
    (row,) = [cell.row for cell in sheet["A"] if cell.value == "outcomes"]
    (merged,) = [cells for cells in sheet.merged_cells.ranges if cells.coord.startswith(f"C{row}:")]
    heights = [sheet.row_dimensions[number].height for number in range(row, merged.max_row + 1)]
    assert len(heights) > 1
    assert sum(heights) >= 60 * 15
    assert collect(root).code == 0
