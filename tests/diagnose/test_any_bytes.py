"""Whatever the bytes: findings or a model, never an exception; and the positions lie in the file."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from yaml import YAMLError

from support import sound
from support.reading import HEAD, reported
from visiontrack.diagnose.reader import parse
from visiontrack.edit.fixes import fix_text
from visiontrack.messages import LANGUAGES, catalogue
from visiontrack.schema import MODELS, Kind
from visiontrack.yaml import files, tree
from visiontrack.yaml.document import Document
from visiontrack.yaml.lines import Lines
from visiontrack.yaml.structure import events, needs_events

KINDS: list[Kind] = list(MODELS)
SOUND: dict[Kind, str] = {
    "vision": sound.VISION,
    "actor": sound.CITY,
    "measure": sound.MEASURE,
    "result": sound.RESULT,
    "meeting": sound.MEETING,
    "decisions": sound.DECISIONS,
}
# What people and programs get wrong, more often than chance would.
FRAGMENTS = [
    *("：", "\u3000", " ", "\n", "\t", "\r", "#", " #x", "'", '"', "[", "]", "{", "}", ": ", ":", "- ", "-"),
    *(
        "*",
        "&a ",
        "!",
        "@",
        "|",
        ">",
        "%",
        "\\",
        "---\n",
        "...\n",
        "あ",
        "０",
        "▲",
        ",",
        "?",
        "~",
        "null",
        "\0",
    ),
    *(
        "<<<<<<< a\n",
        "=======\n",
        ">>>>>>> b\n",
        "\u202e",
        "\ud7ff",
        "\x85",
        "\ufeff",
        "1e5",
        "y：",
        "'：",
        "? ",
    ),
]
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=40).map("".join)


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Kind, str]:
    """A sound file with a few characters added, taken out, doubled or replaced."""
    kind = draw(st.sampled_from(sorted(SOUND)))
    text = SOUND[kind]
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 1, 3, 20])))
        new = draw(st.one_of(st.sampled_from(FRAGMENTS), st.just(text[start:end] * 2), st.text(max_size=3)))
        text = text[:start] + new + text[end:]
    return kind, text


def holds(document: Document, text: str) -> None:
    """Findings or a model; every place in the file; every sentence can be said."""
    errors = [finding for finding in document.findings if finding.severity == "error"]
    assert (document.model is None) == bool(errors)
    lines = Lines(text)
    for finding in document.findings:
        for span in (finding.span, *(related.span for related in finding.related)):
            assert 1 <= span.line <= len(lines.starts)
            assert 1 <= span.column <= len(lines.line(span.line)) + 2
            assert (span.end_line, span.end_column) >= (span.line, span.column)
        for language in LANGUAGES:
            catalogue(language).finding(finding)
        if finding.fix is not None:
            assert 0 <= finding.fix.start <= finding.fix.end <= len(text)


@given(content=st.one_of(st.binary(max_size=400), texts.map(lambda text: text.encode("utf-8", "ignore"))))
def test_any_bytes(content: bytes) -> None:
    raw = files.decode(content, "data/x.yaml")
    assert (raw.text is None) == (raw.finding is not None)
    for kind in KINDS if raw.text is not None else ():
        holds(parse("data/x.yaml", kind, raw.text or ""), raw.text or "")


@given(case=spoilt())
def test_any_mutation_of_a_sound_file(case: tuple[Kind, str]) -> None:
    kind, text = case
    text = text.encode("utf-8", "ignore").decode("utf-8")
    holds(parse("data/x.yaml", kind, text), text)


@given(case=spoilt())
def test_fixing_is_idempotent_and_never_worse(case: tuple[Kind, str]) -> None:
    kind, text = case
    fixed = fix_text("data/x.yaml", kind, text)
    assert fix_text("data/x.yaml", kind, fixed) == fixed
    assert len(Lines(fixed).starts) - len(Lines(text).starts) in (0, 1)
    before, after = parse("data/x.yaml", kind, text), parse("data/x.yaml", kind, fixed)
    if fixed != text:
        assert len(after.findings) <= len(before.findings)
        assert not before.sound or after.sound


@given(text=texts)
def test_in_a_block_scalar_and_in_quotes_anything_is_text(text: str) -> None:
    body = "".join(f"  a{line}\n" for line in text.splitlines()) or "  a\n"
    wrong = HEAD + "outcomes: |\n" + body + "next： improve\n"
    forbidden = any(" VT111" in line for line in reported(wrong))
    full_width = [
        line for line in reported(wrong) if " VT109" in line or " VT108" in line or " VT110" in line
    ]
    assert forbidden or [line.split()[1] for line in full_width] == ["VT109"]


@given(case=spoilt())
def test_quick_look_misses_nothing(case: tuple[Kind, str]) -> None:
    _, text = case
    if not needs_events(text):
        with suppress(YAMLError, ValueError):  # broken YAML is told elsewhere
            assert list(events(text, "x")) == []


@given(case=spoilt())
def test_a_place_that_a_check_asks_for_is_found(case: tuple[Kind, str]) -> None:
    kind, text = case
    document = parse("data/x.yaml", kind, text)
    for loc in ((), ("id",), ("actuals", "founders"), ("indicators", 0, "targets", 2024), ("x", 3, "y")):
        assert document.locate(loc).line >= 1
        assert document.locate(loc, "key").line >= 1
    assert document.root is None or tree.collections(document.root)
