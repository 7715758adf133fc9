"""Names are nouns: none says nothing, and no module or class bears the name of another (docs/glossary.md)."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

from visiontrack.schema import Kind
from visiontrack.schema.paths import fields_of, models_of

SOURCE = Path(__file__).parent.parent / "src" / "visiontrack"
# The catalogues hold sentences; a command's module may bear the name of its step.
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "messages" not in path.parts]
EMPTY = frozenset(
    "one held told found shown made wanted here said known given taken asked meant kept".split()  # noqa: SIM905
)


def bound_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that is given to a variable, an argument or a function, with its line.

    Fields of classes are left out: many are keys of the data format.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.FunctionDef):
            yield node.name.strip("_"), node.lineno


def fields(tree: ast.AST) -> set[int]:
    """Lines of annotated fields of classes."""
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return {item.lineno for node in classes for item in node.body if isinstance(item, ast.AnnAssign)}


def test_no_name_says_nothing() -> None:
    empty = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        skipped = fields(tree)
        empty += [
            f"{path.relative_to(SOURCE)}:{line}: {name}"
            for name, line in bound_names(tree)
            if name in EMPTY and line not in skipped
        ]
    assert not empty, "\n".join(empty)


def test_no_module_name_stands_twice() -> None:
    places = defaultdict(list)
    for path in MODULES:
        if path.name != "__init__.py" and "cli" not in path.parts:
            places[path.stem].append(str(path.relative_to(SOURCE)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_no_class_name_stands_twice() -> None:
    places = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(SOURCE)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def japanese_sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the Japanese catalogue and every title of a key, with the name it goes by."""
    for path in sorted((SOURCE / "messages" / "ja").glob("*.py")):
        table = getattr(import_module(f"visiontrack.messages.ja.{path.stem}"), "TABLE", {})
        for key, entry in table.items():
            yield from ((key, text) for text in (entry if isinstance(entry, tuple) else (entry,)))
    for kind in get_args(Kind):
        for model in models_of(kind):
            for field in fields_of(model):
                yield f"{model.__name__}.{field.key}", field.comment("ja")


def glossary_rows() -> list[tuple[str, str, list[str]]]:
    """The rows of "One word in Japanese": the thing, its words, and the patterns that nothing may match."""
    text = (SOURCE.parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
    part = text.split("## One word in Japanese")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")][2:]
    return [(thing, words, re.findall(r"`([^`]+)`", patterns)) for thing, words, patterns in rows]


def test_one_thing_has_one_japanese_word() -> None:
    sentences = list(japanese_sentences())
    wrong = [
        f"{thing}: {name}: {text}"
        for thing, _, patterns in glossary_rows()
        for name, text in sentences
        if any(re.search(pattern, text) for pattern in patterns)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_words_of_the_glossary_are_in_use() -> None:
    everything = "\n".join(text for _, text in japanese_sentences())
    unused = [word for _, words, _ in glossary_rows() for word in words.split("、") if word not in everything]
    assert len(glossary_rows()) >= 10
    assert unused == []
