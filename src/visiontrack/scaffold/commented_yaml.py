"""Renders commented YAML: the files that ``init``, ``new``, ``do --start`` and ``act --start`` lay out.

A file is a sequence of entries, each with its comments. ``skeleton`` makes them from a model of the data format: with
every key that it knows, what is known filled in and the rest empty. A list or a group of keys that is not filled in
stands as an example in comments, one level at a time: take the ``# `` away and fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from visiontrack.edit.spelling import SpelledValue, spell, spell_block, spell_flow
from visiontrack.layout.width import wrap
from visiontrack.messages import Catalogue
from visiontrack.schema import Kind, model
from visiontrack.schema.paths import FieldDoc, bare, fields_of, is_model, scalar_schema

STEP = 2
WIDTH = 76  # of a comment above a key, so that it fits beside an editor's line numbers
TEXT_TO_FILL_IN = SpelledValue("|")
# Keys that the format knows at a place but that mean nothing there.
_OMIT = {"measure": frozenset(["indicators.policy"])}
_OF_HEARINGS = frozenset(["asked", "answered"])


def in_brackets(value: Any) -> SpelledValue:
    """Returns a value in brackets, on its key's line."""
    return SpelledValue(spell_flow(value))


@dataclass(frozen=True, slots=True)
class YamlEntry:
    """A key with its value, the comment above it and the one behind it; as an example it is a comment itself."""

    key: str | int
    value: Any = None
    above: str = ""
    behind: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list: entries, or a value on one line."""

    value: Any
    above: str = ""


@dataclass(frozen=True, slots=True)
class YamlBlock:
    """What stands indented below a key: entries or items, with blank lines between them where they are ``spaced``."""

    parts: Sequence[YamlEntry | ListItem]
    is_example: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a skeleton explains itself: the catalogue its comments come from, and what is said of single keys.

    ``notes`` maps a key, or keys joined by dots, to what stands behind it instead of its title. With
    ``only_empty`` only the keys still to be filled in are explained.
    """

    words: Catalogue
    notes: Mapping[str, str] = field(default_factory=dict)
    omit: frozenset[str] = frozenset()
    only_empty: bool = False


def yaml_lines(parts: Iterable[YamlEntry | ListItem], spaced: bool = False) -> list[str]:
    """Returns the lines of entries or items, with blank lines between them where they are ``spaced``."""
    lines: list[str] = []
    for number, part in enumerate(parts):
        if spaced and number:
            lines.append("")
        if part.above:
            lines += comment_lines(part.above)
        if isinstance(part, ListItem):
            lines += _item_lines(part)
        else:
            lines += _commented(_entry_lines(part)) if part.is_example else _entry_lines(part)
    return lines


def comment_lines(text: str) -> list[str]:
    """Returns a text as comment lines; what is wrapped hangs under its beginning."""
    lines = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        first, *rest = wrap(line.strip(), WIDTH - len(indent))
        lines += [f"# {indent}{first}".rstrip(), *(f"#   {indent}{more}" for more in rest)]
    return lines


def file_text(head: str, *groups: Sequence[YamlEntry]) -> str:
    """Returns a whole file: its head as a comment, then the groups of entries; from the second on they are spaced."""
    lines = comment_lines(head)
    for number, group in enumerate(groups):
        lines += ["", *yaml_lines(group, spaced=True)] if number else yaml_lines(group)
    return "\n".join(lines) + "\n"


def _entry_lines(entry: YamlEntry) -> list[str]:
    behind = f"  # {entry.behind}" if entry.behind else ""
    key = f"{spell(entry.key)}:"
    if isinstance(entry.value, YamlBlock):
        lines = yaml_lines(entry.value.parts, entry.value.spaced)
        lines = _commented(lines) if entry.value.is_example else lines
        return [key + behind, *(f"{' ' * STEP}{line}" if line else "" for line in lines)]
    spelled = _spelled(entry.value)
    inline = f" {spelled.inline}" if spelled.inline else ""
    return [f"{key}{inline}{behind}", *spelled.below]


def _item_lines(item: ListItem) -> list[str]:
    if isinstance(item.value, SpelledValue) or not isinstance(item.value, tuple):
        return [f"- {_spelled(item.value).inline}"]
    first, *rest = yaml_lines(item.value)
    return [f"- {first}", *(f"  {line}" if line else "" for line in rest)]


def _spelled(value: Any) -> SpelledValue:
    return value if isinstance(value, SpelledValue) else spell_block(value, 0, STEP)


def _commented(lines: Sequence[str]) -> list[str]:
    return [f"# {line}".rstrip() for line in lines]


def skeleton_text(
    kind: Kind, values: Mapping[str, Any], words: Catalogue, notes: Mapping[str, str], head: str
) -> str:
    """Returns the text of a data file: ``head`` as a comment, then every key of its kind in the format's order."""
    omit = _OMIT.get(kind, frozenset())
    if kind == "meeting" and values.get("body") != "hearing":
        omit |= _OF_HEARINGS
    layout = Layout(words, notes, omit)
    lines = [*_commented(head.splitlines()), *yaml_lines(skeleton(model(kind), values, layout))]
    return "\n".join(lines) + "\n"


def skeleton(
    cls: Any, values: Mapping[str, Any], layout: Layout, path: str = "", explained: bool = True
) -> tuple[YamlEntry, ...]:
    """Returns the entries of one mapping; ``explained`` says whether its keys bear comments (in a list only the
    first item's do).
    """
    return tuple(
        _entry(doc, values.get(doc.key), layout, f"{path}{doc.key}", explained)
        for doc in fields_of(cls)
        if f"{path}{doc.key}" not in layout.omit
    )


def _entry(doc: FieldDoc, value: Any, layout: Layout, name: str, explained: bool) -> YamlEntry:
    explained = explained and not (layout.only_empty and value is not None)
    behind = (layout.notes.get(name) or comment_of(doc, layout.words)) if explained else ""
    return YamlEntry(doc.key, _value(doc.annotation, value, layout, name), behind=behind)


def _value(annotation: Any, value: Any, layout: Layout, name: str) -> Any:
    inner = bare(annotation)
    if isinstance(value, str):
        return tidy_text(value)
    if scalar_schema(annotation) is not None:
        return value
    if get_origin(inner) is tuple:
        return _list(get_args(inner)[0], value or (), layout, name)
    if get_origin(inner) is dict:
        return _map(bare(get_args(inner)[1]), value or {}, layout, name)
    if not is_model(inner):
        return value
    if not value:
        return YamlBlock(skeleton(inner, {}, layout, f"{name}."), is_example=True)
    if _is_short(inner, [value]):
        return in_brackets(value)
    return YamlBlock(skeleton(inner, value, layout, f"{name}."))


def _list(item: Any, values: Sequence[Any], layout: Layout, name: str) -> Any:
    cls = bare(item)
    if not is_model(cls):
        if "pattern" in (scalar_schema(item) or {}):
            return in_brackets(values)  # ids
        return YamlBlock([ListItem(value) for value in values or [None]], is_example=not values)
    if values and all(isinstance(value, str) for value in values):
        return in_brackets(values)  # a short form: the council's members by their ids
    if values and _is_short(cls, values):
        return YamlBlock([ListItem(in_brackets(value)) for value in values])
    items = [
        ListItem(skeleton(cls, value, layout, f"{name}.", explained=not number))
        for number, value in enumerate(values or [{}])
    ]
    return YamlBlock(items, is_example=not values)


def _map(cls: Any, values: Mapping[str, Any], layout: Layout, name: str) -> Any:
    if not is_model(cls) or not values:
        return in_brackets(values)
    entries = []
    for number, (id_, value) in enumerate(values.items()):
        is_mapping = isinstance(value, Mapping)
        block = (
            YamlBlock(skeleton(cls, value, layout, f"{name}.", explained=not number)) if is_mapping else value
        )
        entries.append(YamlEntry(id_, block))
    return YamlBlock(entries)


def tidy_text(text: str) -> str:
    """Returns a text as a file holds it best: one of several lines ends with one line break and has no blank lines
    at its ends; one of a single line has no line break.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if len(lines) == 1:
        return lines[0]
    return "\n".join(line if line.strip() else "" for line in lines).strip("\n") + "\n"


def comment_of(doc: FieldDoc, words: Catalogue) -> str:
    """Returns what stands behind a key: its title and description, what each word means, whether it is required."""
    comment = doc.comment(words.language)
    choices = [str(word) for word in get_args(bare(doc.annotation)) if isinstance(word, str)]
    if choices and not any(word in comment for word in choices):
        meanings = words("new.comma").join(word_with_meaning(word, words, choices) for word in choices)
        comment = words("new.choices", title=comment, choices=meanings)
    if not doc.required or (doc.may_be_empty and not _is_list_of_ids(doc.annotation)):
        return comment
    return words("new.required", title=comment)


def _is_list_of_ids(annotation: Any) -> bool:
    """Whether it is a list of ids: it may be empty, but its key has to stand there."""
    inner = bare(annotation)
    return get_origin(inner) is tuple and "pattern" in (scalar_schema(get_args(inner)[0]) or {})


def word_with_meaning(word: str, words: Catalogue, choices: Sequence[str] = ()) -> str:
    """Returns a word of the data format with its meaning behind it, where that is not the same word."""
    meaning = words.meaning(word, choices)
    return word if meaning is None else f"{word} {meaning}"


def _is_short(cls: Any, values: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a mapping reads well in one line: names, years and numbers only, never free text."""
    docs = {doc.key: doc for doc in fields_of(cls)}
    if len(docs) > 3:
        return False
    bounded = ("maxLength", "maximum", "pattern")
    for key in {key for value in values for key in value}:
        schema = scalar_schema(docs[key].annotation)
        if schema is None or schema.keys().isdisjoint(bounded):
            return False
    return True
