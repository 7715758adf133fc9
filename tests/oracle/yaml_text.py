"""Plain data as block-style YAML, every scalar as the text it is."""

from __future__ import annotations

from typing import Any


def text_of(content: dict[str, Any]) -> str:
    """A mapping of texts, lists and mappings as the text of a file."""
    return "".join(_lines(content, ""))


def _lines(content: dict[str, Any], indent: str) -> list[str]:
    out = []
    for key, value in content.items():
        if isinstance(value, dict):
            out += (
                [f"{indent}{key}:\n", *_lines(value, indent + "  ")] if value else [f"{indent}{key}: {{}}\n"]
            )
        elif isinstance(value, list):
            out += _items(key, value, indent)
        else:
            out.append(f"{indent}{key}: {value}\n")
    return out


def _items(key: str, items: list[Any], indent: str) -> list[str]:
    if not items or not isinstance(items[0], dict):
        return [f"{indent}{key}: [{', '.join(items)}]\n"]
    out = [f"{indent}{key}:\n"]
    for item in items:
        first, *rest = _lines(item, indent + "    ")
        out += [f"{indent}  - {first.lstrip()}", *rest]
    return out
