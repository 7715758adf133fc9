"""From a view to Markdown: the template is found and run, in this process or in a confined one.

The Markdown is also the neutral document that other formats start from: it holds headings, paragraphs, lists,
tables, quotations and images and nothing else, and any CommonMark parser (markdown-it-py comes with Rich) gives
its tree. HTML and Word are made from that tree, so that a city's own template rules them too. What the tree
cannot tell (numbers as numbers, for charts) stands in the view.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visiontrack.finding import Finding, Span
from visiontrack.messages import Catalogue, catalogue
from visiontrack.report.digest import DIGEST, VERSION, ReportText, finish
from visiontrack.report.sandbox import Sandbox
from visiontrack.report.template_errors import TOO_MUCH, Untrusted, template_finding
from visiontrack.report.template_loader import LARGEST_TEMPLATE, OWN, SHIPPED, TemplateLoader
from visiontrack.report.value_formatter import ValueFormatter
from visiontrack.report.view import View
from visiontrack.util.confined import Child, Failure, Limits
from visiontrack.util.resources import shipped

if TYPE_CHECKING:
    from visiontrack.report.report_view import ReportView
    from visiontrack.report.site_view import SitePageView

# For each report by a template of the city's own.
LIMITS = Limits(memory=1024**3, processor_seconds=30, wall_seconds=120, output=80_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class FootView(View):
    """What the last line names."""

    version: str
    digest: str


class Renderer:
    """Renders the reports of a folder, the ones by a city's own template in a child process."""

    def __init__(self, root: Path, words: Catalogue) -> None:
        self._root = root.absolute()
        self._language = words.language
        self._engine = _Engine(self._root, words, trusted_only=True)
        self._untrusted: dict[str, str] = {}
        self._child = Child(LIMITS)

    def __enter__(self) -> Renderer:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close()

    def render(self, view: ReportView | SitePageView) -> ReportText | Finding:
        """Returns the report of a view, or what is wrong with a template."""
        if view.template not in self._untrusted:
            try:
                return _finished(self._engine.run(view))
            except Untrusted as template:
                self._untrusted[view.template] = template.label
        return _finished(self._run_confined(view, self._untrusted[view.template]))

    def _run_confined(self, view: ReportView | SitePageView, label: str) -> str | Finding:
        payload = pickle.dumps((self._root, self._language, view), pickle.HIGHEST_PROTOCOL)
        answer = self._child.run("template", payload, label)
        if isinstance(answer, Failure):
            return Finding(TOO_MUCH, answer.subject, variant=answer.cause)
        try:
            if answer.status is None:
                return answer.content.decode("utf-8", "surrogatepass")
            return _finding_from_json(answer.status)
        except ValueError:
            return Finding(TOO_MUCH, label, variant="crash")


def render_payload(payload: bytes) -> tuple[Any, bytes]:
    """The child's task: returns the page as bytes, or the finding as status."""
    root, language, view = pickle.loads(payload)
    page = _confined_engine(root, language).run(view)
    if isinstance(page, Finding):
        return _finding_as_json(page), b""
    return None, page.encode("utf-8", "surrogatepass")


@cache
def _confined_engine(root: Path, language: str) -> _Engine:
    """Returns one engine for all reports of a run, so that each template is compiled once."""
    return _Engine(root, catalogue(language))


class _Engine:
    """Runs templates in this process."""

    def __init__(self, root: Path, words: Catalogue, trusted_only: bool = False) -> None:
        self._loader = TemplateLoader(root / OWN, shipped("templates"), trusted_only)
        self._sandbox = Sandbox(self._loader, ValueFormatter(words))

    def run(self, view: ReportView | SitePageView) -> str | Finding:
        """Returns the page of a view with the marks of its foot, or what is wrong. Raises ``Untrusted``."""
        name = view.template
        values = {field.name: getattr(view, field.name) for field in fields(view)}
        values["foot"] = FootView(version=VERSION, digest=DIGEST)
        try:
            page = self._sandbox.page(name, values)
        except Untrusted:
            raise
        except Exception as error:  # whatever a template does wrong is a finding
            return template_finding(error, self._loader.sources, f"{OWN}/{name}", tuple(values))
        return page if page.strip() else Finding("VT601", f"{OWN}/{name}", variant="empty")


def _finished(page: str | Finding) -> ReportText | Finding:
    return page if isinstance(page, Finding) else finish(page)


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    """Returns what ``_finding_from_json`` makes the finding of again."""
    return {
        "code": finding.code,
        "path": finding.path,
        "span": list(finding.span),
        "params": dict(finding.params),
        "variant": finding.variant,
        "suggest": finding.suggest,
    }


def _finding_from_json(data: Any) -> Finding:
    """Returns the finding that a child process reported. Raises ``ValueError`` where it is none on a template."""
    try:
        line, column, end_line, end_column = map(int, data["span"])
        params = {str(key): value for key, value in data["params"].items() if isinstance(value, (str, int))}
        code, path, variant, suggest = (data[name] for name in ("code", "path", "variant", "suggest"))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("no finding") from error
    if not all(isinstance(text, str) for text in (code, path, variant, suggest or "")):
        raise ValueError("no finding")
    inside = path.startswith((f"{OWN}/", f"{SHIPPED}/")) and ".." not in path.split("/")
    if (
        not inside
        or not code.startswith(("VT1", "VT6"))
        or max(line, end_line, end_column) > LARGEST_TEMPLATE
    ):
        raise ValueError("no finding on a template")
    return Finding(
        code, path, Span(line, column, end_line, end_column), params, variant=variant, suggest=suggest
    )
