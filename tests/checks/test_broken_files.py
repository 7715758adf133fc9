"""One mistake is told once: nothing that follows from a broken file is told, and nothing is hidden by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import cases, sound
from support.told import told

FILES = sorted(path.relative_to(cases.BASE).as_posix() for path in (cases.BASE / "data").rglob("*.yaml"))
KEY = re.compile(r"^(\s*(?:- )?)([a-z_]+):(.*)$")
FOLLOWED = re.compile(r" VT[345]\d\d")


def mistypings(text: str) -> Iterator[str]:
    """The text with one key mistyped, or one value made a list."""
    lines = text.split("\n")
    for number, one in enumerate(lines):
        match = KEY.match(one)
        if match is None:
            continue
        start, key, value = match.groups()
        for changed in (f"{start}{key}q:{value}", f"{start}{key}: [x]"):
            if changed != one:
                yield "\n".join([*lines[:number], changed, *lines[number + 1 :]])


@pytest.mark.parametrize("path", FILES)
def test_a_mistyped_key_or_value_is_all_that_is_told(path: str, tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    text = (root / path).read_text(encoding="utf-8")
    for changed in mistypings(text):
        sound.write(root, path, changed)
        findings = told(root)
        assert findings, changed
        # A list in the place of a list, and an id that is none, are no broken files but what the rules are for.
        if any(re.search(r" VT[12]\d\d", one) for one in findings):
            assert not any(map(FOLLOWED.search, findings)), changed
            assert all(one.startswith(path) for one in findings), changed


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_cannot_be_read_is_told_alone(path: str, tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    for content in ("", "- x\n", "a: [\n", "<<<<<<< HEAD\nid: a\n", b"\x83\x65\x83\x58"):
        sound.write(root, path, content)
        findings = told(root)
        assert {one.split(":")[0] for one in findings} == {path}
        assert not any(map(FOLLOWED.search, findings))


@pytest.mark.parametrize("path", [path for path in FILES if path != "data/vision.yaml"])
def test_a_file_that_nobody_reads_still_counts_as_there(path: str, tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    for ending in (".yml", ".YAML"):
        stray = (root / path).with_suffix(ending)
        (root / path).rename(stray)
        findings = told(root)
        assert len(findings) == 1
        assert findings[0].startswith(path.removesuffix(".yaml") + ending)
        stray.rename(root / path)


@pytest.mark.parametrize("case", cases.folders(), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_mistake_elsewhere_in_the_file_hides_nothing(case: Path, tmp_path: Path) -> None:
    """Only a score is not worked out from files that are not sound."""
    if case.parent.name == "VT504" and case.name == "score":
        return
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    root = cases.build(tmp_path / "city", case)
    for path in {one.split(":")[0] for one in expected}:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("nobody-knows-this: 1\n")
    findings = told(root)
    assert [one for one in findings if f" {case.parent.name}" in one] == expected
    assert any("VT201" in one for one in findings)


def test_one_run_tells_what_is_wrong_in_every_file(tmp_path: Path) -> None:
    """The secretariat collects files from five sections, each with its own slips."""
    root = cases.build(tmp_path / "city")
    cases.change(
        root,
        """\
--- data/measures/startup-support.yaml
-policy: p1
+policy: p9
@@
-    kind: output
+    kind: 活動
@@
-    targets: {2029: 85}
+    targets: {2030: 85}
--- data/results/2024/startup-support.yaml
-status: on_track
+status: 順調
@@
-  founders: 72
+  foundrs: 72
--- data/meetings/2025/council-1.yaml
-date: 2025-08-07
+date: 2025-02-30
@@
-      lead: industry-promotion
+      lead: nobody
--- data/decisions/2023.yaml
-year: 2023
+year: 令和5年度
@@
-    opinions: [o-2024-01]
+    opinions: [o-2024-11]
""",
    )
    assert [re.sub(r":\d+:\d+ error| → .*", "", one).removeprefix("data/") for one in told(root)] == [
        "decisions/2023.yaml VT210.era",
        "decisions/2023.yaml VT301.opinion",
        "measures/startup-support.yaml VT301.policy",
        "measures/startup-support.yaml VT405",
        "measures/startup-support.yaml VT207.label",
        "meetings/2025/council-1.yaml VT209.none",
        "meetings/2025/council-1.yaml VT301.party",
        "results/2024/startup-support.yaml VT207.label",
        "results/2024/startup-support.yaml VT301",
    ]


def test_actor_without_id_keeps_its_sections(tmp_path: Path) -> None:
    root = cases.build(tmp_path / "city")
    cases.change(root, "--- data/actors/city.yaml\n-id: city\n")
    assert told(root) == ["data/actors/city.yaml:1:1 error VT202"]


def test_misspelt_id_counts_as_the_suggested_one(tmp_path: Path) -> None:
    """``Founders`` cannot be an id; that results say ``founders`` is right all the same, ``foundrs`` is not."""
    root = cases.build(tmp_path / "city")
    cases.change(
        root,
        """\
--- data/measures/startup-support.yaml
-  - id: founders
+  - id: Founders
--- data/results/2024/startup-support.yaml
-  ordinance: true
+  ordinanse: true
""",
    )
    assert told(root) == [
        "data/measures/startup-support.yaml:17:9 error VT208 → founders",
        "data/results/2024/startup-support.yaml:17:3 error VT301 → ordinance",
    ]
