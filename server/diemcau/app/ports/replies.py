"""What calendar programs answer to invitations (iTIP `REPLY`, RFC 5546, 3.2.3), and where it comes
in.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from msgspec import Struct


class CalendarReply(Struct, frozen=True, kw_only=True):
    """As a stranger wrote it: nothing in it is proven. `coming` is none where it says neither."""

    uid: str
    attendee: str
    """A mail address, in small letters."""
    coming: bool | None
    sequence: int
    stamped: datetime
    comment: str = ""


Take = Callable[[bytes], Awaitable[bool]]


class LettersIn(Protocol):
    async def read(self, take: Take) -> None:
        """Gives it each letter that nobody has read, the oldest first and each once. One that it
        took counts as read from then on; any other stays unread, for people. Raises `Unavailable`.
        """


class ReplyReader(Protocol):
    async def reply_in(self, letter: bytes) -> CalendarReply | None:
        """Nothing where there is none, or none that can be read with little."""
