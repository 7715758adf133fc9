"""A data file written out with every key it may have, each with its title: what is known filled in, the rest empty.

A list or a group of keys that is not filled in stands as an example in comments, one level at a time: take the
``# `` away and fill in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from visiontrack.edit.spelling import spell, spell_block, spell_flow
from visiontrack.messages import Catalogue
from visiontrack.schema import Kind, model
from visiontrack.schema.paths import FieldDoc, bare, fields_of, is_model, scalar_schema

STEP = 2
# Keys that the format knows at a place but that mean nothing there.
_OMIT = {"measure": frozenset(["indicators.policy"])}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: the catalogue its comments come from, and what is said of single keys.

    ``notes`` maps a key, or keys joined by dots, to what stands behind it instead of its title. With
    ``only_empty`` only the keys still to be filled in are told about.
    """

    words: Catalogue
    notes: Mapping[str, str] = field(default_factory=dict)
    omit: frozenset[str] = frozenset()
    only_empty: bool = False


def render(
    kind: Kind, values: Mapping[str, Any], words: Catalogue, notes: Mapping[str, str], head: str
) -> str:
    """The text of a data file: ``head`` as comment lines, then every key of its kind in the format's order."""
    layout = Layout(words, notes, _OMIT.get(kind, frozenset()))
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    return "\n".join([*lines, *record(model(kind), values, layout)]) + "\n"


def record(
    cls: Any, values: Mapping[str, Any], layout: Layout, path: str = "", told: bool = True
) -> list[str]:
    """The lines of one mapping; ``told`` says whether its keys are commented (of a list the first item's are)."""
    lines: list[str] = []
    for one in fields_of(cls):
        name = f"{path}{one.key}"
        if name not in layout.omit:
            lines += _entry(one, values.get(one.key), layout, name, told)
    return lines


def _entry(one: FieldDoc, value: Any, layout: Layout, name: str, told: bool) -> list[str]:
    told = told and not (layout.only_empty and value is not None)
    comment = f"  # {layout.notes.get(name) or comment_of(one, layout.words)}" if told else ""
    inner = bare(one.annotation)
    if scalar_schema(one.annotation) is not None or isinstance(value, str):
        return _text(one.key, value, comment)
    if get_origin(inner) is tuple:
        return _list(one.key, get_args(inner)[0], value, comment, layout, name)
    if get_origin(inner) is dict:
        return _map(one.key, get_args(inner)[1], value, comment, layout, name)
    if not is_model(inner):
        return _text(one.key, value, comment)
    return _group(one.key, inner, value, comment, layout, name)


def _text(key: str, value: Any, comment: str) -> list[str]:
    spelled = spell_block(tidy_text(value) if isinstance(value, str) else value, 0, STEP)
    inline = f" {spelled.inline}" if spelled.inline else ""
    return [f"{key}:{inline}{comment}", *spelled.below]


def tidy_text(text: str) -> str:
    """Returns a text as a file holds it best: one of several lines ends with one line break and has no blank lines
    at its ends; one of a single line has no line break."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if len(lines) == 1:
        return lines[0]
    return "\n".join(line if line.strip() else "" for line in lines).strip("\n") + "\n"


def _list(key: str, item: Any, value: Any, comment: str, layout: Layout, name: str) -> list[str]:
    if is_model(bare(item)):
        if not value:
            return [f"{key}:{comment}", *_example(_items(bare(item), [{}], layout, name))]
        if _short(bare(item), value):
            return [f"{key}:{comment}", *(f"  - {spell_flow(one)}" for one in value)]
        return [f"{key}:{comment}", *_indented(_items(bare(item), value, layout, name))]
    if not _ids(item):
        lines = [f"- {spell(one)}" for one in value or ()]
        return [f"{key}:{comment}", *(_indented(lines) or _example(["- "]))]
    return [f"{key}: {spell_flow(value or ())}{comment}"]


def _items(cls: Any, values: Sequence[Mapping[str, Any]], layout: Layout, name: str) -> list[str]:
    lines: list[str] = []
    for number, value in enumerate(values):
        first, *rest = record(cls, value, layout, f"{name}.", told=not number)
        lines += [f"- {first}", *_indented(rest)]
    return lines


def _map(key: str, item: Any, value: Any, comment: str, layout: Layout, name: str) -> list[str]:
    cls = bare(item)
    if not is_model(cls) or not value:
        return [f"{key}: {spell_flow(value or {})}{comment}"]
    lines = [f"{key}:{comment}"]
    for number, (id_, held) in enumerate(value.items()):
        if isinstance(held, Mapping):
            inner = record(cls, held, layout, f"{name}.", told=not number)
            lines += _indented([f"{id_}:", *_indented(inner)])
        else:
            lines.append(f"  {id_}: {spell(held)}")
    return lines


def _group(key: str, cls: Any, value: Any, comment: str, layout: Layout, name: str) -> list[str]:
    if not value:
        return [f"{key}:{comment}", *_example(record(cls, {}, layout, f"{name}."))]
    if _short(cls, [value]):
        return [f"{key}: {spell_flow(value)}{comment}"]
    return [f"{key}:{comment}", *_indented(record(cls, value, layout, f"{name}."))]


def comment_of(one: FieldDoc, words: Catalogue) -> str:
    """What stands behind a key: its title and description, what each word it may be means, whether it must be."""
    told = one.comment(words.language)
    choices = [str(word) for word in get_args(bare(one.annotation)) if isinstance(word, str)]
    if choices and not any(word in told for word in choices):
        meanings = words("new.comma").join(meaning(word, words) for word in choices)
        told = words("new.choices", title=told, choices=meanings)
    return words("new.required", title=told) if one.required and not one.may_be_empty else told


def meaning(word: str, words: Catalogue) -> str:
    """A word of the data format with what it means, where that is not the same word."""
    told = words.meaning(word)
    return word if told is None else f"{word} {told}"


def _short(cls: Any, values: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a mapping reads well in one line: names, years and numbers only, never free text."""
    fields = {one.key: one for one in fields_of(cls)}
    if len(fields) > 3:
        return False
    bounded = ("maxLength", "maximum", "pattern")
    for key in {key for value in values for key in value}:
        schema = scalar_schema(fields[key].annotation)
        if schema is None or schema.keys().isdisjoint(bounded):
            return False
    return True


def _ids(item: Any) -> bool:
    return "pattern" in (scalar_schema(item) or {})


def _indented(lines: Sequence[str]) -> list[str]:
    return [" " * STEP + line if line else "" for line in lines]


def _example(lines: Sequence[str]) -> list[str]:
    return [f"{' ' * STEP}# {line}".rstrip() for line in lines]
