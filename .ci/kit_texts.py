"""Writes the texts of the Windows kit into a folder, as cmd and the editor of a Japanese Windows read them."""

from __future__ import annotations

import sys
from pathlib import Path

KIT = Path(__file__).parent / "kit"
# What cmd takes for a sign of its own: as the second byte of a letter it would break the script on a console of
# another language.
SIGNS = b'\\|&<>^%"()!'


def encoded(name: str) -> bytes:
    """Returns a text of the kit with CRLF, in cp932 for cmd and in UTF-8 for the rest."""
    text = (KIT / name).read_text(encoding="utf-8").replace("\n", "\r\n")
    if not name.endswith(".cmd"):
        return text.encode("utf-8-sig")
    unfit = [letter for letter in text if len(bytes := letter.encode("cp932")) == 2 and bytes[1] in SIGNS]
    if unfit:
        raise SystemExit(f"{name}: say it without {' '.join(unfit)}")
    return text.encode("cp932")


if __name__ == "__main__":
    for path in KIT.iterdir():
        Path(sys.argv[1], path.name).write_bytes(encoded(path.name))
