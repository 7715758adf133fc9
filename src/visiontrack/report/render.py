"""From a view to Markdown: the template is found, run in the sandbox, and tidied.

The Markdown is also the neutral document that other formats start from: it holds headings, paragraphs, lists,
tables, quotations and images and nothing else, and any CommonMark parser (markdown-it-py comes with Rich) gives
its tree. HTML and Word are made from that tree, so that a city's own template rules them too. What the tree
cannot tell (numbers as numbers, for charts) stands in the view.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from visiontrack.finding import Finding
from visiontrack.report import filters, mistakes
from visiontrack.report.digest import DIGEST, VERSION, put_in
from visiontrack.report.environment import Sandbox
from visiontrack.report.limits import Budget
from visiontrack.report.loader import OWN, Loader
from visiontrack.report.value_formatter import ValueFormatter
from visiontrack.report.view import View
from visiontrack.util.resources import shipped

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue
    from visiontrack.report.report_view import ReportView

_ANY_VERSION = "(?P<version>[0-9][0-9A-Za-z.+-]{0,40})"
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FootView(View):
    """What the last line names."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report as text, but for the version of the tool."""

    text: str

    def content(self, version: str) -> bytes:
        """The file's bytes."""
        return self.text.replace(VERSION, version).encode("utf-8")

    def matches(self, content: bytes) -> bool:
        """Whether a file holds this report, made by whatever version; a checkout with CRLF counts."""
        try:
            held = content.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return False
        first, *rest = (re.escape(part) for part in self.text.split(VERSION))
        pattern = first + "".join(
            f"{_ANY_VERSION if not i else '(?P=version)'}{p}" for i, p in enumerate(rest)
        )
        return re.fullmatch(pattern, held) is not None


class Renderer:
    """Renders the reports of a folder; one sandbox for all of them, so that each template is compiled once."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        words = ValueFormatter(catalogue)
        self._loader = Loader(root / OWN, shipped("templates"))
        self._sandbox = Sandbox(self._loader, words.format_value)
        self._sandbox.offer(filters.table(words), {"t": words.sentence})

    def render(self, view: ReportView) -> Rendered | Finding:
        """The report of a view, or what is wrong with a template."""
        name = f"{view.audience}.md.j2"
        given = {one.name: getattr(view, one.name) for one in fields(view)}
        given["foot"] = FootView(version=VERSION, digest=DIGEST)
        self._sandbox.budget = Budget()
        try:
            text = "".join(self._sandbox.get_template(name).generate(given))
            return Rendered(put_in(_tidy(text)))
        except Exception as error:  # whatever a template does wrong is a finding
            return mistakes.finding(error, self._loader.sources, f"{OWN}/{name}", tuple(given))


def _tidy(text: str) -> str:
    """One blank line at most, one line end at the end: templates need not count their line ends."""
    return _BLANK_LINES.sub("\n\n", text.strip("\n")) + "\n"
