"""What people prove themselves with beside their password."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from msgspec import Struct


class SealedBroken(Exception):  # noqa: N818 – states what was found
    """Not sealed by this key, or for something else."""


class Sealing(Protocol):
    """Keeps small secrets so that a table of them tells nothing by itself."""

    async def seal(self, secret: bytes, about: str) -> bytes:
        """No two alike; `about` names what it belongs to and is no secret."""

    async def open(self, sealed: bytes, about: str) -> bytes:
        """Raises `SealedBroken`, also where it was sealed about something else."""


class CodeApp(Struct, frozen=True, kw_only=True):
    """The app on somebody's phone that shows a new code every half minute (TOTP, RFC 6238).

    `secret` is sealed. `on` from the first code that was right. `step` is that of the code taken
    last: none of it or of before is taken again (RFC 6238 §5.2).
    """

    login: str
    secret: bytes
    since: datetime
    on: bool = False
    step: int = 0


class CodeApps(Protocol):
    """Logins in lower case; of each account one."""

    async def put(self, app: CodeApp) -> None:
        """Instead of the one there was."""

    async def of(self, login: str) -> CodeApp | None: ...

    async def use(self, login: str, step: int) -> bool:
        """Turns it on, if it was not, and keeps the step. Of two who bring one step, or an older
        one, one is told yes.
        """

    async def remove(self, login: str) -> None:
        """Of nobody it does no harm."""


class RecoveryCodes(Protocol):
    """Logins in lower case. What is kept of a code is a digest."""

    async def put(self, login: str, keys: Iterable[bytes]) -> None:
        """Those of before open nothing from now on; none at all are possible."""

    async def take(self, login: str, key: bytes) -> bool:
        """Uses it up. Of two who come with it, one is told yes."""

    async def left(self, login: str) -> int: ...


class SpentTokens(Protocol):
    """Tokens that say themselves what they are for and how long; here stands which were used."""

    async def spend(self, key: bytes, until: datetime) -> bool:
        """Of two who bring it, one is told yes."""

    async def forget(self, now: datetime) -> None:
        """Those whose time is over: they are refused for that."""
