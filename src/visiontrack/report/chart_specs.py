"""The charts as Vega-Lite specifications: what each draws, and how all of them look.

Black, grey and line styles survive a photocopier. Nothing is laid out by the width of a text, since that differs with
the fonts of a machine and the same data must give the same bytes everywhere; texts that may be long are wrapped by our
own count of cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from visiontrack.evaluation.arithmetic import rounded
from visiontrack.layout.width import wrap
from visiontrack.report.value_formatter import NOTHING, ValueFormatter, printed

if TYPE_CHECKING:
    from visiontrack.messages import Catalogue
    from visiontrack.report.chart_data import GradeCounts, IndicatorPath, Point, Spending

_FONT = "Noto Sans CJK JP, Noto Sans JP, Yu Gothic, Meiryo, Hiragino Sans, sans-serif"
BLACK, DARK, GREY, LIGHT = "#000000", "#444444", "#8c8c8c", "#d9d9d9"
Spec = dict[str, Any]
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

# A line that moves less than this part of its height would lie flat on an axis that begins at zero.
_FLAT = Fraction(1, 4)
_ROW = 46
_BAR_WIDTH = 420
_SHADES = ("#f2f2f2", "#d0d0d0", "#a0a0a0", "#6e6e6e", "#3c3c3c", "#1a1a1a")
_NONE_SHADE = "#ffffff"


def path_spec(path: IndicatorPath, words: Catalogue) -> Spec:
    """Returns baseline and targets dashed with diamonds, actuals solid with dots, the outlook dotted, the year ruled."""
    years = list(range(path.first, path.last + 1))
    low, high = _bounds(path)
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [years[0] - 0.5, years[-1] + 0.5], "nice": False},
        "axis": {
            "values": _labelled(years, words),
            "labelExpr": _year_labels(years, words),
            "title": None,
            "grid": False,
        },
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "zero": False, "nice": False},
        "axis": {"title": None, "tickCount": 4},
    }
    at = {"x": x, "y": y}
    rule = _layer([{"year": path.year}], {"type": "rule", "color": GREY, "strokeDash": [2, 4]}, {"x": x})
    layers = [rule, *_plan_layers(path, at)]
    if path.outlook is not None and path.actuals:
        mark: dict[str, Any] = {"type": "line", "color": BLACK, "strokeDash": [2, 3], "strokeWidth": 1.5}
        layers.append(_layer(_points([path.actuals[-1], path.outlook]), mark, at))
    if path.actuals:
        dot = {"filled": True, "size": 60, "color": BLACK}
        mark = {"type": "line", "color": BLACK, "strokeWidth": 2.5, "point": dot}
        layers += [_layer(_points(path.actuals), mark, at), _last_label(path, at)]
    layers.append(_legend(path, words, x, years))
    title = words("chart.path.title" if low <= 0 else "chart.path.title.cut", name=path.title, unit=path.unit)
    return _chart(title, 270, 120, {"left": 62, "right": 20, "bottom": 66}, layers, cells=44)


def _labelled(years: Sequence[int], words: Catalogue) -> list[int]:
    """Returns the years that have a label: each, or every second where the labels are long and many."""
    step = 1 if words.language == "ja" or len(years) <= 6 else 2
    return list(years[::-1][::step])[::-1]


def _plan_layers(path: IndicatorPath, at: dict[str, Any]) -> list[Spec]:
    """Returns baseline and targets as a line, and their labels."""
    plan = [*([path.baseline] if path.baseline else []), *path.targets]
    if not plan:
        return []
    diamond: dict[str, Any] = {"shape": "diamond", "filled": False, "size": 80, "color": DARK}
    mark: dict[str, Any] = {"type": "line", "color": DARK, "strokeDash": [7, 4], "point": diamond}
    actual = dict(path.actuals).get(path.year)
    # Where target and actual of the year stand close, the higher one is labelled above, the lower below.
    below = [
        (year, value) for year, value in plan if year == path.year and actual is not None and value < actual
    ]
    above = [point for point in plan if point not in below]
    return [_layer(_points(plan), mark, at), _labels(above, at, -14, DARK), _labels(below, at, 18, DARK)]


def _year_labels(years: Sequence[int], words: Catalogue) -> str:
    """Returns the years below the axis as the tables head their columns."""
    labels = ", ".join(f"'{year}': '{ValueFormatter(words).short_year(year)}'" for year in years)
    return f"{{{labels}}}[datum.value]"


def _bounds(path: IndicatorPath) -> tuple[float, float]:
    """Returns the ends of the axis: from zero, or from where the line would else lie flat, to above the highest point."""
    points = [*path.targets, *path.actuals, *([path.baseline] if path.baseline else [])]
    values = [Fraction(value) for _, value in points]
    values += [path.outlook[1]] if path.outlook is not None else []
    low, high = min(values), max(values)
    if low < 0 or high - low >= high * _FLAT:
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    room = (high - low or Fraction(1)) / 8
    return float(low - room if low else low), float(high + room)


def _points(points: Sequence[tuple[int, Decimal | Fraction]]) -> list[dict[str, Any]]:
    return [{"year": year, "value": float(value)} for year, value in points]


def _labels(points: list[Point] | tuple[Point, ...], at: dict[str, Any], dy: int, colour: str) -> Spec:
    """Returns the values beside their points, so that the chart can be read without its axis."""
    values = [{"year": year, "value": float(value), "text": printed(value)} for year, value in points]
    text = {"field": "text", "type": "nominal"}
    return _layer(values, {"type": "text", "dy": dy, "fontSize": 11, "color": colour}, {**at, "text": text})


def _last_label(path: IndicatorPath, at: dict[str, Any]) -> Spec:
    """Returns the newest actual's label: above where it lies above that year's target, else below."""
    year, value = path.actuals[-1]
    aim = dict(path.targets).get(year)
    return _labels(path.actuals[-1:], at, 18 if aim is None or value <= aim else -14, BLACK)


def _legend(path: IndicatorPath, words: Catalogue, x: dict[str, Any], years: list[int]) -> Spec:
    """Returns the legend as a line of text below the axis: its place depends on no font."""
    parts = [words("chart.path.plan"), words("chart.path.actual")]
    if path.outlook is not None:
        parts.append(words("chart.path.outlook"))
    parts.append(words("chart.path.year", year=ValueFormatter(words).year(path.year)))
    lines = ["　".join(parts[:2]), "　".join(parts[2:])]
    encoding = {"x": {**x, "field": "year"}, "y": {"value": 156}, "text": {"value": lines}}
    return _layer([{"year": years[0] - 0.5}], {"type": "text", "align": "left", "fontSize": 11}, encoding)


def grades_spec(counts: GradeCounts, words: Catalogue) -> Spec:
    """Returns a bar per policy, a shade per grade, the grade's letter and count in each part."""
    titles = [_wrapped(title, 30) for title, _ in counts.policies]
    rows: list[dict[str, Any]] = []
    for title, (_, grades) in zip(titles, counts.policies, strict=True):
        rows += _grade_rows(title, counts.grades, grades, words)
    y = _row_axis("policy", titles)
    most = max([int(row["end"]) for row in rows], default=1)
    x = {"field": "start", "type": "quantitative", "scale": {"domain": [0, most]}, "axis": None}
    bars = _layer(
        rows,
        {"type": "bar", "stroke": BLACK, "strokeWidth": 1, "height": 24},
        {"y": y, "x": x, "x2": {"field": "end"}, "color": _as_is("shade")},
    )
    at = {**x, "field": "middle"}
    text = _layer(
        rows, {"type": "text"}, {"y": y, "x": at, "text": {"field": "label"}, "color": _as_is("ink")}
    )
    return _chart(
        words("chart.grades.title", year=ValueFormatter(words).year(counts.year)),
        _BAR_WIDTH,
        _ROW * max(1, len(titles)),
        {"left": 230, "right": 30, "bottom": 16},
        [bars, text],
    )


def _grade_rows(
    title: str, order: Sequence[str], grades: Mapping[str, int], words: Catalogue
) -> list[dict[str, Any]]:
    """Returns the parts of a policy's bar."""
    rows = []
    start = 0
    for number, grade in enumerate(order):
        size = grades.get(grade, 0)
        if not size:
            continue
        letter = words("chart.grades.none") if grade == "none" else grade
        shade = _NONE_SHADE if grade == "none" else _SHADES[min(number, len(_SHADES) - 1)]
        rows.append(
            {
                "policy": title,
                "start": start,
                "end": start + size,
                "middle": start + size / 2,
                "label": f"{letter} {size}",
                "shade": shade,
                "ink": "#ffffff" if shade in _SHADES[3:] else BLACK,
            }
        )
        start += size
    return rows


def _as_is(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _row_axis(field: str, labels: list[str]) -> dict[str, Any]:
    axis = {"title": None, "labelExpr": "split(datum.value, '\\n')", "labelLimit": 0, "ticks": False}
    return {"field": field, "type": "nominal", "sort": labels, "axis": axis}


def spending_spec(spending: Spending, words: Catalogue) -> Spec:
    """Returns a white bar for each budget, the executed amount dark within it, the share in figures beside it."""
    rows: list[dict[str, Any]] = [
        {
            "project": _wrapped(f"{number} {title}", 30),
            "budget": float(budget),
            "spent": float(spent or 0),
            "label": _share(budget, spent, words),
        }
        for number, (title, budget, spent) in enumerate(spending.projects, start=1)
    ]
    y = _row_axis("project", [row["project"] for row in rows])
    scale = {"domain": [0, max([max(row["budget"], row["spent"]) for row in rows], default=0) or 1]}
    axis = {"title": words("chart.spending.axis"), "tickCount": 4}
    budget_bar = _layer(
        rows,
        {"type": "bar", "color": "#ffffff", "stroke": BLACK, "height": 24},
        {"y": y, "x": {"field": "budget", "type": "quantitative", "scale": scale, "axis": axis}},
    )
    spent_bar = _layer(
        rows,
        {"type": "bar", "color": GREY, "height": 12},
        {"y": y, "x": {"field": "spent", "type": "quantitative", "scale": scale, "axis": axis}},
    )
    text = _layer(
        rows,
        {"type": "text", "align": "left"},
        {"y": y, "x": {"value": _BAR_WIDTH + 8}, "text": {"field": "label"}},
    )
    return _chart(
        words("chart.spending.title", title=spending.title),
        _BAR_WIDTH,
        _ROW * len(rows),
        {"left": 230, "right": 100, "bottom": 46},
        [budget_bar, spent_bar, text],
    )


def _share(budget: Any, spent: Any, words: Catalogue) -> str:
    if spent is None:
        return words("chart.spending.unknown")
    if not budget:
        return NOTHING
    return f"{printed(rounded(Fraction(spent) / Fraction(budget) * 100, 1))}%"


def _chart(
    title: str, width: int, height: int, margins: Mapping[str, int], layers: Sequence[Spec], cells: int = 60
) -> Spec:
    """Returns a layered chart with our look; ``margins`` are its paddings, which nothing grows beyond."""
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
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "gridColor": LIGHT, "domainColor": GREY},
            "text": {"fontSize": 12, "color": BLACK},
        },
        "layer": list(layers),
    }


def _layer(values: Sequence[Mapping[str, Any]], mark: Mapping[str, Any], encoding: Mapping[str, Any]) -> Spec:
    """Returns one layer: its own few values, a mark, an encoding."""
    return {"data": {"values": list(values)}, "mark": dict(mark), "encoding": dict(encoding)}


def _wrapped(text: str, cells: int) -> str:
    """Returns a label broken into lines, as ``labelExpr`` splits them."""
    return "\n".join(wrap(text, cells))
