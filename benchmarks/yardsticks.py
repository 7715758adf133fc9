"""One yardstick, run by itself in a fresh process: ``python benchmarks/yardsticks.py NAME FOLDER``.

``run.py`` starts these in turn with our own commands, so that all are measured on the same files in the same minute.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path


def contents(folder: str) -> Iterator[bytes]:
    """The bytes of every file of a folder, in one order everywhere."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            with io.FileIO(os.path.join(place, name)) as file:
                yield file.read()


def events(folder: str) -> None:
    """The bare loop over libyaml's events: the least that reading YAML with PyYAML can cost."""
    from yaml.cyaml import CParser

    for content in contents(folder):
        parser = CParser(content)
        while parser.get_event():
            pass


def safe_load(folder: str) -> None:
    """What most programs do: no positions, no duplicate keys, YAML 1.1 types."""
    import yaml

    for content in contents(folder):
        yaml.load(content, yaml.CSafeLoader)


def base_load_and_pydantic(folder: str) -> None:
    """Scalars as text, then our models by Pydantic itself: still no positions and no duplicate keys."""
    import yaml
    from pydantic import TypeAdapter

    from visiontrack.folder.listing import discover
    from visiontrack.schema import MODELS, model

    adapters = {kind: TypeAdapter(model(kind)) for kind in MODELS}
    for kind, entries in discover(Path(folder)).entries.items():
        for entry in entries:
            content = Path(folder, entry.path).read_bytes()
            adapters[kind].validate_python(yaml.load(content, yaml.CBaseLoader))


def reader(folder: str) -> None:
    """Our reader alone: encoding, forbidden characters, bounds, tree with positions, duplicate keys, plain data."""
    from visiontrack.yaml import characters, files, structure, tree

    gc.disable()  # as while loading
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            text = files.read(os.path.join(place, name), name).text or ""
            characters.forbidden(text, name)
            characters.conflicts(text, name)
            structure.needs_events(text)
            root = tree.compose(text)
            if root is not None:
                tree.data_of(root, name)


YARDSTICKS = {
    "events": events,
    "safe_load": safe_load,
    "base_load_and_pydantic": base_load_and_pydantic,
    "reader": reader,
}

if __name__ == "__main__":
    YARDSTICKS[sys.argv[1]](sys.argv[2])
