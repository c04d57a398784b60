"""Who is asked in by a link and has not come yet, and when somebody was here last."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct


class Invitation(Struct, frozen=True, kw_only=True):
    """By a link that opens an account once. `key` is the SHA-256 of its token."""

    login: str
    key: bytes
    until: datetime


class Invitations(Protocol):
    """Logins in lower case; of each account one at a time."""

    async def put(self, invited: Invitation) -> None:
        """The link that the account had before opens nothing from now on."""

    async def by_key(self, key: bytes) -> Invitation | None: ...

    async def take(self, key: bytes) -> bool:
        """Uses it up. Of two who come with it, one is told yes."""

    async def withdraw(self, login: str) -> None:
        """Of nobody it does no harm."""

    async def all(self) -> Sequence[Invitation]:
        """In the order of their logins, those too whose time is over."""


class SignIns(Protocol):
    """The latest of each account; logins in lower case. An account that was never used has none."""

    async def put(self, login: str, at: datetime) -> None: ...

    async def of(self, login: str) -> datetime | None: ...

    async def all(self) -> Mapping[str, datetime]: ...
