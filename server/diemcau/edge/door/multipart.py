"""Forms that carry a file (RFC 7578), read as they come: first their texts, and the file last.

How this works. What stands before the file is small and is read at once; so everything can be asked
before the file itself is, which goes from the line to wherever it is wanted, a piece at a time. A
boundary is searched for once, by the machine: what takes time is the length of a body and the few
parts there may be, never what is written in it.
"""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct
from multidict import MultiDict

from diemcau.edge.refusing.errors import MALFORMED
from diemcau.protocol import door
from diemcau.protocol.codec import Malformed

MOST_PARTS: Final = 32
MOST_TEXT: Final = 64 * 1024
"""Bytes of a form besides the file in it."""
LONGEST_HEAD: Final = 4096
"""Bytes of the headers of a part: a name of 255 letters, each written as `%xx%xx%xx`."""
_LINE: Final = b"\r\n"
_BOUNDARY: Final = re.compile(
    r'boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?(?:;|\s*$)', re.IGNORECASE
)
_PARAMETER: Final = re.compile(r';\s*(name|filename)(\*?)=(?:"([^"]*)"|([^\s;"]*))')


class Upload(Struct, frozen=True):
    """A file as it comes: what the sender calls it proves nothing. To be read once."""

    name: str
    pieces: AsyncIterator[bytes]


async def fields(body: AsyncIterator[bytes], content_type: str) -> MultiDict[Any]:
    """Texts, and the `Upload` at which reading stopped. Raises `Malformed` for what is no form."""
    if (found := _BOUNDARY.search(content_type)) is None:
        raise _broken("no boundary")
    parts, read = _Parts(body, f"--{found[1]}".encode()), MultiDict[Any]()
    for _ in range(MOST_PARTS):
        if (head := await parts.head()) is None:
            return read
        name, filename = _names(_decoded(head))
        if filename is not None:
            read.add(name, Upload(door.line(filename), parts.last()))
            return read
        read.add(name, _decoded(await parts.text()))
    raise _broken("too many parts")


class _Parts:
    """A line end is put before the first boundary, so that it is one like the others."""

    def __init__(self, body: AsyncIterator[bytes], edge: bytes) -> None:
        self._body = body
        self._edge = _LINE + edge
        self._held = bytearray(_LINE)
        self._room = MOST_TEXT
        self._begun = False

    async def head(self) -> bytes | None:
        """Of the next part; none after the last."""
        if not self._begun:
            await self._until(self._edge, 0)
            self._begun = True
        if await self._ends():
            return None
        if not self._held.startswith(_LINE):
            raise _broken("a boundary that is none")
        return await self._until(_LINE * 2, LONGEST_HEAD)

    async def text(self) -> bytes:
        """What stands in the part, which is a small one."""
        read = await self._until(self._edge, self._room)
        self._room -= len(read)
        return read

    async def last(self) -> AsyncIterator[bytes]:
        """What stands in a part of any size, after which there is no other."""
        while (at := self._held.find(self._edge)) < 0:
            if sure := max(len(self._held) - len(self._edge) + 1, 0):
                yield self._taken(sure)
            await self._more()
        yield self._taken(at)
        self._taken(len(self._edge))
        if not await self._ends():
            raise _broken("the file is the last of a form")

    async def _ends(self) -> bool:
        """Two bytes after each boundary say whether it was the last."""
        while len(self._held) < len(_LINE):
            await self._more()
        return self._held.startswith(b"--")

    async def _until(self, mark: bytes, most: int) -> bytes:
        """What stands before a mark, which is passed."""
        while (at := self._held.find(mark)) < 0:
            self._check(len(self._held) - len(mark), most)
            await self._more()
        self._check(at, most)
        read = self._taken(at)
        self._taken(len(mark))
        return read

    def _check(self, size: int, most: int) -> None:
        if size > most:
            raise _broken("a part that is too long, or none at all")

    async def _more(self) -> None:
        piece = await anext(self._body, b"")
        if not piece:
            raise _broken("a part without an end")
        self._held += piece

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as problem:
        raise _broken(str(problem)) from problem


def _broken(detail: str) -> Malformed:
    return Malformed(MALFORMED, detail)


def _names(head: str) -> tuple[str, str | None]:
    """Of the field, and of the file if it is one.

    Browsers write a quotation mark as `%22` (HTML, "multipart/form-data encoding algorithm");
    programs may write a name as RFC 8187 does.
    """
    said = dict(_parameters(head))
    if "name" not in said:
        raise _broken("a part that is no field")
    return said["name"], said.get("filename")


def _parameters(head: str) -> Iterator[tuple[str, str]]:
    lines = (line for line in head.split("\r\n") if line.lower().startswith("content-disposition:"))
    for name, extended, quoted, plain in _PARAMETER.findall(next(lines, "")):
        text = quoted or plain
        yield name, unquote(text.rpartition("'")[2]) if extended else text.replace("%22", '"')
