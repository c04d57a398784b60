"""Who may come in: passwords for people, a link or a PIN for sites, and sessions for both.

A site has to be inside within ten seconds on the morning itself, so it gets a link that
works once and a PIN that works all day for every device of the room. Both open one
conference and nothing else. People of the hall sign in with a password.

How this works:

* Tokens leave this module once, when they are made. What is kept is their SHA-256 (256
  random bits need no slow hash) or, for passwords and PINs, the slow hash of the port.
* Whoever guesses is counted by name and network and waits longer each time (`app.locks`);
  a device that was inside before is counted by itself (`app.devices`), so that nobody is
  kept out by what others get wrong. An unknown login costs the same hash and gets the same
  answer as a wrong password.
* A session ends at its hour, after long silence, and with its account: once a minute,
  when `seen_at` is written anyway, the account is read again.
"""

import asyncio
import hashlib
import math
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Annotated, ClassVar, Final
from weakref import WeakValueDictionary

from msgspec import Meta, Struct
from msgspec.structs import replace

from diemcau.app.devices import KnownDevices
from diemcau.app.locks import (
    EVERYWHERE,
    LONGEST_NAME,
    Count,
    Delays,
    Guess,
    Locks,
    login_name,
    network_of,
    pin_name,
)
from diemcau.app.ports.people import (
    Account,
    Accounts,
    Attempts,
    Passwords,
    Post,
    Session,
    Sessions,
    SitePass,
    SitePasses,
    Whose,
)
from diemcau.app.ports.security import Noted, Secrets
from diemcau.app.ports.world import Chance, Clock
from diemcau.app.security import Security, who_is
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.terms import Phase

SHORTEST_PASSWORD = 10
_GROUP = 4
"""Digits that are read in one breath."""
TOUCHED_EVERY = timedelta(minutes=1)
HASHED_AT_ONCE = 4
"""Issuing passes for a whole province leaves room for those who sign in meanwhile."""
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class Refused(Exception):  # noqa: N818 – a refusal is a state of affairs, not an error
    """Somebody stays outside; `code` is what the wire carries."""

    code: ClassVar[str] = ""


class WrongPassword(Refused):
    """Or nobody of that login: the answer does not say which."""

    code = "wrong_password"


class AccountDisabled(WrongPassword):
    """The password was right. The log may know; outside, the code is that of a wrong one."""


class LockedOut(Refused):
    """Too many failures; `seconds` until another try is heard. The hall may open before."""

    code = "locked_out"

    def __init__(self, left: timedelta) -> None:
        super().__init__(left)
        self.seconds = math.ceil(left.total_seconds())


class NoSuchLink(Refused):
    code = "no_such_link"


class LinkUsed(Refused):
    """A link opens the door once; every further device comes in with the PIN."""

    code = "link_used"


class WrongPin(Refused):
    """Or no such site, or no such conference: the answer does not say which."""

    code = "wrong_pin"


class PinNotNow(Refused):
    """PINs open from the lobby to the end, and to a device that was inside before; a link does
    so from the announcement on.
    """

    code = "pin_not_now"


class WeakPassword(Refused):
    code = "weak_password"


AtLeastOne = Annotated[int, Meta(ge=1)]


class AdmissionSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a session lasts, when a PIN opens, and how often one may be wrong before one waits:
    at one name from one network, at one account from all networks together, from one network at
    all names, and from all networks at the PINs of one conference.
    """

    account_hours: AtLeastOne = 12
    site_hours: AtLeastOne = 24
    idle_hours: AtLeastOne = 6
    pin_digits: Annotated[int, Meta(ge=6, le=12)] = 8
    pin_phases: tuple[Phase, ...] = (Phase.LOBBY, Phase.RUNNING, Phase.BREAK)
    failures_per_name: AtLeastOne = 5
    failures_per_account: AtLeastOne = 30
    failures_per_address: AtLeastOne = 100
    failures_per_conference: AtLeastOne = 10_000


class Device(Struct, frozen=True):
    """What knocks: the browser's own name, kept with the session, its network address, and the
    marks of those as whom it was inside before.
    """

    name: str = ""
    address: str = ""
    marks: tuple[str, ...] = ()


NOWHERE: Final = Device()
"""Where nobody asks from where."""


class LinkHolder(Struct, frozen=True):
    """Whom a link lets in, and whether it has."""

    meeting: MeetingId
    site: SiteCode
    used: bool


class IssuedPass(Struct, frozen=True):
    """What is handed to a site, shown this once."""

    site: SiteCode
    pin: str
    link: str
    """The token of the one-time link."""


def as_typed(secret: str) -> str:
    """One spelling for what looks the same.

    Vietnamese keyboards differ in how they write a letter with two marks (RFC 8265 §4.2 asks
    for NFC).
    """
    return unicodedata.normalize("NFC", secret)


def tidy_login(login: str) -> str:
    """As it is kept and counted; what no keyboard types is no part of it."""
    printed = "".join(filter(str.isprintable, login[:LONGEST_NAME]))
    return as_typed(printed.strip().lower())


def strong(password: str) -> str:
    """The password as it is to be hashed, or `WeakPassword`."""
    if len(typed := as_typed(password)) < SHORTEST_PASSWORD:
        raise WeakPassword
    return typed


def grouped(pin: str) -> str:
    """As people read it aloud: `3554 0712`."""
    return " ".join(pin[start : start + _GROUP] for start in range(0, len(pin), _GROUP))


def _digits(pin: str) -> str:
    return "".join(str(unicodedata.digit(each)) for each in pin[:LONGEST_NAME] if each.isdigit())


def _site_mark(site: SiteCode) -> str:
    """A room keeps its mark from one conference to the next."""
    return f"site/{site}"


def _guess_of_pin(meeting: MeetingId, site: SiteCode, known: str | None, device: Device) -> Guess:
    name = pin_name(meeting, site)
    if known:
        return Guess(f"{name} {known}", Count(name, f"device/{known}"))
    network = network_of(device.address)
    wider = (Count(pin_name(meeting), EVERYWHERE), Count(pin_name(meeting), network))
    return Guess(f"{name} {network}", Count(name, network), wider)


async def _nothing_to_record() -> None:
    """Where there is no conference to say it in."""


def key_of(token: str) -> bytes:
    """Under which a token is kept. Whatever a stranger sends has one."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


@dataclass(eq=False)
class Admission:
    """Every way in and out. `pins` makes cheaper hashes: a PIN lives for a day, and a province
    has thousands of them to be made at once; eight digits resist no offline guessing anyway.
    """

    accounts: Accounts
    sessions: Sessions
    passes: SitePasses
    attempts: Attempts
    secrets: Secrets
    security: Security
    passwords: Passwords
    pins: Passwords
    chance: Chance
    clock: Clock
    settings: AdmissionSettings
    _turns: WeakValueDictionary[str, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False, repr=False
    )
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)
    _hashes_of_nobody: dict[Passwords, str] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        most = self.settings
        self.devices = KnownDevices(self.secrets, self.chance)
        self.locks = Locks(
            self.attempts,
            self.clock,
            one=Delays(most.failures_per_name, MINUTE, 60 * MINUTE),
            person=Delays(most.failures_per_account, MINUTE / 60, MINUTE),
            network=Delays(most.failures_per_address, MINUTE, 15 * MINUTE),
            conference=Delays(most.failures_per_conference, DAY, DAY),
        )

    # ------------------------------------------------------------------------- the ways in

    async def sign_in(self, login: str, password: str, device: Device) -> tuple[str, Session]:
        """The token for the cookie and the session it opens."""
        login = tidy_login(login)
        account = await self.accounts.by_login(login)
        async with self._counted(await self._guess_of_login(login, account, device), device):
            right = await self._matches(
                as_typed(password), account.password if account else None, self.passwords
            )
            if account is None or not right:
                raise WrongPassword
            if account.disabled:
                raise AccountDisabled
        opened = await self._opened(account, device)
        await self.security.note(Noted.SIGNED_IN, login_name(login), address=device.address)
        return opened

    async def join_by_pin(
        self, meeting: MeetingId, site: SiteCode, pin: str, phase: Phase, device: Device
    ) -> tuple[str, Session]:
        """Any number of devices, while PINs open; before and after, those that were inside.

        However the digits are grouped: blanks and dashes are how people read them aloud.
        """
        known = await self.devices.known(device.marks, _site_mark(site), "")
        if phase not in self.settings.pin_phases and known is None:
            raise PinNotNow
        issued = await self.passes.get(meeting, site)
        async with self._counted(_guess_of_pin(meeting, site, known, device), device):
            right = await self._matches(_digits(pin), issued.pin if issued else None, self.pins)
            if issued is None or not right:
                raise WrongPin
        return await self._joined(issued, device, "pin")

    async def join_by_link(self, token: str, device: Device) -> tuple[str, Session]:
        """Uses the link up. 256 bits are not guessed, so nobody is locked out here."""
        key = key_of(token)
        if issued := await self.passes.use_link(key, self.clock.now()):
            return await self._joined(issued, device, "link")
        refusal = LinkUsed() if await self.passes.by_link(key) else NoSuchLink()
        await self._failed("link", refusal, device)
        raise refusal

    async def link_holder(self, token: str) -> LinkHolder:
        """Whom the link is for, without using it: chat previews fetch every link they see."""
        if (issued := await self.passes.by_link(key_of(token))) is None:
            raise NoSuchLink
        return LinkHolder(issued.meeting, issued.site, used=issued.link_used_at is not None)

    async def issue_passes(
        self,
        meeting: MeetingId,
        sites: Iterable[SiteCode],
        on_record: Callable[[], Awaitable[None]] = _nothing_to_record,
    ) -> Sequence[IssuedPass]:
        """A fresh PIN and link for each, in the order given; those of before stop
        working, and whoever came in by them is shown out.
        """
        wanted = [
            IssuedPass(site, self.chance.new_pin(self.settings.pin_digits), self.chance.new_token())
            for site in dict.fromkeys(sites)
        ]
        pins = await self._hashed([one.pin for one in wanted])
        await on_record()
        now = self.clock.now()
        await self.passes.put(
            SitePass(meeting=meeting, site=one.site, pin=pin, link=key_of(one.link), issued_at=now)
            for one, pin in zip(wanted, pins, strict=True)
        )
        for one in wanted:
            await self.locks.open(pin_name(meeting, one.site))
        before = [Whose(meeting=meeting, site=one.site) for one in wanted]
        async with self._writing:
            await self.sessions.remove_of(*before)
        return wanted

    async def mark(self, session: Session, device: Device) -> str:
        """What this device shows the next time, to be told from others of its network."""
        whose, grain = await self._marked_as(session)
        known = await self.devices.known(device.marks, whose, grain)
        return await self.devices.mark(whose, grain, known)

    # ---------------------------------------------------------------------------- sessions

    async def session(self, token: str) -> Session | None:
        """Whose token this is, unless the session is over."""
        return await self._current(key_of(token))

    async def still(self, session: Session) -> Session | None:
        """The session as it is now, or that it is over: what a live socket asks each minute.

        No request passes through an open socket; its being open counts as being there.
        """
        return await self._current(session.key)

    async def sign_out(self, session: Session, device: Device = NOWHERE) -> None:
        async with self._writing:
            await self.sessions.remove(session.key)
        await self.security.note(
            Noted.SIGNED_OUT, who_is(session), address=device.address, meeting=session.meeting or ""
        )

    async def sign_out_everywhere(self, session: Session, device: Device = NOWHERE) -> int:
        """Every device of the account, or of the site in its conference; how many they were."""
        async with self._writing:
            ended = await self.sessions.remove_of(session.whose)
        await self.security.note(
            Noted.SIGNED_OUT_EVERYWHERE,
            who_is(session),
            address=device.address,
            about=str(ended),
            meeting=session.meeting or "",
        )
        return ended

    async def forget_expired(self) -> None:
        """Housekeeping: an expired session is refused whether or not this ever runs."""
        await self.sessions.remove_expired(self.clock.now())

    # ------------------------------------------------------------------------------ inside

    async def _joined(self, issued: SitePass, device: Device, how: str) -> tuple[str, Session]:
        opened = await self._opened(issued, device)
        await self.security.note(
            Noted.JOINED,
            _site_mark(issued.site),
            address=device.address,
            about=how,
            meeting=issued.meeting,
        )
        return opened

    async def _failed(self, who: str, refusal: Refused, device: Device) -> None:
        await self.security.note(Noted.FAILED, who, address=device.address, about=refusal.code)

    async def _opened(self, bearer: Account | SitePass, device: Device) -> tuple[str, Session]:
        token, now = self.chance.new_token(), self.clock.now()
        person = bearer if isinstance(bearer, Account) else None
        hours = self.settings.account_hours if person else self.settings.site_hours
        session = Session(
            key=key_of(token),
            post=person.post if person else Post.SITE,
            name=person.name if person else str(bearer.site),
            csrf=self.chance.new_token(),
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(hours=hours),
            login=tidy_login(person.login) if person else None,
            meeting=None if isinstance(bearer, Account) else bearer.meeting,
            site=bearer.site,
            device=device.name[:LONGEST_NAME],
        )
        await self.sessions.put(session)
        return token, session

    async def _current(self, key: bytes) -> Session | None:
        session, now = await self.sessions.get(key), self.clock.now()
        if session is None:
            return None
        if self._is_over(session, now):
            await self.sessions.remove(key)
            return None
        return session if now - session.seen_at < TOUCHED_EVERY else await self._touched(key, now)

    def _is_over(self, session: Session, now: datetime) -> bool:
        silent = now - session.seen_at
        return now >= session.expires_at or silent >= timedelta(hours=self.settings.idle_hours)

    async def _touched(self, key: bytes, now: datetime) -> Session | None:
        """Seen now, with the account's post and name of now.

        Reading and writing are one step, so that a session signed out in between does not
        come back.
        """
        async with self._writing:
            if (session := await self.sessions.get(key)) is None:
                return None
            if (renewed := await self._renewed(session)) is None:
                await self.sessions.remove(key)
                return None
            renewed = replace(renewed, seen_at=now)
            await self.sessions.put(renewed)
            return renewed

    async def _renewed(self, session: Session) -> Session | None:
        if session.login is None:
            return session
        account = await self.accounts.by_login(session.login)
        if account is None or account.disabled:
            return None
        return replace(session, post=account.post, name=account.name, site=account.site)

    async def _marked_as(self, session: Session) -> tuple[str, str]:
        """An account's marks end with its password."""
        if session.login is None:
            assert session.site is not None, "who has no account is a site"
            return _site_mark(session.site), ""
        account = await self.accounts.by_login(session.login)
        return login_name(session.login), account.password if account else ""

    async def _guess_of_login(self, login: str, account: Account | None, device: Device) -> Guess:
        name, grain = login_name(login), account.password if account else ""
        if known := await self.devices.known(device.marks, name, grain):
            return Guess(f"{name} {known}", Count(name, f"device/{known}"))
        network = network_of(device.address)
        wider = (Count(name, EVERYWHERE), Count(login_name(), network))
        return Guess(name, Count(name, network), wider)

    @asynccontextmanager
    async def _counted(self, guess: Guess, device: Device) -> AsyncIterator[None]:
        """A refusal inside counts in every tally of the guess; success clears its own alone."""
        async with self._turns.setdefault(guess.turn, asyncio.Lock()):
            if left := await self.locks.left(guess):
                raise LockedOut(left)
            try:
                yield
            except Refused as refusal:
                await self.locks.failed(guess)
                await self._failed(guess.own.name, refusal, device)
                if left := await self.locks.left(guess):
                    kept_out = (Noted.KEPT_OUT, guess.own.name)
                    about = str(math.ceil(left.total_seconds()))
                    await self.security.note(*kept_out, address=device.address, about=about)
                raise
            await self.locks.right(guess)

    async def _matches(self, secret: str, hashed: str | None, by: Passwords) -> bool:
        """The same work whether or not there is somebody to compare with."""
        if by not in self._hashes_of_nobody:
            self._hashes_of_nobody[by] = await by.hashed(self.chance.new_token())
        return await by.matches(secret, hashed or self._hashes_of_nobody[by])

    async def _hashed(self, secrets: Sequence[str]) -> Sequence[str]:
        """In small batches; the threads that hash are those that let people in."""
        hashed: list[str] = []
        waiting = iter(secrets)
        while batch := list(islice(waiting, HASHED_AT_ONCE)):
            hashed += await asyncio.gather(*map(self.pins.hashed, batch))
        return hashed
