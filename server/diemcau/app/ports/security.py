"""What the security log keeps, and what is kept secret."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from msgspec import Struct

from diemcau.protocol.chain import Head
from diemcau.protocol.security_notes import Link


class Noted(StrEnum):
    """What the security log tells of."""

    STARTED = "started"
    SIGNED_IN = "signed_in"
    JOINED = "joined"
    FAILED = "failed"
    KEPT_OUT = "kept_out"
    LET_IN = "let_in"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    PASSES_ISSUED = "passes_issued"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_CHANGED = "account_changed"
    INVITED = "invited"
    PASSWORD_SET = "password_set"  # noqa: S105 – the name of an occurrence
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    ACCOUNT_REMOVED = "account_removed"
    FACTOR_ON = "factor_on"
    FACTOR_OFF = "factor_off"
    RECOVERY_MADE = "recovery_made"
    RECOVERY_USED = "recovery_used"
    PROVED = "proved"
    IDENTITY_LINKED = "identity_linked"
    IDENTITY_UNLINKED = "identity_unlinked"
    FOUNDED = "founded"
    BODY_MADE = "body_made"
    OFFICE_CHANGED = "office_changed"
    CONSOLE_HANDED = "console_handed"
    CONSOLE_TAKEN_BACK = "console_taken_back"
    ADDRESSES_SET = "addresses_set"
    CALENDAR_OPENED = "calendar_opened"
    SYSTEM_LET_IN = "system_let_in"
    SYSTEM_ENDED = "system_ended"
    MACHINE_LET_IN = "machine_let_in"
    MACHINE_ENDED = "machine_ended"
    EXPORTED = "exported"
    ERASED = "erased"


class SecurityNote(Struct, frozen=True, kw_only=True):
    """One line of the security log: who did what, from where, to what. `no` counts up."""

    no: int = 0
    at: datetime
    what: Noted
    who: str
    address: str = ""
    about: str = ""
    meeting: str = ""


class Sought(Struct, frozen=True, kw_only=True):
    """Notes of one kind; those in which `text` stands, in any case, as who it was, from where or
    about what; and from the one moment until before the other.
    """

    what: Noted | None = None
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None


ALL_NOTES: Final = Sought()


class SecurityLog(Protocol):
    """What was noted stays: there is no way to change or remove it, and each note is chained to the
    one before. What is kept in memory alone has no chain, for nobody can write in it.
    """

    async def append(self, note: SecurityNote) -> SecurityNote:
        """The note with its number, greater than all before."""

    async def before(
        self, no: int | None, most: int, sought: Sought = ALL_NOTES
    ) -> Sequence[SecurityNote]:
        """The newest first, those before the number if one is given."""

    async def after(self, no: int, most: int) -> Sequence[SecurityNote]:
        """The oldest first."""

    async def head(self) -> Head | None:
        """Where the chain ends."""

    async def links(self, no: int, most: int) -> Sequence[Link]:
        """The chain as it is kept, those after the number, the oldest first."""


class Secrets(Protocol):
    """Keys that all nodes share and that outlive them."""

    async def kept(self, name: str, new: bytes) -> bytes:
        """What was kept first under the name: `new` if nothing was."""

    async def get(self, name: str) -> bytes | None: ...
