"""The security log as a chain: one for the whole store, in which nothing is ever rewritten.

    digest(n) = chained( digest(n-1), no, body )

`body` is what the note says, as JSON bytes with its names in order. `no` counts up, and may leave
numbers out where an earlier program counted.
"""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from diemcau.protocol.chain import GENESIS, Head, chained

_CANONICAL = msgspec.json.Encoder(order="deterministic")


class Link(Struct, frozen=True):
    """A note as the chain holds it."""

    no: int
    body: bytes
    digest: bytes


def following(after: Head | None, no: int, note: Mapping[str, object]) -> Link:
    """The next one."""
    body = body_of(note)
    return Link(no, body, _digest(after, no, body))


def first_broken(after: Head | None, links: Iterable[Link]) -> int | None:
    """The first number where the chain does not hold."""
    for each in links:
        if each.digest != _digest(after, each.no, each.body):
            return each.no
        after = Head(each.no, each.digest)
    return None


def body_of(note: Mapping[str, object]) -> bytes:
    """`note` is made of what JSON can say."""
    return _CANONICAL.encode(note)


def _digest(after: Head | None, no: int, body: bytes) -> bytes:
    return chained(after.digest if after else GENESIS, b"%d" % no, body)
