"""A chart on disk is believed only as far as it can be: its marker, and a list of what a chart may hold."""

from __future__ import annotations

import pytest

from visiontrack.report.chart_svg import _MARKER, _NO_HASH, _hash, is_sound, sealed_svg

SPEC = {"mark": "bar", "data": {"values": [{"a": 1}]}}
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="284"><g fill="none"><text x="1">72</text></g></svg>'


def resealed(content: bytes, old: str, new: str) -> bytes:
    """The chart as a forger who can compute hashes leaves it."""
    text = content.decode().replace(old, new, 1)
    marker = _MARKER.search(text)
    assert marker is not None
    start, end = marker.span(2)
    text = text[:start] + _NO_HASH + text[end:]
    return text.replace(_NO_HASH, _hash(text), 1).encode()


def test_chart_as_drawn_is_sound_with_any_line_ends() -> None:
    content = sealed_svg(DRAWN, SPEC, "数 < 72 & more")
    assert is_sound(content, SPEC)
    assert is_sound(content.replace(b"\n", b"\r\n"), SPEC)
    assert not is_sound(content, {**SPEC, "mark": "line"})


def test_changed_figure_beside_its_old_marker_is_found() -> None:
    assert not is_sound(sealed_svg(DRAWN, SPEC, "t").replace(b">72<", b">99<"), SPEC)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<text", '<image href="http://127.0.0.1/x.png"/><text'),
        ("<text", "<script>alert(1)</script><text"),
        ("<text", '<g onload="alert(1)"></g><text'),
        ("<text", '<a xlink:href="http://evil.example"></a><text'),
        ('fill="none"', 'fill="url(http://127.0.0.1/x)"'),
        ('fill="none"', 'style="background: url(x)"'),
        ('width="680"', 'width="40000"'),
        ("<svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg"),
        ("<text", "<g>" * 20_000 + "</g>" * 20_000 + "<text"),
    ],
)
def test_what_no_chart_holds_is_refused_even_with_right_hashes(old: str, new: str) -> None:
    assert not is_sound(resealed(sealed_svg(DRAWN, SPEC, "t"), old, new), SPEC)
