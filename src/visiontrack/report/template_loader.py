"""Where templates come from: the city's own folder first, then the ones shipped with the tool; nowhere else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader
from jinja2.exceptions import TemplateNotFound

from visiontrack.finding import Finding
from visiontrack.report.template_errors import OutOfPlace, Unreadable, Untrusted
from visiontrack.util.nearest import nearest
from visiontrack.util.resources import shipped
from visiontrack.util.windows import leads_elsewhere
from visiontrack.yaml import files
from visiontrack.yaml.characters import FORBIDDEN, forbidden

if TYPE_CHECKING:
    from jinja2 import Environment

OWN = "templates"
# What findings call a template that is not the city's own.
SHIPPED = "<visiontrack>/templates"
LONGEST_NAME = 200
# Jinja2 compiles in the square of what stands in a file.
LARGEST_TEMPLATE = 128 * 1024  # bytes


class TemplateLoader(BaseLoader):
    """Reads templates by their path below a template folder. ``sources`` holds what was read, by label.

    With ``trusted_only`` a template of the city's own raises ``Untrusted``, unless it equals the shipped one.
    """

    def __init__(self, own: Path, shipped: Path, trusted_only: bool = False) -> None:
        self._own = own
        self._shipped = shipped
        self._trusted_only = trusted_only
        self.sources: dict[str, str] = {}

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002
        template: str,
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """Returns a template's text and label. Raises ``TemplateNotFound``, ``OutOfPlace``, ``Unreadable``, ``Untrusted``."""
        parts = _parts(template)
        label = f"{OWN}/{template}"
        # The program's own files are trusted: some installers make links of them.
        place = self._shipped.joinpath(*parts)
        shipped = place.read_bytes() if place.is_file() else None
        own = _own_place(self._own, parts, label)
        if own is None:
            if shipped is None:
                raise TemplateNotFound(template)
            label = f"{SHIPPED}/{template}"
            text = shipped.decode("utf-8")
        else:
            text = self._read(own, label, shipped)
        self.sources[label] = text
        return text, label, None

    def _read(self, place: Path, label: str, shipped: bytes | None) -> str:
        raw = files.read(str(place), label)
        if self._trusted_only and (raw.text is None or raw.content != shipped):
            raise Untrusted(label)
        if raw.text is None:
            raise Unreadable(raw.finding or Finding("VT119", label))
        if len(raw.content) > LARGEST_TEMPLATE:
            raise Unreadable(
                Finding("VT605", label, params={"most": LARGEST_TEMPLATE // 1024}, variant="size")
            )
        for finding in forbidden(raw.text, label):
            raise Unreadable(finding)
        return raw.text


def _parts(template: str) -> list[str]:
    if len(template) > LONGEST_NAME or FORBIDDEN.search(template):
        raise OutOfPlace(template)
    parts = template.split("/")
    if any(part in ("", ".", "..") or "\\" in part or Path(part).drive for part in parts):
        raise OutOfPlace(template)
    return parts


def _own_place(folder: Path, parts: list[str], label: str) -> Path | None:
    """Returns where the city's own file stands, or None. Raises ``Unreadable`` for a link on the way."""
    place = folder
    for part in ("", *parts):
        place = place / part
        if leads_elsewhere(place):
            raise Unreadable(Finding("VT119", label, variant="link"))
    return place if os.path.lexists(place) else None


def unused_templates(root: Path) -> list[Finding]:
    """Returns a warning for each template of the city's own that no report and no other template of its own uses."""
    own, supplied = root / OWN, shipped("templates")
    names = {
        _name(place, own) for place in own.rglob("*") if place.suffix in (".j2", ".md") and place.is_file()
    }
    supplied_names = {_name(place, supplied) for place in supplied.rglob("*.j2")}
    unknown = sorted(names - supplied_names)
    texts = {name: files.read(str(own / name), name).text or "" for name in (names if unknown else ())}
    return [
        Finding(
            "VT604",
            f"{OWN}/{name}",
            severity="warning",
            variant="unused",
            suggest=nearest(name, sorted(supplied_names)),
        )
        for name in unknown
        if not any(name in text for other, text in texts.items() if other != name)
    ]


def _name(place: Path, folder: Path) -> str:
    return place.relative_to(folder).as_posix()
