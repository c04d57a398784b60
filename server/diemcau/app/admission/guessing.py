"""What somebody tries at a door: compared at one price, counted, and noted when it is wrong."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from diemcau.app.admission.devices import Device, KnownDevices
from diemcau.app.admission.locks import (
    EVERYWHERE,
    Guess,
    Locks,
    Tally,
    code_name,
    login_name,
    network_of,
    pin_name,
)
from diemcau.app.admission.refusals import LockedOut
from diemcau.app.ports.people import Account, Passwords, Session
from diemcau.app.ports.security import Noted
from diemcau.app.ports.world import Chance
from diemcau.app.refusals import Refused
from diemcau.app.security import Security
from diemcau.domain.nouns.ids import MeetingId, SiteCode


def site_mark(site: SiteCode) -> str:
    """A room keeps its mark from one conference to the next."""
    return f"site/{site}"


def guess_of_pin(meeting: MeetingId, site: SiteCode, known: str | None, device: Device) -> Guess:
    name = pin_name(meeting, site)
    if known:
        return _by_device(name, known)
    network = network_of(device.address)
    wider = (Tally(pin_name(meeting), EVERYWHERE), Tally(pin_name(meeting), network))
    return Guess(f"{name} {network}", Tally(name, network), wider)


def guess_of_login(login: str, known: str | None, device: Device) -> Guess:
    name = login_name(login)
    if known:
        return _by_device(name, known)
    network = network_of(device.address)
    wider = (Tally(name, EVERYWHERE), Tally(login_name(), network))
    return Guess(name, Tally(name, network), wider)


def guess_of_code(login: str, known: str | None) -> Guess:
    """Whoever comes here knows the password, so one tally holds what all networks try; the owner's
    own devices have theirs.
    """
    name = code_name(login)
    own = Tally(name, f"device/{known}" if known else EVERYWHERE)
    return Guess(f"{name} {own.network}", own, who=login_name(login))


def _by_device(name: str, known: str) -> Guess:
    return Guess(f"{name} {known}", Tally(name, f"device/{known}"))


def grain_of(account: Account | None) -> str:
    """An account's marks end with its password."""
    return account.password if account else ""


@dataclass(eq=False)
class Guessing:
    locks: Locks
    devices: KnownDevices
    security: Security
    chance: Chance
    _turns: WeakValueDictionary[str, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False, repr=False
    )
    _hashes_of_nobody: dict[Passwords, str] = field(default_factory=dict, init=False, repr=False)

    async def matches(self, secret: str, hashed: str | None, by: Passwords) -> bool:
        """The same work whether or not there is somebody to compare with."""
        if by not in self._hashes_of_nobody:
            self._hashes_of_nobody[by] = await by.hashed(self.chance.new_token())
        return await by.matches(secret, hashed or self._hashes_of_nobody[by])

    @asynccontextmanager
    async def counted(self, guess: Guess, device: Device) -> AsyncIterator[None]:
        """A refusal inside counts in every tally of the guess; success clears its own alone."""
        async with self._turns.setdefault(guess.turn, asyncio.Lock()):
            if left := await self.locks.left(guess):
                raise LockedOut(left)
            try:
                yield
            except Refused as refusal:
                await self._was_wrong(guess, refusal, device)
                raise
            await self.locks.right(guess)

    async def _was_wrong(self, guess: Guess, refusal: Refused, device: Device) -> None:
        who = guess.who or guess.own.name
        await self.locks.failed(guess)
        await self.failed(who, refusal, device)
        if left := await self.locks.left(guess):
            about = str(math.ceil(left.total_seconds()))
            await self._note(Noted.KEPT_OUT, who, about, device)

    async def failed(self, who: str, refusal: Refused, device: Device) -> None:
        await self._note(Noted.FAILED, who, refusal.code, device)

    async def _note(self, what: Noted, who: str, about: str, device: Device) -> None:
        await self.security.note(what, who, address=device.address, about=about)

    async def mark(self, session: Session, account: Account | None, device: Device) -> str:
        """What this device shows the next time, to be told from others of its network."""
        whose = login_name(session.login) if session.login else _of_site(session)
        grain = grain_of(account)
        known = await self.devices.known(device.marks, whose, grain)
        return await self.devices.mark(whose, grain, known)


def _of_site(session: Session) -> str:
    assert session.site is not None, "who has no account is a site"
    return site_mark(session.site)
