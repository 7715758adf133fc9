"""`visiontrack check` on the consoles of a town hall: 80 columns and 40, UTF-8, cp932 and ASCII, piped and not."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from oracle import folders
from support import screens, sound
from support.program import visiontrack
from support.screens import cells, too_wide
from visiontrack.cycle.check import Filters, check
from visiontrack.folder.loading import load
from visiontrack.formats import Output
from visiontrack.formats.check_text import check_text
from visiontrack.formats.painter import Painter
from visiontrack.messages import catalogue

SAMPLE = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-c", "from visiontrack.cli.main import main; main()"]


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    return screens.hard_city(tmp_path / "hard")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("year", ["2020", "2024"])
def test_piped_no_line_is_wider_than_eighty_cells(language: str, year: str) -> None:
    shown = visiontrack("check", year, "--lang", language, root=SAMPLE).out
    assert too_wide(shown, 80) == []
    assert [line for line in shown.split("\n") if line != line.rstrip()] == []


def test_however_long_things_are(hard: Path) -> None:
    shown = visiontrack("check", "2024", root=hard).out
    assert too_wide(shown, 80) == []
    assert "123,456,789,012,345,678,901,234,567,890" in shown  # wrapped, never cut
    assert shown.replace("\n", "").count("長") == 400  # the policy in its table and over its measures


@pytest.mark.parametrize(("columns", "ambiguous"), [(40, 1), (40, 2), (80, 2), (200, 1)])
def test_every_layout_of_sample_and_random_cities(
    tmp_path: Path, hard: Path, columns: int, ambiguous: int
) -> None:
    paint = Painter(columns, ambiguous, colours=False, rich_signs=ambiguous == 1)
    random_city = tmp_path / "random"
    years = folders.make(random_city, 4)  # a city with numbers of thirty digits
    for root, year in [(SAMPLE, 2024), (hard, 2024), *((random_city, year) for year in years)]:
        folder = load(root).folder
        assert folder is not None
        for language in ("ja", "en"):
            view = check(folder, year, Filters())
            shown = check_text(Output(folder, view, (), catalogue(language), paint))  # type: ignore[arg-type]
            assert too_wide(shown, columns, ambiguous) == []


def program(root: Path, encoding: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [*PROGRAM, "check", "2024", "--root", str(root), *args]
    return subprocess.run(command, capture_output=True, env=surroundings, check=False)


def test_a_cp932_console_gets_the_same_words_at_its_own_widths(hard: Path) -> None:
    ran = program(hard, "cp932")
    shown = ran.stdout.decode("cp932")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert too_wide(shown, 80, ambiguous=2) == []
    assert "得点 100.0" in shown and "##########" in shown and "?" not in shown


def test_a_cp932_console_shows_what_it_can_of_what_is_wrong(city: Path) -> None:
    """髙 and 﨑 are in cp932, 𠮷 is not: it becomes a question mark, and nothing crashes."""
    measure = sound.MEASURE.replace("創業支援の充実", "髙﨑𠮷野の創業支援")
    sound.write(
        city,
        "data/measures/startup-support.yaml",
        measure.replace("direction: increase", "direction: 増やす"),
    )
    ran = program(city, "cp932")
    assert ran.returncode == 1
    assert "error VT2" in ran.stderr.decode("cp932") and "増やす" in ran.stderr.decode("cp932")
    sound.write(city, "data/measures/startup-support.yaml", measure)
    assert "髙﨑?野の創業支援" in program(city, "cp932").stdout.decode("cp932")


def test_an_ascii_console_never_crashes(city: Path) -> None:
    ran = program(city, "ascii", "--lang", "en")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"score 100.0" in ran.stdout


def on_terminal(root: Path, columns: int, **surroundings: str) -> str:
    """What a terminal of so many columns gets."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {"TERM": "xterm-256color", "PYTHONUTF8": "1", "PATH": os.environ["PATH"], **surroundings}
    command = [*PROGRAM, "check", "2024", "--root", str(root)]
    with subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, env=environment) as running:
        os.close(slave)
        got = bytearray()
        while part := _read(master):
            got += part
    os.close(master)
    assert running.returncode == 0
    return got.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way of saying that nobody writes any more
        return b""


def test_a_narrow_terminal_is_filled_and_not_overrun(hard: Path) -> None:
    shown = on_terminal(hard, 40, NO_COLOR="1")
    assert too_wide(shown, 40) == []
    assert any(cells(line) > 30 for line in shown.split("\n"))


def test_colours_only_on_a_terminal_that_wants_them(city: Path) -> None:
    coloured = on_terminal(city, 80)
    assert "\033[32m" in coloured
    plain = on_terminal(city, 80, NO_COLOR="1")
    assert "\033" not in plain
    assert on_terminal(city, 80, TERM="dumb") == plain
    assert plain == visiontrack("check", "2024", root=city).out


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no folder that somebody stands in")
def test_whoever_stands_in_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    script = f"cd {tmp_path} && mkdir gone && cd gone && rmdir ../gone && {' '.join(map(shlex.quote, PROGRAM))} status"
    ran = subprocess.run(["sh", "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 2 and "データのフォルダー" in ran.stderr, ran.stderr
