"""YAML as different people write it: the same data in any style, with comments that must never get lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

NULLS = ("", "~", "null")


@dataclass
class Writer:
    """Writes data in a style drawn by chance; ``comments`` lists every comment it put in."""

    chance: Random
    line_break: str = "\n"
    step: int = 2
    comments: list[str] = field(default_factory=list)

    def text(self, data: dict[str, Any]) -> str:
        lines = [self._comment() for _ in range(self.chance.randrange(2))]
        lines += self._mapping(data, 0) if data else ["{}"]
        ended = self.line_break if self.chance.random() < 0.8 or self._open_ended(lines) else ""
        return self.line_break.join(lines) + ended

    def _open_ended(self, lines: list[str]) -> bool:
        # Without a last line end a literal block would lose its own.
        return any("|" in line or ">" in line for line in lines)

    def _comment(self) -> str:
        self.comments.append(f"# c{len(self.comments)}c: x")
        return self.comments[-1]

    def _between(self, indent: int) -> list[str]:
        draw = self.chance.random()
        if draw < 0.15:
            return [" " * indent + self._comment()]
        return [""] if draw < 0.3 else []

    def _behind(self) -> str:
        return "  " + self._comment() if self.chance.random() < 0.25 else ""

    def _mapping(self, data: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for number, (key, value) in enumerate(data.items()):
            lines += self._between(indent) if number else []
            name = f'"{key}"' if self.chance.random() < 0.1 else key
            lines += self._pair(" " * indent + name + ":", value, indent)
        return lines

    def _pair(self, start: str, value: Any, indent: int) -> list[str]:
        nested = isinstance(value, dict | list)
        if nested and (not value or self.chance.random() < 0.25):
            return [f"{start} {self._flow(value, indent)}{self._behind()}"]
        if isinstance(value, dict):
            return [start + self._behind(), *self._mapping(value, indent + self.step)]
        if isinstance(value, list):
            deeper = indent + self.chance.choice((0, self.step))
            return [start + self._behind(), *self._items(value, deeper)]
        return self._scalar(start, value, indent)

    def _items(self, items: list[Any], indent: int) -> list[str]:
        lines: list[str] = []
        for number, item in enumerate(items):
            lines += self._between(indent) if number else []
            dash = " " * indent + "-"
            if isinstance(item, dict) and item and self.chance.random() < 0.8:
                first, *rest = self._mapping(item, indent + 2)
                lines += [f"{dash} {first.lstrip(' ')}", *rest]
            elif isinstance(item, str):
                lines += self._scalar(dash, item, indent)
            else:
                lines.append(f"{dash} {self._flow(item, indent)}{self._behind()}")
        return lines

    def _scalar(self, start: str, value: str | None, indent: int) -> list[str]:
        if value is None:
            return [f"{start} {self.chance.choice(NULLS)}".rstrip() + self._behind()]
        if "\n" in value:
            return self._block(start, value, indent)
        written = self._quoted(value)
        if written.startswith(value) and " " in value and self.chance.random() < 0.3:
            first, rest = value.split(" ", 1)
            return [f"{start} {first}", " " * (indent + self.step) + rest + self._behind()]
        if self.chance.random() < 0.05 and start.endswith(":"):
            return [start + self._behind(), " " * (indent + self.step) + written + self._behind()]
        return [f"{start} {written}{self._behind()}"]

    def _block(self, start: str, value: str, indent: int) -> list[str]:
        if not value.endswith("\n") or value.endswith("\n\n") or value[0] == " ":
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return [f'{start} "{escaped}"{self._behind()}']
        pad = " " * (indent + self.step)
        body = [pad + line if line else "" for line in value[:-1].split("\n")]
        more = self.chance.choice(([], [""], ["", ""]))
        return [f"{start} |{self._behind()}", *body, *more]

    def _quoted(self, value: str) -> str:
        plain = value.replace(" ", "").isalnum() and value not in NULLS
        styles = [f"'{value.replace(chr(39), chr(39) * 2)}'"]
        styles.append('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"')
        return self.chance.choice([value] * 3 + styles if plain else styles)

    def _flow(self, value: Any, indent: int) -> str:
        if isinstance(value, dict):
            parts = [f"{key}: {self._flow(item, indent)}" for key, item in value.items()]
            return "{" + self._separated(parts, indent) + "}"
        if isinstance(value, list):
            return "[" + self._separated([self._flow(item, indent) for item in value], indent) + "]"
        if value is None:
            return "null"
        written = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        return value if value.isalnum() and value.isascii() and value not in NULLS else written

    def _separated(self, parts: list[str], indent: int) -> str:
        style = self.chance.random()
        if style < 0.2 and parts:
            pad = self.line_break + " " * (indent + self.step)
            return pad + ("," + pad).join(parts) + ("," if style < 0.1 else "")
        return (", " if style < 0.8 else " , ").join(parts)
