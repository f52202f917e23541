"""All mutants of a module: one small change each, which a test should notice.

Operators change into their neighbours, numbers by one, conditions into their opposites; elements, operands, statements
and keyword arguments are dropped; arguments are swapped; a function returns None. Texts and annotations stay.
"""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import NamedTuple

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """What is changed, from the first to the last line of what a run executes together, and the changed module."""

    lines: range
    names: tuple[str, ...]  # what the statement defines, where it runs when the module is imported
    what: str
    text: Callable[[], str]


class _Site(NamedTuple):
    """A node, the statement that it stands in, and whether a call of a function runs it, or the module's import."""

    node: ast.AST
    statement: ast.stmt
    in_function: bool


def mutants_of(text: str) -> list[Mutant]:
    """Every mutant of a module's text, in the order of its lines."""
    tree = ast.parse(text)
    found = []
    for site in _sites(tree.body, False):
        for what, change in _changes(site.node):
            names = () if site.in_function else names_of(site.statement)
            found.append(Mutant(_lines(site), names, what, _changed(tree, site.node, change)))
    return found


def _sites(body: list[ast.stmt], in_function: bool) -> Iterator[_Site]:
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom) or _is_text(statement):
            continue
        yield _Site(statement, statement, in_function)
        for field, value in ast.iter_fields(statement):
            if field in ("annotation", "returns", "decorator_list", "bases", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                yield from _below(child, statement, in_function)


def _below(node: object, statement: ast.stmt, in_function: bool) -> Iterator[_Site]:
    if isinstance(node, ast.stmt):
        inside = in_function or isinstance(statement, ast.FunctionDef)
        yield from _sites([node], inside)
    elif isinstance(node, ast.AST) and not isinstance(node, ast.JoinedStr | ast.arg):
        yield _Site(node, statement, in_function)
        for child in ast.iter_child_nodes(node):
            yield from _below(child, statement, in_function)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def names_of(statement: ast.stmt) -> tuple[str, ...]:
    """What a statement of a module or a class defines: a function, a class or variables."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        return (statement.name,)
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return tuple(target.id for target in targets if isinstance(target, ast.Name))


def _lines(site: _Site) -> range:
    last = site.node if hasattr(site.statement, "body") and site.node is not site.statement else site.statement
    if last is site.statement and hasattr(site.statement, "body"):
        return range(site.statement.lineno, site.statement.lineno + 1)
    end = getattr(last, "end_lineno", None) or site.statement.lineno
    return range(site.statement.lineno, max(end, site.statement.lineno) + 1)


def _changed(tree: ast.Module, node: ast.AST, change: Callable[[ast.AST], ast.AST | None]) -> Callable[[], str]:
    """The module's text with *node* put through *change*, which is made when it is asked for."""

    def text() -> str:
        memo: dict[int, object] = {}
        copy = deepcopy(tree, memo)
        old = memo[id(node)]
        assert isinstance(old, ast.AST)
        new = change(old)
        return ast.unparse(ast.fix_missing_locations(_Replacing(old, new).visit(copy)))

    return text


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST | None:
        return self.new if node is self.old else self.generic_visit(node)


Change = tuple[str, Callable[[ast.AST], ast.AST]]


def _changes(node: ast.AST) -> Iterator[Change]:
    """What can be done to one node, in words and as what makes a new node of it."""
    if isinstance(node, ast.stmt):
        yield from _of_statement(node)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        yield from (_dropped("element", ("elts",), at, len(node.elts)) for at in range(len(node.elts)))
    elif isinstance(node, ast.Dict):
        yield from (_dropped("entry", ("keys", "values"), at, len(node.keys)) for at in range(len(node.keys)))
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.expr | ast.comprehension):
        yield from _of_expression(node)


def _of_statement(node: ast.stmt) -> Iterator[Change]:
    if isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break):
        yield "statement removed", lambda _: ast.Pass()
    elif isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield "None returned", lambda _: ast.Return(ast.Constant(None))
    elif isinstance(node, ast.If | ast.While):
        yield "condition turned round", lambda old: _with(old, test=ast.UnaryOp(ast.Not(), old.test))  # type: ignore[attr-defined]


def _of_call(node: ast.Call) -> Iterator[Change]:
    first, second = (*node.args, None, None)[:2]
    if first and second and not isinstance(second, ast.Starred) and ast.dump(first) != ast.dump(second):
        yield "arguments swapped", lambda old: _with(old, args=[old.args[1], old.args[0], *old.args[2:]])  # type: ignore[attr-defined]
    yield from (_dropped("keyword", ("keywords",), at, len(node.keywords) + 1) for at in range(len(node.keywords)))
    if isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        other = _FUNCTIONS[node.func.id]
        yield f"{node.func.id} → {other}", lambda old: _with(old, func=ast.Name(other, ast.Load()))


def _of_expression(node: ast.expr | ast.comprehension) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            new = _COMPARISONS[type(operator)]
            yield f"{type(operator).__name__} → {new.__name__}", _operator(at, new)
    elif isinstance(node, ast.BoolOp):
        yield "and ↔ or", lambda old: _with(old, op=ast.Or() if isinstance(old.op, ast.And) else ast.And())  # type: ignore[attr-defined]
        yield from (_dropped("operand", ("values",), at, len(node.values)) for at in range(len(node.values)))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield f"{type(node.op).__name__} removed", lambda old: old.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        new_operator = _OPERATORS[type(node.op)]
        yield f"{type(node.op).__name__} → {new_operator.__name__}", lambda old: _with(old, op=new_operator())
    elif isinstance(node, ast.IfExp):
        yield "branches swapped", lambda old: _with(old, body=old.orelse, orelse=old.body)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} turned round", lambda old: ast.Constant(not old.value)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield f"{node.value} + 1", lambda old: ast.Constant(old.value + 1)  # type: ignore[attr-defined]
        yield f"{node.value} - 1", lambda old: ast.Constant(old.value - 1)  # type: ignore[attr-defined]
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield from (_dropped("filter", ("ifs",), at, len(node.ifs) + 1) for at in range(len(node.ifs)))


def _operator(at: int, new: type[ast.cmpop]) -> Callable[[ast.AST], ast.AST]:
    return lambda old: _with(old, ops=[new() if place == at else each for place, each in enumerate(old.ops)])  # type: ignore[attr-defined]


def _dropped(what: str, fields: tuple[str, ...], at: int, count: int) -> Change:
    def change(old: ast.AST) -> ast.AST:
        left = {field: [each for place, each in enumerate(getattr(old, field)) if place != at] for field in fields}
        is_operand = isinstance(old, ast.BoolOp) and len(left["values"]) == 1
        return left["values"][0] if is_operand else _with(old, **left)

    return f"{what} {at + 1} of {count} dropped", change


def _with(old: ast.AST, **fields: object) -> ast.AST:
    return type(old)(**{**dict(ast.iter_fields(old)), **fields})


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
