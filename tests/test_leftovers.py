"""What tests start ends with the run, however the run ends (`tests/support/leftovers.py`)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from diemcau import resources
from tests.support import backing, guard

ROOT = resources.WEB.parent
HEEDING = """
import signal, sys, pytest
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(pytest.main(sys.argv[1:]))
"""
"""What a shell begins in the background is deaf to interrupts, and so are its children."""
NEVER_ENDING = """
import os, subprocess, time
from pathlib import Path
from tests.support import backing

def test_that_does_not_end():
    started = backing.postgresql().pid, backing.valkey().pid, subprocess.Popen(["sleep", "600"]).pid
    Path("{began}.part").write_text(" ".join(map(str, (os.getpid(), *started))))
    Path("{began}.part").rename("{began}")
    time.sleep(600)
"""


@contextmanager
def a_run(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, list[int]]]:
    """Of pytest with one worker, in the middle of a test; the worker, and what the test started."""
    file, began = folder / "test_never_ending.py", folder / "began"
    file.write_text(NEVER_ENDING.format(began=began), encoding="utf-8")
    how = ("-q", "-n", "1", "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"))
    mine = {name: word for name, word in os.environ.items() if not name.startswith(("COV", "PYT"))}
    run = subprocess.Popen(
        [sys.executable, "-c", HEEDING, *how, "-p", "no:cacheprovider", str(file)],
        cwd=ROOT,
        env=mine,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        backing.until(lambda: began.exists() or run.poll() is not None, "the run did not begin")
        worker, *started = map(int, began.read_text(encoding="ascii").split())
        yield run, worker, started
    finally:
        run.kill()
        run.wait()


@pytest.mark.parametrize(
    ("whom", "how"), [("run", signal.SIGINT), ("run", signal.SIGTERM), ("worker", signal.SIGKILL)]
)
def test_nothing_is_left_of_a_run_that_is_broken_off(
    whom: str, how: signal.Signals, tmp_path: Path
) -> None:
    with a_run(tmp_path) as (run, worker, started):
        assert set(started) <= set(guard.alive())
        folder = Path(f"/proc/{started[0]}/cwd").readlink().parents[1]
        assert folder.name.startswith("diemcau-tests-")
        os.kill({"run": run.pid, "worker": worker}[whom], how)
        gone = {worker, *started}
        backing.until(lambda: not gone & set(guard.alive()), "the run left something behind")
        backing.until(lambda: not folder.exists(), "the run left its folder behind")
