"""Settings every test shares."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import leftovers, real_time
from tests.support.progress import Progress
from tests.support.uncounted import collected, is_uncounted, uncounted

# The same examples on every run: a red test is red again tomorrow. `explore` looks further.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

LONG = ("torture", "browser")
"""Marks of what takes longest."""


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    leftovers.folder()
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and config.pluginmanager.has_plugin("dsession"):
        config.pluginmanager.register(Progress(terminal))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    with collected():
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """It begins first, so that no worker is left alone with it at the end; then what lies beside
    this file, which starts the command line and reads the whole tree. Files with cameras wait for
    one another, so there are others between them.
    """

    def place(item: pytest.Item) -> int:
        marks = {mark.name for mark in item.iter_markers()}
        later = len(LONG) + (item.path.parent != Path(__file__).parent)
        return next((at for at, mark in enumerate(LONG) if mark in marks), later)

    items.sort(key=place)
    items[:] = real_time.spread(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """With what it sets up and takes down."""
    if not is_uncounted(item):
        return (yield)
    with uncounted():
        return (yield)
