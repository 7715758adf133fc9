"""What YAML allows and a data file does not: documents, anchors, tags, nesting, complex and duplicate keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.reading import HEAD, read, reported
from visiontrack.messages import finding_pages
from visiontrack.yaml.parser import MAX_DEPTH, MAX_FINDINGS, MAX_VALUES
from visiontrack.yaml.structure import needs_events

SAMPLE = Path(__file__).parents[2]


def test_a_second_document_is_told_where_it_begins() -> None:
    assert reported(HEAD + "---\nyear: 2025\n") == ["4:1-4 VT104"]
    assert reported("---\n" + HEAD + "...\n") == []
    assert reported("# first\n---\n" + HEAD) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("&a x", ["4:11-13 VT105"]),
        ("*a", ["4:11-13 VT105"]),
        ("!x y", ["4:11-13 VT106"]),
        ("!!str y", ["4:11-16 VT106"]),
        ("&a !x y", ["4:11-13 VT105", "4:14-16 VT106"]),
        ("[&a x, *a]", ["4:12-14 VT105", "4:18-20 VT105"]),
    ],
)
def test_anchors_aliases_and_tags_are_told_at_their_sign(value: str, expected: list[str]) -> None:
    assert reported(f"{HEAD}outcomes: {value}\n")[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%YAML 1.2\n---\n" + HEAD, ["1:1-6 VT102.directive"]),
        ("# made elsewhere\r\n%YAML 1.1\r\n---\r\n" + HEAD, ["2:1-6 VT102.directive"]),
        ("%TAG !e! tag:e:\n%YAML 1.1\n---\n" + HEAD, ["1:1-5 VT102.directive", "2:1-6 VT102.directive"]),
        ("%YAML 1.2\n" + HEAD, ["1:1-6 VT102.directive"]),
        ("%YAML 2.0\n---\n" + HEAD, ["1:1-2 VT102.directive"]),
        ("%YAML\n---\n" + HEAD, ["1:1-2 VT102.directive"]),
        ("%FOO\n---\n" + HEAD, ["1:1-2 VT102.directive"]),
        (HEAD + "% 達成率\n", ["4:1-2 VT102.directive"]),
        (HEAD + "outcomes: %達成\n", ["4:11-12 VT102.reserved"]),
        (HEAD + "outcomes: |\n  %YAML\n  ---\n", []),
        (HEAD + "outcomes: done\n  %YAML\n", []),
    ],
)
def test_an_instruction_to_yaml_is_told_on_its_line(text: str, expected: list[str]) -> None:
    """Some editors and converters begin a file with one; the schema alone says how a value is read."""
    assert reported(text) == expected


def test_the_files_of_a_city_need_no_second_look() -> None:
    """Else the quick one would be of no use: the pass over events doubles the time of reading."""
    files = sorted(SAMPLE.joinpath("data").rglob("*.yaml"))
    looked_twice = [path.name for path in files if needs_events(path.read_text("utf-8"))]
    assert len(files) > 100 and looked_twice == []


def test_an_alias_bomb_is_never_unfolded() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert {line.split()[1] for line in reported(bomb)} == {"VT105"}


@pytest.mark.parametrize(
    "text", ["outcomes: A & B * C ! D\n", "outcomes: |\n  *a &b !c\n", "outcomes: '&a *b'\n"]
)
def test_the_same_signs_inside_a_text_are_text(text: str) -> None:
    assert reported(HEAD + text) == []


@pytest.mark.parametrize("depth", [MAX_DEPTH - 2, MAX_DEPTH + 1, 60_000])
def test_nesting_is_bounded_in_brackets(depth: int) -> None:
    text = f"{HEAD}evidence: {'[' * depth}{']' * depth}\n"
    expected = "VT204.text" if depth <= MAX_DEPTH else "VT113"
    assert [line.split()[1] for line in reported(text)] == [expected]


@pytest.mark.parametrize("step", [1, 2, 4])
def test_nesting_is_bounded_in_blocks(step: int) -> None:
    stairs = "".join(" " * step * n + "a:\n" for n in range(MAX_DEPTH + 1))
    assert [line.split()[1] for line in reported(stairs)] == ["VT113"]
    dashes = "- " * (MAX_DEPTH + 1) + "a\n"
    assert [line.split()[1] for line in reported("evidence:\n" + dashes)] == ["VT113"]


def test_a_file_holds_so_many_values_and_no_more() -> None:
    head = HEAD + "evidence:\n"
    fits = MAX_VALUES - 9  # four keys, three values, the list and the whole
    assert reported(head + "- a\n" * fits) == ["5:3-4 VT203"][:0]
    assert reported(head + "- a\n" * (fits + 1)) == [f"{4 + fits + 1}:3-4 VT116"]


def test_findings_of_one_file_are_counted_up_to_a_bound() -> None:
    findings = reported(HEAD + "actuals:\n" + "".join(f"  k{n}: x\n" for n in range(MAX_FINDINGS)))
    assert len(findings) == MAX_FINDINGS
    findings = reported(HEAD + "actuals:\n" + "".join(f"  k{n}: x\n" for n in range(MAX_FINDINGS + 7)))
    assert len(findings) == MAX_FINDINGS + 1
    assert findings[-1].endswith("VT116.findings")


def test_duplicate_key_is_reported_at_the_second() -> None:
    document = read(HEAD + "actuals:\n  a: 1\n  b: {value: 1, value: x}\n  a: x\n")
    assert [(finding.code, finding.span.line, finding.span.column) for finding in document.findings] == [
        ("VT103", 6, 17),
        ("VT103", 7, 3),
    ]
    assert [finding.related[0].span[:2] for finding in document.findings] == [(6, 7), (5, 3)]
    # Of the two the first counts, and the file is not sound.
    assert document.model is None
    assert document.best.actuals["a"].value == 1


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "[a, b]: c\n", "{a: b}: c\n"])
def test_a_key_that_is_no_word(text: str) -> None:
    assert [line.split()[1] for line in reported(HEAD + text)] == ["VT114"]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "\ufeff"[:0]])
def test_an_empty_file(text: str) -> None:
    assert reported(text) == ["1:1-1 VT217.empty"]


@pytest.mark.parametrize("text", ["- a\n", "text\n", "[a]\n", "~\n", "施策\n"])
def test_a_file_of_another_shape(text: str) -> None:
    assert [line.split()[1] for line in reported(text)] == ["VT217"]


def test_a_sound_file_is_sound_however_it_is_styled() -> None:
    plain = read(HEAD + "evidence: [a, b]\nactuals:\n  a: 1\n").model
    styled = read(
        '{measure: startup-support, "year": "2024", status: \'on_track\', evidence: [a, b,], actuals: {a: 1}}'
    ).model
    assert plain.evidence == styled.evidence == ("a", "b")
    assert plain.actuals["a"].value == styled.actuals["a"].value


def test_the_page_on_bounds_names_them() -> None:
    page = finding_pages.page("VT116")
    assert page is not None
    for text in page.cause.values():
        assert f"{MAX_VALUES:,}" in text
        assert f"{MAX_FINDINGS:,}" in text
