"""The site of the documentation: built strictly, and its search finds what a person in need would type."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.browser import Browser

TOP = Path(__file__).parents[1]
# What a section types, and the page that helps.
SOUGHT = {"全角コロン": "findings/VT109.html", "競合の印": "findings/VT107.html"}
RESULTS = (
    "[...(document.activeElement.shadowRoot || document).querySelectorAll('a')]"
    ".map(link => link.pathname.slice(1)).join(' ')"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built from a copy of the docs and served."""
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(TOP / "docs", place / "docs")
    shutil.copy(TOP / "zensical.toml", place)
    built = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    handler = functools.partial(_Quiet, directory=str(place / ".site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def evaluated(browser: Browser, expression: str) -> str:
    return str(browser.call("Runtime.evaluate", expression=expression)["result"].get("value"))


@pytest.mark.needs("zensical", "chromium")
def test_the_search_finds_the_page_that_helps(site: str, tmp_path: Path) -> None:
    browser = Browser(tmp_path / "profile")
    try:
        browser.call("Page.navigate", url=f"{site}/index.html")
        _until(browser, "!!document.querySelector('.md-search__button')", "True")
        time.sleep(1)
        evaluated(browser, "document.querySelector('.md-search__button').click()")
        _until(browser, "!!document.activeElement?.shadowRoot?.querySelector('input')", "True")
        for words, page in SOUGHT.items():
            evaluated(browser, "document.activeElement.shadowRoot.querySelector('input').select()")
            browser.call("Input.insertText", text=words)
            _until(browser, f"{RESULTS}.split(' ').includes('{page}')", "True")
            assert evaluated(browser, RESULTS).split()[0] == page
    finally:
        browser.close()


def _until(browser: Browser, expression: str, value: str) -> None:
    deadline = time.monotonic() + 20
    while evaluated(browser, expression) != value:
        assert time.monotonic() < deadline, expression
        time.sleep(0.2)


def test_every_page_of_the_docs_is_reached_from_the_menu_or_an_index() -> None:
    menu = (TOP / "zensical.toml").read_text("utf-8")
    for page in (TOP / "docs").glob("*.md"):
        assert page.name == "mutation.md" or f'"{page.name}"' in menu, page.name
