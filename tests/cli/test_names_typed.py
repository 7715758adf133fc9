"""Wherever an id is asked for, the thing's own name serves; what is being created is always an id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack

OPINION = ("new", "opinion", "2025", "council-1", "--text", "声")


@pytest.mark.parametrize(
    ("by_name", "by_id"),
    [
        (("show", "創業支援の充実"), ("show", "startup-support")),
        (("show", "産業振興課"), ("show", "industry-promotion")),
        (("show", "商工会議所"), ("show", "chamber-of-commerce")),
        (("show", " 商工会議所　"), ("show", "chamber-of-commerce")),
        (("show", "創業者数"), ("show", "founders")),
        (("explain", "創業支援の充実/創業者数", "2024"), ("explain", "founders", "2024")),
        (("explain", "startup-support／創業者数", "2024"), ("explain", "founders", "2024")),
        (("explain", "創業支援の充実", "2024"), ("explain", "startup-support", "2024")),
        (("check", "2024", "--lead", "産業振興課"), ("check", "2024", "--lead", "industry-promotion")),
        (("check", "2024", "--policy", "創業と成長"), ("check", "2024", "--policy", "p1")),
        (("check", "2024", "--field", "商業"), ("check", "2024", "--field", "commerce")),
        (("check", "2024", "--measure", "創業支援の充実"), ("check", "2024", "--measure", "startup-support")),
        (("plan", "2025", "--lead", "所沢市"), ("plan", "2025", "--lead", "city")),
        (("do", "2024", "--lead", "農政課"), ("do", "2024", "--lead", "farm-policy")),
        ((*OPINION, "--actor", "商工会議所"), (*OPINION, "--actor", "chamber-of-commerce")),
    ],
)
def test_a_name_does_what_its_id_does(city: Path, by_name: tuple[str, ...], by_id: tuple[str, ...]) -> None:
    end = ("--dry-run",) if "new" in by_id else ("--format", "json")
    ran = visiontrack(*by_name, *end, root=city)
    assert ran.code == 0
    assert ran.out == visiontrack(*by_id, *end, root=city).out


def test_full_width_letters_of_a_name_are_the_same_name(city: Path) -> None:
    sound.write(
        city, "data/measures/startup-support.yaml", sound.MEASURE.replace("創業支援の充実", "ＩＴの活用")
    )
    assert visiontrack("show", "ITの活用", root=city).code == 0
    assert visiontrack("show", "itの活用", root=city).code == 2


def test_new_takes_names_but_gives_the_new_thing_an_id(city: Path) -> None:
    ran = visiontrack(
        *(
            "new",
            "measure",
            "shops",
            "--policy",
            "創業と成長",
            "--lead",
            "農政課",
            "--field",
            "商業",
            "--title",
            "題",
        ),
        root=city,
    )
    assert ran.code == 0
    text = (city / "data/measures/shops.yaml").read_text("utf-8")
    assert "policy: p1" in text and "lead: farm-policy" in text and "[commerce]" in text
    refused = visiontrack(
        "new", "measure", "新しい施策", "--policy", "p1", "--lead", "city", "--title", "題", root=city
    )
    assert refused.code == 2


def test_a_meeting_is_named_by_its_title(city: Path) -> None:
    args = (
        "new",
        "opinion",
        "2025",
        "令和7年度第1回 産業振興ビジョン推進会議",
        "--actor",
        "city",
        "--text",
        "声",
    )
    assert visiontrack(*args, "--measure", "創業支援の充実", root=city).code == 0
    assert "measures: [startup-support]\n    text: 声" in (
        city / "data/meetings/2025/council-1.yaml"
    ).read_text("utf-8")


def test_two_of_one_name_are_asked_about(city: Path) -> None:
    """After a reorganisation the new section has the old one's name: its id tells them apart."""
    sound.write(city, "data/actors/city.yaml", sound.CITY.replace("name: 農政課", "name: 産業振興課"))
    for args in (("check", "2024", "--lead", "産業振興課"), (*OPINION, "--actor", "産業振興課")):
        ran = visiontrack(*args, root=city)
        assert ran.code == 2
        assert ran.err == (
            "'産業振興課' は1つに決まりません。次のどれかを書いてください:\n  farm-policy\n  industry-promotion\n"
        )
    ran = visiontrack("show", "産業振興課", root=city)
    assert "section:industry-promotion" in ran.err and "section:farm-policy" in ran.err


def test_an_id_wins_over_a_name(city: Path) -> None:
    sound.write(city, "data/actors/city.yaml", sound.CITY.replace("name: 農政課", "name: industry-promotion"))
    shown = json.loads(visiontrack("show", "industry-promotion", "--format", "json", root=city).out)
    assert shown["id"] == "industry-promotion"


@pytest.mark.parametrize(
    ("args", "file"),
    [
        (("report", "2024", "--for", "市民"), "data/reports/2024/public.md"),
        (("report", "2024", "--for", "推進チーム"), "data/reports/2024/team.md"),
        (
            ("new", "meeting", "2025", "--date", "2025-09-01", "--body", "推進チーム"),
            "data/meetings/2025/team-1.yaml",
        ),
        (
            ("new", "meeting", "2025", "--date", "2025-09-01", "--body", "意見聴取"),
            "data/meetings/2025/hearing-1.yaml",
        ),
    ],
)
def test_words_are_taken_in_japanese(city: Path, args: tuple[str, ...], file: str) -> None:
    ran = visiontrack(*args, root=city)
    assert (ran.code, ran.err) == (0, "")
    assert (city / file).is_file()


def test_an_unknown_word_is_answered_with_the_words_there_are(city: Path) -> None:
    ran = visiontrack("report", "2024", "--for", "議員", root=city)
    assert ran.code == 2
    assert "council 推進会議" in ran.err and "public 市民" in ran.err
