"""The YAML parser behind everything: libyaml when PyYAML has it, else PyYAML's own (slower, same results)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import yaml


class Mark(Protocol):
    """A position libyaml remembers: offset, line and column count from 0, in characters."""

    index: int
    line: int
    column: int


HAS_LIBYAML: bool = yaml.__with_libyaml__

# The resolver's three hooks would give each plain scalar a YAML 1.1 type. A builtin that swallows any
# arguments is the cheapest no-op, and it leaves every scalar text with an empty tag (docs/adr/0003).
_IGNORE = "".format

if TYPE_CHECKING:
    Parser: Any
elif HAS_LIBYAML:
    from yaml.cyaml import CParser

    class Parser(CParser):
        """libyaml's parser, composing nodes inside the C extension."""

        resolve = _IGNORE
        descend_resolver = _IGNORE
        ascend_resolver = _IGNORE

else:
    from yaml.composer import Composer
    from yaml.parser import Parser as PurePythonParser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class Parser(Reader, Scanner, PurePythonParser, Composer):
        """PyYAML's own parser, for machines without libyaml."""

        resolve = _IGNORE
        descend_resolver = _IGNORE
        ascend_resolver = _IGNORE

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            PurePythonParser.__init__(self)
            Composer.__init__(self)
