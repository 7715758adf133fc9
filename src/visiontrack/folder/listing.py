"""Lists a data folder: every data file with the kind that its place gives it, everything else as a finding.

Links are never followed and nothing but regular files is opened, so that nothing outside the folder is read
and no pipe is waited for.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from visiontrack import fiscal_year
from visiontrack.finding import Finding
from visiontrack.layout.width import visible
from visiontrack.schema import Kind
from visiontrack.schema.vision import Published
from visiontrack.util.windows import leads_elsewhere
from visiontrack.yaml.files import unreadable

DATA = "data"
VISION = "data/vision.yaml"
_FLAT: dict[str, Kind] = {"actors": "actor", "measures": "measure"}
_BY_YEAR: dict[str, Kind] = {"results": "result", "meetings": "meeting"}
_PATHS: dict[Kind, str] = {
    "vision": VISION,
    "actor": "data/actors/{id}.yaml",
    "measure": "data/measures/{id}.yaml",
    "result": "data/results/{year}/{id}.yaml",
    "vision_result": "data/results/{year}/vision.yaml",
    "meeting": "data/meetings/{year}/{id}.yaml",
    "decisions": "data/decisions/{year}.yaml",
}
_IGNORED = frozenset(["thumbs.db", "desktop.ini"])
_YEAR = re.compile(r"[0-9]{4}")


class Entry(NamedTuple):
    """A data file to be read: its path from the root, its kind, its id (the name) and its year folder."""

    path: str
    kind: Kind
    id: str
    year: int | None = None


@dataclass(slots=True)
class Listing:
    """The files of a folder by kind, in reading order, and what is wrong with the rest."""

    entries: dict[Kind, list[Entry]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)

    def of(self, kind: Kind) -> list[Entry]:
        """Returns the files of a kind in reading order."""
        return self.entries.get(kind, [])

    def add(self, entry: Entry) -> None:
        """Adds a file to its kind."""
        self.entries.setdefault(entry.kind, []).append(entry)

    def years(self, kind: Kind) -> set[int]:
        """Returns the years that have a file of this kind."""
        return {entry.year for entry in self.of(kind) if entry.year is not None}


def is_ignored(name: str) -> bool:
    """Returns whether no person typed this name: dotfiles, and what Windows and Office leave behind."""
    return name.startswith((".", "~$")) or name.lower() in _IGNORED


# What an editor adds to a name, and Windows does not show.
HIDDEN_ENDING = ".txt"


def looks_like_yaml(name: str) -> bool:
    """Returns whether a name ends as a YAML file's does, in any case of letters."""
    return name.lower().endswith((".yaml", ".yml"))


def discover(root: Path) -> Listing:
    """Lists ``root/data``, sorted, so that the same folder reads the same way everywhere."""
    listing = Listing()
    data = root / DATA
    if leads_elsewhere(data):
        listing.findings.append(Finding("VT119", DATA, variant="link"))
        return listing
    for item, path in _items(data, DATA, listing):
        if item.name in _FLAT and _is_folder(item):
            _flat(item.path, path, _FLAT[item.name], listing)
        elif item.name in _BY_YEAR and _is_folder(item):
            _by_year(item.path, path, _BY_YEAR[item.name], listing)
        elif item.name == "decisions" and _is_folder(item):
            _decisions(item.path, path, listing)
        elif item.name == "reports" and _is_folder(item):
            _reports(item.path, path, listing)
        elif path == VISION and item.is_file(follow_symlinks=False):
            listing.add(Entry(path, "vision", "vision"))
        else:
            _stray(item, path, listing)
    return listing


def _is_folder(item: os.DirEntry[str]) -> bool:
    return item.is_dir(follow_symlinks=False) and not leads_elsewhere(item)


def _items(absolute: str | Path, path: str, listing: Listing) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yields the items of a folder that a person put there, by name."""
    try:
        with os.scandir(absolute) as scan:
            items = sorted(scan, key=lambda item: item.name)
    except OSError as error:
        listing.findings.append(unreadable(path, error))
        return
    for item in items:
        if not is_ignored(item.name):
            yield item, f"{path}/{_printable(item.name)}"


def _printable(name: str) -> str:
    """Returns a name as it may be printed, even where its bytes are no UTF-8 or would control a terminal."""
    text = (
        name
        if name.isascii()
        else name.encode("utf-8", sys.getfilesystemencodeerrors()).decode("utf-8", "replace")
    )
    return visible(text)


def _is_data_file(item: os.DirEntry[str], path: str) -> bool:
    """Returns whether an item is read; a name that cannot be printed as it is could stand in no message."""
    return item.name.endswith(".yaml") and path.endswith(item.name) and item.is_file(follow_symlinks=False)


def _flat(absolute: str, folder: str, kind: Kind, listing: Listing) -> None:
    for item, path in _items(absolute, folder, listing):
        if _is_data_file(item, path):
            listing.add(Entry(path, kind, item.name[:-5]))
        else:
            _stray(item, path, listing)


def _by_year(absolute: str, folder: str, kind: Kind, listing: Listing) -> None:
    for item, path in _items(absolute, folder, listing):
        if not _is_folder(item) or looks_like_yaml(item.name):
            _stray(item, path, listing)
        elif not _is_year(item.name):
            listing.findings.append(
                Finding("VT121", path, params={"name": _printable(item.name)}, suggest=_year_named(item.name))
            )
        else:
            _year_folder(item.path, path, kind, int(item.name), listing)


def _is_year(name: str) -> bool:
    return bool(_YEAR.fullmatch(name)) and name != "0000"


def _year_folder(absolute: str, folder: str, kind: Kind, year: int, listing: Listing) -> None:
    for item, path in _items(absolute, folder, listing):
        if not _is_data_file(item, path):
            _stray(item, path, listing)
        elif kind == "result" and item.name == "vision.yaml":
            listing.add(Entry(path, "vision_result", "vision", year))
        else:
            listing.add(Entry(path, kind, item.name[:-5], year))


def _decisions(absolute: str, folder: str, listing: Listing) -> None:
    for item, path in _items(absolute, folder, listing):
        if not _is_data_file(item, path):
            _stray(item, path, listing)
        elif not _is_year(item.name[:-5]):
            listing.findings.append(
                Finding(
                    "VT121",
                    path,
                    params={"name": _printable(item.name)},
                    variant="file",
                    suggest=_year_named(item.name.removesuffix(".yaml"), ".yaml"),
                )
            )
        else:
            listing.add(Entry(path, "decisions", item.name[:-5], int(item.name[:-5])))


def _reports(absolute: str, folder: str, listing: Listing) -> None:
    """Lists reports, which are never read back; a data file that strayed there is reported all the same."""
    waiting = list(_items(absolute, folder, listing))
    while waiting:
        item, path = waiting.pop()
        if leads_elsewhere(item) or looks_like_yaml(item.name):
            _stray(item, path, listing)
        elif _is_folder(item):
            waiting += _items(item.path, path, listing)
        elif item.is_file(follow_symlinks=False):
            listing.reports.add(path)
        else:
            _stray(item, path, listing)


def _stray(item: os.DirEntry[str], path: str, listing: Listing) -> None:
    """Reports an item that is not read, and all below it, however deep (hence no recursion)."""
    waiting = [(item, path)]
    while waiting:
        item, path = waiting.pop()
        if _is_folder(item) and not looks_like_yaml(item.name):
            waiting += _items(item.path, path, listing)
        else:
            listing.findings.append(_stray_finding(item, path))


def _stray_finding(item: os.DirEntry[str], path: str) -> Finding:
    """Returns an error where the item looks like data or is no plain file, else a warning."""
    if leads_elsewhere(item):
        return Finding("VT119", path, variant="link")
    if _is_folder(item):
        return Finding("VT119", path, variant="folder")
    if not item.is_file(follow_symlinks=False):
        return Finding("VT119", path)
    if item.name.lower().endswith(".yml"):
        return Finding("VT118", path, variant="yml")
    if not looks_like_yaml(item.name):
        if looks_like_yaml(item.name.lower().removesuffix(HIDDEN_ENDING)):
            name = _printable(item.name[: -len(HIDDEN_ENDING)])
            return Finding("VT120", path, params={"name": name}, severity="warning", variant="txt")
        return Finding("VT120", path, severity="warning")
    if not path.endswith(item.name):
        return Finding("VT118", path, variant="name")
    return Finding("VT118", path, variant="" if item.name.endswith(".yaml") else "case")


def file_path(kind: Kind, id_: str, year: int | None = None) -> str:
    """Returns the root-relative path that the data format gives a file."""
    return _PATHS[kind].format(id=id_, year=year)


def entry_at(path: str) -> Entry | None:
    """Returns the entry that a root-relative path stands for, or None where no data file can stand."""
    parts = path.split("/")
    if path == VISION:
        return Entry(path, "vision", "vision")
    if len(parts) == 3 and parts[1] in ("actors", "measures"):
        return Entry(path, "actor" if parts[1] == "actors" else "measure", parts[2][:-5])
    if len(parts) == 3 and parts[1] == "decisions":
        return Entry(path, "decisions", parts[2][:-5], int(parts[2][:-5]))
    if len(parts) == 4 and parts[1] in ("results", "meetings"):
        kind: Kind = "meeting" if parts[1] == "meetings" else "result"
        if kind == "result" and parts[3] == "vision.yaml":
            kind = "vision_result"
        return Entry(path, kind, parts[3][:-5], int(parts[2]))
    return None


def _year_named(name: str, ending: str = "") -> str | None:
    """Returns the name that was probably meant by one such as ``令和7年度``."""
    year = fiscal_year.parse(name) or fiscal_year.beyond_era(name)
    return f"{year}{ending}" if year else None


_TEXT_ENDINGS = (".md", ".html", ".htm", ".txt", ".csv")


def published_path(report: Published) -> str | None:
    """Returns the file that was handed out, from the root; None for a site, which is a folder elsewhere."""
    if report.paper == "site":
        return None
    return f"data/reports/{report.year}/{report.file or f'{report.paper}.md'}"


def file_digest(path: str, content: bytes) -> str:
    """Returns the SHA-256 of a file that was handed out, of text with CRLF read as LF."""
    is_text = path.lower().endswith(_TEXT_ENDINGS)
    return hashlib.sha256(content.replace(b"\r\n", b"\n") if is_text else content).hexdigest()


def is_superseded(report: Published, entries: Sequence[Published]) -> bool:
    """Returns whether a later entry is for the same year, paper and file: an erratum was handed out."""
    same = [entry for entry in entries if published_path(entry) == published_path(report)]
    same = [entry for entry in same if (entry.year, entry.paper) == (report.year, report.paper)]
    newest = max(reversed(same), key=lambda entry: entry.date)  # of one day, the last written
    return newest is not report and newest != report
