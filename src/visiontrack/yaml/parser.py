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
