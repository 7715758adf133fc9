"""Counting built into a template before it is compiled, where Jinja2's sandbox alone would let it run on.

Every turn of a loop and every start of a template, macro or block is counted with the text it will put out. What
Jinja2 compiles to an operation of Python that may take long (comparing, ``in``, slices, joined texts, lists
written out, arguments spread with ``*``) becomes a filter that counts. The names of these filters cannot be written
in a template.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from visiontrack.report.limits import LARGEST_NUMBER
from visiontrack.report.mistakes import Unwritable
from visiontrack.yaml.characters import FORBIDDEN

TICK, COUNTED, CONCAT, SINGLE = "#tick", "#counted", "#concat", "#single"
COMPARE, SLICE, WRITTEN_OUT, SPREAD = "#compare", "#slice", "#written_out", "#spread"
_COLLECTED = ("varargs", "kwargs")


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

    # ---- bodies ------------------------------------------------------------------------------------------

    def visit_Template(self, node: nodes.Template) -> Any:
        return _with_tick(self.generic_visit(node))

    visit_Macro = visit_CallBlock = visit_Block = visit_Template

    def visit_For(self, node: nodes.For) -> Any:
        made = _with_tick(self.generic_visit(node))
        made.iter = _filter(made.iter, COUNTED, made.lineno)
        return made

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> Any:
        # Jinja2's escaping knows HTML, comes after the counting and makes a text five times as long.
        raise self._refused("autoescape", node.lineno)

    # ---- operations --------------------------------------------------------------------------------------

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        made: Any = self.generic_visit(node)
        return _filter(nodes.List(made.nodes, lineno=made.lineno), CONCAT, made.lineno)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Filter:
        made: Any = self.generic_visit(node)
        rest = [part for one in made.ops for part in (nodes.Const(one.op, lineno=made.lineno), one.expr)]
        return _filter(made.expr, COMPARE, made.lineno, rest)

    def visit_Getitem(self, node: nodes.Getitem) -> Any:
        made: Any = self.generic_visit(node)
        if not isinstance(made.arg, nodes.Slice):
            return made
        bounds = (made.arg.start, made.arg.stop, made.arg.step)
        nothing = nodes.Const(None, lineno=made.lineno)
        return _filter(made.node, SLICE, made.lineno, [one or nothing for one in bounds])

    def visit_List(self, node: nodes.List) -> Any:
        made: Any = self.generic_visit(node)
        made.items = [_single(item) for item in made.items]
        return _filter(made, WRITTEN_OUT, made.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> Any:
        made: Any = self.generic_visit(node)
        if made.ctx != "load":
            return made
        made.items = [_single(item) for item in made.items]
        return _filter(made, WRITTEN_OUT, made.lineno)

    def visit_Dict(self, node: nodes.Dict) -> Any:
        made: Any = self.generic_visit(node)
        return _filter(made, WRITTEN_OUT, made.lineno)

    def visit_Pair(self, node: nodes.Pair) -> Any:
        made: Any = self.generic_visit(node)
        made.key, made.value = _single(made.key), _single(made.value)
        return made

    def visit_Call(self, node: nodes.Call) -> Any:
        made: Any = self.generic_visit(node)
        if made.dyn_args is not None:
            made.dyn_args = _filter(made.dyn_args, SPREAD, made.lineno)
        if made.dyn_kwargs is not None:
            made.dyn_kwargs = _filter(made.dyn_kwargs, SPREAD, made.lineno)
        return made

    visit_Filter = visit_Test = visit_Call

    # ---- what is written in the template -----------------------------------------------------------------

    def visit_Name(self, node: nodes.Name) -> nodes.Name:
        if node.ctx == "load" and node.name in _COLLECTED:
            raise self._refused(node.name, node.lineno)
        return node

    def visit_Keyword(self, node: nodes.Keyword) -> Any:
        if node.key.startswith("_"):
            raise self._refused(node.key, node.lineno)
        return self.generic_visit(node)

    def visit_Const(self, node: nodes.Const) -> nodes.Const:
        if isinstance(node.value, int) and abs(node.value) > LARGEST_NUMBER:
            raise self._refused("number", node.lineno)
        if isinstance(node.value, str):
            # A lone CR would be a line end in one report and none in the next.
            found = FORBIDDEN.search(node.value.replace("\r", "\0"))
            if found:
                raise Unwritable(node.value[found.start()], self._filename or "", node.lineno)
        return node

    def _refused(self, problem: str, line: int) -> TemplateSyntaxError:
        return TemplateSyntaxError(problem, line, self._name, self._filename)


def _with_tick(node: Any) -> Any:
    """The node with a count at the head of its body, of one turn and of all its plain text."""
    written = sum(len(text.data) for part in node.body for text in part.find_all(nodes.TemplateData))
    tick = _filter(nodes.Const(written, lineno=node.lineno), TICK, node.lineno)
    node.body.insert(0, nodes.ExprStmt(tick, lineno=node.lineno))
    return node


def _filter(node: nodes.Expr, name: str, line: int, args: list[nodes.Expr] | None = None) -> nodes.Filter:
    return nodes.Filter(node, name, args or [], [], None, None, lineno=line)


def _single(item: nodes.Expr) -> nodes.Expr:
    literal = isinstance(item, nodes.Const) or (isinstance(item, nodes.Filter) and item.name == WRITTEN_OUT)
    return item if literal else _filter(item, SINGLE, item.lineno)
