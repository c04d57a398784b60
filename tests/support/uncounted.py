"""Where coverage counts: in the tests of rules and protocol, whose every branch they tell alone.

Counting makes Python two to four times as slow: the machine of the laws took 9 seconds of the
processor without it and 33 with it. So it rests in all other tests, in what is marked in these
folders too, and while the tests are collected: what a module says when it is loaded is heard
before. Which lines of the rest are reached `reached.py` tells.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Final

import pytest
from coverage import Coverage

import diemcau

TESTS: Final = Path(__file__).parents[1]
PURE: Final = ("domain", "protocol")


def is_uncounted(item: pytest.Item) -> bool:
    if not any(item.path.is_relative_to(TESTS / part) for part in PURE):
        return True
    return item.get_closest_marker("uncounted") is not None


def collected() -> AbstractContextManager[None]:
    """The pure part is loaded and counted; not so what is done to know the tests."""
    if Coverage.current() is not None:
        for each in walk_packages(diemcau.__path__, f"{diemcau.__name__}."):
            if each.name.split(".")[1] in PURE:
                import_module(each.name)
    return uncounted()


@contextmanager
def uncounted() -> Iterator[None]:
    counting = Coverage.current()
    if counting is None:
        yield
        return
    counting.stop()
    try:
        yield
    finally:
        counting.start()
