"""Every command on every console of a town hall: same words, same exit code, no traceback, nothing cut."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.screens import hard_city, on_screen, overrun, too_wide
from visiontrack.cli import main
from visiontrack.cli.app import COMMANDS as COMMAND_NAMES
from visiontrack.cli.new import COMMANDS as NEW_COMMANDS

SAMPLE = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-c", "from visiontrack.cli.main import main; main()"]
# `validate` and `explain` print source lines and pages as they are: they may be wider than a console.
COMMANDS = {
    "check 2024": True,
    "plan 2026": True,
    "do 2024": True,
    "act 2024 --today 2026-04-01": True,
    "status --today 2026-04-01": True,
    "roles": True,
    "show startup-support": True,
    "show startup-support/founders": True,
    "show o-2025-01": True,
    "show chamber-of-commerce": True,
    "explain startup-support/founders 2024": True,
    "validate --today 2026-04-01": False,
    "--help": True,
    "check --help": True,
    "check 1800": True,
    "chek 2024": True,
}


def run(command: str, encoding: str) -> tuple[int, str, str]:
    """Run a command with both streams in ``encoding``, as on a console of that kind."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = main.run([*command.split(), "--root", str(SAMPLE)])
    texts = []
    for stream in streams:
        stream.flush()
        held = stream.buffer.getvalue()  # type: ignore[attr-defined]
        texts.append(held.decode(encoding))
    return code, texts[0], texts[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_words_and_exit_code_on_each_console(command: str) -> None:
    code, out, err = run(command, "utf-8")
    assert code != 3, err
    assert "Traceback" not in err
    for encoding in ("cp932", "ascii"):
        other, shown, told = run(command, encoding)
        assert other == code, told
        assert len(shown.split("\n")) >= len(out.split("\n")) // 2
        if COMMANDS[command]:
            assert too_wide(shown, 80, 2 if encoding == "cp932" else 1) == []


def on_a_terminal(command: str, columns: int, **environment: str) -> str:
    """What a person sees on a terminal of this width."""
    main_end, other_end = pty.openpty()
    process = subprocess.Popen(
        ["sh", "-c", f'stty cols {columns}; exec "$@"', "sh", *PROGRAM, *command.split()],
        cwd=SAMPLE,
        stdin=other_end,
        stdout=other_end,
        stderr=subprocess.DEVNULL,  # where a slow machine shows progress
        env={**os.environ, "PYTHONUTF8": "1", "TERM": "xterm", **environment},
    )
    os.close(other_end)
    shown = b""
    with contextlib.suppress(OSError):
        while more := os.read(main_end, 65536):
            shown += more
    process.wait(60)
    os.close(main_end)
    return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 200])
def test_a_narrow_and_a_wide_terminal(columns: int) -> None:
    shown = on_a_terminal("do 2024", columns, NO_COLOR="1")
    assert "\033[" not in shown
    assert too_wide(shown, columns) == []
    assert shown == on_screen(f"do 2024 --root {SAMPLE}", columns).out  # what the tests below look at


PAGES = [
    "check 2024",
    "plan 2024",
    "plan 2026",
    "do 2024",
    "do 2025",
    "act 2024 --today 2026-04-01",
    "act 2025 --today 2026-04-01",
    "status --today 2026-04-01",
    "roles",
    "show startup-support",
    "show startup-support/founders",
    "show chamber-of-commerce",
    "show industry-promotion",
    "show o-2025-01",
    "explain startup-support/founders 2024",
    "explain startup-support 2024",
    "explain VT301",
    "schema",
    "new",
    "--help",
    *(f"{name} --help" for name in COMMAND_NAMES),
    *(f"new {name} --help" for name in NEW_COMMANDS),
]
# A page on a finding shows data as they stand in a file, and a plan the lines to paste into one.
AS_THEY_ARE = {"explain": r"    .*|  data/.*", "plan": r" *(- )?[a-z_]+: .*"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city without its reports: ``status`` would make each of them anew to see whether it is stale."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE / "data", root / "data", ignore=shutil.ignore_patterns("reports"))
    return root


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_fits_every_console(sample: Path, page: str, columns: int) -> None:
    """In both languages; a cp932 console draws ○, → and the like two cells wide."""
    excepted = re.compile(AS_THEY_ARE.get(page.split(maxsplit=1)[0], r"(?!)"))
    for encoding, ambiguous in (("utf-8", 1), ("cp932", 2)):
        for language in ("ja", "en"):
            ran = on_screen(f"{page} --root {sample} --lang {language}", columns, encoding)
            assert ran.code == (2 if page == "new" else 0), ran.err
            overran = [one for one in overrun(ran.out, columns, ambiguous) if not excepted.fullmatch(one)]
            assert overran == [], (encoding, language)


@pytest.mark.parametrize(
    "page",
    [
        "check 2024",
        "plan 2024",
        "do 2024",
        "act 2024",
        "roles",
        "status",
        "show startup-support",
        "show startup-support/founders",
        "show industry-promotion",
        "explain startup-support/founders 2024",
    ],
)
def test_and_however_long_names_and_numbers_are(page: str, tmp_path: Path) -> None:
    hard = hard_city(tmp_path / "hard")
    for encoding, ambiguous in (("utf-8", 1), ("cp932", 2)):
        ran = on_screen(f"{page} --root {hard}", 40, encoding)
        assert ran.code == 0, ran.err
        assert overrun(ran.out, 40, ambiguous) == []


def test_a_narrow_console_breaks_no_bar_and_no_id() -> None:
    """Bars keep their steps beside their number, ids and places stay in one piece, to be copied."""
    root = f"--root {SAMPLE}"
    reported = on_screen(f"do 2024 {root}", 40).out
    first, *bars = re.findall("[█░]+", reported)
    assert len(first) == 35 and f"{first} 91%\n" in reported
    assert {len(bar) for bar in bars} == {10}
    history = on_screen(f"show startup-support {root}", 40).out
    assert "  得点  82.9  ████████░░  自己 C\n" in history
    assert "  得点 100.0  ██████████  自己 B\n" in history
    carried = on_screen(f"show industry-promotion {root}", 40).out
    assert "所管  business-succession " in carried and "manufacturing-tech " in carried
    missing = on_screen(f"do 2025 {root}", 40).out
    assert "\ndata/results/2025/business-succession.yaml\n" in missing  # 42 cells


def test_a_narrow_plan_puts_the_last_target_under_the_years() -> None:
    """Their numbers end in the same column, however the two are called."""
    for language, expected in (
        ("ja", "         目標 74.8 補間値\n         最終 78.0（2029）\n"),
        ("en", "       target 74.8 interpolated\n         last 78.0 (2029)\n"),
    ):
        assert expected in on_screen(f"plan 2024 --root {SAMPLE} --lang {language}", 40).out


def test_colour_is_for_terminals_that_want_it() -> None:
    assert "\033[1m" in on_a_terminal("check 2024", 80)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\033[" not in on_a_terminal("check 2024", 80, **environment)


def test_a_reader_who_has_seen_enough_closes_the_pipe() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "check", "2024"], cwd=SAMPLE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(20)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def in_a_shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which ``visiontrack`` is the program; stdout and stderr are caught."""
    script = f'visiontrack() {{ {shlex.join(PROGRAM)} "$@"; }}\n{line}'
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        ["sh", "-c", script],
        cwd=SAMPLE,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# Text, JSON, bytes that fix their own encoding, a page of help, and what needs no command at all.
TOLD = ("roles", "check 2024 --format json", "check 2024 --format csv", "check --help", "--version")


@pytest.mark.parametrize("command", TOLD)
def test_a_full_disk_is_told_in_a_sentence(command: str) -> None:
    """What was redirected to a file is not there: the run has failed, and not by a bug of ours."""
    ran = in_a_shell(f"VISIONTRACK_LANG=en visiontrack {command} >/dev/full")
    assert (ran.returncode, ran.stderr) == (2, "Cannot write the output: no space left\n")


@pytest.mark.parametrize(
    "command", [*TOLD, "validate --today 2026-04-01", "act 2024", "explain VT301", "schema"]
)
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_who_closes_a_stream_wants_only_the_exit_code(command: str, closed: str) -> None:
    """A script that writes ``if visiontrack validate >&-; then`` asks what ``>/dev/null`` asks, and gets that answer.

    It is also what a closed pipe gets. To fail with 2 would tell the script that it was called wrongly, where the
    person who closed the stream knows best that nobody reads it.
    """
    ran = in_a_shell(f"visiontrack {command} {closed}")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert bool(ran.stdout) is (">&-" not in closed.split())


@pytest.mark.parametrize("closed", ["", ">&-", "2>&-", ">&- 2>&-", "2>/dev/full", ">/dev/full 2>/dev/full"])
def test_no_stream_changes_the_exit_code_of_a_failure(closed: str, tmp_path: Path) -> None:
    """Findings are 1 and wrong use is 2, also where nobody can be told why."""
    shutil.copytree(SAMPLE / "data", tmp_path / "data")
    (tmp_path / "data/measures/startup-support.yaml").write_text("id: [", encoding="utf-8")
    root = f"--root {shlex.quote(str(tmp_path))}"
    full = 2 if closed.startswith(">/dev/full") else 1
    assert in_a_shell(f"visiontrack validate {root} {closed}").returncode == full
    assert in_a_shell(f"visiontrack check 2024 {root} {closed}").returncode == full
    assert in_a_shell(f"visiontrack chek 2024 {closed}").returncode == 2


def test_a_file_is_never_taken_for_a_closed_stream(tmp_path: Path) -> None:
    """The number of a closed stream is free for the next file that is opened: without care, one of the city's."""
    script = (
        "import os\n"
        "from visiontrack.cli import main\n"
        "main.run(['--version'])\n"
        f"opened = [os.open({str(tmp_path / 'a')!r}, os.O_CREAT | os.O_WRONLY) for _ in range(3)]\n"
        "raise SystemExit(int(min(opened) <= 2))\n"
    )
    ran = in_a_shell(f"{sys.executable} -c {shlex.quote(script)} <&- >&- 2>&-")
    assert ran.returncode == 0


def test_ctrl_c_ends_with_130_and_one_line(tmp_path: Path) -> None:
    fifo = tmp_path / "slow"
    os.mkfifo(fifo)
    script = (
        "import visiontrack.folder.loading as f, time, sys\n"
        "old = f.load\n"
        f"def slow(*a, **k):\n    open({str(fifo)!r}, 'wb').close(); time.sleep(30)\n"
        "f.load = slow\n"
        "from visiontrack.cli.main import main; main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, "status"], cwd=SAMPLE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with fifo.open("rb") as under_way:
        under_way.read()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert len(err.decode("utf-8").strip().splitlines()) == 1


# The console script as pip writes it, with Ctrl-C at the moment a module of this name begins to load, or a
# command begins or has ended.
STARTING = """\
import re, signal, sys
moment = sys.argv.pop(1)
class Moment:
    def find_spec(self, name, path=None, target=None):
        if name == moment:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Moment())
from visiontrack.cli.start import main
from visiontrack.cli import interrupt
if moment in ("raise_on_interrupt", "end_on_interrupt"):
    once = getattr(interrupt, moment)
    def during():
        once()
        if moment == "raise_on_interrupt" or sys.modules.get("visiontrack.cli.app"):
            signal.raise_signal(signal.SIGINT)
    setattr(interrupt, moment, during)
sys.exit(main())
"""
MOMENTS = [
    "visiontrack.cli.main",
    "visiontrack.cli.console",
    "visiontrack.messages",
    "visiontrack.cli.app",
    "typer",
    "visiontrack.cli.status",
    "raise_on_interrupt",
    "visiontrack.folder.loading",
    "pydantic_core",
    "yaml",
    "visiontrack.cycle.status",
    "end_on_interrupt",
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_at_any_moment_leaves_no_traceback(moment: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STARTING, moment, "status"],
        check=False,
        cwd=SAMPLE,
        capture_output=True,
        timeout=60,
    )
    assert ran.returncode == 130, moment
    assert b"Traceback" not in ran.stderr
    assert len(ran.stderr.decode("utf-8").strip().splitlines()) <= 1


def test_whoever_starts_the_program_may_want_ctrl_c_ignored() -> None:
    """As a shell does for a job in the background."""
    script = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + STARTING
    ran = subprocess.run(
        [sys.executable, "-c", script, "visiontrack.cli.main", "--version"],
        check=False,
        cwd=SAMPLE,
        capture_output=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
