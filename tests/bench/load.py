"""Screens as thin as can be: plain sockets in one process that count what comes and when.

A client library would cost more than any server measured here. Of a frame hardly more is read than
that it came; each tick waits until every socket has heard of it. A figure counts when every socket
is alive at the end (`all_alive`), and has what was said last (`until_level_with`).
"""

import os
import re
import select
import socket
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress

WAIT = 30.0
"""Seconds for a tick to reach everybody; beyond that the server has failed."""
AT_ONCE = 200
"""Sockets opened before what comes is taken in: fewer than any server lets wait."""
LET_IN = b" 101 "
WHOLE = b'{"t":"all"'
DONE, NO = re.compile(rb'"t":"done","id":"[^"]*","seq":(\d+)\}'), b'"t":"no"'
SEQ = re.compile(rb'"t":"(?:all|patch)","seq":(\d+)')
PING, PONG = b"\x89\x00", b"\x8a\x80\x00\x00\x00\x00"
"""Empty ones (RFC 6455 §5.5); a server that hears nothing lets go of a socket."""
ASK, ANSWER = b"\x89\x80\x00\x00\x00\x00", b"\x8a\x00"
"""The same from our side."""


class Crowd:
    """So many sockets at one server; each greets as soon as it is let in, as a browser does."""

    def __init__(self, port: int, paths: Sequence[tuple[str, str]], greet: Sequence[bytes]) -> None:
        """`paths` are address and cookie of each; `greet` frames it sends first."""
        self._hello = b"".join(greet)
        self._outside: set[int] = set()
        self._poll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._seq: dict[int, int] = {}
        """Of the last view or change that each was sent."""
        self._level: set[int] = set()
        """Those that have been sent a whole view."""
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

    def until_let_in(self) -> None:
        while self._outside:
            for handle in self._ready(self._outside):
                self._take(handle)

    def until_level(self) -> None:
        """Every socket has been sent a whole view."""
        while self._level < self._sockets.keys():
            for handle in self._ready(self._sockets.keys() - self._level):
                self._take(handle)

    def all_alive(self) -> None:
        """Every socket answers now; raises when one does not."""
        waiting = set(self._sockets)
        for handle in waiting:
            self._sockets[handle].sendall(ASK)
        while waiting:
            for handle in self._ready(waiting):
                if ANSWER in self._take(handle):
                    waiting.discard(handle)

    def until_level_with(self, seq: int) -> None:
        """Every socket has been sent what was said up to there."""
        while behind := [each for each in self._sockets if self._seq.get(each, 0) < seq]:
            for handle in self._ready(behind):
                self._take(handle)

    def tick(self, press: Callable[[], None]) -> list[float]:
        """Press, and wait until every socket has heard; how long each took."""
        waiting, took = set(self._sockets), []
        pressed = time.perf_counter()
        press()
        while waiting:
            ready = self._ready(waiting)
            now = time.perf_counter()
            for handle in ready:
                self._take(handle)
                if handle in waiting:
                    waiting.discard(handle)
                    took.append(now - pressed)
        return took

    def close(self) -> None:
        for each in self._sockets.values():
            each.close()
        self._poll.close()

    def _ready(self, waiting: Collection[int]) -> list[int]:
        ready = [handle for handle, _ in self._poll.poll(WAIT)]
        if not ready:
            raise TimeoutError(f"{len(waiting)} sockets heard nothing")
        return ready

    def _take(self, handle: int) -> bytes:
        taken = self._sockets[handle].recv(1 << 20)
        if not taken:
            raise ConnectionError("the server closed a socket")
        if handle in self._outside:
            _let_in(taken)
            self._outside.discard(handle)
            self._sockets[handle].sendall(self._hello)
        if WHOLE in taken:
            self._level.add(handle)
        if PING in taken:
            self._sockets[handle].sendall(PONG)
        if said := SEQ.findall(taken):
            self._seq[handle] = int(said[-1])
        return taken


def text(words: str) -> bytes:
    """A client's text frame (RFC 6455 §5.2), masked by zeros: a mask costs the client alone."""
    data = words.encode()
    if len(data) < 126:
        return bytes((0x81, 0x80 | len(data))) + bytes(4) + data
    return b"\x81\xfe" + len(data).to_bytes(2, "big") + bytes(4) + data


class Hand:
    """A socket to press with, which counts what was done and hears of what was not."""

    def __init__(self, port: int, path: str, cookie: str = "", greet: Iterable[bytes] = ()) -> None:
        self.done, self.seq = 0, 0
        self._tail = b""
        self._socket = _asked(port, path, cookie)
        _let_in(self._socket.recv(4096))
        self._socket.sendall(b"".join(greet))

    def press(self, frames: bytes) -> None:
        self._socket.sendall(frames)
        with suppress(BlockingIOError):
            while self._hear(socket.MSG_DONTWAIT):
                pass

    def until_done(self, acts: int) -> None:
        """So many of them, from the beginning."""
        self._socket.settimeout(WAIT)
        while self.done < acts:
            self._hear()

    def close(self) -> None:
        self._socket.close()

    def _hear(self, how: int = 0) -> bool:
        """What stands across two pieces is found in the second."""
        taken = self._socket.recv(1 << 20, how)
        heard = self._tail + taken
        if NO in heard:
            raise ConnectionError(heard.decode(errors="replace"))
        found = list(DONE.finditer(heard))
        if found:
            self.seq, heard = int(found[-1][1]), heard[found[-1].end() :]
        self.done += len(found)
        self._tail = heard[-200:]
        return bool(taken)


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


def _let_in(head: bytes) -> None:
    if LET_IN not in head:
        raise ConnectionError(head.decode(errors="replace"))


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
