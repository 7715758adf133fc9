"""Drawing by Vega-Lite through ``vl-convert``, an extra: SVG for pages, PNG for Word."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from visiontrack.report.charts.style import Spec
from visiontrack.util.extras import is_installed

# The grammar's version, so that another version of the library draws the same.
VEGA_LITE = "5.20"
_DIGEST = "visiontrack-chart"


def available() -> bool:
    """Whether charts can be drawn: ``vl-convert`` is installed."""
    return is_installed("vl_convert")


def digest(spec: Spec) -> str:
    """What a chart shows, as a hash; it stands in the SVG, so that a stale one is told without drawing it."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def svg(spec: Spec, alternative: str) -> str:
    """The chart as SVG text with ``alternative`` as its title for who cannot see it."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    head, _, rest = drawn.partition(">")
    label = alternative.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    title = f"<title>{label}</title><metadata>{_DIGEST} {digest(spec)}</metadata>"
    return f'{head} role="img">{title}{rest}\n'


def is_fresh(text: str, spec: Spec) -> bool:
    """Whether an SVG written before shows what ``spec`` says."""
    return f"<metadata>{_DIGEST} {digest(spec)}</metadata>" in text


def as_png(content: bytes, scale: float = 2.0) -> bytes:
    """An SVG of ours as PNG, twice the size for print: Word shows it everywhere."""
    import vl_convert

    drawn: Any = vl_convert.svg_to_png(content.decode("utf-8"), scale=scale)
    return bytes(drawn)
