"""What people prove themselves with beside their password."""

from collections.abc import Iterable, Mapping, Sequence
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


class Passkey(Struct, frozen=True, kw_only=True):
    """A key on somebody's device (WebAuthn). `count` is how often it was used, as the device says;
    many devices say 0 for ever.
    """

    id: bytes
    login: str
    public_key: bytes
    count: int
    name: str
    added_at: datetime
    used_at: datetime | None = None


class Passkeys(Protocol):
    """Logins in lower case; ids are the devices' own."""

    async def add(self, passkey: Passkey) -> bool:
        """No where one of that id is kept already, whosever it is."""

    async def by_id(self, id_: bytes) -> Passkey | None: ...

    async def of(self, login: str) -> Sequence[Passkey]:
        """The oldest first."""

    async def use(self, passkey: Passkey, count: int, at: datetime) -> bool:
        """No where it was used or removed since it was read."""

    async def remove(self, login: str, id_: bytes | None = None) -> bool:
        """That one, or all of theirs; whether there was one."""


class RelyingParty(Struct, frozen=True):
    """For which host keys are made (the relying party's id), and from which origin they come."""

    host: str
    origin: str


class SaidByDevice(Struct, frozen=True):
    """What a browser sent, read and not yet believed."""

    id: bytes
    challenge: bytes
    user: bytes


class PasskeyWrong(Exception):  # noqa: N818 – states what was found
    """Not readable, not signed by the key, for another place, or nobody was verified."""


class PasskeyChecks(Protocol):
    """Reads and believes what devices say (Web Authentication, W3C). `said` is JSON as a browser
    gives it; whatever is wrong with it raises `PasskeyWrong`. The device has always asked its owner
    for a finger, a face or a PIN.
    """

    def to_make(
        self, place: RelyingParty, challenge: bytes, user: bytes, login: str, known: Iterable[bytes]
    ) -> Mapping[str, object]:
        """What a browser is asked for a new key; `known` devices make no second one."""

    def to_show(
        self, place: RelyingParty, challenge: bytes, known: Iterable[bytes]
    ) -> Mapping[str, object]:
        """What a browser is asked for one of these, or for any of the place where none is named."""

    def read(self, said: str) -> SaidByDevice: ...

    def made(self, place: RelyingParty, challenge: bytes, said: str) -> tuple[bytes, bytes, int]:
        """Id, public key and count of the new one."""

    def count(self, place: RelyingParty, challenge: bytes, said: str, public_key: bytes) -> int:
        """As the device says, under its signature."""
