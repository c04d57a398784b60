"""Limits of time in tests guard against hanging; none of them bets on the machine."""

import ast
import re
from collections.abc import Iterator
from typing import Final

from diemcau import resources

TESTS: Final = resources.WEB.parent / "tests"
LEAST: Final = 60
"""Seconds."""
OPENS: Final = re.compile(r"[\w]\.new_context\(|browser\.new_page\(")
EXPECTED: Final = "# runs out"
"""Stands on the line of a limit that a test wants to run out."""


def limits(source: str) -> Iterator[int]:
    """Lines on which a limit of less than a minute is written down as a number."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and EXPECTED not in lines[node.lineno - 1]:
            yield from (node.lineno for each in waits(node) if bets(each, node))


def waits(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "timeout":
        yield from call.args[:1]
    if name == "wait_for":
        yield from call.args[1:2]
    yield from (each.value for each in call.keywords if each.arg in {"answer", "timeout", "within"})


def bets(limit: ast.expr, call: ast.Call) -> bool:
    """Playwright counts in milliseconds, and says so by its numbers."""
    if not isinstance(limit, ast.Constant) or not isinstance(limit.value, int | float):
        return False
    of_a_browser = isinstance(call.func, ast.Attribute) and call.func.attr.startswith("to_")
    return limit.value < LEAST * (1000 if of_a_browser else 1)


def test_no_test_bets_on_the_machine() -> None:
    found = {
        f"{path.relative_to(TESTS)}:{line}"
        for path in TESTS.rglob("*.py")
        if not {"bench", "node_modules"} & set(path.relative_to(TESTS).parts)
        for line in limits(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_a_bet_is_found() -> None:
    assert list(limits("async with asyncio.timeout(3): ...")) == [1]
    assert list(limits("x = await asyncio.wait_for(it, 5)")) == [1]
    assert list(limits("expect(page).to_be_visible(timeout=5_000)")) == [1]
    assert list(limits("Patience(first=0.1, answer=10.0)")) == [1]
    assert list(limits("asyncio.timeout(0.1)  # runs out")) == []
    assert list(limits("asyncio.timeout(120)\nunless_it_hangs()")) == []


def test_every_window_waits_as_long_as_a_busy_machine_needs() -> None:
    """Playwright's own limit is half a minute for whatever a page is asked."""
    opened = {
        f"{path.relative_to(TESTS)}:{at}"
        for path in TESTS.rglob("*.py")
        if not {"bench", "node_modules"} & set(path.relative_to(TESTS).parts)
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if OPENS.search(line)
    }
    assert {each.partition(":")[0] for each in opened} == {"support/stage.py"}
