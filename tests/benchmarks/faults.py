"""Small faults to put into a module: `<` for `<=`, `or` for `and`, a text left out."""

import ast
from collections.abc import Iterator
from types import CodeType
from typing import Any, NamedTuple

_PAIRS = [
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot)),
    *((ast.In, ast.NotIn), (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.Div)),
    *((ast.FloorDiv, ast.Mod), (ast.BitAnd, ast.BitOr)),
]
_OTHER = dict(_PAIRS) | {other: one for one, other in _PAIRS}
#: What is for a reader or a type checker, or says how a class is made.
_PASSED_OVER = {"annotation", "returns", "decorator_list"}


class Mutant(NamedTuple):
    """A module with one fault: the line it stands in, what it is, and all of the code."""

    line: int
    name: str
    code: CodeType


def mutants(source: str) -> Iterator[Mutant]:
    r"""Put each fault into a module, one at a time.

    Examples
    --------
    >>> source = "def most(of: int) -> bool:\n    return 3 * of > 2 or not of"
    >>> for mutant in mutants(source):
    ...     print(mutant.line, mutant.name)
    2 most: return 3 * of > 2 or not of → return None
    2 most: 3 * of > 2 or not of → 3 * of > 2 and (not of)
    2 most: 3 * of > 2 → 3 * of >= 2
    2 most: 3 * of → 3 / of
    2 most: 3 → 4
    2 most: 2 → 3
    2 most: not of → of
    """
    tree = ast.parse(source)

    def walk(node: ast.AST, where: str, line: int) -> Iterator[Mutant]:
        for field, value in ast.iter_fields(node):
            held = value if isinstance(value, list) else [value]
            for place, old in enumerate(held):
                if field in _PASSED_OVER or not isinstance(old, ast.AST) or _is_unused(old):
                    continue
                at = getattr(old, "lineno", line)
                for new in _faults(old):
                    put = [*held[:place], new, *held[place + 1 :]]
                    setattr(node, field, put if isinstance(value, list) else new)
                    code = compile(ast.fix_missing_locations(tree), "<mutant>", "exec")
                    yield Mutant(at, f"{where}: {_words(old)} → {_words(new)}", code)
                    setattr(node, field, value)
                named = isinstance(old, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                yield from walk(old, f"{where}.{old.name}".strip(".") if named else where, at)

    yield from walk(tree, "", 1)


def _words(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0]


def _faults(node: Any) -> Iterator[ast.AST]:
    """Give what could stand in the place of a node by mistake."""
    match node:
        case ast.Compare(ops=[first, *rest]) if type(first) in _OTHER:
            yield ast.Compare(node.left, [_OTHER[type(first)](), *rest], node.comparators)
        case ast.BinOp(op=op) if type(op) in _OTHER:
            yield ast.BinOp(node.left, _OTHER[type(op)](), node.right)
        case ast.BoolOp(op=op):
            yield ast.BoolOp(_OTHER[type(op)](), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        # A condition that compares has a fault of its own.
        case ast.If() if not isinstance(node.test, ast.Compare | ast.UnaryOp):
            yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.IfExp() if not isinstance(node.test, ast.Compare | ast.UnaryOp):
            yield ast.IfExp(node.test, node.orelse, node.body)
        case ast.Return(value=value) if value and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Constant(value=value):
            yield ast.Constant(_other_value(value))


def _other_value(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else type(value)()


def _is_unused(node: ast.AST) -> bool:
    """Tell whether nothing that runs depends on it: a docstring, an assertion of our own."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.keyword(arg="strict"):
            return True
        case ast.Constant(value="" | b"" | None):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case (
            ast.Assign(targets=[ast.Name(id="__all__")])
            | ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar")))
        ):
            return True
        case ast.FunctionDef(decorator_list=[ast.Name(id="overload")]):
            return True
    return False
