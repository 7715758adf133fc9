"""Counting built into a template before it is compiled, where Jinja2's sandbox alone would let it run on.

Every turn of a loop and every start of a template, macro or block is counted with the text it will put out;
texts are joined by a function that counts; lists cannot hold lists made before (doubling one forty times would
make an object that nobody can compare or print).
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

TICK, COUNTED, CONCAT, SINGLE = "_tick", "_counted", "_concat", "_single"
_COLLECTED = ("varargs", "kwargs")
_LITERALS = (nodes.List, nodes.Tuple, nodes.Dict, nodes.Const)


def guarded(template: nodes.Template, name: str | None, filename: str | None) -> nodes.Template:
    """The template with its counting. Raises ``TemplateSyntaxError`` for a name that is not to be had."""
    environment = template.environment
    assert environment is not None
    made: nodes.Template = _Guard(name, filename).visit(template)
    made.set_environment(environment)
    return made


class _Guard(NodeTransformer):
    def __init__(self, name: str | None, filename: str | None) -> None:
        self._name = name
        self._filename = filename

    def visit_Template(self, node: nodes.Template) -> Any:
        return _with_tick(self.generic_visit(node))

    visit_Macro = visit_CallBlock = visit_Block = visit_Template

    def visit_For(self, node: nodes.For) -> Any:
        made = _with_tick(self.generic_visit(node))
        made.iter = _filter(made.iter, COUNTED, made.lineno)
        return made

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        made: Any = self.generic_visit(node)
        return _filter(nodes.List(made.nodes, lineno=made.lineno), CONCAT, made.lineno)

    def visit_List(self, node: nodes.List) -> Any:
        made: Any = self.generic_visit(node)
        made.items = [_single(item) for item in made.items]
        return made

    def visit_Tuple(self, node: nodes.Tuple) -> Any:
        made: Any = self.generic_visit(node)
        if made.ctx == "load":
            made.items = [_single(item) for item in made.items]
        return made

    def visit_Pair(self, node: nodes.Pair) -> Any:
        made: Any = self.generic_visit(node)
        made.key, made.value = _single(made.key), _single(made.value)
        return made

    def visit_Name(self, node: nodes.Name) -> nodes.Name:
        if node.ctx == "load" and node.name in _COLLECTED:
            raise TemplateSyntaxError(node.name, node.lineno, self._name, self._filename)
        return node


def _with_tick(node: Any) -> Any:
    """The node with a count at the head of its body, of one turn and of all its plain text."""
    written = sum(len(text.data) for part in node.body for text in part.find_all(nodes.TemplateData))
    tick = _filter(nodes.Const(written, lineno=node.lineno), TICK, node.lineno)
    node.body.insert(0, nodes.ExprStmt(tick, lineno=node.lineno))
    return node


def _filter(node: nodes.Expr, name: str, line: int) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=line)


def _single(item: nodes.Expr) -> nodes.Expr:
    return item if isinstance(item, _LITERALS) else _filter(item, SINGLE, item.lineno)
