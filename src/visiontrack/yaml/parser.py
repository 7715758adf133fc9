"""The YAML parser behind everything, how much it may be given, and the tokens it finds in a text that is no YAML.

The parser is libyaml where PyYAML has it, else PyYAML's own (slower, same results).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

import yaml
from yaml import YAMLError
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
    Token,
)

MAX_DEPTH = 32
# Keys and values of one file. A megabyte that people wrote holds fewer; a made-up one could hold more than memory bears.
MAX_VALUES = 50_000
# Findings of one file that are worked out. Fifty are listed, the others counted up to here.
MAX_FINDINGS = 5_000

HAS_LIBYAML: bool = yaml.__with_libyaml__


class Mark(Protocol):
    """A position libyaml remembers: offset, line and column count from 0, in characters."""

    index: int
    line: int
    column: int


# The resolver's three hooks would give each plain scalar a YAML 1.1 type. Builtins that take their arguments and do
# nothing are the cheapest no-ops, and they leave every scalar text with an empty tag (docs/adr/0003).
_NO_TAG = "".format  # (kind, value, implicit)
_NOTHING_DOWN: Any = {}.get  # (parent, index)
_NOTHING_UP = "".isascii  # ()

if TYPE_CHECKING:
    Parser: Any
    PurePython: Any
else:
    from yaml.composer import Composer
    from yaml.parser import Parser as PurePythonParser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Untyped:
        """Composes nodes whose scalars all stay text."""

        resolve = _NO_TAG
        descend_resolver = _NOTHING_DOWN
        ascend_resolver = _NOTHING_UP

    class PurePython(_Untyped, Reader, Scanner, PurePythonParser, Composer):
        """PyYAML's own parser, for machines without libyaml."""

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            PurePythonParser.__init__(self)
            Composer.__init__(self)

    if HAS_LIBYAML:
        from yaml.cyaml import CParser

        class Parser(_Untyped, CParser):
            """libyaml's parser, composing nodes inside the C extension."""

    else:
        Parser = PurePython


def tokens(text: str) -> Iterator[Token]:
    """Yields the tokens that can be scanned before the parser gives up."""
    parser = Parser(text)
    with suppress(YAMLError):
        for _ in range(MAX_VALUES):
            token = parser.get_token()
            if token is None:
                return
            yield token


def last_long_scalar(text: str, line: int) -> ScalarToken | None:
    """Returns the last scalar over several lines that begins no further down than a line (from 0)."""
    last: ScalarToken | None = None
    for token in tokens(text):
        if token.start_mark.line > line:
            break
        if isinstance(token, ScalarToken) and token.start_mark.line < token.end_mark.line:
            last = token
    return last


def last_token_before(text: str, offset: int) -> Token | None:
    """Returns the last token before an offset that something is written for."""
    last: Token | None = None
    for token in tokens(text):
        if token.start_mark.index >= offset:
            break
        if token.end_mark.index > token.start_mark.index:
            last = token
    return last


def open_bracket(text: str) -> Mark | None:
    """Returns where the first bracket stands that is never closed."""
    opened: list[Mark] = []
    for token in tokens(text):
        if isinstance(token, FlowSequenceStartToken | FlowMappingStartToken):
            opened.append(token.start_mark)
        elif isinstance(token, FlowSequenceEndToken | FlowMappingEndToken) and opened:
            opened.pop()
    return opened[0] if opened else None
