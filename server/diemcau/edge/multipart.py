"""Forms that carry files (RFC 7578), cut out of a body that has been read.

How this works. A body is searched for its boundary, once and by the machine: what takes time is
its length and the few parts there may be, never what is written in it.
"""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct
from multidict import MultiDict

from diemcau.protocol import door

MOST_PARTS: Final = 32
LONGEST_HEAD: Final = 4096
"""Bytes of the headers of a part: a name of 255 letters, each written as `%xx%xx%xx`."""
_BOUNDARY: Final = re.compile(
    r'boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?(?:;|\s*$)', re.IGNORECASE
)
_PARAMETER: Final = re.compile(r';\s*(name|filename)(\*?)=(?:"([^"]*)"|([^\s;"]*))')


class Upload(Struct, frozen=True):
    """A file as it came: what the sender calls it proves nothing."""

    name: str
    body: bytes


def fields(body: bytes, content_type: str) -> MultiDict[Any]:
    """Texts and `Upload`s. Raises `ValueError` for what is no form."""
    if (found := _BOUNDARY.search(content_type)) is None:
        raise ValueError("no boundary")
    read: MultiDict[Any] = MultiDict()
    for start, end in _parts(body, f"--{found[1]}".encode()):
        head = body.find(b"\r\n\r\n", start, min(end, start + LONGEST_HEAD))
        name, filename = _names(body[start : max(head, start)].decode())
        content = body[head + 4 : end]
        read.add(
            name, content.decode() if filename is None else Upload(door.line(filename), content)
        )
    return read


def _parts(body: bytes, edge: bytes) -> Iterator[tuple[int, int]]:
    """Where each begins and ends, its headers included."""
    if not body.startswith(edge):
        raise ValueError("nothing that begins like a part")
    at = len(edge)
    for _ in range(MOST_PARTS):
        if body.startswith(b"--", at):
            return
        end = body.find(b"\r\n" + edge, at)
        if end < 0 or not body.startswith(b"\r\n", at):
            raise ValueError("a part without an end")
        yield at, end
        at = end + len(edge) + 2
    raise ValueError("too many parts")


def _names(head: str) -> tuple[str, str | None]:
    """Of the field, and of the file if it is one.

    Browsers write a quotation mark as `%22` (HTML, "multipart/form-data encoding algorithm");
    programs may write a name as RFC 8187 does.
    """
    said = dict(_parameters(head))
    if "name" not in said:
        raise ValueError("a part that is no field")
    return said["name"], said.get("filename")


def _parameters(head: str) -> Iterator[tuple[str, str]]:
    lines = (line for line in head.split("\r\n") if line.lower().startswith("content-disposition:"))
    for name, extended, quoted, plain in _PARAMETER.findall(next(lines, "")):
        text = quoted or plain
        yield name, unquote(text.rpartition("'")[2]) if extended else text.replace("%22", '"')
