"""A city's own look of the site: ``templates/site/site.yaml`` with its address, colour and logo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from visiontrack.finding import Finding, Span
from visiontrack.report.template_loader import OWN
from visiontrack.util.windows import leads_elsewhere
from visiontrack.yaml import files
from visiontrack.yaml.tree import span_of

PLACE = f"{OWN}/site/site.yaml"
KEYS = ("address", "colour", "logo")
LOGO_ENDINGS = (".svg", ".png", ".jpg", ".webp")
LARGEST_LOGO = 100_000  # bytes
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_FIRST = Span(1, 1, 1, 1)
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where the site will stand (with a slash at its end, or empty), the colour of links, and the logo's file."""

    address: str = ""
    colour: str = ""
    logo: str = ""
    logo_content: bytes | None = None

    @property
    def style(self) -> str:
        """The style sheet's last line."""
        return f":root {{ --accent: {self.colour}; }}\n" if self.colour else ""


def read_appearance(root: Path) -> Appearance | Finding:
    """Returns the city's own look, the plain one where it has none, or what is wrong with it."""
    place = root / OWN / "site" / "site.yaml"
    if not place.exists():
        return Appearance()
    raw = files.read(str(place), PLACE)
    if raw.text is None:
        return raw.finding or Finding("VT119", PLACE)
    try:
        node = yaml.compose(raw.text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return _problem("syntax")
    if node is None:
        return Appearance()
    if not isinstance(node, yaml.MappingNode):
        return _problem("syntax")
    settings: dict[str, str] = {}
    for key, value in node.value:
        span = span_of(key)
        if key.value not in KEYS or not isinstance(value, yaml.ScalarNode):
            return _problem("key", span, key=str(key.value), known=", ".join(KEYS))
        settings[key.value] = value.value
        if (problem := _wrong(key.value, value.value)) is not None:
            return _problem(problem, span_of(value), value=value.value)
    return _with_logo(root, settings)


def _wrong(key: str, value: str) -> str | None:
    """Returns what is wrong with a setting."""
    if key == "address" and not _ADDRESS.fullmatch(value):
        return "address"
    if key == "colour" and not _COLOUR.fullmatch(value):
        return "colour"
    return "logo" if key == "logo" and ("/" in value or not value.endswith(LOGO_ENDINGS)) else None


def _with_logo(root: Path, settings: dict[str, str]) -> Appearance | Finding:
    address = settings.get("address", "")
    address = address if not address or address.endswith("/") else address + "/"
    name, content = settings.get("logo", ""), None
    if name:
        place = root / OWN / "site" / name
        if leads_elsewhere(place) or not place.is_file() or place.stat().st_size > LARGEST_LOGO:
            return _problem("logo", value=name)
        content = place.read_bytes()
    return Appearance(address, settings.get("colour", ""), name and f"logo{Path(name).suffix}", content)


def _problem(variant: str, span: Span = _FIRST, **params: str) -> Finding:
    return Finding("VT640", PLACE, span, params, variant=variant)
