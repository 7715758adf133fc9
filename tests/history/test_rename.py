"""``rename``: an id everywhere it stands, whole or not at all."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from support import cases
from support.git_city import build, commit, git
from support.program import visiontrack
from visiontrack.edit import writer
from visiontrack.errors import WrongUse
from visiontrack.schema import MODELS, model
from visiontrack.schema.paths import annotations_of, bare, is_model, scalar_schema
from visiontrack.schema.references import _PLACES
from visiontrack.schema.scalars import ID_JSON_PATTERN

TOP = Path(__file__).parents[2]
EACH_KIND = [
    ("measure", "startup-support", "founding"),
    ("project", "startup-support/startup-school", "school"),
    ("indicator", "startup-support/founders", "startup-support/starters"),
    ("indicator", "vision/shipments", "goods"),
    ("actor", "chamber-of-commerce", "chamber"),
    ("section", "industry-promotion", "industry"),
    ("role", "chamber-of-commerce/support-members", "members"),
    ("policy", "p1", "founding"),
    ("field", "commerce", "trade"),
    ("opinion", "o-2025-04", "o-2025-abcd"),
    ("meeting", "2025/council-1", "first"),
    ("program", "succession-subsidy", "other-program"),
]


def state(root: Path) -> dict[str, bytes]:
    files = [path for path in (root / "data").rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return build(tmp_path / "city")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city without its reports, whose charts take long to compare."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(TOP / "data", root / "data", ignore=shutil.ignore_patterns("reports"))
    return root


def errors(root: Path) -> set[str]:
    findings = json.loads(visiontrack("validate", "--format", "json", root=root).out)["findings"]
    return {finding["code"] for finding in findings if finding["severity"] == "error"}


@pytest.mark.parametrize(("kind", "old", "new"), EACH_KIND)
def test_there_and_back_is_the_same(sample: Path, kind: str, old: str, new: str) -> None:
    before, wrong = state(sample), errors(sample)
    there = json.loads(visiontrack("rename", kind, old, new, "--format", "json", root=sample).out)
    assert errors(sample) == wrong
    renamed = state(sample)
    assert renamed != before
    assert visiontrack("rename", kind, there["after"], old, root=sample).code == 0
    assert state(sample) == before
    bare_id = old.rpartition("/")[2].encode()
    places = sum(content.count(bare_id) for content in before.values())
    assert places > sum(content.count(bare_id) for content in renamed.values())


def _ids(annotation: Any, path: tuple[str, ...]) -> Iterator[str]:
    """Yields the paths under which the schema takes an id."""
    inner, scalar = bare(annotation), scalar_schema(annotation)
    if scalar is not None and scalar.get("pattern") == ID_JSON_PATTERN:
        yield ".".join(path)
    elif is_model(inner):
        for key, part in annotations_of(inner).items():
            yield from _ids(part, (*path, key))
    elif get_origin(inner) is tuple:
        yield from _ids(get_args(inner)[0], (*path, "*"))
    elif get_origin(inner) is dict:
        yield from _ids(get_args(inner)[0], (*path, "@"))
        yield from _ids(get_args(inner)[1], (*path, "*"))


@pytest.mark.parametrize("kind", MODELS)
def test_every_id_of_the_schema_has_a_place(kind: Any) -> None:
    places = {pattern for pattern, _, _ in _PLACES[kind]}
    assert set(_ids(model(kind), ())) == places - {"council.members.*"}, "a short form is no place of its own"


def test_every_other_byte_stays(city: Path) -> None:
    """A byte order mark, CRLF, quotes of either kind, brackets, a comment behind an id."""
    path = city / "data/measures/startup-support.yaml"
    text = path.read_text("utf-8")
    section = next(line for line in text.splitlines() if line.startswith("lead: "))
    text = text.replace(section, "lead: 'industry-promotion'  # 担当").replace(
        "policy: p1", 'policy: "p1"\nformer_leads: [{until: 2020, lead: "industry-promotion"}]'
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    assert visiontrack("rename", "section", "industry-promotion", "no", root=city).code == 0
    after = path.read_bytes()
    assert after == before.replace(b"industry-promotion", b"no")
    assert b"lead: 'no'  #" in after
    assert '"no"' in (city / "data/vision.yaml").read_text("utf-8"), "other programs would read a truth value"
    assert errors(city) == set()


def test_a_dry_run_is_a_diff_that_git_applies(city: Path) -> None:
    before = state(city)
    ran = visiontrack("rename", "施策", "創業支援の充実", "founding", "--dry-run", root=city)
    assert (ran.code, state(city)) == (0, before)
    assert "rename from data/measures/startup-support.yaml" in ran.out
    (city / "change.patch").write_text(ran.out, encoding="utf-8", newline="")
    git(city, "apply", "change.patch")
    applied = state(city)
    git(city, "checkout", "--quiet", ".")
    git(city, "clean", "--quiet", "--force", "-d", "data")
    assert visiontrack("rename", "measure", "startup-support", "founding", root=city).code == 0
    assert state(city) == applied


def test_what_is_left_to_people_is_named(city: Path) -> None:
    meeting = city / "data/meetings/2025/council-1.yaml"
    meeting.write_text(
        meeting.read_text("utf-8") + "# startup-support はこの回で議論した\n", encoding="utf-8", newline=""
    )
    ran = visiontrack("rename", "measure", "startup-support", "founding", "--format", "json", root=city)
    line = meeting.read_text("utf-8").count("\n")
    assert {"path": "data/meetings/2025/council-1.yaml", "line": line} in json.loads(ran.out)["mentions"]


def test_a_published_report_is_left_and_named(city: Path) -> None:
    report = city / "data/reports/2024/council.md"
    report.parent.mkdir(parents=True)
    report.write_text("![図](charts/startup-support--founders.svg)\n", encoding="utf-8")
    visiontrack("report", "2024", "--publish", "--for", "council", "--date", "2025-08-07", root=city)
    ran = visiontrack("rename", "indicator", "founders", "starters", "--format", "json", root=city)
    assert json.loads(ran.out)["published"] == ["data/reports/2024/council.md"]
    assert "founders.svg" in report.read_text("utf-8")


def test_reports_that_become_stale_are_named(city: Path) -> None:
    visiontrack("report", "2024", "--no-charts", root=city)
    ran = visiontrack("rename", "section", "industry-promotion", "industry", "--format", "json", root=city)
    assert json.loads(ran.out)["stale"] == [], "no paper names the id of a section"
    ran = visiontrack("rename", "measure", "local-food", "z-food", "--format", "json", root=city)
    stale = json.loads(ran.out)["stale"]
    assert "data/reports/2024/council.md" in stale, "measures stand in the order of their ids"
    ran = visiontrack("rename", "measure", "z-food", "y-food", "--format", "json", root=city)
    assert json.loads(ran.out)["stale"] == [], "these were stale before"


@pytest.mark.parametrize(
    "words",
    [
        ("measure", "startup-suport", "founding"),
        ("measure", "startup-support", "Founding"),
        ("measure", "startup-support", "vision"),
        ("measure", "startup-support", "con"),
        ("indicator", "founders", "other/starters"),
        ("indicator", "startup-support/founders", "survival"),
        ("actor", "chamber-of-commerce", "industry-promotion"),
        ("thing", "a", "b"),
    ],
)
def test_what_cannot_be_renamed(city: Path, words: tuple[str, ...]) -> None:
    before = state(city)
    ran = visiontrack("rename", *words, root=city)
    assert (ran.code, ran.out, state(city)) == (2, "", before)


def test_a_broken_file_stops_it(city: Path) -> None:
    (city / "data/actors/citizens.yaml").write_text("id: [", encoding="utf-8")
    before = state(city)
    assert visiontrack("rename", "measure", "startup-support", "founding", root=city).code == 2
    assert state(city) == before


def test_the_disk_is_full_midway(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(city)
    real, calls = os.write, []

    def failing(descriptor: int, data: Any) -> int:
        calls.append(1)
        if len(calls) == 4:
            raise OSError(28, "No space left on device")
        return real(descriptor, data)

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing)
        assert visiontrack("rename", "measure", "startup-support", "founding", root=city).code == 2
    assert len(calls) > 4, "it was stopped amid the files"
    assert state(city) == before
    assert not list(city.rglob(".visiontrack*"))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A city in which one section is named in more than 300 files."""
    root = tmp_path / "large"
    cases.build(root)
    for number in range(300):
        text = f"id: m{number}\ntitle: 施策{number}\npolicy: p1\nlead: industry-promotion\n"
        (root / f"data/measures/m{number}.yaml").write_text(text, encoding="utf-8", newline="")
    return root


def test_killed_at_random_moments_it_is_whole(large: Path, tmp_path: Path) -> None:
    old = state(large)
    chance = random.Random(5)
    outcomes = set()
    for attempt in range(6):
        root = tmp_path / f"run{attempt}"
        shutil.copytree(large, root)
        command = [sys.executable, "-m", "visiontrack", "--root", str(root)]
        with subprocess.Popen(
            [*command, "rename", "section", "industry-promotion", "industry"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as run:
            journal = root / writer.JOURNAL
            while run.poll() is None and not journal.exists():
                time.sleep(0.001)
            time.sleep(chance.uniform(0.0, 0.4))
            run.send_signal(signal.SIGKILL)
        # Whatever command comes next, the folder is the old or the new one.
        visiontrack("explain", "startup-support", "2024", root=root)
        now = state(root)
        changed = [path for path in old if now[path] != old[path]]
        outcomes.add(len(changed))
        assert not journal.exists()
    assert outcomes <= {0, max(outcomes)}
    assert max(outcomes) > 300


def test_a_journal_reaches_nothing_but_data(city: Path) -> None:
    """One that came with somebody's repository changes no workflow and no hook."""
    hook = city / ".git/hooks/pre-commit"
    rows = [[".git/hooks/pre-commit", "", "", None]]
    (city / writer.JOURNAL).write_text(json.dumps(rows), encoding="utf-8")
    assert visiontrack("check", "2024", root=city).code == 2
    assert not hook.exists()
    with pytest.raises(WrongUse):
        writer.complete_interrupted(city)


def test_a_file_changed_since_is_not_overwritten(city: Path) -> None:
    """A killed run's journal, and somebody who edited one of its files before the next run."""
    path = "data/vision.yaml"
    rows = [[path, "b2xk", "bmV3", None]]
    (city / writer.JOURNAL).write_text(json.dumps(rows), encoding="utf-8")
    before = (city / path).read_bytes()
    ran = visiontrack("check", "2024", root=city)
    assert ran.code == 2
    assert writer.JOURNAL in ran.err
    assert (city / path).read_bytes() == before


def test_git_sees_a_rename(city: Path) -> None:
    visiontrack("rename", "measure", "startup-support", "founding", root=city)
    commit(city, "rename")
    changed = git(city, "show", "--format=", "--name-status", "--find-renames")
    assert "data/measures/startup-support.yaml\tdata/measures/founding.yaml" in changed
