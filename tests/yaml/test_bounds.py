"""A megabyte of anything is read in a second and in little memory, whatever it is made of.

The work is counted in processor time of this process, ten times what it takes here, so that a slow machine does not
fail and the square of the size (minutes) does.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.reading import HEAD, read

MEGABYTE = 1024 * 1024
SECONDS = 6.0


def filled(unit: str, head: str = HEAD, tail: str = "") -> str:
    """A megabyte of ``unit`` between ``head`` and ``tail``; ``{}`` in it counts."""
    room = MEGABYTE - len((head + tail).encode())
    if "{}" not in unit:
        return head + unit * (room // len(unit.encode())) + tail
    out, number = [], 0
    while room > 0:
        out.append(unit.replace("{}", str(number)))
        room -= len(out[-1].encode())
        number += 1
    return head + "".join(out[:-1]) + tail


CASES = {
    "a million keys": filled("{}:\n", ""),
    "unknown keys": filled("k{}: 1\n"),
    "wrong numbers": filled("  k{}: x\n", HEAD + "actuals:\n"),
    "wrong items": filled("- x\n", HEAD + "contributions:\n"),
    "empty items in brackets": filled("{},", HEAD.replace("{", "") + "contributions: [", "]\n"),
    "full-width colons": filled("  k{}：1\n", HEAD + "actuals:\n"),
    "full-width colons on one line": filled("a：1,", HEAD + "actuals: {", "}\n"),
    "full-width colons over lines of brackets": filled("{a：1},\n", HEAD + "contributions: [\n", "]\n"),
    "full-width colons before open quotes": filled('a："\n'),
    "full-width bars": filled("k{}: ｜\n  a\n"),
    "keys without the space behind them": filled("k{}:1\n"),
    "bullets": filled("・a\n", HEAD + "evidence:\n"),
    "full-width indents": filled("\u3000a\n"),
    "dashes before a full-width space": filled("- ", "", "\u3000a\n"),
    "an endless key": filled("a-", "", "：1\n"),
    "an endless text": filled("x", HEAD + "outcomes: "),
    "an endless text in quotes": filled("x", HEAD + 'outcomes: "', '"\n'),
    "a quote never closed": filled("x\n", HEAD + 'outcomes: "'),
    "escapes": filled("\\x07", HEAD + 'outcomes: "', '"\n'),
    "brackets opened": filled("[", ""),
    "brackets closed": filled("]", HEAD + "evidence: "),
    "nested brackets": filled("[[[[[[[[]]]]]]]],", HEAD + "evidence: [", "]\n"),
    "dashes": filled("- ", ""),
    "spaces": filled(" ", HEAD + "outcomes: a", "#b\n"),
    "cut texts": filled("- あ #x\n", HEAD + "evidence:\n"),
    "anchors": filled("- &a\n", HEAD + "evidence:\n"),
    "tags": filled("- !a b\n", HEAD + "evidence:\n"),
    "documents": filled("a: 1\n---\n", ""),
    "conflicts": filled("<<<<<<< a\n=======\n>>>>>>> b\n"),
    "one endless conflict": filled("=======\n", HEAD + "<<<<<<< a\n"),
    "NUL": filled("\0"),
    "stairs": "\n".join(" " * n + "a:" for n in range(1400)),
    "an endless id": filled("a-", "measure: ", "_\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_megabyte_of(name: str) -> None:
    begun = time.process_time()
    document = read(CASES[name])
    assert time.process_time() - begun < SECONDS
    assert len(document.findings) <= 5_001


_PEAK = """
import re, sys
from pathlib import Path
from visiontrack.diagnose.reader import parse
for path in sys.argv[1:]:
    parse("data/x.yaml", "result", Path(path).read_bytes().decode())
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text("utf-8"))[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's peak memory")
def test_none_of_them_takes_two_hundred_megabytes(tmp_path: Path) -> None:
    paths = []
    for name in (
        "a million keys",
        "wrong numbers",
        "empty items in brackets",
        "full-width colons on one line",
    ):
        paths.append(tmp_path / f"{len(paths)}.yaml")
        paths[-1].write_bytes(CASES[name].encode())
    done = subprocess.run([sys.executable, "-c", _PEAK, *map(str, paths)], capture_output=True, check=True)
    assert int(done.stdout) < 200
