"""Full-width punctuation where YAML needs ASCII: an indent, a colon or a space after a key.

It counts only after an ASCII key name where a key can stand, never inside a block scalar, a quoted text, the
further lines of a plain text, or a comment. libyaml cannot be asked, since the file does not parse yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from visiontrack.finding import Finding, Fix
from visiontrack.source.lines import Lines

# What may be such a mark: quick to look for, and not what most Japanese text holds.
_NEAR = re.compile(r"[：\u3000](?<![^A-Za-z0-9_\"'\s:-].)")
_QUICK = re.compile(
    r"^[ \t]*(?:- *)*\u3000|[A-Za-z0-9_\"'-][ \u3000]*(?:：|\u3000+:|:\u3000)|^ *-\u3000", re.MULTILINE
)
_INDENT = re.compile(r" *(?:- +)*(\u3000[\u3000 ]*)(?=\S)")
_DASH = re.compile(r" *(?:- +)*-(\u3000[\u3000 ]*)(?=\S)")
_MARK = r"(?P<mark>[ \u3000]*：[ \u3000]*|\u3000[ \u3000]*:[ \u3000]*| *:\u3000[ \u3000]*)"
_KEY = r"(?:[A-Za-z][A-Za-z0-9_-]*|[0-9]{4}|[\uff10-\uff19]{4}|\"[A-Za-z0-9_-]+\"|'[A-Za-z0-9_-]+')"
_BLOCK_KEY = re.compile(rf"(?P<lead> *(?:- +)*)(?P<key>{_KEY}){_MARK}")
_FLOW_KEY = re.compile(rf"(?P<lead>[{{,] *)(?P<key>{_KEY}){_MARK}")
_BLOCK_SCALAR = re.compile(r"(?:.*: +|[ -]*- +)?[|>][-+0-9]*[ \t]*(?:#.*)?$")
_PLAIN_ITEM = re.compile(r" *(?:- +)+[^\s#\"':\[{|>][^:]*")
_PLAIN = re.compile(r" *(?:- +)*[^\s#\"':\[{][^:\"']*: +[^\s#\"'\[{|>].*")


def full_width(text: str, path: str) -> list[Finding]:
    """Full-width indent, colon or space after a key, where a key can stand: never inside a text."""
    if not (("：" in text or "\u3000" in text) and _NEAR.search(text) and _QUICK.search(text)):
        return []
    return list(_FullWidth(path, Lines(text)).scan())


class _FullWidth:
    """One pass over the lines that knows block scalars, quoted texts, comments and flow collections."""

    def __init__(self, path: str, lines: Lines) -> None:
        self.path = path
        self.lines = lines
        self.scalar_indent = -1  # indent of the line that opened a block scalar, or -1
        self.plain_indent = -1  # indent of a key whose plain text may go on in deeper lines
        self.quote = ""
        self.depth = 0

    def scan(self) -> Iterator[Finding]:
        text = self.lines.text
        last = max(text.rfind("："), text.rfind("\u3000"))
        for number, start in enumerate(self.lines.starts, start=1):
            if start > last:
                return
            line = self.lines.line(number)
            if self._inside_text(line):
                continue
            if "：" in line or "\u3000" in line:
                if not self.quote and not self.depth:
                    yield from self._line_start(line, start)
                yield from self._flow_keys(line, start)
            self._remember(line)

    def _inside_text(self, line: str) -> bool:
        if self.quote or self.depth:
            return False
        stripped = line.lstrip(" ")
        indent = len(line) - len(stripped)
        for name in ("scalar_indent", "plain_indent"):
            held = getattr(self, name)
            if held >= 0:
                if not stripped.strip() or indent > held:
                    return True
                setattr(self, name, -1)
        return not stripped.strip() or stripped.startswith("#")

    def _line_start(self, line: str, start: int) -> Iterator[Finding]:
        if match := _INDENT.match(line):
            yield Finding("VT108", self.path, self.lines.span(start + match.start(1), start + match.end(1)))
        elif match := _DASH.match(line):
            yield self._finding("VT110", start, match.start(1), match.end(1), " ", variant="dash")
        elif match := _BLOCK_KEY.match(line):
            yield self._mark(match, start)

    def _mark(self, match: re.Match[str], start: int) -> Finding:
        mark = match["mark"]
        rest = match.string[match.end() :]
        mend = ": " if rest.strip() and not rest.startswith("#") else ":"
        code = "VT109" if "：" in mark else "VT110"
        offset = next(i for i, character in enumerate(mark) if character in "：\u3000")
        finding = self._finding(code, start, match.start("mark"), match.end("mark"), mend, key=match["key"])
        at = start + match.start("mark") + offset
        return Finding(
            code,
            self.path,
            self.lines.span(at, at + 1),
            finding.params,
            variant=finding.variant,
            fix=finding.fix,
        )

    def _finding(
        self, code: str, base: int, start: int, end: int, mend: str, variant: str = "", key: str = ""
    ) -> Finding:
        span = self.lines.span(base + start, base + end)
        return Finding(
            code, self.path, span, {"key": key}, variant=variant, fix=Fix(base + start, base + end, mend)
        )

    def _flow_keys(self, line: str, start: int) -> Iterator[Finding]:
        """Keys in ``{year：2019, value：45}``; quoted parts and comments are blanked out first."""
        if not self.depth and not re.match(r" *(?:- +)*(?:[^\s\"'#:]+: +)?[\[{]", line):
            return
        bare = re.sub(
            r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|(?<!\S)#.*", lambda match: "\x00" * len(match[0]), line
        )
        padded = ("," + bare) if self.depth else bare
        shift = len(padded) - len(bare)
        for match in _FLOW_KEY.finditer(padded):
            yield self._mark(match, start - shift)

    def _remember(self, line: str) -> None:
        """What the end of this line leaves open for the next."""
        opened_in_text = bool(self.quote or self.depth)
        bare = self._strip_quoted(line)
        self.depth = max(0, self.depth + _brackets(bare, opened_in_text or self.depth > 0))
        if opened_in_text or self.quote or self.depth:
            return
        indent = len(line) - len(line.lstrip(" "))
        if _BLOCK_SCALAR.fullmatch(bare):
            self.scalar_indent = indent
        elif _PLAIN.fullmatch(bare):
            self.plain_indent = _key_column(line)
        elif _PLAIN_ITEM.fullmatch(bare):
            self.plain_indent = line[: _key_column(line)].rindex("-")

    def _strip_quoted(self, line: str) -> str:
        """The line without its quoted parts and comment; remembers a quote that stays open."""
        if not (self.quote or '"' in line or "'" in line or "#" in line):
            return line
        out: list[str] = []
        position = 0
        while position < len(line):
            if self.quote:
                position = self._skip_quoted(line, position)
                continue
            character = line[position]
            if character in "\"'" and (not out or out[-1] in " [{,:-"):
                self.quote = character
                out.append("q")
                position += 1
            elif character == "#" and (not out or out[-1] in " \t"):
                break
            else:
                out.append(character)
                position += 1
        return "".join(out)

    def _skip_quoted(self, line: str, position: int) -> int:
        while position < len(line):
            character = line[position]
            if character == "\\" and self.quote == '"':
                position += 2
            elif character == self.quote:
                if self.quote == "'" and line[position + 1 : position + 2] == "'":
                    position += 2
                    continue
                self.quote = ""
                return position + 1
            else:
                position += 1
        return len(line)


def _key_column(line: str) -> int:
    """The column of the key that starts a line; ``- - key`` counts its dashes."""
    match = re.match(r" *(?:- +)*", line)
    return match.end() if match else 0


def _brackets(bare: str, inside: bool) -> int:
    """How many flow brackets this line leaves open; a bracket inside a plain block text opens nothing."""
    if not inside and not ("[" in bare or "{" in bare):
        return 0
    if not inside and not re.match(r" *(?:- +)*(?:[^\s#:]+ *: +|[^\s#:]+：\s*)?[\[{]", bare):
        return 0
    return sum(bare.count(opener) for opener in "[{") - sum(bare.count(closer) for closer in "]}")
