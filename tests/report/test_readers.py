"""What the readers of a report are told: what is true, in words meant for them, and nothing meant for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.edits import edit
from support.markdown import section, seen, tables
from support.program import visiontrack
from support.reports import Reports

AUDIENCES = ("council", "team", "public")
MEETING = "data/meetings/2024/council-1.yaml"


def an_old_opinion(town: Path, status: str) -> None:
    """A proposal of the round before the last, put off to a later year."""
    (town / "data/meetings/2023").mkdir(parents=True, exist_ok=True)
    (town / "data/meetings/2023/council-1.yaml").write_text(
        "id: council-1\nbody: council\ndate: 2023-08-03\nreviews: 2022\ntitle: 令和5年度第1回 推進会議\nattendees: [chamber]\n"
        "opinions:\n  - id: o-2023-01\n    actor: chamber\n    kind: proposal\n    measures: [startup]\n"
        f"    text: 夜の相談窓口がほしい。\n    response:\n      status: {status}\n      text: 人の手当てから考える。\n",
        encoding="utf-8",
    )


# ---- the file and its readers -----------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_who_edits_the_file_is_told_not_to(standard: Reports, audience: str) -> None:
    report = standard(audience)
    first = report.split("\n", 1)[0]
    assert first.startswith("<!-- ") and "手で直さず" in first
    assert "visiontrack report 2024" in first
    assert "手で直さず" not in report.replace(first, "")
    assert "手で直さず" not in seen(report)[0]


# ---- how figures are made ---------------------------------------------------------------------------------


def four_points(town: Path) -> None:
    """Gives the certified products a year more: 1 of 2021, 3, 7 and 9."""
    edit(town / "data/measures/farm-brand.yaml", "{year: 2022, value: 3}", "{year: 2021, value: 1}")
    (town / "data/results/2022").mkdir()
    (town / "data/results/2022/farm-brand.yaml").write_text(
        "measure: farm-brand\nyear: 2022\nstatus: on_track\nactuals:\n  items: 2\n", encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("lang", "sentence", "line"),
    [
        ("ja", "基準年度に実績がなければ基準値", "× (2029 − 2024) ≒ 22品目"),
        ("en", "the baseline counts as one where its year has none", "× (2029 − 2024) ≈ 22 品目"),
    ],
)
def test_the_outlook_is_explained_as_it_is_computed(
    report: Reports, town: Path, lang: str, sentence: str, line: str
) -> None:
    """The line begins at the baseline, which is no actual of any year."""
    four_points(town)
    annex = report("annex", 2024, lang)
    assert "9 + (9 − 1) ÷ (2024 − 2021) " + line in section(annex, "4.2")
    assert sentence in section(annex, "2")


def test_projection_has_the_places_of_its_indicator(report: Reports, town: Path) -> None:
    """Before, half a product was expected in FY2029, as a fact."""
    four_points(town)
    edit(town / "data/results/2024/farm-brand.yaml", "items: 2", "items: 3")
    sheet = section(report("annex"), "4.2")
    assert (
        "- 認証品目の累計：見通し（これまでの動きを令和11年度まで直線で延ばした値） "
        "10 + (10 − 1) ÷ (2024 − 2021) × (2029 − 2024) ＝ 25品目\n"
    ) in sheet


def test_share_is_bounded_by_a_hundred_per_cent(report: Reports, town: Path) -> None:
    """A share is not said to grow beyond a hundred per cent."""
    four_points(town)
    edit(town / "data/measures/farm-brand.yaml", "unit: 品目", "unit: '%'")
    edit(town / "data/results/2023/farm-brand.yaml", "items: 4", "items: 30")
    edit(town / "data/results/2024/farm-brand.yaml", "items: 2", "items: 40")
    line = "認証品目の累計：見通し（これまでの動きを直線で延ばした値） 令和11年度までに 100% に届く（73 + (73 − 1) ÷ (2024 − 2021) × (2029 − 2024) ＞ 100%）"
    assert line in section(report("annex"), "4.2")
    assert "100% is reached by FY2029" in section(report("annex", lang="en"), "4.2")


def test_projection_is_bounded_by_zero(report: Reports, town: Path) -> None:
    """What never was negative is not said to become so."""
    edit(
        town / "data/measures/farm-brand.yaml",
        "    targets: {2023: 36.0",
        "    baseline: {year: 2021, value: 70.0}\n    targets: {2023: 36.0",
    )
    edit(town / "data/results/2024/farm-brand.yaml", "idle-land: 37.5", "idle-land: 10.0")
    (town / "data/results/2022").mkdir()
    (town / "data/results/2022/farm-brand.yaml").write_text(
        "measure: farm-brand\nyear: 2022\nstatus: on_track\nactuals:\n  idle-land: 60.0\n", encoding="utf-8"
    )
    line = "令和11年度までに 0ha に届く（10.0 + (10.0 − 70.0) ÷ (2024 − 2021) × (2029 − 2024) ＜ 0ha）"
    assert line in section(report("annex"), "4.2")


def test_ungraded_value_is_not_unknown(report: Reports, town: Path) -> None:
    """Its rate needs a baseline; the value itself stands in the table."""
    edit(town / "data/measures/farm-brand.yaml", "source: 見回り", "source: 見回り\n    basis: pace")
    council = report()
    assert "目標到達1/4（評価できた指標2）" in section(council, "4.2")
    listed = {row[1]: row[2] for row in tables(section(report("annex"), "5"))[0][1:]}
    assert listed["使われていない農地"] == "基準値なし"
    for audience in AUDIENCES:
        assert "把握" not in report(audience)
        assert "値の分かった" not in report(audience)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_line_of_a_cell_begins_with_a_space(standard: Reports, audience: str) -> None:
    assert "<br> " not in standard(audience, 2024, "en")


# ---- opinions and decisions -------------------------------------------------------------------------------


def test_citizens_read_answers_without_work_states(report: Reports, town: Path) -> None:
    """Citizens read an answer and not the state of our work."""
    edit(
        town / MEETING,
        "status: done\n      lead: industry\n      text: 創業スクールを始めた。",
        "status: open",
    )
    edit(
        town / MEETING,
        "    response:\n      status: declined\n      text: 代わりに録画を公開する。\n",
        "",
    )
    answers = [row[1] for row in tables(section(report("public"), "4.1"))[0][1:]]
    assert answers[0].startswith("**まだ対応していません**")
    assert answers[1] == "まだ回答していません"
    assert "未対応" not in report("public")
    council = tables(section(report(), "2.1"))[0]
    assert council[1][2] == "未対応"
    english = [row[1] for row in tables(section(report("public", lang="en"), "4.1"))[0][1:]]
    assert english[1] == "Not answered yet"


def test_citizens_read_of_the_measure_an_opinion_led_to(report: Reports, town: Path) -> None:
    """Citizens hear of the new measure that an opinion led to."""
    edit(
        town / "data/decisions/2024.yaml",
        "reason: 住宅との折り合い",
        "reason: 住宅との折り合い\n    opinions: [o-2024-01]",
    )
    answer = tables(section(report("public"), "4.1"))[0][1][1]
    assert "令和8年度の計画：「環境と調和する工場」を新しく始めます" in answer


def test_what_is_undecided_is_not_said_to_change_nothing(report: Reports, town: Path) -> None:
    edit(
        town / "data/decisions/2024.yaml",
        "decision: improve\n    reason: 策定の体制を整える",
        "decision: undecided\n    reason: 実績を待つ",
    )
    for audience, number in (("council", "6"), ("team", "4")):
        rows = {row[0]: row[-1] for row in tables(section(report(audience), number))[0][1:]}
        assert rows["地場産品のブランド化"] == "決定後に反映"
    assert "- **地場産品のブランド化**：未定。実績を待つ<br>→決定後に反映" in section(report("public"), "5")


@pytest.mark.parametrize(("audience", "number"), [("council", "2.3"), ("team", "3.3")])
def test_an_opinion_stays_in_sight_until_it_is_finished(
    report: Reports, town: Path, audience: str, number: str
) -> None:
    an_old_opinion(town, "deferred")
    (row,) = tables(section(report(audience), number))[0][1:]
    assert row == [
        "o-2023-01<br>商工会議所（提案）" if audience == "team" else "商工会議所（提案）",
        "令和5年度第1回 推進会議（令和5年8月3日）",
        "夜の相談窓口がほしい。<br>［創業支援の充実］",
        "次年度以降に検討<br>人の手当てから考える。",
    ]
    an_old_opinion(town, "done")
    assert "前回より前の意見に、対応の終わっていないものはありません。" in section(report(audience), number)


def test_a_section_sees_what_it_put_off(report: Reports, town: Path) -> None:
    an_old_opinion(town, "deferred")
    assert "夜の相談窓口がほしい。" in section(report("team"), "2.1")


def test_later_meetings_leave_old_opinions_alone(town: Path) -> None:
    """The list of old opinions is not touched by later meetings and decisions."""
    an_old_opinion(town, "deferred")
    assert visiontrack("report", "2024", root=town).code == 0
    (town / "data/meetings/2026").mkdir()
    (town / "data/meetings/2026/council-1.yaml").write_text(
        "id: council-1\nbody: council\ndate: 2026-08-06\nreviews: 2025\ntitle: 令和8年度第1回 推進会議\nattendees: [chamber]\n"
        "opinions:\n  - {id: o-2026-01, actor: chamber, kind: opinion, text: まだか。}\n",
        encoding="utf-8",
    )
    (town / "data/decisions/2025.yaml").write_text(
        "year: 2025\ndecisions:\n  - measure: startup\n    decision: improve\n    reason: 窓口を設ける\n    opinions: [o-2023-01]\n",
        encoding="utf-8",
    )
    assert visiontrack("report", "2024", "--check", root=town).code == 0


# ---- money and signs --------------------------------------------------------------------------------------


def test_citizens_read_amounts_as_they_speak_of_them(report: Reports, town: Path) -> None:
    assert "事業に使ったお金は1,369万円です。" in report("public")
    edit(town / "data/results/2024/startup.yaml", "spent: 8890", "spent: 8895")
    assert "事業に使ったお金は13,695千円です。" in report("public")
    assert "The projects of this measure cost 13,695 thousand yen." in report("public", lang="en")


def test_one_minus_sign_is_used_throughout(report: Reports, town: Path) -> None:
    edit(town / "data/results/2024/startup.yaml", "consults: 263", "consults: -263")
    sheet = section(report("annex"), "4.1")
    assert "| −263 |" in sheet
    assert " - " not in "".join(
        line for line in sheet.splitlines() if line.startswith("| ") and "---" not in line
    )
