"""What a new folder starts from: a vision, an actor of each group, one measure; and a year as it looks filled in.

The year stands under ``examples/``, a small root of its own: invented results and opinions never get into the city's
own reports, and the first year's files are still to be made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from visiontrack.edit.spelling import spell_flow
from visiontrack.folder.listing import file_path
from visiontrack.messages import Catalogue
from visiontrack.scaffold.meeting_skeletons import meeting_title
from visiontrack.schema import Kind

_MUNICIPALITY = re.compile(
    r"(.+?[都道府県市区町村])(?=産業|商工|農業|観光|まち|地域|中小|の|第|ビジョン|総合)"
)


@dataclass(frozen=True, slots=True)
class StartingValues:
    """What the person answered; years are fiscal years. An ``empty`` folder gets no examples."""

    name: str
    start: int
    end: int
    municipality: str | None = None
    code: str | None = None
    empty: bool = False


class StarterFile(NamedTuple):
    """A data file to write: its place, and what its skeleton is filled with."""

    kind: Kind
    id: str
    head: str
    values: Mapping[str, Any]
    notes: Mapping[str, str] = {}
    year: int | None = None

    @property
    def path(self) -> str:
        return file_path(self.kind, self.id, self.year)


def starter_files(start: StartingValues, words: Catalogue) -> tuple[list[StarterFile], list[StarterFile]]:
    """Returns the files that a plan begins with, and those of its first year."""
    town = _MUNICIPALITY.match(start.name)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        trim_blocks=True,
        undefined=StrictUndefined,
        finalize=spell_flow,
        autoescape=False,  # each value is spelled as YAML
    )
    text = environment.get_template("example_city.yaml.j2").render(
        words=words,
        name=start.name,
        start=start.start,
        end=start.end,
        municipality=start.municipality or (town[1] if town else words("init.municipality")),
        code=start.code,
        empty=start.empty,
        meeting_title=meeting_title(words("init.council"), 1, start.start + 1, words),
    )
    files = yaml.safe_load(text)
    return [StarterFile(**file) for file in files["plan"]], [StarterFile(**file) for file in files["year"]]
