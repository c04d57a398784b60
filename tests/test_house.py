"""The house as a whole: how large its rooms are, that none leans on another in a circle, and that
a name has one owner.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from statistics import median, quantiles

import grimp
import pytest

from diemcau import resources

ROOT = resources.WEB.parent
SERVER = ROOT / "server" / "diemcau"
LONGEST_FILE, LONGEST_SCRIPT = 350, 300

WRITING = frozenset({"append", "drop", "issue", "keep", "post", "put", "readdress", "remove"})
"""What a port is told to keep otherwise than it does."""

_CODE = re.compile(r"`([^`]+)`")


@cache
def texts() -> Mapping[str, str]:
    paths = sorted(SERVER.rglob("*.py"))
    return {str(path.relative_to(SERVER)): path.read_text(encoding="utf-8") for path in paths}


@cache
def trees() -> Mapping[str, ast.Module]:
    return {path: ast.parse(text) for path, text in texts().items()}


def lengths() -> Mapping[str, int]:
    return {path: len(text.splitlines()) for path, text in texts().items()}


def named_types(tree: ast.Module) -> Iterator[str]:
    """Classes and the aliases that are written like them."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name):
                    yield name
            case _:
                pass


@cache
def owners() -> Mapping[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for path, tree in trees().items():
        for name in named_types(tree):
            found[name].append(path)
    return found


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    assert {path: size for path, size in lengths().items() if size > LONGEST_FILE} == {}


def test_no_script_is_too_long_to_be_read_at_once() -> None:
    scripts = (resources.WEB / "js").rglob("*.js")
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in scripts}
    assert {path: size for path, size in sizes.items() if size > LONGEST_SCRIPT} == {}


def test_most_files_and_functions_are_short() -> None:
    assert median(lengths().values()) <= 90
    functions = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert median(functions) <= 6
    assert quantiles(functions, n=10)[-1] <= 16


def test_no_two_files_and_no_two_folders_lean_on_each_other() -> None:
    graph = grimp.build_graph("diemcau", cache_dir=None)
    packages = [module for module in graph.modules if graph.find_children(module)]
    assert {
        each: broken for each in packages if (broken := graph.nominate_cycle_breakers(each))
    } == {}


def test_a_name_of_a_class_has_one_owner() -> None:
    several = {name: files for name, files in owners().items() if len(files) > 1}
    assert several == {}


def ports_of_the_product() -> Iterator[str]:
    """Its parts that are stores, and no use case."""
    tree = trees()["edge/product.py"]
    ports = {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("diemcau.app.ports")
        for alias in node.names
    }
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(target=ast.Name(id=part), annotation=ast.Name(id=kind)):
                if kind in ports:
                    yield part
            case _:
                pass


def yields_within_a_group(function: ast.AST) -> bool:
    """A block handed out there has what it says wrapped up."""
    return any(
        isinstance(inside, ast.Yield)
        for node in ast.walk(function)
        if isinstance(node, ast.AsyncWith)
        and any("TaskGroup" in ast.unparse(item.context_expr) for item in node.items)
        for inside in ast.walk(node)
    )


def test_what_a_block_says_comes_out_as_it_is() -> None:
    """An `except MediaAway` passes by a group that has one in it: the server ended with Janus."""
    wrapping = {
        f"{path}: {node.name}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef) and yields_within_a_group(node)
    }
    assert wrapping == {
        "app/background.py: task_group",
        "demo/client.py: connected",  # to be copied: it leans on nothing of ours
    }


def test_no_handler_writes_to_a_store() -> None:
    """What a form makes of what is kept is a use case, tried without HTTP: it stands in `app`."""
    stores = {*ports_of_the_product()}
    assert {"library", "series", "files"} <= stores
    written = [
        f"{path}:{node.lineno} {part}.{act}"
        for path, tree in trees().items()
        if path.startswith("edge/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and (part := node.func.value.attr) in stores
        and (act := node.func.attr) in WRITING
    ]
    assert written == []


def test_no_handler_hands_on_the_product_as_a_whole() -> None:
    """Each names the part it needs: what has no name for the whole cannot take it."""
    knowing = {
        path
        for path, tree in trees().items()
        if path.startswith("edge/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.alias) and node.name == "Product")
        or (isinstance(node, ast.Attribute) and node.attr == "Product")
    }
    assert knowing == {"edge/who/readers.py"}


def glossary() -> Iterator[str]:
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| Vietnamese"):
            yield from _CODE.findall(line.rsplit("|", 2)[1])


@pytest.mark.parametrize("term", dict.fromkeys(glossary()))
def test_what_the_glossary_names_stands_in_the_code(term: str) -> None:
    if "/" in term:
        assert (SERVER / term).exists() or (SERVER / f"{term}.py").exists()
        return
    owner, _, member = term.rpartition(".")
    if owner and owner[0].isupper():
        assert owner in owners()
    if not owner and term[0].isupper():
        assert term in owners()
    said = re.compile(rf"\b{re.escape(member)}\b")
    assert any(map(said.search, texts().values()))
