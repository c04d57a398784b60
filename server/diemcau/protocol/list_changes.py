"""The history of the house's own lists: one chain for the whole store, in which nothing is ever
rewritten. What was handed out, numbered, written and planned stands in those lists.

    digest(n) = chained( digest(n-1), seq, body )

`body` are the lines that one change wrote, as JSON bytes. A line has the digest of what stands in
its row, and no more: rows hold addresses and the hashes of PINs, which are nobody else's business.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from diemcau.protocol.chain import GENESIS, Head, chained

_CANONICAL = msgspec.json.Encoder(order="deterministic")


class Listed(Struct, frozen=True, array_like=True):
    """A row by its table and key; without a digest, once it was removed."""

    table: str
    key: str
    digest: str = ""


class ListChange(Struct, frozen=True):
    """`seq` counts from 1 over all lists."""

    seq: int
    body: bytes
    digest: bytes


_LINES = msgspec.json.Decoder(list[Listed])
_TYPES = (int, bytes, bytes)


def line(table: str, key: str, row: Mapping[str, object]) -> Listed:
    """What is empty is left out, so that what is added later changes no line of before, as long as
    nobody filled it in. `row` is made of what JSON can say.
    """
    return Listed(table, key, hashlib.sha256(_CANONICAL.encode(_told(row))).hexdigest())


def change(after: Head | None, lines: Sequence[Listed]) -> ListChange:
    """The next one, chained to the last there is."""
    seq, before = (after.seq + 1, after.digest) if after else (1, GENESIS)
    body = _CANONICAL.encode(lines)
    return ListChange(seq, body, _digest(before, seq, body))


def first_broken(history: Iterable[ListChange]) -> int | None:
    """The first number where the chain does not hold."""
    before = GENESIS
    for seq, each in enumerate(history, 1):
        if (type(each.seq), type(each.body), type(each.digest)) != _TYPES:
            return seq
        if (each.seq, each.digest) != (seq, _digest(before, seq, each.body)):
            return seq
        before = each.digest
    return None


def given_by(history: Iterable[ListChange]) -> Mapping[tuple[str, str], str]:
    """By table and key, the digests of the rows that there are. Raises `msgspec.DecodeError`."""
    last = {
        (each.table, each.key): each.digest for one in history for each in _LINES.decode(one.body)
    }
    return {which: digest for which, digest in last.items() if digest}


def _told(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _told(each) for name, each in value.items() if each}
    return value


def _digest(before: bytes, seq: int, body: bytes) -> bytes:
    return chained(before, b"%d" % seq, body)
