"""Where templates come from: the city's own folder first, then the ones shipped with the tool; nowhere else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader
from jinja2.exceptions import TemplateNotFound

from visiontrack.finding import Finding
from visiontrack.report.limits import LARGEST_TEMPLATE, LONGEST_NAME
from visiontrack.report.mistakes import OutOfPlace, Unreadable
from visiontrack.util.windows import leads_elsewhere
from visiontrack.yaml import files
from visiontrack.yaml.characters import FORBIDDEN, forbidden

if TYPE_CHECKING:
    from jinja2 import Environment

OWN = "templates"
# What findings call a template that is not the city's own.
SHIPPED = "<visiontrack>/templates"


class Loader(BaseLoader):
    """Reads templates by their path below a template folder. ``sources`` holds what was read, by label."""

    def __init__(self, own: Path, shipped: Path) -> None:
        self._own = own
        self._shipped = shipped
        self.sources: dict[str, str] = {}

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002
        template: str,
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """The template's text and label. Raises ``TemplateNotFound``, ``OutOfPlace`` or ``Unreadable``."""
        parts = _parts(template)
        label = f"{OWN}/{template}"
        text = _read(self._own, parts, label)
        if text is None:
            label = f"{SHIPPED}/{template}"
            # The program's own files are trusted: some installers make links of them.
            place = self._shipped.joinpath(*parts)
            if not place.is_file():
                raise TemplateNotFound(template)
            text = place.read_text(encoding="utf-8")
        self.sources[label] = text
        return text, label, None


def _parts(template: str) -> list[str]:
    if len(template) > LONGEST_NAME or FORBIDDEN.search(template):
        raise OutOfPlace(template)
    parts = template.split("/")
    if any(part in ("", ".", "..") or "\\" in part or Path(part).drive for part in parts):
        raise OutOfPlace(template)
    return parts


def _read(folder: Path, parts: list[str], label: str) -> str | None:
    """A file below ``folder``, with no link on the way; None where there is none."""
    place = folder
    for part in ("", *parts):
        place = place / part
        if leads_elsewhere(place):
            raise Unreadable(Finding("VT119", label, variant="link"))
    if not os.path.lexists(place):
        return None
    raw = files.read(str(place), label)
    if raw.text is None:
        raise Unreadable(raw.finding or Finding("VT119", label))
    if len(raw.content) > LARGEST_TEMPLATE:
        raise Unreadable(Finding("VT605", label, params={"most": LARGEST_TEMPLATE // 1024}, variant="size"))
    for found in forbidden(raw.text, label):
        raise Unreadable(found)
    return raw.text
