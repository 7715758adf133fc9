"""``tests/cases/hostile/megabyte.zip`` is made here, so that nobody has to trust it: files of just under 1 MiB.

Made again by ``PYTHONPATH=tests python -m support.megabytes``; ``tests/test_megabytes.py`` holds that each file of the
archive is, byte for byte, what stands here.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).parent.parent / "cases" / "hostile" / "megabyte.zip"
MOST = 1024 * 1024

MEASURE = "data/measures/startup-support.yaml"
RESULT = "data/results/2024/startup-support.yaml"
MEETING = "data/meetings/2025/council-1.yaml"

_HEADS = {
    MEASURE: "id: startup-support\ntitle: 創業支援の充実\npolicy: p1\nlead: industry-promotion\n",
    RESULT: "measure: startup-support\nyear: 2024\nstatus: on_track\n",
    MEETING: "id: council-1\nbody: council\ndate: 2025-08-07\ntitle: 推進会議\n",
}
_STAIRS = "".join(" " * step + "a:\n" for step in range(1430))
_LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 20))

# The archive's folder → the file's place, what stands before, what is repeated (``{}`` counts), what stands after.
_MADE = {
    "a-million-keys": (MEASURE, "", "{}:\n", ""),
    "one-huge-key": (MEASURE, "+", "k", ": 1\n"),
    "a-plain-text": (RESULT, "+outcomes: x\n", "  x\n", ""),
    "a-quoted-text": (RESULT, "+outcomes: '", "''", "'\n"),
    "a-block-text": (RESULT, "+outcomes: |\n", "  あ：[\n", ""),
    "escapes": (RESULT, '+outcomes: "', "\\u3042", '"\n'),
    "escapes-of-controls": (RESULT, '+evidence: ["', '\\0 a thousand times","', '"]\n'),
    "nested-brackets": (MEASURE, "+fields: ", "[", ""),
    "question-marks": (MEASURE, "", "? ", "a\n"),
    "stairs": (MEASURE, "", _STAIRS, ""),
    "aliases": (RESULT, "+evidence:\n  - &a x\n", "  - *a\n", ""),
    "billion-laughs": (RESULT, "+" + _LAUGHS, "# ha\n", "evidence: *a19\n"),
    "empty-items": (MEETING, "+opinions:\n", "-\n", ""),
    "duplicate-keys": (RESULT, "+", "next: improve   # " + "x" * 30 + "\n", ""),
    "unknown-keys": (MEASURE, "+", "titel-of-a-measure-that-nobody-knows-{}: x\n", ""),
    "unknown-ids": (MEASURE, "+fields:\n", "  - no-such-field-{}\n", ""),
    "full-width-spaces": (RESULT, "+", "\u3000", "\n"),
    "full-width-colons": (RESULT, "+", "：", "\n"),
    "quotes": (RESULT, "+outcomes: ", '"', "\n"),
    "zeros": (MEASURE, "+", "\0", ""),
}
NAMES = tuple(_MADE)


def place(name: str) -> str:
    """Where a file of the archive belongs in a data folder."""
    return _MADE[name][0]


def content(name: str) -> bytes:
    """A file of the archive, made anew."""
    path, head, unit, tail = _MADE[name]
    head = _HEADS[path] + head[1:] if head[:1] == "+" else head
    room = MOST - 1 - len((head + tail).encode())
    if "{}" not in unit:
        return (head + unit * (room // len(unit.encode())) + tail).encode()
    out, number = [], 0
    while room > 0:
        out.append(unit.replace("{}", str(number)))
        room -= len(out[-1].encode())
        number += 1
    return (head + "".join(out[:-1]) + tail).encode()


def build(archive: Path = ARCHIVE) -> None:
    """Write the archive: the same names, dates and order each time."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_LZMA) as made:
        for name in NAMES:
            info = zipfile.ZipInfo(f"{name}/{place(name)}", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_LZMA
            made.writestr(info, content(name))


if __name__ == "__main__":
    build()
