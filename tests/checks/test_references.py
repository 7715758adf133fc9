"""References into other files: each wrong one is told, however often and after whatever came before."""

from __future__ import annotations

from pathlib import Path

from support import sound
from support.told import told, told_after

RESULT = "data/results/2024/startup-support.yaml"
NOW, BEFORE = (f"data/results/{year}/startup-support.yaml" for year in (2024, 2023))


def test_wrong_contributions_in_every_file(tmp_path: Path) -> None:
    right = "+  - actor: chamber-of-commerce\n+    role: support-owners\n+    text: 会場を貸した\n"
    wrong = "+  - actor: chamber-of-commerce\n+    role: direct-sales\n+    text: 講師を出した\n"
    change = (
        f"--- {NOW}\n-contributions:\n+contributions:\n{right}{right}{wrong}"
        f"--- {BEFORE}\n-next: expand\n+next: expand\n+contributions:\n{wrong}"
    )
    assert told_after(tmp_path / "city", change) == [
        f"{BEFORE}:15:11 error VT307",
        f"{NOW}:26:11 error VT307",
    ]


def test_the_visions_own_indicators_replace_one_another_too(tmp_path: Path) -> None:
    change = (
        "--- data/vision.yaml\n-    source: 工業の統計\n+    source: 工業の統計\n+    replaces: shipment\n"
    )
    assert told_after(tmp_path / "city", change) == ["data/vision.yaml:23:15 error VT301 → shipments"]


def test_only_new_measures_may_be_absent(tmp_path: Path) -> None:
    decision = "+  - measure: night-market\n+    decision: {}\n+    reason: 要望が多い。\n"
    file = "data/decisions/2024.yaml"
    new = f"--- {file}\n{decision.format('new')}"
    assert told_after(tmp_path / "city", new) == [f"{file}:19:15 warning VT505.new"]
    improved = f"--- {file}\n{decision.format('improve')}"
    assert told_after(tmp_path / "other", improved) == [f"{file}:18:14 error VT301.measure → old-market"]


def test_unreadable_meeting_may_hold_the_opinion(tmp_path: Path) -> None:
    """Saved as ``.yml`` it is no data; that is told, and not that its opinion is unknown."""
    text = "id: council-2\nbody: council\ndate: 2025-11-07\ntitle: 第2回\n"
    named = "--- data/decisions/2024.yaml\n-    opinions: [o-2025-01]\n+    opinions: [o-2025-09]\n"
    assert [one.split()[2] for one in told_after(tmp_path / "city", named)] == ["VT301.opinion"]
    stray = "".join(f"+{one}\n" for one in text.splitlines())
    told = told_after(tmp_path / "other", f"{named}--- data/meetings/2025/council-2.yml\n{stray}")
    assert [one.split(":")[0] for one in told] == ["data/meetings/2025/council-2.yml"]


def test_a_grade_written_as_it_is_called_is_told_its_letter(city: Path) -> None:
    for written in ("おおむね順調", "Ｂ"):
        sound.write(city, RESULT, sound.RESULT.replace("grade: A", f"grade: {written}"))
        assert next(one for one in told(city) if "VT301" in one).endswith("VT301.grade → B")


def test_what_stands_there_already_is_not_what_was_meant(city: Path) -> None:
    """A project was taken out of the plan though it has results: its neighbour is in the file too."""
    text = sound.RESULT.replace(
        "projects:\n", "projects:\n  startup-schools:\n    status: done\n    text: x\n"
    )
    sound.write(city, RESULT, text)
    assert [one for one in told(city) if "VT301" in one] == [f"{RESULT}:5:3 error VT301.project"]
