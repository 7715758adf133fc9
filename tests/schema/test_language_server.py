"""What an editor shows: nothing in sound files, in wrong ones Japanese sentences; and what it offers to type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support import sound
from support.language_server import LanguageServer
from support.program import visiontrack

SAMPLE = Path(__file__).parents[2]
RESULT = "measure: startup-support\nyear: 2025\nstatus: on_track\n"
NAMED = ("--name", "みどり市産業振興ビジョン", "--start", "R7", "--end", "2034")
pytestmark = pytest.mark.needs("yaml-language-server")


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """An editor in a folder that ``init`` laid out, with the sample city's schemas of its ids."""
    root = tmp_path_factory.mktemp("editor") / "city"
    assert visiontrack("init", str(root), *NAMED).code == 0
    for path, text in sound.FILES.items():
        sound.write(root, path, text)
    visiontrack("schema", "--out", str(root / "schemas"), "--of-folder", root=root)
    server = LanguageServer(root)
    yield server
    server.close()


def test_nothing_is_underlined_in_the_sample_city(editor: LanguageServer) -> None:
    files = sorted((SAMPLE / "data").rglob("*.yaml"))[::5]
    wrong = {
        path.relative_to(SAMPLE).as_posix(): editor.messages(
            path.relative_to(SAMPLE).as_posix(), path.read_text("utf-8")
        )
        for path in files
    }
    assert {path: messages for path, messages in wrong.items() if messages} == {}


def test_nothing_is_underlined_in_what_init_lays_out(editor: LanguageServer) -> None:
    files = [path for path in sorted(editor.root.rglob("*.yaml")) if "data" in path.parts]
    assert len(files) > 10
    for path in files:
        name = path.relative_to(editor.root).as_posix()
        assert editor.messages(name, path.read_text("utf-8")) == [], name


def test_an_empty_file_is_offered_its_own_keys(editor: LanguageServer) -> None:
    result = {item["label"] for item in editor.offered("data/results/2025/new.yaml", "")}
    of_vision = {item["label"] for item in editor.offered("data/results/2025/vision.yaml", "")}
    assert {"measure", "status", "actuals"} <= result
    assert {"year", "context"} <= of_vision and "measure" not in of_vision


def test_words_and_ids_are_offered_with_their_meaning(editor: LanguageServer) -> None:
    words = editor.offered("data/results/2025/a.yaml", RESULT.replace("on_track\n", ""))
    assert {item["label"]: item["documentation"] for item in words}["on_track"] == "順調"
    leads = editor.offered("data/measures/b.yaml", "id: b\ntitle: 題\nlead: ")
    assert ("industry-promotion 産業振興課", "industry-promotion") in {
        (item["label"], item.get("insertText")) for item in leads
    }


def test_accepting_value_inserts_no_zero(editor: LanguageServer) -> None:
    items = editor.offered("data/results/2025/c.yaml", RESULT + "actuals:\n  founders:\n    ")
    assert [item["insertText"].strip() for item in items if item["label"] == "value"] == ["value:"]


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("data/results/2025/d.yaml", RESULT + "actuals:\n  founders: 72人\n", "5: 半角の数字"),
        ("data/results/2025/e.yaml", RESULT.replace("2025", "R7"), "2: 西暦4桁の年度"),
        (
            "data/measures/f.yaml",
            sound.MEASURE.replace("industry-promotion", "産業振興課"),
            "5: 英小文字から",
        ),
        (
            "data/measures/g.yaml",
            sound.MEASURE.replace("increase", "maintain"),
            "13: 'direction' が maintain",
        ),
        ("data/decisions/2030.yaml", sound.DECISIONS.replace("continue", "merge"), "3: 'decision' が merge"),
    ],
)
def test_a_wrong_value_is_answered_in_japanese(
    editor: LanguageServer, path: str, text: str, message: str
) -> None:
    messages = editor.messages(path, text)
    assert any(line.startswith(message) for line in messages), messages
