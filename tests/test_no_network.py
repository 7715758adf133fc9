"""No command opens a connection: an office without the internet uses all of it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from support.program import visiontrack

COMMANDS = (
    ("validate",),
    ("check", "2024"),
    ("check", "2024", "--format", "json"),
    ("plan", "2024"),
    ("do", "2024"),
    ("act", "2024"),
    ("status",),
    ("roles",),
    ("report", "2024"),
    ("report", "--check"),
    ("explain", "VT101"),
    ("schema", "measure"),
    ("--help",),
)


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **keywords: object) -> None:
        raise AssertionError(f"a socket was opened: {args} {keywords}")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_works_where_no_socket_can_be_opened(command: tuple[str, ...], city: Path) -> None:
    ran = visiontrack(*command, root=city)
    assert ran.code in (0, 1), ran.err
    assert "AssertionError" not in ran.err
