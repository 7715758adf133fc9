"""The hidden command ``--confined-child``: the tasks that a confined child process does for its parent."""

from __future__ import annotations

from typing import Any


def run() -> None:
    """Do what the parent asks for until it is gone."""
    from visiontrack.util.confined_child import serve

    serve({"template": _template, "chart": _chart})


def _template(payload: bytes) -> tuple[Any, bytes]:
    from visiontrack.report.renderer import render_payload

    return render_payload(payload)


def _chart(payload: bytes) -> tuple[Any, bytes]:
    from visiontrack.report.chart_drawing import draw_payload

    return draw_payload(payload)
