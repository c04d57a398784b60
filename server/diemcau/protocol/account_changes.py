"""The history of the accounts: one chain for the whole store, in which nothing is ever rewritten.

    digest(n) = chained( digest(n-1), seq, login, body )

`body` is the account after the change, as JSON bytes; empty where it was removed.
"""

from collections.abc import Iterable

from msgspec import Struct

from diemcau.protocol.chain import GENESIS, Head, chained


class AccountChange(Struct, frozen=True):
    """`seq` counts from 1 over all accounts."""

    seq: int
    login: str
    body: bytes
    digest: bytes


_TYPES = (int, str, bytes, bytes)


def change(after: Head | None, login: str, body: bytes) -> AccountChange:
    """The next one, chained to the last there is."""
    seq, before = (after.seq + 1, after.digest) if after else (1, GENESIS)
    return AccountChange(seq, login, body, _digest(before, seq, login, body))


def first_broken(history: Iterable[AccountChange]) -> int | None:
    """The first number where the chain does not hold."""
    before = GENESIS
    for seq, each in enumerate(history, 1):
        if (type(each.seq), type(each.login), type(each.body), type(each.digest)) != _TYPES:
            return seq
        if (each.seq, each.digest) != (seq, _digest(before, seq, each.login, each.body)):
            return seq
        before = each.digest
    return None


def _digest(before: bytes, seq: int, login: str, body: bytes) -> bytes:
    return chained(before, b"%d" % seq, login.encode(), body)
