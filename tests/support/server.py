"""`diemcau serve` as a process of its own, to be killed and started again on the same port."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping

from diemcau import resources
from tests.support.patience import unless_it_hangs


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerProcess:
    """A server on one store and one port, through all its lives."""

    def __init__(self, store: str, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.lives = 0
        self.said = ""
        self._process: Process | None = None
        self._environment = self._settings(store, settings)

    def now_at(self, url: str) -> None:
        """Where browsers reach it, if not where it listens."""
        self._environment["DIEMCAU_IDENTITY__PUBLIC_URL"] = url

    async def start(self) -> None:
        """Until it says that it listens."""
        self.lives += 1
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "diemcau", "serve"), env=self._environment, stdout=PIPE
        )
        assert self._process.stdout is not None
        self.said = (await self._process.stdout.readline()).decode()
        assert "listens" in self.said, "the server did not start: see its log above"

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def kill(self) -> None:
        """At once, with no chance to put anything in order."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        """One that does not end in time says where it stands, and is ended."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            async with unless_it_hangs():
                await process.communicate()
        except TimeoutError:
            process.send_signal(signal.SIGABRT)
            await process.wait()
            raise AssertionError(f"it did not end on {how.name}: see its stack above") from None

    def _settings(self, store: str, settings: Mapping[str, str]) -> dict[str, str]:
        package = str(resources.WEB.parent / "server")
        return {
            **os.environ,
            "PYTHONPATH": package,
            "DIEMCAU_STORE__URL": store,
            "DIEMCAU_SERVER__PORT": str(self.port),
            "DIEMCAU_IDENTITY__PUBLIC_URL": self.url,
            "DIEMCAU_LOG__LEVEL": "WARNING",
            "PYTHONFAULTHANDLER": "1",
            **settings,
        }
