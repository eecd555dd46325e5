"""A small mutation tester of core/trust.py: each mutant must be noticed by tests/core/test_trust*.py.

python bench/mutate_trust.py [--hanya NOMOR] [--sekaligus 2]
"""

import argparse
import ast
import copy
import io
import os
import signal
import sys
import types
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "sikuwas_mail" / "core" / "trust.py"
NAME = "sikuwas_mail.core.trust"
SECONDS = 120  # a mutant that hangs is noticed, too
_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def mutants(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """(what was changed, the changed module), one change each; annotations and docstrings stay."""
    for place, node in enumerate(ast.walk(tree)):
        for number in range(_ways(node)):
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed))[place]
            before = ast.unparse(target)
            if _change(target, number):
                yield f"line {getattr(node, 'lineno', 0)}: {before[:70]} -> {ast.unparse(target)[:70]}", changed


def _ways(node: ast.AST) -> int:
    if isinstance(node, ast.If | ast.IfExp):
        return 2
    kinds = (
        ast.Compare | ast.BoolOp | ast.UnaryOp | ast.BinOp | ast.Constant | ast.Return | ast.comprehension | ast.Call
    )
    return 1 if isinstance(node, kinds) else 0


def _change(node: ast.AST, number: int) -> bool:
    """Change one node in place; False where there is nothing to change."""
    if isinstance(node, ast.If | ast.IfExp):
        node.test = ast.Constant(value=number == 0)
    elif isinstance(node, ast.Compare):
        node.ops[0] = _COMPARE[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    elif isinstance(node, ast.Return) and node.value is not None:
        if isinstance(node.value, ast.Constant) and node.value.value is None:
            return False
        node.value = ast.Constant(value=None)
    elif isinstance(node, ast.comprehension) and node.ifs:
        node.ifs = []
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.op, node.operand = ast.Not(), ast.UnaryOp(op=ast.Not(), operand=node.operand)
    elif isinstance(node, ast.Constant):
        return _other_constant(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("any", "reversed"):
        node.func.id = {"any": "all", "reversed": "list"}[node.func.id]
    else:
        return False
    return True


def _other_constant(node: ast.Constant) -> bool:
    if isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node.value, int):
        node.value += 1
    elif isinstance(node.value, str):
        node.value += "x"
    else:
        return False
    return True


def _without_notes(tree: ast.Module) -> ast.Module:
    """The module without docstrings and annotations: changing those changes nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
    return ast.fix_missing_locations(tree)


def survives(tree: ast.Module) -> bool:
    """Whether the tests pass with this module in place of the true one; run in a child that ends with it."""
    child = os.fork()
    if child == 0:
        os._exit(_trial(tree))
    _, status = os.waitpid(child, 0)
    return status == 0


def _tried(mutant: tuple[int, tuple[str, ast.Module]]) -> bool:
    number, (what, tree) = mutant
    alive = survives(tree)
    if alive:
        print(f"  survived {number}: {what}", flush=True)
    return alive


def _trial(tree: ast.Module) -> int:
    signal.alarm(SECONDS)
    import pytest

    import sikuwas_mail.core

    module = types.ModuleType(NAME)
    module.__file__ = str(SOURCE)
    sys.modules[NAME] = module
    try:
        exec(compile(ast.fix_missing_locations(tree), str(SOURCE), "exec"), module.__dict__)
        sikuwas_mail.core.trust = module  # type: ignore[attr-defined]
        tests = sorted(str(p) for p in (ROOT / "tests" / "core").glob("test_trust*.py"))
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
    except BaseException:  # noqa: BLE001 - whatever a mutant raises, it was noticed
        return 1


def main() -> int:
    """0 when at least 95 of 100 mutants are noticed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hanya", type=int, default=-1, help="try one mutant only")
    options.add_argument("--sekaligus", type=int, default=1)
    chosen = options.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    sys.dont_write_bytecode = True
    true = _without_notes(ast.parse(SOURCE.read_text(encoding="utf-8")))
    if not survives(true):
        print("the tests fail already on the true module")
        return 2
    all_of_them = list(enumerate(mutants(true)))
    wanted = [m for m in all_of_them if chosen.hanya in (-1, m[0])]
    with ThreadPoolExecutor(chosen.sekaligus) as pool:
        lived = list(pool.map(_tried, wanted))
    killed = len(wanted) - sum(lived)
    print(f"{killed} of {len(wanted)} mutants noticed ({100 * killed / len(wanted):.1f} %)")
    return 0 if killed >= 0.95 * len(wanted) else 1


if __name__ == "__main__":
    raise SystemExit(main())
