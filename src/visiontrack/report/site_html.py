"""A page of the web site: the Markdown of its template inside the frame that all pages share.

Nothing is loaded from elsewhere. The one script, on pages with a list to search, stands in the page, and its policy
allows that script alone.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from visiontrack.report.html import ReportBody
from visiontrack.report.markdown_tree import headings, parse_markdown, plain_text, title_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from visiontrack.messages import Catalogue
    from visiontrack.report.site_appearance import Appearance
    from visiontrack.report.site_view import SitePageView

# Pages whose tables can be searched.
SEARCHABLE = ("measures", "opinions", "programs")
SECTIONS = ("index", "measures", "opinions", "actors", "programs", "years", "data", "method")
_DESCRIPTION_LENGTH = 120


def site_page(page: SitePageView, markdown: str, words: Catalogue, appearance: Appearance) -> str:
    """Returns a page of the site."""
    tokens = parse_markdown(markdown)
    body = "".join(_SiteBody(tokens, headings(tokens), lambda _: None).parts())
    script = _resource("site.js") if page.kind in SEARCHABLE else ""
    if script:
        label = words("site.search")
        script = f"<script>{script.replace('LABEL', html.escape(label, quote=True))}</script>\n"
    name = page.site.name.raw
    title = title_of(tokens)
    full_title = title if page.kind == "index" else f"{title} | {name}"
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">\n'
        f"<title>{html.escape(full_title)}</title>\n"
        f"{_metadata(page, full_title, _description(tokens), appearance)}"
        f"<style>\n{_resource('page.css')}{_resource('site.css')}{appearance.style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{html.escape(words("report.page.skip"))}</a>\n'
        f"{_header(page, words, appearance)}"
        f'<main id="main">\n{body}</main>\n{_footer(page, words)}{script}</body>\n</html>\n'
    )


def _resource(name: str) -> str:
    return files("visiontrack.report").joinpath(name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """Returns the Content-Security-Policy: nothing from outside, and no script but the one in the page."""
    allowed = ""
    if script:
        content = script.removeprefix("<script>").removesuffix("</script>\n")
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        allowed = f"; script-src 'sha256-{digest}'"
    return f"default-src 'none'; img-src 'self' data: file:; style-src 'unsafe-inline'{allowed}"


def _metadata(page: SitePageView, title: str, description: str, appearance: Appearance) -> str:
    """Returns what search engines and those who share the page are told."""
    quoted = html.escape(description, quote=True)
    tags = [
        f'<meta name="description" content="{quoted}">',
        f'<meta property="og:title" content="{html.escape(title, quote=True)}">',
        f'<meta property="og:description" content="{quoted}">',
        '<meta property="og:type" content="website">',
        f'<meta property="og:site_name" content="{html.escape(page.site.name.raw, quote=True)}">',
        f'<link rel="alternate" type="application/rss+xml" href="{page.base}feed.xml" '
        f'title="{html.escape(page.site.name.raw, quote=True)}">',
    ]
    if appearance.address:
        address = html.escape(appearance.address + page.path, quote=True)
        tags += [f'<meta property="og:url" content="{address}">', f'<link rel="canonical" href="{address}">']
    return "".join(tag + "\n" for tag in tags)


def _description(tokens: Sequence[Token]) -> str:
    """Returns the beginning of the page's first paragraph."""
    for position, token in enumerate(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            text = " ".join(plain_text(tokens[position + 1]).split())
            if text:
                return text[:_DESCRIPTION_LENGTH]
    return title_of(tokens)


def _header(page: SitePageView, words: Catalogue, appearance: Appearance) -> str:
    """Returns the head of a page: the vision's name and the way to every part of the site."""
    logo = f'<img class="logo" src="{page.base}{appearance.logo}" alt="">' if appearance.logo else ""
    name = html.escape(page.site.name.raw)
    items = []
    for section in SECTIONS:
        if section == "programs" and not page.site.programs:
            continue
        current = ' aria-current="page"' if page.path == f"{section}.html" else ""
        label = html.escape(words(f"site.nav.{section}"))
        items.append(f'<li><a href="{page.base}{section}.html"{current}>{label}</a></li>')
    label = html.escape(words("site.nav"), quote=True)
    notice = page.site.notice
    note = f'<p class="notice">{html.escape(" ".join(notice.raw.split()))}</p>\n' if notice else ""
    return (
        f'<header class="site"><p><a href="{page.base}index.html">{logo}{name}</a></p>\n'
        f'<nav class="site" aria-label="{label}"><ul>\n'
        + "\n".join(items)
        + f"\n</ul></nav>{note}</header>\n"
    )


def _footer(page: SitePageView, words: Catalogue) -> str:
    site = page.site
    lines = [html.escape(site.municipality.raw)]
    if site.contact is not None:
        lines.append(html.escape(words("site.contact", contact=site.contact.raw)))
    return '<footer class="site">\n' + "".join(f"<p>{line}</p>\n" for line in lines) + "</footer>\n"


class _SiteBody(ReportBody):
    """The body of a page: links lead within the site, or, marked, away from it; charts are files of the site."""

    def _inline(self, token: Token) -> str:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            mark = ' class="away" rel="external noopener"' if re.match("https?://", address) else ""
            return f'<a href="{html.escape(address, quote=True)}"{mark}>'
        if token.type == "link_close":
            return "</a>"
        return super()._inline(token)

    def _image(self, token: Token) -> str:
        source, alternative = html.escape(str(token.attrGet("src") or ""), quote=True), token.content
        return f'<img class="chart" alt="{html.escape(alternative, quote=True)}" src="{source}">'
