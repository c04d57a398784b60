"""Who descends from whom, read from the source: nothing has to be imported first to be known.

A name of a class has one owner in the house (`tests/test_house.py`), so a name is enough.
"""

import ast
from collections.abc import Mapping
from functools import cache

from diemcau import resources

SERVER = resources.WEB.parent / "server" / "diemcau"


@cache
def classes() -> Mapping[str, ast.ClassDef]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in SERVER.rglob("*.py"))
    found = (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: node for node in found}


def family(root: str) -> frozenset[str]:
    """Those that descend from it, itself left out."""
    children = {name for name, node in classes().items() if root in _bases(node)}
    return frozenset(children).union(*map(family, children))


def codes(root: str) -> Mapping[str, str]:
    """By the name of the class, where it has one or inherits it."""
    return {name: code for name in family(root) if (code := _code(name))}


def _bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def _code(name: str) -> str:
    if (node := classes().get(name)) is None:
        return ""
    for line in node.body:
        match line:
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code))):
                return code
            case ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code))):
                return code
            case _:
                pass
    return next(filter(None, map(_code, _bases(node))), "")
