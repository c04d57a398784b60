"""What an event writes to which account, in figures (`bounds` says how much may)."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

import msgspec
from msgspec import Struct

from diemcau.domain.nouns.accounts import Charged, Entries
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.attendance import Mark
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.terms import Role


class Charge(NamedTuple):
    """What an event writes to an account; `words` in bytes."""

    counted: Entries
    account: str
    words: int = 0
    entries: int = 1

    @property
    def key(self) -> str:
        return f"{self.counted}/{self.account}"


def charges(event: AnyEvent) -> Iterator[Charge]:
    """Nothing if the event only follows what was counted."""
    return (_charge(event, charged) for charged in event.charged)


def account_of(by: Actor, site: SiteCode | None = None) -> str:
    """A site's own, the one for what the hall enters for it, or that of a role."""
    if by.role is Role.SITE:
        return f"site/{by.site}"
    return str(by.role) if site is None else f"for/{site}"


def _charge(event: AnyEvent, charged: Charged) -> Charge:
    said = [getattr(event, name) for name in charged.words]
    site = getattr(event, "site") if charged.of_site else None  # noqa: B009 – not every event has one
    entries = len(said[0]) if charged.many else 1
    return Charge(charged.entries, account_of(event.by, site), sum(map(length, said)), entries)


def length(said: object) -> int:
    """Bytes of UTF-8, in whatever holds the words; a half sign that has no bytes of its own counts
    all the same. A paper is kept whole in the log: what is counted is what lies there.
    """
    match said:
        case str() | bytes():
            return len(said.encode(errors="surrogatepass") if isinstance(said, str) else said)
        case tuple():
            return sum(map(length, said))
        case Mark():  # who it is stands in the roster
            return length(said.reason) + length(said.substitute)
        case Struct() if isinstance(said, get_args(Paper)):
            return len(msgspec.json.encode(said))
        case Struct():
            return sum(length(getattr(said, name)) for name in said.__struct_fields__)
        case _:
            return 0
