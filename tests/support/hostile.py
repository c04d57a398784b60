"""The worst single requests we know, as bytes, so that sending them costs nothing."""

import gzip
import json
from collections.abc import Mapping
from typing import Final, NamedTuple

from tests.support.room import MEETING


class Shape(NamedTuple):
    path: str
    kind: str = ""
    body: bytes = b""
    method: str = "POST"
    headers: str = ""


_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_PARTS: Final = "multipart/form-data; boundary=x"
_ACT, _FILES = f"/conferences/{MEETING}/acts/ask_to_speak", f"/files/{MEETING}"
_MEBIBYTE: Final = 1024 * 1024
_TINY: Final = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
_MANY_PARTS: Final = _TINY * (_MEBIBYTE // len(_TINY) - 1) + b"--x--\r\n"
_DEEP: Final = b'{"id":"x","args":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001
_WIDE: Final = json.dumps({"id": "x", "args": {f"a{n}": n for n in range(60_000)}}).encode()

SHAPES: Final[Mapping[str, Shape]] = {
    "a megabyte of tiny parts, to sign in": Shape("/sign-in", _PARTS, _MANY_PARTS),
    "a megabyte of tiny parts, for an act": Shape(_ACT, _PARTS, _MANY_PARTS),
    "a megabyte of tiny parts, as a file": Shape(_FILES, _PARTS, _MANY_PARTS),
    "a megabyte of line ends before the first part": Shape(_FILES, _PARTS, b"\r\n" * 500_000),
    "half a gigabyte, packed": Shape(
        "/sign-in", _FORM, gzip.compress(b"a=b&" * 2**24), headers="Content-Encoding: gzip\r\n"
    ),
    "a quarter of a million fields": Shape("/sign-in", _FORM, b"a=b&" * (_MEBIBYTE // 4 - 1)),
    "a quarter of a million fields of an act": Shape(_ACT, _FORM, b"a=b&" * (_MEBIBYTE // 4 - 1)),
    "a megabyte of signs spelt as numbers": Shape(_ACT, _FORM, b"a=" + b"%41" * 349_000),
    "a megabyte of numbers that are none": Shape(_ACT, _FORM, b"a=" + b"%f" * 524_000),
    "a hundred thousand brackets": Shape(_ACT, _JSON, _DEEP),
    "sixty thousand arguments": Shape(_ACT, _JSON, _WIDE),
    "eight kilobytes of cookies": Shape(
        "/sign-in", method="GET", headers=f"Cookie: {'a=b; ' * 1600}\r\n"
    ),
    "eight kilobytes of languages": Shape(
        "/sign-in", method="GET", headers=f"Accept-Language: {'en;q=0.1,' * 900}\r\n"
    ),
    "thousands of words to look for": Shape(
        f"/published?q={'+'.join(f'a{n}' for n in range(1200))}", method="GET"
    ),
    "a paper that does not exist": Shape("/published/x/1.pdf", method="GET"),
    "a page that does not exist": Shape("/nowhere", method="GET"),
    "all that is published, for a calendar": Shape("/published.ics", method="GET"),
    "all that is published, for a feed": Shape("/published.atom", method="GET"),
    "all that is published, as data": Shape("/oparl/list/paper", method="GET"),
    "a hundred lines of addresses": Shape(
        "/sign-in", method="GET", headers=f"X-Forwarded-For: {'1.1.1.1,' * 1000}\r\n" * 100
    ),
}


def raw(shape: Shape, who: str) -> bytes:
    """As a stranger sends it who knows how tokens look, or as somebody of the hall."""
    cookie = f"Cookie: diemcau=token-of-{who}\r\nX-CSRF: csrf-of-{who}\r\n"
    known = cookie if who else "Cookie: diemcau-form=t\r\nX-CSRF: t\r\n"
    body = f"Content-Type: {shape.kind}\r\nContent-Length: {len(shape.body)}\r\n"
    head = f"{shape.method} {shape.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    said = head + ("" if "Cookie" in shape.headers else known) + shape.headers
    return f"{said}{body if shape.kind else ''}\r\n".encode() + shape.body
