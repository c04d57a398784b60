"""A run on several workers says what it is doing: a line for each file that is done, and what is
waited for when nothing has been said for a while. What fails is named at once.
"""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from typing import Final

import pytest
from _pytest.terminal import TerminalReporter

SILENCE: Final = 30.0
"""Seconds."""
QUIET: Final = ("passed", "skipped")
"""Outcomes that are counted and not named."""


class Progress:
    """Of the process that has the workers and runs no test itself."""

    def __init__(self, terminal: TerminalReporter) -> None:
        self._terminal = terminal
        self._to_come: Counter[str] = Counter()
        self._took: dict[str, float] = {}
        self._running: dict[str, float] = {}
        self._whole, self._said_at = 0, 0.0
        self._over = threading.Event()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """Every worker finds the same, also one that takes the place of another."""
        if not self._whole:
            self._to_come = Counter(map(_file, ids))
            self._whole = self._to_come.total()

    def pytest_sessionstart(self) -> None:
        threading.Thread(target=self._watch, daemon=True).start()

    def pytest_sessionfinish(self) -> None:
        self._over.set()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._running[nodeid] = time.monotonic()

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(
        self, report: pytest.CollectReport | pytest.TestReport
    ) -> tuple[str, str, str] | None:
        """What passes is no letter; the reporter counts it all the same."""
        if report.outcome not in QUIET or hasattr(report, "wasxfail"):
            return None
        counts = report.when == "call" or report.skipped
        return report.outcome if counts else "", "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        file = _file(report.nodeid)
        self._took[file] = self._took.get(file, 0.0) + report.duration
        if report.outcome not in QUIET:
            self._say(f"{report.outcome.upper()} {report.nodeid}")

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self._running.pop(nodeid, None)
        file = _file(nodeid)
        self._to_come[file] -= 1
        if not self._to_come[file]:
            done = self._whole - self._to_come.total()
            self._say(f"{self._took[file]:7.1f} s  {file}  ({done:,} of {self._whole:,})")

    def _watch(self) -> None:
        while not self._over.wait(SILENCE / 10):
            if time.monotonic() - self._said_at > SILENCE:
                self._say(*(f"   waits for {each}" for each in self._waited_for()))

    def _waited_for(self) -> list[str]:
        now = time.monotonic()
        return [f"{test}, {now - at:.0f} s" for test, at in tuple(self._running.items())]

    def _say(self, *lines: str) -> None:
        self._said_at = time.monotonic()
        for line in lines:
            self._terminal.write_line(line)


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]
