"""Tests in which coverage counts nothing: what they do once more, others tell line by line.

Counting makes Python two to four times as slow: the machine of the laws took 9 seconds of the
processor without it and 33 with it. Attacks, browsers, torture and laws say nothing about lines
that the tests of rules, pages and stores do not say, so each gate is held by these alone: that of
`domain/` and `protocol/` by the tests in the folders of these names. Nor does it count
while the tests are collected: what a module says when it is loaded is heard before.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Final

import pytest
from coverage import Coverage

import diemcau

MARKS: Final = ("torture", "browser", "uncounted")
ATTACKS: Final = Path(__file__).parents[1] / "security"
HANDED_DOWN: Final = "COVERAGE_PROCESS_CONFIG"
"""By it a process that a test starts knows that it is counted too."""


def is_uncounted(item: pytest.Item) -> bool:
    if item.path.is_relative_to(ATTACKS):
        return True
    return any(item.get_closest_marker(mark) for mark in MARKS)


def collected() -> AbstractContextManager[None]:
    """The house is loaded and counted; not so what is done to know the tests."""
    if Coverage.current() is not None:
        for each in walk_packages(diemcau.__path__, f"{diemcau.__name__}."):
            import_module(each.name)
    return uncounted()


@contextmanager
def uncounted() -> Iterator[None]:
    """Neither here nor in what is started meanwhile."""
    counting = Coverage.current()
    if counting is None:
        yield
        return
    handed_down = os.environ.pop(HANDED_DOWN, None)
    counting.stop()
    try:
        yield
    finally:
        counting.start()
        if handed_down is not None:
            os.environ[HANDED_DOWN] = handed_down
