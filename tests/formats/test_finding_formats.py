"""The same findings in every form: for people, for programs, for GitHub, for build servers, for code scanning."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from support import sound
from support.program import visiontrack
from visiontrack.finding import Finding, Related, Span
from visiontrack.formats.findings_forge import validate_summary
from visiontrack.formats.findings_text import Sources, render_findings, totals_of
from visiontrack.messages import catalogue

RESULT = "data/results/2024/startup-support.yaml"
FINDINGS = [
    Finding("VT120", "data/メモ 1,2:3%.txt", severity="warning"),
    Finding(
        "VT103",
        RESULT,
        Span(14, 3, 14, 11),
        {"key": "founders"},
        related=(Related(RESULT, Span(13, 3, 13, 11), "related.first"),),
    ),
    Finding(
        "VT201", RESULT, Span(15, 1, 15, 8), {"key": "isues,%\r\n\x1b]", "known": "a, b"}, suggest="issues"
    ),
    Finding("VT115", RESULT, Span(16, 9, 17, 2), {"lost": "<b>&\ud800"}, severity="warning"),
]


def render(form: str, city: Path, language: str = "ja") -> str:
    return render_findings(
        form, FINDINGS, totals_of(FINDINGS, 8), Sources(city), catalogue("en" if language == "en" else "ja")
    )


def test_for_people(city: Path) -> None:
    text = render("text", city)
    assert f"{RESULT}:14:3: error VT103 同じキーが2回あります: 'founders'\n" in text
    assert f"   = {RESULT}:13:3: 最初はここです\n" in text
    assert text.endswith("8 ファイルを調べました: エラー 2 件、警告 2 件\n")


def test_for_programs(city: Path) -> None:
    document = json.loads(render("json", city, "en"))
    assert document["schema"] == "visiontrack.findings/1"
    assert document["summary"] == {"files": 8, "errors": 2, "warnings": 2, "not_listed": 0}
    assert document["findings"][1] == {
        "code": "VT103",
        "severity": "error",
        "message": "the same key stands twice: 'founders'",
        "hint": "Keep only one of them.",
        "path": RESULT,
        "line": 14,
        "column": 3,
        "end_line": 14,
        "end_column": 11,
        "related": [{"path": RESULT, "line": 13, "column": 3, "message": "the first one is here"}],
    }


def test_for_github(city: Path) -> None:
    lines = render("github", city, "en").splitlines()
    assert lines[0] == (
        f"::error file={RESULT},line=14,col=3,endLine=14,endColumn=11,title=VT103::the same key stands twice: "
        f"'founders'%0ATo mend it: Keep only one of them.%0A{RESULT}:13:3: the first one is here"
    )
    assert "'isues,%25\ufffd\ufffd\ufffd]'" in lines[1]  # no value breaks a line
    assert "%0Adid you mean 'issues'?%0A" in lines[1]
    assert lines[2].startswith(
        "::warning file=data/メモ 1%2C2%3A3%25.txt,line=1,col=1,endLine=1,endColumn=1,title=VT120::a file"
    )
    # Over several lines GitHub takes no columns.
    assert lines[3].startswith(f"::warning file={RESULT},line=16,endLine=17,title=VT115::")
    assert lines[4:] == ["8 files checked: 2 errors, 2 warnings"]


def test_the_tenth_annotation_says_where_the_rest_is(city: Path) -> None:
    """GitHub shows ten of a severity and drops the others without a word; in the log they stand as text."""
    errors = [
        Finding("VT201", RESULT, Span(n, 1, n, 5), {"key": "isues", "known": "a"}) for n in range(1, 13)
    ]
    warnings = [Finding("VT120", f"data/{n}.txt", severity="warning") for n in range(10)]
    findings = [*warnings, *errors]
    text = render_findings("github", findings, totals_of(findings, 3), Sources(city), catalogue("ja"))
    commands = [line for line in text.splitlines() if line.startswith("::")]
    assert [line.split(" ")[0] for line in commands] == ["::error"] * 10 + ["::warning"] * 10
    assert f"ほかに 3 件あります（{RESULT} 3）" in commands[9] and f"file={RESULT},line=10," in commands[9]
    assert commands[10].startswith("::warning file=data/0.txt")
    assert text.count(f"\n{RESULT}:1") == 3  # lines 10, 11 and 12


def test_for_gitlab(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(city.parent))
    report = json.loads(render("gitlab", city, "en"))
    assert report[1] == {
        "description": "the same key stands twice: 'founders' To mend it: Keep only one of them.",
        "check_name": "VT103",
        "fingerprint": report[1]["fingerprint"],
        "severity": "major",
        "location": {"path": f"city/{RESULT}", "lines": {"begin": 14}},
    }
    assert [entry["severity"] for entry in report] == ["minor", "major", "major", "minor"]
    assert len({entry["fingerprint"] for entry in report}) == 4


def test_the_summary_of_a_step_is_markdown(city: Path) -> None:
    totals = totals_of(FINDINGS, 8)
    lines = validate_summary(FINDINGS, totals, Sources(city), catalogue("ja")).splitlines()
    assert lines[:6] == [
        "## データの検査（visiontrack validate）",
        "",
        "8 ファイルを調べました: エラー 2 件、警告 2 件",
        "",
        "| 場所 | コード | 内容 | 直し方 |",
        "| --- | --- | --- | --- |",
    ]
    assert lines[6].startswith(f"| {RESULT}:14:3 | エラー VT103 | 同じキーが2回あります: 'founders' |")
    assert "&lt;b&gt;&amp;" in lines[9] and all(line.count(" | ") == 3 for line in lines[6:10])


def test_github_counts_paths_from_the_top_of_the_repository(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(city.parent))
    assert f"::error file=city/{RESULT},line=14" in render("github", city)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(city / "elsewhere"))
    assert f"::error file={RESULT},line=14" in render("github", city)


def test_for_build_servers(city: Path) -> None:
    suites = ElementTree.fromstring(render("junit", city).encode("utf-8"))
    suite = suites[0]
    cases = {case.attrib["name"]: case for case in suite.findall("testcase")}
    assert set(cases) == {*sound.FILES, "data/メモ 1,2:3%.txt"}
    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["errors"]) == ("8", "1", "0")
    failure = cases[RESULT].find("failure")
    assert failure is not None
    assert failure.attrib["type"] == "VT103"
    assert "VT103 同じキーが2回あります" in (failure.text or "")
    assert "'isues,%\ufffd\ufffd\ufffd]'" in (failure.text or "")
    assert "<b>&\ufffd" in (cases[RESULT].findtext("system-out") or "")
    assert len(cases["data/vision.yaml"]) == 0
    assert suite.findtext("system-out") == "8 ファイルを調べました: エラー 2 件、警告 2 件"


def test_junit_shows_the_warning_that_failed_a_strict_run(city: Path) -> None:
    """A build server can say which warning failed a strict run."""
    sound.write(city, RESULT, sound.RESULT.replace("founders: 72", "founders: -72"))
    codes = []
    for strict in ([], ["--strict"]):
        ran = visiontrack("validate", "--format", "junit", *strict, root=city)
        suite = ElementTree.fromstring(ran.out.encode("utf-8"))[0]
        failed = {
            case.attrib["name"] for case in suite.findall("testcase") if case.find("failure") is not None
        }
        assert (suite.attrib["failures"], bool(ran.code)) == (str(len(failed)), bool(failed))
        codes.append((ran.code, failed))
    assert codes == [(0, set()), (1, {RESULT})]


def test_for_code_scanning(city: Path) -> None:
    document = json.loads(render("sarif", city, "en"))
    assert (document["version"], document["$schema"].rsplit("/", 1)[1]) == ("2.1.0", "sarif-2.1.0.json")
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["VT103", "VT115", "VT120", "VT201"]
    assert rules[0]["shortDescription"]["text"] == "The same key twice"
    assert rules[0]["help"]["text"].startswith("One mapping has the same key twice.")
    second = run["results"][1]
    assert (second["ruleId"], rules[second["ruleIndex"]]["id"], second["level"]) == (
        "VT103",
        "VT103",
        "error",
    )
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == RESULT
    assert place["region"] == {"startLine": 14, "startColumn": 3, "endLine": 14, "endColumn": 11}
    related = second["relatedLocations"][0]
    assert related["physicalLocation"]["region"]["startLine"] == 13
    assert related["message"]["text"] == "the first one is here"
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"data/[A-Za-z0-9%.]+", uri)


def test_sarif_fingerprint_ignores_lines_and_language(city: Path) -> None:
    """A fingerprint stays when lines move or the language changes."""

    def marks(findings: list[Finding], language: str) -> list[str]:
        words = catalogue("en" if language == "en" else "ja")
        results = json.loads(
            render_findings("sarif", findings, totals_of(findings, 1), Sources(city), words)
        )["runs"][0]["results"]
        return [result["partialFingerprints"]["visiontrackFinding/v1"] for result in results]

    moved = [
        Finding(finding.code, finding.path, Span(99, 1, 99, 2), finding.params, finding.severity)
        for finding in FINDINGS
    ]
    assert marks(FINDINGS, "ja") == marks(moved, "en")
    twice = marks([FINDINGS[1], FINDINGS[1]], "ja")
    assert len(set(twice)) == 2


@pytest.mark.parametrize("form", ["text", "json", "github", "junit", "sarif"])
def test_every_form_lists_fifty_findings_of_a_file(city: Path, form: str) -> None:
    """Every form lists fifty of a file and counts the rest."""
    sound.write(city, RESULT, sound.RESULT + "".join(f"unknown{n}: x\n" for n in range(60)))
    ran = visiontrack("validate", "--format", form, "--lang", "en", root=city)
    assert ran.code == 1
    assert "unknown49" in ran.out
    assert "unknown50" not in ran.out
    expected = {
        "json": '"errors": 60,\n    "warnings": 0,\n    "not_listed": 10',
        "sarif": '"notListed": 10',
    }
    assert expected.get(form, "60 errors, 0 warnings (10 more not listed)") in ran.out


def test_github_is_chosen_by_itself_where_it_runs(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound.write(city, RESULT, "measure: startup-support\nyear: 2024\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert visiontrack("validate", root=city).out.startswith("::error file=")
    assert visiontrack("validate", "--format", "text", root=city).out.startswith(RESULT)


def test_a_form_there_is_not_is_wrong_use(city: Path) -> None:
    ran = visiontrack("validate", "--format", "xml", root=city)
    assert (ran.code, ran.out) == (2, "")
    assert "text | github | gitlab | json | junit | sarif" in ran.err


def test_further_forms_go_to_files(city: Path) -> None:
    """One run in CI leaves a text for people, and a report for each program that wants one."""
    sound.write(city, RESULT, sound.RESULT.replace("founders: 72", "founders: -72"))
    junit, sarif = city / "reports/junit.xml", city / "findings.sarif"
    for _ in range(2):  # the next run writes over them
        ran = visiontrack("validate", "--out", f"junit={junit}", "--out", f"sarif={sarif}", root=city)
        assert (ran.code, "VT414" in ran.out, ran.err) == (0, True, "")
    assert ElementTree.fromstring(junit.read_bytes()).tag == "testsuites"
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"


@pytest.mark.parametrize("value", ["junit", "=x.xml", "junit=", "xml=x.xml"])
def test_a_form_without_a_file_is_wrong_use(city: Path, value: str) -> None:
    ran = visiontrack("validate", "--out", value, root=city)
    assert ran.code == 2
    assert value.partition("=")[0] in ran.err and "sarif" in ran.err


def test_a_summary_is_added_where_github_asks_for_it(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = city.parent / "summary.md"
    summary.write_text("# 前の手順\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    visiontrack("validate", root=city)
    written = summary.read_text("utf-8")
    assert written.startswith("# 前の手順\n## データの検査")
    assert "問題はありません" in written


def test_github_reads_utf8_whatever_the_console(city: Path) -> None:
    sound.write(city, RESULT, sound.RESULT.replace("next: continue", "nxt: 髙𠮷"))
    command = [sys.executable, "-m", "visiontrack", "--root", str(city), "validate", "--format", "github"]
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    ran = subprocess.run(command, capture_output=True, env=env, check=False)
    assert "知らないキーです: 'nxt'" in ran.stdout.decode("utf-8")
