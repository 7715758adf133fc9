"""The file of a chart: what its marker promises, and whether a file on disk keeps that promise.

The marker holds the hash of the chart's specification, and the hash of the rest of the file. Whoever forges a chart can
work out both; hence the list of what a chart may hold (no link, no picture, no script, no style), which keeps a forged
one harmless, and ``report --check --draw``, which draws it again.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from xml.parsers import expat

Spec = dict[str, Any]
LARGEST_CHART = 2_000_000  # bytes of an SVG; ours have about 20 kB
_MOST_ELEMENTS, _DEEPEST, _LONGEST_SIDE = 50_000, 40, 20_000
_MARKER = re.compile(r"<metadata>visiontrack-chart ([0-9a-f]{64}) ([0-9a-f]{64})</metadata>")
_NO_HASH = "0" * 64
_ELEMENTS = frozenset(["svg", "g", "path", "text", "tspan", "rect", "line", "title", "metadata"])
_ATTRIBUTES = frozenset(
    [
        "aria-hidden",
        "aria-label",
        "aria-roledescription",
        "class",
        "d",
        "display",
        "dy",
        "dx",
        "fill",
        "fill-opacity",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "height",
        "opacity",
        "pointer-events",
        "role",
        "stroke",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
        "transform",
        "version",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
        "xmlns",
        "xmlns:xlink",
    ]
)


class _NotAllowed(Exception):
    """Something that no chart of ours holds."""


def sealed_svg(drawn: str, spec: Spec, alternative: str) -> bytes:
    """Returns a drawn chart as its file: with its alternative text as title, for who cannot see it, and its marker."""
    head, _, rest = drawn.partition(">")
    label = alternative.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    marker = f"<metadata>visiontrack-chart {spec_hash(spec)} {_NO_HASH}</metadata>"
    text = f'{head} role="img"><title>{label}</title>{marker}{rest}\n'
    return text.replace(f" {_NO_HASH}<", f" {_hash(text)}<", 1).encode()


def is_sound(content: bytes, spec: Spec | None = None) -> bool:
    """Returns whether a file is a chart as it was drawn; with ``spec`` also whether it shows just that."""
    if len(content) > LARGEST_CHART:
        return False
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return False
    markers = list(_MARKER.finditer(text))
    if len(markers) != 1 or (spec is not None and markers[0][1] != spec_hash(spec)):
        return False
    start, end = markers[0].span(2)
    return markers[0][2] == _hash(text[:start] + _NO_HASH + text[end:]) and _is_allowed(text)


def spec_hash(spec: Spec) -> str:
    """Returns the hash of what a chart shows."""
    return _hash(json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _is_allowed(text: str) -> bool:
    """Returns whether an SVG holds nothing but what our charts are drawn with, within bounds."""
    parser = expat.ParserCreate()
    elements = depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements, depth
        elements, depth = elements + 1, depth + 1
        if name not in _ELEMENTS or elements > _MOST_ELEMENTS or depth > _DEEPEST:
            raise _NotAllowed(name)
        for key, value in attributes.items():
            if key not in _ATTRIBUTES or (key != "aria-label" and "url(" in value.lower()):
                raise _NotAllowed(key)
        if name == "svg" and any(
            float(attributes.get(key, 0)) > _LONGEST_SIDE for key in ("width", "height")
        ):
            raise _NotAllowed(name)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise _NotAllowed

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, _NotAllowed, ValueError):
        return False
    return True
