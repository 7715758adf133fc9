"""What Windows does otherwise, shown without it: each story stands for one that was seen under a Python for Windows."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment

from support import sound
from support.program import visiontrack
from support.told import told
from visiontrack.checks import evidence_rules
from visiontrack.cli import main, session
from visiontrack.edit.writer import Change, commit
from visiontrack.errors import WrongUse
from visiontrack.folder import listing
from visiontrack.messages import LANGUAGES, Language, catalogue
from visiontrack.report import template_loader
from visiontrack.report.template_errors import Unreadable
from visiontrack.util import extras, windows


class Closed(io.BytesIO):
    """A pipe nobody reads any more, as Windows tells it."""

    def write(self, _: object) -> int:
        raise OSError(22, "Invalid argument")


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("command", ["--version", "check --help", "schema", "schema --format json"])
def test_a_reader_who_has_seen_enough_closes_the_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], there: bool, command: str
) -> None:
    """``| more`` and then q, ``| Select-Object -First 5``: no failure. Elsewhere such an error is one."""
    monkeypatch.setattr(windows, "WINDOWS", there)
    monkeypatch.setattr(session, "_current", session.Session())  # ``--version`` begins none
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Closed(), encoding="cp932"))
    assert main.run(command.split()) == (0 if there else 2)
    assert capsys.readouterr().err == ("" if there else "書き出せません: EINVAL\n")


@pytest.mark.parametrize("command", ["--version", "--show-completion bash", "schema"])
def test_text_for_a_program_has_no_crlf(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A script for Git Bash or a diff to apply is the same text as elsewhere, though Windows ends lines with CRLF."""
    held = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding="cp932", newline="\r\n"))
    assert main.run(command.split()) == 0
    assert b"\n" in held.getvalue() and b"\r" not in held.getvalue()


# ---- files that others hold ------------------------------------------------------------------------------


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "WINDOWS", True)
    monkeypatch.setattr(windows, "A_MOMENT", 0.2)


def refusing(
    monkeypatch: pytest.MonkeyPatch, name: str, times: int, meanwhile: Callable[[], object] = int
) -> None:
    """Let one of the system's functions refuse the first ``times`` calls about a file, as where another has it open."""
    real: Callable[..., object] = getattr(os, name)
    calls: list[int] = []

    def refused(path: object, *rest: object, **more: object) -> object:
        calls.append(1)
        if len(calls) <= times:
            meanwhile()
            raise PermissionError(errno.EACCES, "アクセスが拒否されました。", path)
        return real(path, *rest, **more)

    monkeypatch.setattr(os, name, refused)


def not_written(root: Path, *changes: Change) -> tuple[str, object]:
    with pytest.raises(WrongUse) as caught:
        commit(root, changes)
    assert caught.value.exit_code == 2
    return caught.value.key, caught.value.params.get("reason")


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize("name", ["replace", "open"])
def test_who_holds_a_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A virus scanner looks at what was just written; the lock of a colleague's run is just being removed."""
    (tmp_path / "a").write_bytes(b"old")
    refusing(monkeypatch, name, 3)
    commit(tmp_path, [Change("a", b"old", b"new")])
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"new")


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_table_that_excel_shows_is_told_and_stays(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    table = tmp_path / "out" / "table.csv"
    table.parent.mkdir()
    table.write_bytes(b"mine")
    refusing(monkeypatch, "replace", 1000)
    ran = visiontrack(
        *f"check 2024 --format csv --overwrite --lang {language} --out".split(), str(table), root=city
    )
    why = {
        "ja": "に書けません: 書く権限がないか、Excel などほかのプログラムが開いています\n",
        "en": ": no permission to write there, or another program such as Excel has it open\n",
    }
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(why[language])
    assert (names(table.parent), table.read_bytes()) == (["table.csv"], b"mine")


@pytest.mark.usefixtures("on_windows")
def test_what_an_editor_saves_while_it_is_waited_for_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    refusing(monkeypatch, "replace", 1, lambda: target.write_bytes(b"saved"))
    assert not_written(tmp_path, Change("a", b"old", b"new"))[0] == "error.changed"
    assert (names(tmp_path), target.read_bytes()) == (["a"], b"saved")


def test_elsewhere_a_refusal_is_meant_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(windows, "WINDOWS", False)
    refusing(monkeypatch, "replace", 1)
    assert not_written(tmp_path, Change("a", b"old", b"new"))[1] == "reason.permission"


@pytest.mark.usefixtures("on_windows")
def test_a_file_marked_read_only_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not_written(tmp_path, Change("a", b"old", b"new"))[1] == "reason.permission"


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize("name", ["報告:2024.csv", "a?b.csv", 'say "no".csv', "a\tb"])
def test_a_name_that_windows_does_not_have_is_told(tmp_path: Path, name: str) -> None:
    """After a colon Windows takes what is written for a hidden part of another file."""
    assert not_written(tmp_path, Change(name, None, b"x")) == ("error.cannot_write", "reason.signs")
    assert names(tmp_path) == []


@pytest.mark.usefixtures("on_windows")
def test_a_place_too_long_is_not_told_as_one_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond some 260 characters Windows finds nothing, whatever stands there."""
    real = os.open

    def short(path: os.PathLike[str], *rest: int) -> int:
        if len(os.fspath(path)) >= 260:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", os.fspath(path))
        return real(path, *rest)

    monkeypatch.setattr(os, "open", short)
    deep = "/".join(["課" * 40] * 6)
    (tmp_path / deep).mkdir(parents=True)
    assert not_written(tmp_path, Change(f"{deep}/a", None, b"x")) == ("error.cannot_write", "reason.long")


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize(
    ("error", "why"), [(PermissionError(errno.EACCES, "x"), "held"), (FileNotFoundError(2, "x"), "gone")]
)
def test_a_file_that_windows_does_not_open_is_told(
    city: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, why: str
) -> None:
    """Some editors let nobody else read. What the folder lists and nobody finds may only lie too deep."""
    path = "data/measures/startup-support.yaml"
    real = os.open

    def refused(place: str | os.PathLike[str], *rest: int) -> int:
        if os.fspath(place).endswith(path):
            raise type(error)(*error.args, os.fspath(place))
        return real(place, *rest)

    monkeypatch.setattr(os, "open", refused)
    deep = city.rename(city.with_name("課" * 80))
    assert f"{path}:1:1 error VT117.{why}" in told(deep)
    monkeypatch.setattr(windows, "_LONGEST", len(str(deep)))
    assert f"{path}:1:1 error VT117.{'long' if why == 'gone' else why}" in told(deep)


# ---- junctions -------------------------------------------------------------------------------------------


@pytest.fixture
def junctions(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes folders that Windows would tell as junctions: folders as far as Python looks, but for their tag."""
    made: set[int] = set()

    def junction(place: Path) -> Path:
        place.mkdir(parents=True, exist_ok=True)
        made.add(place.stat().st_ino)
        return place

    monkeypatch.setattr(windows, "WINDOWS", True)
    for module in (windows, evidence_rules):
        monkeypatch.setattr(module, "is_junction", lambda state: state.st_ino in made)
    return junction


@pytest.mark.parametrize(("tag", "there"), [(0xA0000003, True), (0x9000001A, False), (0, False)])
def test_a_junction_is_known_by_its_tag_and_a_file_in_onedrive_is_none(tag: int, there: bool) -> None:
    assert windows.is_junction(SimpleNamespace(st_reparse_tag=tag)) is there  # type: ignore[arg-type]
    assert not windows.is_junction(Path().stat())


@pytest.mark.skipif(
    os.name != "posix", reason="a listing on Windows gives no number to tell a made-up one by"
)
def test_junctions_are_links_that_nobody_follows(city: Path, junctions: Callable[..., Path]) -> None:
    """Below one may lie another folder's files, or the folder itself once more, without end."""
    for path in ("loop/a", "measures/old/a", "results/2023/a", "reports/2024/a"):
        sound.write(city, f"data/{path}.yaml", "id: a\n")
        junctions((city / "data" / path).parent)
    links = ("loop", "measures/old", "reports/2024", "results/2023")
    assert [line.replace(":1:1 ", " ") for line in told(city)] == [
        f"data/{path} error VT119.link" for path in links
    ]
    left = city / "data" / "loop" / ".visiontrack-theirs-1.tmp"
    left.write_bytes(b"another's")
    commit(city, [Change("data/new", None, b"x")])
    assert left.exists()
    assert not_written(city, Change("data/loop/b.yaml", None, b"x"))[1] == "reason.link"


def test_a_data_folder_that_is_a_junction_is_told(city: Path, junctions: Callable[..., Path]) -> None:
    junctions(city / "data")
    assert "data:1:1 error VT119.link" in told(city)


def test_a_template_is_read_through_no_junction(tmp_path: Path, junctions: Callable[..., Path]) -> None:
    sound.write(tmp_path, "templates/parts/a.md", "theirs")
    junctions(tmp_path / "templates" / "parts")
    with pytest.raises(Unreadable) as caught:
        template_loader.TemplateLoader(tmp_path / "templates", tmp_path / "none").get_source(
            Environment(), "parts/a.md"
        )
    assert (caught.value.finding.code, caught.value.finding.variant) == ("VT119", "link")


def test_evidence_behind_a_junction_is_not_there(city: Path, junctions: Callable[..., Path]) -> None:
    measure = city / "data/results/2024/startup-support.yaml"
    measure.write_text(measure.read_text(encoding="utf-8") + "evidence: [papers/a.pdf]\n", encoding="utf-8")
    sound.write(city, "papers/a.pdf", b"x")
    assert told(city) == []
    junctions(city / "papers")
    assert [line.split()[-1] for line in told(city)] == ["VT314"]


# ---- words and surroundings ------------------------------------------------------------------------------


@pytest.mark.usefixtures("on_windows")
def test_a_file_where_a_folder_should_be_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows finds no path below a file; other systems say that it is no folder."""
    (tmp_path / "data").write_bytes(b"no folder")
    real = os.open

    def below(path: os.PathLike[str], *rest: int) -> int:
        try:
            return real(path, *rest)
        except NotADirectoryError:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", path) from None

    monkeypatch.setattr(os, "open", below)
    assert not_written(tmp_path, Change("data/a", None, b"x")) == ("error.cannot_write", "reason.no_folder")


def test_half_a_sign_in_a_name_is_told_as_a_name_that_cannot_be_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows keeps names as UTF-16 and lets a program cut an emoji in two: a name that no UTF-8 has."""
    monkeypatch.setattr(sys, "getfilesystemencodeerrors", lambda: "surrogatepass")
    shown = listing._printable("\ud83dメモ.yaml")
    assert shown.encode().decode() == shown
    assert shown.endswith("メモ.yaml") and "\ufffd" in shown


class Nul(io.FileIO):
    """Windows counts the NUL device among the terminals."""

    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("on_windows")
def test_nobody_is_asked_through_nul(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task that Windows starts by itself has NUL for its keyboard: it gets what a pipe gets, a whole folder."""
    with (
        io.TextIOWrapper(io.BufferedReader(Nul(os.devnull)), encoding="cp932") as keyboard,
        io.TextIOWrapper(io.BufferedWriter(Nul(os.devnull, "wb")), encoding="cp932") as screen,
    ):
        monkeypatch.setattr(sys, "stdin", keyboard)
        monkeypatch.setattr(sys, "stderr", screen)
        assert main.run(["init", str(tmp_path / "city")]) == 0
        monkeypatch.undo()
    assert (tmp_path / "city" / "data" / "vision.yaml").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_to_type_is_quoted_as_every_shell_reads_it(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cmd takes single quotes for a part of the word, and pip for no package; PowerShell a quoted program for a text."""
    monkeypatch.setattr(sys, "platform", "win32")
    for path, first in (
        (r"C:\vt\python.exe", r"C:\vt\python.exe"),
        (r"C:\a b\python.exe", r'"C:\a b\python.exe"'),
    ):
        monkeypatch.setattr(sys, "executable", path)
        command = extras.install_command("openpyxl")
        assert command == f'{first} -m pip install "openpyxl>=3.1.5,<4"'
        assert command in catalogue(language)("error.library", library="openpyxl", command=command)


REPORT, WORD, STYLES = (
    "data/reports/2024/council.md",
    "data/reports/2024/public.docx",
    "templates/reference.docx",
)


@pytest.mark.parametrize(
    ("path", "command", "there"),
    [
        (REPORT, "report 2024", True),
        (REPORT, "report 2024", False),
        (REPORT, "report --check", True),
        pytest.param(WORD, "report 2024 --for public --to docx", True, marks=pytest.mark.needs("docx")),
        pytest.param(STYLES, "report 2024 --for public --to docx", True, marks=pytest.mark.needs("docx")),
    ],
)
def test_a_report_that_a_program_keeps_to_itself_is_no_bug(
    city: Path, monkeypatch: pytest.MonkeyPatch, path: str, command: str, there: bool
) -> None:
    """Exit 2 and the sentence: whether it is fresh nobody can say, and nothing is written over it."""
    sound.write(city, path, b"# mine\n")
    kept_to_itself(monkeypatch, city / path)
    monkeypatch.setattr(windows, "WINDOWS", there)
    ran = visiontrack(*command.split(), "--lang", "ja", root=city)
    why = "読む権限がないか、ほかのプログラムが開いています" if there else "読む権限がありません"
    assert (ran.code, ran.out, ran.err) == (2, "", f"'{path}' を読めません: {why}\n")


def test_status_tells_all_but_what_it_cannot_know(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound.write(city, REPORT, b"# mine\n")
    kept_to_itself(monkeypatch, city / REPORT)
    ran = visiontrack("status", "--format", "json", root=city)
    assert (ran.code, ran.err) == (0, "")
    year = next(one for one in json.loads(ran.out)["years"] if one["year"] == 2024)
    assert year["checked"]["council"] == "unknown"


def kept_to_itself(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """Let nobody else read a file, as Windows does for the program that opened it so."""
    real = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path == place:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
