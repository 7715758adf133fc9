"""Makes the README's pictures anew: its command on a terminal of 80 columns, and two pages of the sample city's site.

Run by hand, with visiontrack installed and Chromium and a Japanese monospaced font on the machine:
.venv/bin/python .ci/picture.py
"""

from __future__ import annotations

import html
import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

TOP = Path(__file__).parent.parent
COLOURS = {"32": "#98c379", "33": "#e5c07b", "31": "#e06c75", "36": "#56b6c2", "34": "#61afef"}
STYLE = (
    "body{margin:0;padding:18px;background:#1e2129;width:640px}"
    "pre{margin:0;color:#dcdfe4;font:15px/22px 'Noto Sans Mono CJK JP',monospace}"
)
LINE_HEIGHT, PADDING, WIDTH = 22, 18, 676
# Picture → page of the site, and how high the part of it is that is shown.
SITE_PAGES = {"site.png": ("index.html", 900), "opinion.png": ("opinions/o-2025-04.html", 900)}
SITE_WIDTH = 900


def command() -> str:
    """Returns the command that the picture's alt text in the README names."""
    match = re.search(r"!\[`([^`]+)`.*?\]\(docs/images/check\.png\)", (TOP / "README.md").read_text("utf-8"))
    if match is None:
        raise SystemExit("README.md names no command for docs/images/check.png")
    return match[1]


def on_a_terminal(words: list[str]) -> str:
    """Returns what a command prints on a terminal of 80 columns, with its colours."""
    environment = os.environ | {"TERM": "xterm-256color", "LANG": "ja_JP.UTF-8"}
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (50, 80))
    process = subprocess.Popen(words, stdout=follower, stderr=subprocess.DEVNULL, cwd=TOP, env=environment)
    os.close(follower)
    chunks = []
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    process.wait()
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def as_html(text: str) -> str:
    """Turns the terminal's bold and colours into spans; other escapes are dropped."""
    parts = re.split(r"\x1b\[([0-9;?]*)([A-Za-z])", text)
    bold, colour, shown = False, "", []
    for index in range(0, len(parts), 3):
        style = ("font-weight:bold;" if bold else "") + (f"color:{colour}" if colour else "")
        shown.append(f'<span style="{style}">{html.escape(parts[index])}</span>')
        if index + 2 < len(parts) and parts[index + 2] == "m":
            for code in parts[index + 1].split(";"):
                if code in ("", "0"):
                    bold, colour = False, ""
                elif code in ("1", "22"):
                    bold = code == "1"
                elif code in ("39", *COLOURS):
                    colour = COLOURS.get(code, "")
    return "".join(shown)


def photograph(page: Path, picture: str, width: int, height: int, profile: Path) -> None:
    """Writes a picture of a page, as Chromium shows it."""
    subprocess.run(
        [
            "chromium",
            *["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"],
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            f"--screenshot={TOP / 'docs/images' / picture}",
            page.as_uri(),
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )


def main() -> None:
    """Writes the pictures."""
    words = shlex.split(command())
    program = Path(sys.executable).parent / words[0]
    text = on_a_terminal([str(program), *words[1:]])
    prompt = f'<span style="color:{COLOURS["34"]}">$</span> <b>{html.escape(command())}</b>\n'
    height = (text.count("\n") + 1) * LINE_HEIGHT + 2 * PADDING
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "page.html"
        page.write_text(
            f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><pre>{prompt}{as_html(text)}</pre>',
            "utf-8",
        )
        photograph(page, "check.png", WIDTH, height, folder / "profile")
        subprocess.run([program, "site", str(folder / "site")], cwd=TOP, check=True)
        for picture, (path, part) in SITE_PAGES.items():
            photograph(folder / "site" / path, picture, SITE_WIDTH, part, folder / "profile")


if __name__ == "__main__":
    main()
