"""What can still be scanned of a text that is no YAML: the tokens up to where libyaml gives up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from yaml import YAMLError
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
    Token,
)

from visiontrack.yaml.bounds import MAX_VALUES
from visiontrack.yaml.parser import Mark, Parser


def last_long_scalar(text: str, line: int) -> ScalarToken | None:
    """The last scalar over several lines that libyaml could still scan up to a line (from 0) before it gave up."""
    last: ScalarToken | None = None
    for token in tokens(text):
        if token.start_mark.line > line:
            break
        if isinstance(token, ScalarToken) and token.start_mark.line < token.end_mark.line:
            last = token
    return last


def last_before(text: str, offset: int) -> Token | None:
    """The last token before a place that something is written for."""
    last: Token | None = None
    for token in tokens(text):
        if token.start_mark.index >= offset:
            break
        if token.end_mark.index > token.start_mark.index:
            last = token
    return last


def open_bracket(text: str) -> Mark | None:
    """The first bracket that is never closed."""
    opened: list[Mark] = []
    for token in tokens(text):
        if isinstance(token, FlowSequenceStartToken | FlowMappingStartToken):
            opened.append(token.start_mark)
        elif isinstance(token, FlowSequenceEndToken | FlowMappingEndToken) and opened:
            opened.pop()
    return opened[0] if opened else None


def tokens(text: str) -> Iterator[Token]:
    """The tokens that can still be scanned before libyaml gives up."""
    parser = Parser(text)
    with suppress(YAMLError):
        for _ in range(MAX_VALUES):
            token = parser.get_token()
            if token is None:
                return
            yield token
