"""What one session may do over all its sockets and POSTs, and one site with all its devices.

A limit at each socket is none for somebody who opens four hundred. So acts, bytes and sockets are
counted where all of them pass: by session, and besides by the site of a conference, whose devices
act as one. Sockets are counted by address too, for with a proxy in front nobody else does it.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.admission.settings import AtLeastOne
from diemcau.app.files import UploadsBusy
from diemcau.app.ports.people import Session
from diemcau.edge.door.rates import Rate, RateLimiter
from diemcau.edge.refusing.refusals import TooManySockets

_MEBIBYTE: Final = 1024 * 1024


class Allowance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of one session; a site has it `devices` times. `bytes` are of frames and forms, `files` the
    bytes of what is brought.
    """

    acts: Rate = Rate(burst=60, per_minute=1200)
    bytes: Rate = Rate(burst=16 * _MEBIBYTE, per_minute=32 * _MEBIBYTE)
    files: Rate = Rate(burst=256 * _MEBIBYTE, per_minute=128 * _MEBIBYTE)
    sockets: AtLeastOne = 16
    devices: AtLeastOne = 4


class Budgets:
    """Each may be asked for more by any socket and any POST, and answers for all of them."""

    def __init__(self, allowance: Allowance, connections: int = 3072) -> None:
        self._most = allowance.sockets
        self._of_address = connections
        self._devices = allowance.devices
        self._acts = _Shared(allowance.acts, allowance.devices)
        self._bytes = _Shared(allowance.bytes, allowance.devices)
        self._files = _Shared(allowance.files, allowance.devices)
        self._seats: Counter[str] = Counter()

    def act(self, session: Session, now: datetime) -> None:
        """Raises `TooManyRequests`, as the others do."""
        self._acts.take(session, now, 1)

    def bytes(self, session: Session, size: int, now: datetime) -> None:
        self._bytes.take(session, now, size)

    def file(self, session: Session, size: int, now: datetime) -> None:
        self._files.take(session, now, size)

    @contextmanager
    def seat(self, session: Session, address: str = "") -> Iterator[None]:
        """As long as a socket is open. Raises `TooManySockets`."""
        taken = {_device(session): self._most, _site(session): self._most * self._devices}
        taken[address and f"from {address}"] = self._of_address
        taken.pop("", None)
        if any(self._seats[who] >= most for who, most in taken.items()):
            raise TooManySockets
        self._seats.update(taken.keys())
        try:
            yield
        finally:
            for who in taken:
                self._leave(who)

    def _leave(self, who: str) -> None:
        """Whoever has none is forgotten."""
        self._seats[who] -= 1
        if not self._seats[who]:
            del self._seats[who]


class Places:
    """Room for files that are on their way: so many bytes of all together, and one file for each
    who brings, a site being one with all its devices.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._bringing: set[str] = set()

    @contextmanager
    def place(self, session: Session, size: int) -> Iterator[None]:
        """Until the file is kept or refused. Raises `UploadsBusy`."""
        who = _site(session) or _device(session)
        if who in self._bringing or size > self._left:
            raise UploadsBusy
        self._bringing.add(who)
        self._left -= size
        try:
            yield
        finally:
            self._bringing.discard(who)
            self._left += size


class _Shared:
    """The bucket of a session, and that of its site."""

    def __init__(self, rate: Rate, devices: int) -> None:
        self._of_session = RateLimiter(rate)
        together = Rate(burst=rate.burst * devices, per_minute=rate.per_minute * devices)
        self._of_site = RateLimiter(together)

    def take(self, session: Session, now: datetime, many: int) -> None:
        self._of_session.take(_device(session), now, many)
        if site := _site(session):
            self._of_site.take(site, now, many)


def _device(session: Session) -> str:
    return session.key.hex()


def _site(session: Session) -> str:
    """Of a conference, or of an account for one; empty for people of the hall."""
    return "" if session.site is None else f"{session.meeting}/{session.site}"


BUDGETS: Final = web.AppKey("budgets", Budgets)
PLACES: Final = web.AppKey("places", Places)
