"""What stands in data is no command to the machine that prints it."""

from __future__ import annotations

import pytest

from visiontrack.cli import console


def test_no_command_reaches_the_runner(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    console.out("施策 ##[error]x\n::stop-commands::x\n  ::set-output::y\n")
    printed = capsys.readouterr().out
    assert "##[" not in printed
    assert not any(line.lstrip().startswith("::") for line in printed.splitlines())
    assert (
        printed.replace("\N{WORD JOINER}", "") == "施策 ##[error]x\n::stop-commands::x\n  ::set-output::y\n"
    )


def test_elsewhere_a_text_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    console.out("##[error]x\n")
    assert capsys.readouterr().out == "##[error]x\n"
