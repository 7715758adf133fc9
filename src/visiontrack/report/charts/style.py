"""How every chart looks: black, grey and line styles that survive a photocopier, fixed margins, Japanese fonts.

Nothing is laid out by the width of a text, since that differs with the fonts of a machine and the same data must
give the same bytes everywhere; texts that may be long are wrapped by our own count of cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from visiontrack.layout.width import wrap

FONT = "Noto Sans CJK JP, Noto Sans JP, Yu Gothic, Meiryo, Hiragino Sans, sans-serif"
BLACK, DARK, GREY, LIGHT = "#000000", "#444444", "#8c8c8c", "#d9d9d9"
Spec = dict[str, Any]
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def chart(
    title: str, width: int, height: int, margins: Mapping[str, int], layers: Sequence[Spec], cells: int = 60
) -> Spec:
    """A layered chart with our look; ``margins`` are its paddings, which nothing grows beyond."""
    lines = wrap(title, cells)
    top = 18 + 20 * len(lines)
    return {
        "$schema": _SCHEMA,
        "width": width,
        "height": height,
        "autosize": {"type": "none"},
        "padding": {**margins, "top": margins.get("top", 0) + top},
        "background": "white",
        "title": {"text": lines, "anchor": "start", "frame": "bounds", "fontSize": 14, "offset": 14},
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "gridColor": LIGHT, "domainColor": GREY},
            "text": {"fontSize": 12, "color": BLACK},
        },
        "layer": list(layers),
    }


def layer(values: Sequence[Mapping[str, Any]], mark: Mapping[str, Any], encoding: Mapping[str, Any]) -> Spec:
    """One layer: its own few values, a mark, an encoding."""
    return {"data": {"values": list(values)}, "mark": dict(mark), "encoding": dict(encoding)}


def wrapped(text: str, cells: int) -> str:
    """A label broken into lines, as ``labelExpr`` splits them."""
    return "\n".join(wrap(text, cells))
