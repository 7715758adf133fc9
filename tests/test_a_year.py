"""A city lives through a whole year, as the guide tells it: every command of it is run, in a real git repository."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support import guide, sound
from support.program import Ran, visiontrack
from support.told import told

DOCS = Path(__file__).parents[1] / "docs"
PROGRAM = [sys.executable, "-c", "from visiontrack.cli.main import main; main()"]
PERSON = {
    "GIT_AUTHOR_NAME": "secretariat",
    "GIT_AUTHOR_EMAIL": "secretariat@city.example",
    "GIT_COMMITTER_NAME": "secretariat",
    "GIT_COMMITTER_EMAIL": "secretariat@city.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
WRONG_ON_PURPOSE = "industry-promotoin"


class City:
    """A person at a terminal: commands are run one after the other, each in the folder the last ``cd`` led to.

    As programs of their own, or (``quick``) the tool's own ones within this process.
    """

    def __init__(self, home: Path, quick: bool) -> None:
        self.here = home
        self.quick = quick
        programs = home / "programs"  # the hook of git finds the program on the path
        programs.mkdir()
        program = programs / "visiontrack"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m visiontrack "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        self.path = os.pathsep.join([str(programs), os.environ["PATH"]])

    def run(self, *words: str) -> Ran:
        if words[0] == "visiontrack" and self.quick:
            with contextlib.chdir(self.here):
                return visiontrack(*words[1:])
        command = [*PROGRAM, *words[1:]] if words[0] == "visiontrack" else list(words)
        env = {**os.environ, **PERSON, "PATH": self.path, "PYTHONIOENCODING": "utf-8"}
        ran = subprocess.run(
            command, cwd=self.here, env=env, capture_output=True, encoding="utf-8", check=False
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def play(self, step: guide.File | guide.Command) -> None:
        """Do what the guide says, and hold what is said against it."""
        if isinstance(step, guide.File):
            place = self.here / step.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(step.text, encoding="utf-8")
        elif step.words[0] == "cd":
            self.here /= step.words[1]
        else:
            ran = self.run(*step.words)
            output = ran.out + ran.err
            assert ran.code == (2 if WRONG_ON_PURPOSE in step.words else 0), (step.words, output)
            assert guide.missing(step.said, output) == [], (step.words, output)

    def told(self, *words: str) -> Any:
        ran = self.run("visiontrack", *words, "--format", "json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)


@pytest.mark.needs("openpyxl")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_guide_starts_from_a_workbook_amid_a_plan(language: str, tmp_path: Path) -> None:
    """Import, sections of April, a correction, the mid-term review: every command says what the guide says."""
    city = City(tmp_path, quick=True)
    for step in guide.steps(DOCS / f"guide-start.{language}.md"):
        city.play(step)
    founders = city.told("check", "2026")["measures"][0]["indicators"][0]
    assert (founders["final_target"], founders["target"]) == (110, 86)
    assert city.told("check", "2025")["measures"][0]["indicators"][0]["final_target"] == 90


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_guide_leads_through_a_whole_year(language: str, tmp_path: Path) -> None:
    city = City(tmp_path, quick=language == "en")
    for step in guide.steps(DOCS / f"guide.{language}.md"):
        city.play(step)
    decided = city.told("plan", "2027")["decisions"]
    assert {(one["measure"], one["decision"], one["state"]) for one in decided} == {
        ("lively-streets", "improve", "shown"),
        ("startup-support", "expand", "shown"),
    }
    for one in decided:
        path, line = city.here / one["where"]["path"], one["where"]["line"]
        assert "2027" in path.read_text("utf-8").splitlines()[line - 1]
    status = city.told("status", "--today", "2027-02-01")
    year = next(one for one in status["years"] if one["year"] == 2025)
    assert year["reported"] == {"measures": 2, "of": 2, "files": 2}
    assert year["decided"] == {"measures": 2, "of": 2, "file": True, "drafts": 0}
    assert set(year["checked"].values()) == {"fresh", "published"}
    assert status["next"]["reason"] == "wait"
    assert city.run("visiontrack", "validate", "--strict").code == 0
    assert city.run("git", "status", "--porcelain").out == ""
    assert city.run("git", "rev-list", "--count", "HEAD").out.strip() == "4"


def test_both_guides_tell_the_same_story() -> None:
    stories = []
    for language in ("ja", "en"):
        steps = list(guide.steps(DOCS / f"guide.{language}.md"))
        stories.append([step.path if isinstance(step, guide.File) else step.words[:2] for step in steps])
    assert stories[0] == stories[1]


def test_a_hearing_a_late_reply_and_a_program_through_a_year(city: Path) -> None:
    """The chamber is heard, the city asks it for help, the reply comes late; a program is told of and used."""

    def ran(*words: str) -> str:
        done = visiontrack(*words, root=city)
        assert done.code == 0, done.err
        return done.out

    hearing = "data/meetings/2025/hearing-1.yaml"
    ran("new", "meeting", "2025", "--body", "hearing", "--date", "2025-06-16")
    said = ("--actor", "chamber-of-commerce", "--kind", "proposal", "--measure", "startup-support")
    ran("new", "opinion", "2025", "hearing-1", *said, "--id", "o-2025-02", "--text", "講師を増やしてほしい。")
    text = (city / hearing).read_text("utf-8")
    answer = """\
    response:
      status: in_progress
      text: 会議所に推薦を頼んだ。
      requests:
        - to: chamber-of-commerce
          date: 2025-07-01
          text: 講師を推薦してほしい。
          due: 2025-08-31
"""
    assert text.count("    response:") == 1
    start, _, rest = text.partition("    response:")
    sound.write(city, hearing, start + answer + "".join(rest.partition("\n")[2]))
    late = [line.split()[2] for line in told(city)]
    assert late == ["VT508.due"]
    assert "期限切れ" in ran("act", "2024", "--today", "2025-12-01")
    text = (city / hearing).read_text("utf-8")
    sound.write(
        city, hearing, text.replace("          due: 2025-08-31\n", "          reply: 2人を推薦する。\n")
    )
    assert told(city) == []
    assert "2人を推薦する。" in ran("show", "o-2025-02")

    offered = "programs:\n  - id: advisor-grant\n    title: 専門家の派遣の補助\n"
    sound.write(city, "data/actors/chamber-of-commerce.yaml", sound.CHAMBER + offered)
    sound.write(city, "data/measures/startup-support.yaml", sound.MEASURE + "programs: [advisor-grant]\n")
    used = "programs:\n  advisor-grant:\n    told: 会報で案内した\n    used: 14\n"
    paid = sound.RESULT.replace("    spent: 4800\n", "    spent: 4800\n    funding: {advisor-grant: 1500}\n")
    sound.write(city, "data/results/2024/startup-support.yaml", paid + used)
    assert told(city) == []
    checked = json.loads(ran("check", "2024", "--program", "advisor-grant", "--format", "json"))
    assert checked["program"]["funding"] == 1500
