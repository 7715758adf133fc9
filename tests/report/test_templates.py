"""A city's own templates: which file wins, where a mistake is told, and that the old report stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.edits import edit
from support.program import visiontrack
from support.reports import page
from visiontrack.finding import Finding
from visiontrack.report import renderer
from visiontrack.util.confined import Answer, Child, Failure
from visiontrack.util.resources import shipped

COUNCIL = "data/reports/2024/council.md"


def write(town: Path, name: str, template: str) -> None:
    place = town / "templates" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(template, encoding="utf-8")


def test_the_citys_own_template_wins_over_the_shipped_one(town: Path) -> None:
    write(town, "council.md.j2", "# {{ vision.name }}の報告\n")
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 0, ran.err
    assert page(town / COUNCIL) == "# 見本市産業ビジョンの報告\n"
    assert "## 1 総括" in (town / "data/reports/2024/team.md").read_text(encoding="utf-8")


def test_one_part_can_be_replaced_and_the_rest_stays_shipped(town: Path) -> None:
    write(town, "parts/head.md.j2", "# 市章のある表紙: {{ vision.municipality }}\n")
    assert visiontrack("report", "2024", root=town).code == 0
    council = (town / COUNCIL).read_text(encoding="utf-8")
    assert council.startswith("# 市章のある表紙: 見本市\n\n## 1 概要\n")


def test_a_template_under_an_unknown_name_is_told(town: Path) -> None:
    """``councl.md.j2``: the city would wait for its own cover for ever. A part that is included is used."""
    write(town, "councl.md.j2", "# 表紙\n")
    write(town, "parts/cover.md.j2", "# 表紙\n")
    write(town, "team.md.j2", "{% include 'parts/cover.md.j2' %}")
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 0
    assert ran.err.startswith(
        "templates/councl.md.j2:1:1: warning VT604 この名前のテンプレートは、どの報告書にも"
    )
    assert "'council.md.j2' のことですか?" in ran.err and "cover.md.j2" not in ran.err


@pytest.mark.parametrize("template", ["", "\n \n", "{# まだ何もない #}\n"])
def test_an_empty_template_is_a_mistake(town: Path, template: str) -> None:
    write(town, "council.md.j2", template)
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 1
    assert "templates/council.md.j2:1:1: error VT601 テンプレートから何も出ません" in ran.err


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{% if year %}", "テンプレートの if が閉じられていません"),
        ("{# 注", "テンプレートの comment が閉じられていません"),
        ("{% fi %}", "テンプレートにない語です: fi"),
        ("{{ year|yaer }}", "テンプレートにないフィルターです: yaer"),
        ("{{ ? }}", "テンプレートの式に書けない文字です: ?"),
        ("{{ year name }}", "テンプレートの書き方が正しくありません"),
        ("{{ year + vision.name }}", "テンプレートのこの行を処理できません"),
        ("{{ 1 // 0 }}", "テンプレートのこの行で、0で割っています"),
    ],
)
def test_the_words_of_the_template_library_are_put_into_japanese(
    town: Path, template: str, sentence: str
) -> None:
    write(town, "council.md.j2", template)
    first = visiontrack("report", "2024", root=town).err.splitlines()[0]
    assert first.partition(" VT60")[2][2:] == sentence


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("# 報告\n\n{% if year %}\n", "templates/council.md.j2:3:1: error VT601"),
        ("# 報告\n\n  {{ visoin.name }}\n", "templates/council.md.j2:3:3: error VT602"),
        (
            "{% for s in measures %}\n{{ s.standing.titel }}\n{% endfor %}",
            "templates/council.md.j2:2:1: error VT602",
        ),
        ("\n{{ vision.__class__ }}\n", "templates/council.md.j2:2:1: error VT603"),
        ("\n\n\n{% include 'parts/none.md.j2' %}", "templates/council.md.j2:4:1: error VT604"),
        ("\n{% include '../data/vision.yaml' %}", "templates/council.md.j2:2:1: error VT604"),
        ("\n{% include '/etc/passwd' %}", "templates/council.md.j2:2:1: error VT604"),
        ("\n{% include 'parts\\\\head.md.j2' %}", "templates/council.md.j2:2:1: error VT604"),
        (
            "\n{% for a in range(9999) %}{% for b in range(9999) %}\n.\n{% endfor %}{% endfor %}",
            "error VT605",
        ),
        ("\n\n{{ year + vision.name }}", "templates/council.md.j2:3:1: error VT606"),
        ("\n\n{{ 1 // 0 }}", "templates/council.md.j2:3:1: error VT606"),
        ("\n\n{{ year|day }}", "templates/council.md.j2:3:1: error VT606"),
    ],
)
def test_a_mistake_names_its_line_and_keeps_old_reports(town: Path, template: str, expected: str) -> None:
    for name in ("council", "public", "team"):
        write(town, f"{name}.md.j2", "{{ measures[0].indicators[0].actual }}\n")
    assert visiontrack("report", "2024", root=town).code == 0
    before = (town / COUNCIL).read_bytes()
    others = (town / "data/reports/2024/team.md").read_bytes()
    edit(town / "data/results/2024/startup.yaml", "value: 1260", "value: 1261")
    write(town, "council.md.j2", template)
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 1
    assert expected in ran.err
    assert "前の報告書はそのままです" in ran.err
    # All reports of a run are rendered before the first is written: none of the three changed.
    assert (town / COUNCIL).read_bytes() == before
    assert (town / "data/reports/2024/team.md").read_bytes() == others


def test_a_misspelt_name_gets_a_suggestion(town: Path) -> None:
    write(town, "council.md.j2", "{{ visoin.name }}\n")
    assert "'vision' のことですか?" in visiontrack("report", "2024", root=town).err
    write(town, "council.md.j2", "{{ vision.municipalty }}\n")
    ran = visiontrack("report", "2024", root=town)
    assert "'municipality' のことですか?" in ran.err
    assert "│ {{ vision.municipalty }}" in ran.err


def test_a_mistake_in_an_included_file_is_told_there(town: Path) -> None:
    write(town, "council.md.j2", "{% include 'parts/own.md.j2' %}\n")
    write(town, "parts/own.md.j2", "よい行\n{{ nothing_here }}\n")
    assert "templates/parts/own.md.j2:2:1: error VT602" in visiontrack("report", "2024", root=town).err


def test_a_link_out_of_the_template_folder_is_not_read(town: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md.j2"
    secret.write_text("秘密\n", encoding="utf-8")
    write(town, "council.md.j2", "{% include 'parts/link.md.j2' %}\n")
    (town / "templates/parts").mkdir()
    (town / "templates/parts/link.md.j2").symlink_to(secret)
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 1
    assert "templates/parts/link.md.j2:1:1: error VT119" in ran.err
    assert not (town / COUNCIL).exists()


def test_a_template_in_cp932_is_reported(town: Path) -> None:
    (town / "templates").mkdir()
    (town / "templates/council.md.j2").write_bytes("# 報告書の表題\n".encode("cp932"))
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 1
    assert "templates/council.md.j2:1:1: error VT101" in ran.err
    assert "cp932" in ran.err


def test_a_template_with_windows_line_ends_gives_the_same_report(town: Path) -> None:
    text = (shipped("templates") / "public.md.j2").read_text(encoding="utf-8")
    assert visiontrack("report", "2024", root=town).code == 0
    (town / "templates").mkdir()
    (town / "templates/public.md.j2").write_bytes(text.replace("\n", "\r\n").encode())
    assert visiontrack("report", "2024", "--check", root=town).code == 0


def test_data_in_braces_is_not_rendered_a_second_time(town: Path) -> None:
    measure = town / "data/measures/startup.yaml"
    measure.write_text(
        measure.read_text(encoding="utf-8").replace("title: 創業支援の充実", 'title: "{{ 7 * 7 }} {% x %}"'),
        encoding="utf-8",
    )
    assert visiontrack("report", "2024", root=town).code == 0
    council = (town / COUNCIL).read_text(encoding="utf-8")
    assert "49" not in council.split("### 1.2")[1].split("### 1.3")[0]
    assert r"\{\{ 7 \* 7 \}\} \{% x %\}" in council


# ---- where a template runs -------------------------------------------------------------------------------


@pytest.fixture
def confined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were given to a child process, which answers that it died."""
    labels: list[str] = []

    def run(_: Child, task: str, payload: bytes, subject: str) -> Failure:
        assert (task, type(payload)) == ("template", bytes)
        labels.append(subject)
        return Failure(subject, "crash")

    monkeypatch.setattr(Child, "run", run)
    return labels


def test_shipped_templates_and_copies_of_them_start_no_child(town: Path, confined: list[str]) -> None:
    write(town, "council.md.j2", (shipped("templates") / "council.md.j2").read_text(encoding="utf-8"))
    write(town, "unused.md.j2", "of no report\n")
    assert visiontrack("report", "2024", root=town).code == 0
    assert confined == []


def test_a_part_of_the_citys_own_runs_in_a_child(town: Path, confined: list[str]) -> None:
    write(town, "parts/opinions.md.j2", "# 意見\n")
    ran = visiontrack("report", "2024", "--for", "council", root=town)
    assert confined == ["templates/parts/opinions.md.j2"]
    assert "templates/parts/opinions.md.j2:1:1: error VT605" in ran.err


@pytest.mark.parametrize(
    "changed",
    [
        {"path": "data/vision.yaml"},
        {"path": "templates/../data/vision.yaml"},
        {"code": "VT301"},
        {"span": [1, 2]},
        {"span": ["x", 1, 1, 1]},
        {"params": []},
        {"suggest": 1},
    ],
)
def test_a_child_reports_findings_on_templates_only(
    town: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, object]
) -> None:
    good = Finding("VT602", "templates/council.md.j2", params={"name": "x"})
    monkeypatch.setattr(Child, "run", lambda *_: Answer({**renderer._finding_as_json(good), **changed}, b""))
    write(town, "council.md.j2", "x\n")
    ran = visiontrack("report", "2024", "--for", "council", root=town)
    assert ran.code == 1
    assert "templates/council.md.j2:1:1: error VT605" in ran.err
