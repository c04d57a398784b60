"""How long wrong guesses keep people out, and whom: those who guessed, never everybody.

A failure is counted under a name (an account, a site of a conference) and the network it came
from, and each further one makes that network wait longer. What many networks guess together is
bounded apart, and loosely, so that the bound is no weapon either. A device that was inside before
is counted by itself and is kept out by its own failures alone (`devices`). The sums stand in
docs/adr/0025-doors.md.

No timer runs: who waits, and how long, follows from the last failure and the number of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Network, ip_network
from typing import Final

from msgspec import Struct

from diemcau.app.ports.people import Attempts, Failures
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.ids import MeetingId, SiteCode

EVERYWHERE: Final = ""
"""In place of a network: all of them together."""
LONGEST_NAME: Final = 200
"""Of what strangers send, no more than this is kept: a login tried, a browser's own name."""
_HANDED_OUT: Final = 48
"""Bits of an IPv6 address that a provider gives to one customer at most (RFC 6177 §2)."""
_DOUBLINGS: Final = 40
"""More of them make no delay longer than any we have."""


class Delays(Struct, frozen=True):
    """`free` failures cost nothing; the next costs `first`, each further one twice as much, and
    none more than `most`.
    """

    free: int
    first: timedelta
    most: timedelta

    def after(self, failures: int) -> timedelta:
        if failures < self.free:
            return timedelta(0)
        return min(self.first * (1 << min(failures - self.free, _DOUBLINGS)), self.most)


class Tally(Struct, frozen=True):
    """One of the tallies under which a guess is kept."""

    name: str
    network: str


class Guess(Struct, frozen=True):
    """What somebody tries: `own` is cleared when it is right, `wider` are not. `who` is how the
    security log calls them, where the tally has another name.

    Guesses of one `turn` come one after the other, so that a hundred at once are counted.
    """

    turn: str
    own: Tally
    wider: tuple[Tally, ...] = ()
    who: str = ""

    @property
    def counts(self) -> tuple[Tally, ...]:
        return (self.own, *self.wider)


class Lock(Struct, frozen=True):
    """Somebody is kept out: from how many networks, and until when the longest of them.

    `everywhere` when it is for what all networks did together.
    """

    name: str
    networks: int
    until: datetime
    everywhere: bool


@dataclass(frozen=True)
class Locks:
    """`one` somebody's failures from one network, `person` from all of them together; `network`
    what it fails at everybody's door, `conference` what all networks fail at one conference's.
    """

    attempts: Attempts
    clock: Clock
    one: Delays
    person: Delays
    network: Delays
    conference: Delays

    async def left(self, guess: Guess) -> timedelta:
        """How long this guess has to wait; nothing when it may be tried now."""
        now = self.clock.now()
        kept = [await self.attempts.get(each.name, each.network, now) for each in guess.counts]
        ends = [self._until(each) - now for each in kept if each is not None]
        return max([timedelta(0), *ends])

    async def failed(self, guess: Guess) -> None:
        for count in guess.counts:
            await self.attempts.failed(count.name, count.network, self.clock.now())

    async def right(self, guess: Guess) -> None:
        """Clears what this very guesser got wrong there, and nothing of anybody else's."""
        await self.attempts.clear(guess.own.name, guess.own.network)

    async def open(self, name: str) -> None:
        """As if nobody had ever been wrong there."""
        await self.attempts.clear(name)

    async def closed(self, prefix: str) -> Sequence[Lock]:
        """Who is kept out now, of the names that begin so."""
        now = self.clock.now()
        found: dict[str, list[Failures]] = {}
        for kept in await self.attempts.under(prefix, now):
            if self._until(kept) > now:
                found.setdefault(kept.name, []).append(kept)
        return [self._lock(name, waiting) for name, waiting in sorted(found.items())]

    def _lock(self, name: str, waiting: Sequence[Failures]) -> Lock:
        everywhere = any(each.network == EVERYWHERE for each in waiting)
        return Lock(name, len(waiting), max(map(self._until, waiting)), everywhere=everywhere)

    def _until(self, kept: Failures) -> datetime:
        return kept.at + self._delays(kept).after(kept.count)

    def _delays(self, kept: Failures) -> Delays:
        everybody, everywhere = kept.name.endswith("/"), kept.network == EVERYWHERE
        if kept.name.startswith(code_name()):
            return self.one
        if everybody:
            return self.conference if everywhere else self.network
        return self.person if everywhere else self.one


def login_name(login: str = "") -> str:
    """Of an account; without one, of all who sign in. What ends in a stroke is everybody's."""
    return f"login/{login}"


def code_name(login: str = "") -> str:
    """Of the second step of an account, which is for those alone who know its password."""
    return f"code/{login}"


def pin_name(meeting: MeetingId, site: SiteCode | str = "") -> str:
    """Of a site in a conference; without one, of the conference itself."""
    return f"pin/{meeting}/{site}"[:LONGEST_NAME].lower()


def network_of(address: str) -> str:
    """What one guesser commands without effort: an address, or a customer's share of IPv6."""
    try:
        network = ip_network(address, strict=False)
    except ValueError:
        return address
    if isinstance(network, IPv6Network) and network.prefixlen > _HANDED_OUT:
        return str(network.supernet(new_prefix=_HANDED_OUT))
    return address
