"""Two people at once: a data file is merged by key and id, in real branches and for any pair of edits."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import cases
from support.git_city import build, commit, edit, git
from support.program import visiontrack
from visiontrack.edit.spans import EditableText
from visiontrack.edit.spelling import mapping_lines
from visiontrack.history.merging import merge, merge_files

MEETING = "data/meetings/2025/council-1.yaml"
MEASURE = "data/measures/startup-support.yaml"
RESULT = "data/results/2025/startup-support.yaml"
DECISIONS = "data/decisions/2024.yaml"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    root = build(tmp_path / "city")
    assert visiontrack("init", str(root), "--git").code == 0
    commit(root, "attributes")
    return root


def both(city: Path, ours: Any, theirs: Any) -> bool:
    """Make one change on each of two branches and merge them; returns whether git had no conflict."""
    git(city, "switch", "--quiet", "--create", "theirs")
    theirs(city)
    commit(city, "theirs")
    git(city, "switch", "--quiet", "main")
    ours(city)
    commit(city, "ours")
    try:
        git(city, "merge", "--quiet", "--no-edit", "theirs")
    except subprocess.CalledProcessError as error:
        assert error.returncode == 1, error.stderr
        return False
    return True


def read(city: Path, path: str) -> str:
    return (city / path).read_bytes().decode()


def sound(city: Path) -> bool:
    return visiontrack("validate", root=city).code == 0


def test_two_sections_start_the_year_and_each_fills_its_own(city: Path) -> None:
    def ours(root: Path) -> None:
        visiontrack("do", "2025", "--start", root=root)
        edit(root, RESULT, "status: not_started", "status: on_track")
        edit(root, RESULT, "  startup-school:\n    status: planned", "  startup-school:\n    status: done")
        edit(root, RESULT, "outcomes: |\n", "outcomes: |\n  修了者が増えた\n")
        edit(root, RESULT, "\n  founders:\n", "\n  founders: 80\n")

    def theirs(root: Path) -> None:
        visiontrack("do", "2025", "--start", root=root)
        edit(root, RESULT, "  challenge-shop:\n    status: planned", "  challenge-shop:\n    status: ongoing")
        edit(root, RESULT, "\n  survival:\n", "\n  survival:\n    value: 85\n    state: preliminary\n")
        edit(root, "data/results/2025/local-food.yaml", "issues: |\n", "issues: |\n  担い手\n")

    assert both(city, ours, theirs)
    text = read(city, RESULT)
    for written in (
        "status: on_track",
        "status: done",
        "status: ongoing",
        "修了者",
        "founders: 80",
        "value: 85",
    ):
        assert text.count(written) == 1, written
    assert "担い手" in read(city, "data/results/2025/local-food.yaml")
    assert "<<<<" not in text
    assert text.count("# 事業\n") == 1, "comments of the skeleton stand once"


def test_the_same_file_started_twice_with_different_answers(city: Path) -> None:
    def started(value: str) -> Any:
        def start(root: Path) -> None:
            visiontrack("do", "2025", "--start", root=root)
            edit(root, RESULT, "\n  founders:\n", f"\n  founders: {value}\n")

        return start

    assert not both(city, started("80"), started("81"))
    text = read(city, RESULT)
    assert "<<<<<<< ours\n  founders: 80\n=======\n  founders: 81\n>>>>>>> theirs\n" in text
    assert text.count("<<<<<<<") == 1
    assert "VT10" in visiontrack("validate", root=city).out, "validate points at the markers"


def noted(*words: str) -> Any:
    return lambda root: visiontrack("new", *words, root=root)


def test_two_opinions_in_one_meeting(city: Path) -> None:
    said = ("opinion", "2025", "council-1", "--actor", "chamber-of-commerce", "--text")
    assert both(city, noted(*said, "夜も開いてほしい"), noted(*said, "朝も開いてほしい"))
    text = read(city, MEETING)
    assert text.index("夜も") < text.index("朝も")
    assert sound(city)


def test_a_key_that_one_side_uncommented_stands_once(city: Path) -> None:
    def ours(root: Path) -> None:
        visiontrack("do", "2025", "--start", root=root)
        place = root / RESULT
        lines = place.read_text("utf-8").splitlines()
        at = lines.index("# contributions:")
        end = lines.index("", at)
        lines[at:end] = [line.removeprefix("# ") for line in lines[at:end]]
        place.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")

    def theirs(root: Path) -> None:
        visiontrack("do", "2025", "--start", root=root)
        edit(root, RESULT, "\nnext:\n", "\nnext: improve\n")

    assert both(city, ours, theirs)
    text = read(city, RESULT)
    assert text.count("contributions:") == 1
    assert text.count("# 連携主体の取組") == 1
    assert "# self_evaluation:" in text
    assert "\n\n\n" not in text


def test_one_opinion_noted_by_two(city: Path) -> None:
    said = ("opinion", "2025", "council-1", "--actor", "chamber-of-commerce", "--text", "夜も開いてほしい")
    assert both(city, noted(*said), noted(*said))
    assert read(city, MEETING).count("夜も") == 1


def test_two_meetings(city: Path) -> None:
    held = ("meeting", "2025", "--body", "council", "--date")
    assert both(city, noted(*held, "2025-10-01"), noted("meeting", "2025", "team-9", "--date", "2025-11-01"))
    assert sound(city)


def test_two_people_append_decisions(city: Path) -> None:
    def adding(measure: str, word: str) -> Any:
        def add(root: Path) -> None:
            place = root / "data/decisions/2025.yaml"
            text = place.read_text("utf-8") if place.exists() else "year: 2025\ndecisions:\n"
            item = f"  - measure: {measure}\n    decision: {word}\n    reason: 会議の意見による\n"
            place.write_text(text + item, encoding="utf-8", newline="")

        return add

    adding("vision", "continue")(city)
    commit(city, "begun")
    assert both(city, adding("startup-support", "continue"), adding("local-food", "continue"))
    text = read(city, "data/decisions/2025.yaml")
    assert [line.strip() for line in text.splitlines() if "measure:" in line] == [
        "- measure: vision",
        "- measure: startup-support",
        "- measure: local-food",
    ]
    assert sound(city)


def test_two_decisions_on_one_measure_are_a_conflict_of_that_word(city: Path) -> None:
    text = read(city, DECISIONS)
    line = next(line for line in text.splitlines() if "decision: " in line)
    word = line.split(": ")[1]
    ours, theirs = [other for other in ("expand", "shrink", "improve", "continue") if other != word][:2]

    def deciding(decision: str) -> Any:
        changed = text.replace(line, line.replace(word, decision), 1)
        return lambda root: (root / DECISIONS).write_text(changed, encoding="utf-8", newline="")

    assert not both(city, deciding(ours), deciding(theirs))
    marked = read(city, DECISIONS)
    assert f"<<<<<<< ours\n    decision: {ours}\n=======\n    decision: {theirs}\n>>>>>>> theirs\n" in marked


def test_an_indicator_added_and_a_target_changed(city: Path) -> None:
    added = (
        "indicator",
        "startup-support",
        "grads",
        "--name",
        "修了者数",
        "--unit",
        "人",
        "--target",
        "2029=50",
    )
    text = read(city, MEASURE)
    targets = next(line for line in text.splitlines() if "targets: {" in line)
    changed = targets.replace("}", ", 2028: 89}")
    assert both(city, noted(*added), lambda root: edit(root, MEASURE, targets, changed))
    merged = read(city, MEASURE)
    assert changed in merged
    assert "id: grads" in merged


def test_two_years_of_one_map_of_targets() -> None:
    base = "targets: {2024: 70, 2029: 90}  # 総合計画\n"
    merged = merge(base, base.replace("90", "95"), base.replace("{2024", "{2022: 60, 2024"))
    assert (merged.text, merged.conflict) == ("targets: {2024: 70, 2029: 95, 2022: 60}  # 総合計画\n", False)


def test_a_block_of_text_changed_on_both_sides() -> None:
    base = "measure: m\noutcomes: |\n  一行目\n  二行目\nissues: |\n  課題\nyear: 2024\n"
    ours, theirs = base.replace("一行目", "甲"), base.replace("一行目", "乙").replace("課題", "人手")
    merged = merge(base, ours, theirs)
    assert merged.conflict
    assert merged.text == (
        "measure: m\n<<<<<<< ours\noutcomes: |\n  甲\n  二行目\n=======\noutcomes: |\n  乙\n  二行目\n"
        ">>>>>>> theirs\nissues: |\n  人手\nyear: 2024\n"
    )


def test_comments_of_both_sides_stay() -> None:
    base = "# 頭\na: 1\n\n# 下\nb: 2\nc: 3\n"
    ours = "# 頭\n# 甲の注記\na: 1\n\n# 下\nb: 2  # 甲\nc: 4\n"
    theirs = "# 頭\n# 乙の注記\na: 5\n\n# 下\nb: 2\nc: 3  # 乙\n# 末尾\n"
    merged = merge(base, ours, theirs)
    assert merged.text == ("# 頭\n# 甲の注記\n# 乙の注記\na: 5\n\n# 下\nb: 2  # 甲\nc: 4  # 乙\n# 末尾\n")


def test_comments_of_both_on_one_line() -> None:
    base = "a: []  # 元\nb:\n  c: 1\n"
    ours = "a:\n  - x\nb:  # 甲\n  c: 1\n"
    theirs = "a: []  # 元 乙\nb:  # 乙\n  c: 2\n"
    assert merge(base, ours, theirs).text == "a:\n  - x  # 元 乙\nb:  # 甲  # 乙\n  c: 2\n"


def test_line_ends_are_those_of_our_side() -> None:
    base = "a: 1\nb: 2\nc: 3\n"
    ours = base.replace("1", "7").replace("\n", "\r\n").encode()
    merged = merge_files(base.encode(), ours, base.replace("2", "8").encode())
    assert merged is not None
    assert merged.text == "a: 7\r\nb: 8\r\nc: 3\r\n"


def test_what_one_took_out_and_the_other_changed_is_a_conflict() -> None:
    base = "opinions:\n  - id: o-1\n    text: 甲\n  - id: o-2\n    text: 乙\n"
    merged = merge(base, "opinions:\n  - id: o-2\n    text: 乙\n", base.replace("甲", "丙"))
    assert merged.conflict
    assert "<<<<<<< ours\n=======\n  - id: o-1\n    text: 丙\n>>>>>>> theirs\n  - id: o-2\n" in merged.text


def test_attendees_are_a_union() -> None:
    base = "attendees: [city, bank]\nid: m\n"
    merged = merge(base, "attendees: [city, bank, shops]\nid: m\n", "attendees: [farms, city]\nid: m\n")
    assert (merged.text, merged.conflict) == ("attendees: [city, shops, farms]\nid: m\n", False)


def test_a_file_that_does_not_parse_gets_plain_markers(city: Path) -> None:
    path = "data/actors/farm-coop.yaml"
    first = read(city, path).splitlines()[0]
    assert not both(
        city,
        lambda root: edit(root, path, first, "id: [甲"),
        lambda root: edit(root, path, first, "id: [乙"),
    )
    assert "<<<<<<< ours\nid: [甲\n=======\nid: [乙\n>>>>>>> theirs\n" in read(city, path)


def test_a_file_too_large_gets_plain_markers(tmp_path: Path) -> None:
    base = "a: 1\nb: " + "x" * 1_100_000 + "\nc: 3\n"
    for name, text in (("O", base), ("A", "a: 2\n" + base[5:]), ("B", base[:-2] + "4\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [str(tmp_path / name) for name in "OAB"]
    assert visiontrack("merge-driver", *names, "data/vision.yaml").code == 0
    assert (tmp_path / "A").read_text("utf-8") == "a: 2\n" + base[5:-2] + "4\n"


# ---- setting up ----------------------------------------------------------------------------------------------


def test_setting_up_adds_one_block_and_nothing_the_second_time(tmp_path: Path) -> None:
    root = build(tmp_path / "city")
    (root / ".gitattributes").write_bytes(b"* text=auto\r\n*.png binary")
    config = (root / ".git/config").read_bytes()
    assert "merge=visiontrack" in visiontrack("init", str(root), "--git", "--dry-run").out
    assert (root / ".git/config").read_bytes() == config
    assert visiontrack("init", str(root), "--git").code == 0
    attributes = (root / ".gitattributes").read_bytes()
    assert attributes == (
        b"* text=auto\r\n*.png binary\r\n# visiontrack init --git\r\ndata/**/*.yaml merge=visiontrack\r\n"
    )
    config = (root / ".git/config").read_bytes()
    assert git(root, "status", "--short").split() == ["??", ".gitattributes"], "nothing else is laid out"
    assert visiontrack("init", str(root), "--git").code == 0
    assert (root / ".gitattributes").read_bytes() == attributes
    assert (root / ".git/config").read_bytes() == config


def test_a_refresh_renews_around_the_block(tmp_path: Path) -> None:
    root = build(tmp_path / "city")
    visiontrack("init", str(root))
    first = (root / ".gitattributes").read_bytes()
    visiontrack("init", str(root), "--git")
    appended = (root / ".gitattributes").read_bytes()
    ran = visiontrack("init", str(root), "--refresh")
    assert (ran.code, "gitattributes" in ran.out) == (0, False)
    assert (root / ".gitattributes").read_bytes() == appended != first


def test_status_says_when_a_clone_has_it_not(tmp_path: Path, city: Path) -> None:
    assert "init --git" not in visiontrack("status", root=city).out
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(city), str(clone))
    assert "init --git" in visiontrack("status", root=clone).out
    visiontrack("init", str(clone), "--git")
    assert "init --git" not in visiontrack("status", root=clone).out


@pytest.mark.parametrize("words", [("--git", "--empty"), ("--git", "--refresh"), ("--git", "--name", "x")])
def test_setting_up_does_nothing_else(city: Path, words: tuple[str, ...]) -> None:
    assert visiontrack("init", str(city), *words).code == 2


def test_setting_up_needs_a_repository(tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    assert visiontrack("init", str(root), "--git").code == 2
    assert not (root / ".gitattributes").exists()


# ---- for any edits -------------------------------------------------------------------------------------------

_VALUES = st.one_of(
    st.none(),
    st.sampled_from(["甲", "乙の文", "72", "no", "二行\nの文\n"]),
    st.lists(st.sampled_from("abcd"), unique=True),
)
_ITEMS = st.dictionaries(
    st.sampled_from(["o-1", "o-2", "o-3", "o-4"]),
    st.dictionaries(st.sampled_from(["actor", "text", "kind"]), _VALUES, min_size=1),
)
_DOCUMENTS = st.fixed_dictionaries(
    {"id": st.just("m"), "values": st.dictionaries(st.sampled_from(["p", "q", "r"]), _VALUES, min_size=1)},
    optional={"title": _VALUES, "opinions": _ITEMS, "issues": _VALUES},
)


def text_of(document: dict[str, Any]) -> str:
    content = dict(document)
    if "opinions" in content:
        content["opinions"] = [{"id": id_, **item} for id_, item in content["opinions"].items()]
    return "# 頭\n" + "\n".join(mapping_lines(content, 0, 2)) + "\n"


def unordered(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: unordered(data[key]) for key in sorted(data)}
    return sorted(map(str, map(unordered, data))) or None if isinstance(data, list) else data


@given(_DOCUMENTS, _DOCUMENTS, _DOCUMENTS)
def test_merging_commutes_up_to_order(base: Any, ours: Any, theirs: Any) -> None:
    texts = [text_of(document) for document in (base, ours, theirs)]
    there, back = merge(*texts), merge(texts[0], texts[2], texts[1])
    assert there.conflict == back.conflict
    if not there.conflict:
        assert unordered(EditableText(there.text).data) == unordered(EditableText(back.text).data)


@given(_DOCUMENTS, _DOCUMENTS)
def test_what_one_side_changed_arrives_to_the_byte(base: Any, ours: Any) -> None:
    before, after = text_of(base), text_of(ours)
    assert merge(before, after, before) == merge(before, before, after) == (after, False)
    assert merge(before, after, after) == merge("", after, after) == (after, False)


@given(_DOCUMENTS, _DOCUMENTS, _DOCUMENTS)
def test_what_only_one_changed_arrives_whatever_the_other_did(base: Any, ours: Any, theirs: Any) -> None:
    merged = merge(*(text_of(document) for document in (base, ours, theirs)))
    if merged.conflict:
        return
    values = EditableText(merged.text).data["values"] or {}
    for key in "pqr":
        was, our, their = (document["values"].get(key, "absent") for document in (base, ours, theirs))
        if was in (our, their):
            arrived = their if our == was else our
            assert unordered(values.get(key, "absent")) == unordered(arrived)
