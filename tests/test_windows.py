"""What Windows does otherwise, shown without it: each story stands for one that was seen under a Python for Windows."""

from __future__ import annotations

import io
import sys

import pytest

from visiontrack.cli import console, main


class Closed(io.BytesIO):
    """A pipe nobody reads any more, as Windows tells it."""

    def write(self, _: object) -> int:
        raise OSError(22, "Invalid argument")


@pytest.mark.parametrize("windows", [True, False])
@pytest.mark.parametrize("command", ["--version", "check --help", "schema", "schema --format json"])
def test_a_reader_who_has_seen_enough_closes_the_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], windows: bool, command: str
) -> None:
    """``| more`` and then q, ``| Select-Object -First 5``: no failure. Elsewhere such an error is one."""
    monkeypatch.setattr(console, "_WINDOWS", windows)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Closed(), encoding="cp932"))
    assert main.run(command.split()) == (0 if windows else 2)
    assert capsys.readouterr().err == ("" if windows else "書き出せません: Invalid argument\n")


@pytest.mark.parametrize("command", ["--version", "--show-completion bash", "schema"])
def test_text_for_a_program_has_no_crlf(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A script for Git Bash or a diff to apply is the same text as elsewhere, though Windows ends lines with CRLF."""
    held = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding="cp932", newline="\r\n"))
    assert main.run(command.split()) == 0
    assert b"\n" in held.getvalue() and b"\r" not in held.getvalue()
