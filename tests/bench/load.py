"""Screens as thin as can be: plain sockets in one process that count what comes and when.

A client library would cost more than any server measured here. Nothing of a frame is read but
that it came; each tick waits until every socket has heard of it.
"""

import os
import select
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

WAIT = 30.0
"""Seconds for a tick to reach everybody; beyond that the server has failed."""
AT_ONCE = 200
"""Sockets opened before what comes is taken in: fewer than any server lets wait."""
WHOLE = b'{"t":"all"'
PING, PONG = b"\x89\x00", b"\x8a\x80\x00\x00\x00\x00"
"""Empty ones (RFC 6455 §5.5); a server that hears nothing lets go of a socket."""


class Ticks(NamedTuple):
    """Seconds from the press to each socket, over all ticks."""

    latencies: list[float]
    bytes_each: float


class Crowd:
    """So many sockets at one server; each greets as soon as it is let in, as a browser does."""

    def __init__(self, port: int, paths: Sequence[tuple[str, str]], greet: Sequence[bytes]) -> None:
        """`paths` are address and cookie of each; `greet` frames it sends first."""
        self._hello = b"".join(greet)
        self._outside: set[int] = set()
        self._poll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self.received = 0
        self.level = 0
        """Sockets that have been sent a whole view."""
        for number, (path, cookie) in enumerate(paths, 1):
            made = _asked(port, path, cookie)
            made.settimeout(0)
            self._sockets[made.fileno()] = made
            self._outside.add(made.fileno())
            self._poll.register(made, select.EPOLLIN)
            if number % AT_ONCE == 0:
                self.listen(0.02)

    def listen(self, seconds: float = 0.5) -> None:
        """Take in whatever comes."""
        until = time.perf_counter() + seconds
        while ready := self._poll.poll(max(0.0, until - time.perf_counter())):
            for handle, _ in ready:
                self._take(handle)

    def until_level(self) -> None:
        """Every socket has been sent a whole view."""
        while self.level < len(self._sockets):
            ready = self._poll.poll(WAIT)
            if not ready:
                raise TimeoutError(f"{len(self._sockets) - self.level} sockets heard nothing")
            for handle, _ in ready:
                self._take(handle)

    def tick(self, press: Callable[[], None]) -> list[float]:
        """Press, and wait until every socket has heard; how long each took."""
        waiting, took = set(self._sockets), []
        pressed = time.perf_counter()
        press()
        while waiting:
            ready = self._poll.poll(WAIT)
            if not ready:
                raise TimeoutError(f"{len(waiting)} sockets heard nothing")
            now = time.perf_counter()
            for handle, _ in ready:
                self._take(handle)
                if handle in waiting:
                    waiting.discard(handle)
                    took.append(now - pressed)
        return took

    def close(self) -> None:
        for each in self._sockets.values():
            each.close()
        self._poll.close()

    def _take(self, handle: int) -> None:
        taken = self._sockets[handle].recv(1 << 20)
        if not taken:
            raise ConnectionError("the server closed a socket")
        if handle in self._outside:
            self._outside.discard(handle)
            self._sockets[handle].sendall(self._hello)
        if WHOLE in taken:
            self.level += 1
        if PING in taken:
            self._sockets[handle].sendall(PONG)
        self.received += len(taken)


def text(words: str) -> bytes:
    """A client's text frame (RFC 6455 §5.2), masked by zeros: a mask costs the client alone."""
    data = words.encode()
    if len(data) < 126:
        return bytes((0x81, 0x80 | len(data))) + bytes(4) + data
    return b"\x81\xfe" + len(data).to_bytes(2, "big") + bytes(4) + data


def hand(port: int, path: str, cookie: str = "", greet: Iterable[bytes] = ()) -> socket.socket:
    """A socket to press with."""
    made = _asked(port, path, cookie)
    if b" 101 " not in (head := made.recv(4096)):
        raise ConnectionError(head.decode(errors="replace"))
    made.sendall(b"".join(greet))
    return made


def cpu_seconds(pid: int) -> float:
    """User and system time of a process with all its threads."""
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()  # noqa: PTH123, SIM115
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> int:
    """Bytes of memory in use."""
    pages = int(open(f"/proc/{pid}/statm").read().split()[1])  # noqa: PTH123, SIM115
    return pages * os.sysconf("SC_PAGE_SIZE")


def peak(pid: int) -> int:
    """Bytes of memory in use when it was most."""
    status = open(f"/proc/{pid}/status").read()  # noqa: PTH123, SIM115
    line = next(each for each in status.splitlines() if each.startswith("VmHWM"))
    return 1024 * int(line.split()[1])


def _asked(port: int, path: str, cookie: str) -> socket.socket:
    """The upgrade is asked for; nothing is waited for."""
    made = socket.create_connection(("127.0.0.1", port))
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    made.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    return made
