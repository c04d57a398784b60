"""Accounts, sessions, passes, and those who try to get in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId, SiteCode
from diemcau.protocol.account_changes import AccountChange


class Passwords(Protocol):
    """Slow hashes (argon2id). Run in a thread: a sign-in must not hold up a conference. Few at
    once, and a bounded number wait; beyond that `Busy`.
    """

    async def hashed(self, password: str) -> str: ...

    async def matches(self, password: str, hashed: str) -> bool:
        """Also false for a hash that is none."""


class Post(StrEnum):
    """What an account is for. `ADMIN` manages accounts, sites and settings, no conference."""

    ADMIN = "admin"
    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    OPERATOR = "operator"
    SCREEN = "screen"
    SITE = "site"


class Account(Struct, frozen=True, kw_only=True):
    """Somebody of a body who signs in with a password; `site` only for `Post.SITE`. Where the hash
    is empty none was chosen yet, and none opens it.
    """

    login: str
    name: str
    post: Post
    password: str
    site: SiteCode | None = None
    disabled: bool = False
    body: BodyId = FIRST_BODY


class Accounts(Protocol):
    """Every change is in the history too, in the same transaction."""

    async def put(self, account: Account) -> None:
        """Add, or replace the one with the same login. Logins are kept in lower case."""

    async def by_login(self, login: str) -> Account | None: ...

    async def all(self) -> Sequence[Account]:
        """In the order of their logins."""

    async def remove(self, login: str) -> None:
        """With every session of theirs. Removing nobody does no harm."""

    async def history(self) -> Sequence[AccountChange]:
        """Every change there ever was, oldest first."""


class Whose(Struct, frozen=True, kw_only=True):
    """Devices that are signed out together: of an account, or of a site in one meeting."""

    login: str | None = None
    meeting: MeetingId | None = None
    site: SiteCode | None = None


class Session(Struct, frozen=True, kw_only=True):
    """A signed-in device. `key` is the SHA-256 of the cookie's token, never the token.

    An account's session has `login`; a site let in by link or PIN has `meeting` and `site`
    and may enter that conference only, whatever body holds it. `proved_at`: when whoever sits there
    last showed with all that the account asks for that it is theirs. `turned`: to the other face
    of their unit, the site that it is in the conferences of the body above.
    """

    key: bytes
    post: Post
    name: str
    csrf: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    login: str | None = None
    meeting: MeetingId | None = None
    site: SiteCode | None = None
    device: str = ""
    proved_at: datetime | None = None
    turned: bool = False
    body: BodyId = FIRST_BODY

    @property
    def whose(self) -> Whose:
        if self.login is not None:
            return Whose(login=self.login)
        return Whose(meeting=self.meeting, site=self.site)


class Sessions(Protocol):
    async def put(self, session: Session) -> None:
        """Add, or replace the one with the same key. Its login is kept in lower case."""

    async def get(self, key: bytes) -> Session | None: ...

    async def of(self, whose: Whose) -> Sequence[Session]:
        """Those that `remove_of` would end, the latest seen first."""

    async def remove(self, key: bytes) -> None: ...

    async def remove_of(self, *whose: Whose) -> int:
        """Sign out everywhere, all of them or none. Returns how many sessions ended."""

    async def remove_expired(self, now: datetime) -> None: ...


class SitePass(Struct, frozen=True, kw_only=True):
    """How a site gets into one conference: a PIN that works all day, and a one-time link."""

    meeting: MeetingId
    site: SiteCode
    pin: str
    """Hashed like a password."""
    link: bytes
    """SHA-256 of the link's token."""
    issued_at: datetime
    link_used_at: datetime | None = None


class SitePasses(Protocol):
    async def put(self, passes: Iterable[SitePass]) -> None:
        """Add or replace, by meeting and site, all of them or none."""

    async def get(self, meeting: MeetingId, site: SiteCode) -> SitePass | None: ...

    async def by_link(self, link: bytes) -> SitePass | None: ...

    async def use_link(self, link: bytes, at: datetime) -> SitePass | None:
        """Mark it used and return it; `None` if unknown or used before. Of two, one wins."""

    async def of(self, meeting: MeetingId) -> Sequence[SitePass]:
        """In the order of the site codes."""


class Failures(Struct, frozen=True, kw_only=True):
    """How often somebody was wrong under a name from a network, and when last."""

    name: str
    network: str
    count: int
    at: datetime


class Attempts(Protocol):
    """Failed sign-ins, counted per name and network, both in lower case, so that guessing stops.

    Failures are forgotten together, when a day has passed without another.
    """

    async def failed(self, name: str, network: str, at: datetime) -> None:
        """Count one failure."""

    async def get(self, name: str, network: str, at: datetime) -> Failures | None: ...

    async def under(self, prefix: str, at: datetime) -> Sequence[Failures]:
        """Of every name that begins so, in the order of names and networks."""

    async def clear(self, name: str, network: str | None = None) -> None:
        """From that network, or from all of them."""
