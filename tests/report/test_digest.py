"""The digest at the foot: a reader can redo it, and only what readers are shown changes it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from support.edits import edit
from support.program import visiontrack
from support.reports import Reports, page

GUIDE = (Path(__file__).parents[2] / "docs/templates.md").read_text(encoding="utf-8")
AUDIENCES = ("council", "team", "public")
DIGEST = re.compile(r"[0-9a-f]{64}")


def digest(report: str) -> str:
    """The digest that stands in the last line."""
    (digits,) = DIGEST.findall(report.rstrip().split("\n")[-1])
    return str(digits)


def redone(report: str) -> str:
    """The digest as a reader redoes it: VERSION and DIGEST written over what the last line names."""
    body, _, foot = report.rstrip("\n").rpartition("\n")
    foot = DIGEST.sub("DIGEST", re.sub(r"visiontrack [^ ]+", "visiontrack VERSION", foot))
    return hashlib.sha256(f"{body}\n{foot}\n".encode()).hexdigest()


def own(town: Path, template: str, *, audience: str = "public") -> str:
    """The report by a template of the city's own."""
    (town / "templates").mkdir(exist_ok=True)
    (town / f"templates/{audience}.md.j2").write_text(template, encoding="utf-8")
    ran = visiontrack("report", "2024", "--for", audience, root=town)
    assert ran.code == 0, ran.err
    assert visiontrack("report", "2024", "--for", audience, "--check", root=town).code == 0
    return page(town / f"data/reports/2024/{audience}.md")


# ---- what a reader can do with it ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_reader_redoes_the_digest_from_the_page_alone(standard: Reports, audience: str, lang: str) -> None:
    report = standard(audience, 2024, lang)
    assert digest(report) == redone(report)


@pytest.mark.skipif(
    not shutil.which("sed") or not shutil.which("sha256sum"), reason="needs sed and sha256sum"
)
def test_the_command_of_the_guide_gives_the_digest(standard: Reports, tmp_path: Path) -> None:
    report = standard()
    commands = set(re.findall(r"```sh\n(.*sha256sum.*)\n```", GUIDE))
    assert len(commands) == 1, "the Japanese and the English page name one command"
    (command,) = commands
    sealed = report + "<!-- the seal -->\n"
    for text in (sealed, sealed.replace("\n", "\r\n")):
        (tmp_path / "council.md").write_bytes(text.encode())
        ran = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=True)
        assert ran.stdout.decode().split()[0] == digest(report)


def test_a_word_changed_by_hand_is_found_out(standard: Reports) -> None:
    report = standard()
    assert digest(report) != redone(report.replace("目標を超えた", "目標を大きく超えた"))


# ---- what changes it, and what does not -------------------------------------------------------------------


def test_another_version_of_the_tool_names_the_same_digest(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = town / "data/reports/2024/council.md"
    visiontrack("report", "2024", root=town)
    first = page(place)
    monkeypatch.setattr("visiontrack.__version__", "9.9.9")
    visiontrack("report", "2024", root=town)
    second = page(place)
    assert "visiontrack 9.9.9" in second
    assert digest(second) == digest(first)


def test_the_digest_follows_what_each_audience_is_shown(report: Reports, town: Path) -> None:
    before = {audience: digest(report(audience)) for audience in AUDIENCES}
    result = town / "data/results/2024/startup.yaml"
    edit(result, "財政課と協議中", "財政課と協議済み")
    result.write_text("# 見直した\n" + result.read_text(encoding="utf-8"), encoding="utf-8")
    after = {audience: digest(report(audience)) for audience in AUDIENCES}
    assert after["team"] != before["team"]
    assert after["council"] == before["council"]
    assert after["public"] == before["public"]


def a_section_that_is_to_end(town: Path) -> None:
    edit(
        town / "data/actors/city.yaml",
        "{id: industry, name: 産業振興課}",
        "{id: industry, name: 産業振興課, until: 2027, successor: farm}",
    )


def a_new_actor_without_roles(town: Path) -> None:
    (town / "data/actors/bank.yaml").write_text(
        "id: bank\nname: 信用金庫\ncategory: support_institution\n", encoding="utf-8"
    )


def a_new_role_that_nobody_has_served_yet(town: Path) -> None:
    edit(
        town / "data/actors/citizens.yaml",
        "    text: 地元で買う。\n",
        "    text: 地元で買う。\n  - id: guides\n    title: 案内\n    text: 来た人を案内する。\n",
    )


def a_weight_where_nothing_is_graded(town: Path) -> None:
    edit(town / "data/measures/startup.yaml", "    kind: reference\n", "    kind: reference\n    weight: 3\n")


def a_field_that_is_only_related(town: Path) -> None:
    edit(town / "data/vision.yaml", "title: 商業}", "title: 商業, related: true}")


def the_council_founded_in_another_year(town: Path) -> None:
    edit(town / "data/vision.yaml", "established: 2022\n", "established: 2021\n")


@pytest.mark.parametrize(
    ("entry", "seen_by"),
    [
        (a_section_that_is_to_end, ()),
        (a_new_actor_without_roles, ("council",)),
        (a_new_role_that_nobody_has_served_yet, ("council",)),
        (a_weight_where_nothing_is_graded, ()),
        (a_field_that_is_only_related, ()),
        (the_council_founded_in_another_year, ()),
    ],
)
def test_unseen_entries_leave_a_report_fresh(
    town: Path, entry: Callable[[Path], None], seen_by: tuple[str, ...]
) -> None:
    visiontrack("report", "2023", root=town)
    entry(town)
    assert visiontrack("validate", root=town).code == 0
    for audience in AUDIENCES:
        ran = visiontrack("report", "2023", "--check", "--for", audience, root=town)
        assert ran.code == (audience in seen_by), ran.out


def test_a_successor_has_the_part_of_an_ended_section(report: Reports, town: Path) -> None:
    edit(
        town / "data/actors/city.yaml",
        "{id: farm, name: 農政課}",
        "{id: farm, name: 農政課, until: 2023, successor: industry}",
    )
    assert [" 農政課\n" in report("team", year) for year in (2023, 2024)] == [True, False]


def test_a_sections_later_end_is_not_in_the_view(report: Reports, town: Path) -> None:
    """Also to a template of the city's own, which may print whatever it is given."""
    edit(
        town / "data/actors/city.yaml",
        "{id: farm, name: 農政課}",
        "{id: farm, name: 農政課, until: 2023}",
    )
    template = "{% for s in sections %}\n- {{ s.name }}: {{ s.until }}\n{% endfor %}\n"
    assert "令和5年度で終わり、引継ぎ先がありません。" in report("team", 2024)
    assert "引継ぎ先がありません" not in report("team", 2023)
    assert "農政課: 2023" in own(town, template, audience="team")
    assert "農政課: ―" in report("team", 2023)


# ---- a city's own templates -------------------------------------------------------------------------------


def test_a_template_may_print_the_digest_anywhere(town: Path) -> None:
    twice = own(town, "# {{ foot.digest }}\n\n{{ foot.digest }} {{ foot.version }}\n")
    first, second = DIGEST.findall(twice)
    assert first == second
    from visiontrack import __version__

    marked = twice.replace(first, "DIGEST").replace(__version__, "VERSION")
    assert hashlib.sha256(marked.encode()).hexdigest() == first

    part = own(town, "{{ vision.name }} {{ foot.digest[:8] }} {{ foot.digest|length }}\n").split()
    assert part[1:] == [hashlib.sha256("見本市産業ビジョン DIGEST 64\n".encode()).hexdigest()[:8], "64"]

    assert own(town, "{{ vision.name }}\n") == "見本市産業ビジョン\n"
    edit(town / "data/vision.yaml", "name: 見本市産業ビジョン\n", "name: 見本市の産業ビジョン\n")
    assert visiontrack("report", "2024", "--for", "public", "--check", root=town).code == 0


def test_private_use_characters_stay_in_the_report(town: Path) -> None:
    """外字: names of places are written with private characters, from U+E000 on."""
    edit(town / "data/vision.yaml", "name: 見本市産業ビジョン\n", "name: 見\ue000市\ue100産業ビジョン\n")
    assert own(town, "{{ vision.name }}\n") == "見\ue000市\ue100産業ビジョン\n"


def test_a_lone_surrogate_in_a_template_is_a_finding(town: Path) -> None:
    (town / "templates").mkdir()
    (town / "templates/public.md.j2").write_text('{{ "\\ud900" }}\n', encoding="utf-8")
    ran = visiontrack("report", "2024", "--for", "public", root=town)
    assert ran.code == 1
    assert "error VT111" in ran.err
