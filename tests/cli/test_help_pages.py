"""Every command explains itself in both languages, within eighty columns."""

from __future__ import annotations

import pytest

from support.program import visiontrack
from visiontrack.cli.app import COMMANDS
from visiontrack.cli.new import COMMANDS as NEW_COMMANDS
from visiontrack.layout.width import width

PAGES = [(), *((name,) for name in COMMANDS), *(("new", name) for name in NEW_COMMANDS)]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("command", PAGES, ids=lambda words: " ".join(words) or "overview")
def test_a_page_of_help(command: tuple[str, ...], language: str) -> None:
    ran = visiontrack(*command, "--help", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert " ".join(("visiontrack", *command)) in ran.out
    assert max(width(line) for line in ran.out.splitlines()) <= 80
