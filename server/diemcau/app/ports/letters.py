"""Letters, and the mail that takes them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId, SiteCode


class Letter(Struct, frozen=True, kw_only=True):
    """A letter to one site, with everything that goes into the mail.

    `key` says what it is about, so that writing it twice is writing it once. After `until` it makes
    no sense any longer and stays unsent. `due_at` is when it may be tried next.
    """

    key: str
    meeting: MeetingId
    site: SiteCode
    to: str
    subject: str
    text: str
    calendar: bytes = b""
    """An iCalendar object with its method in it (RFC 6047), or nothing."""
    made_at: datetime
    due_at: datetime
    until: datetime
    tries: int = 0
    sent_at: datetime | None = None
    problem: str = ""
    body: BodyId = FIRST_BODY


class LetterSender(NamedTuple):
    """Under which name a body writes, and where answers go; empty: as the mail server is set."""

    name: str = ""
    reply_to: str = ""


AS_SET: Final = LetterSender()


class Letters(Protocol):
    """The outbox: letters wait here until a mail server has taken them."""

    async def post(self, letters: Iterable[Letter]) -> None:
        """All of them or none; one whose key is there already stays as it is."""

    async def missing(self, keys: Collection[str]) -> Collection[str]:
        """Those of the keys under which nothing was ever posted."""

    async def claim(self, now: datetime, lease: datetime) -> Letter | None:
        """The one that has waited longest, for the caller alone until `lease`: then it is due
        again, in case the caller is gone. The claim counts as a try. `None`: nothing to send.
        """

    async def sent(self, key: str, at: datetime) -> None: ...

    async def failed(self, key: str, problem: str, due_at: datetime) -> None:
        """Why, and when it is to be tried again; one that was sent stays so."""

    async def again(self, key: str, now: datetime) -> None:
        """It goes out once more, as if it had not yet; unless it makes no sense any longer."""

    async def readdress(
        self, body: BodyId, addresses: Mapping[SiteCode, str], now: datetime
    ) -> None:
        """What this body has not sent to such a site yet goes to its new address, and at once; an
        empty address changes nothing.
        """

    async def waiting(self, now: datetime) -> int:
        """How many are to go out and have not yet."""

    async def all(self, body: BodyId | None) -> Sequence[Letter]:
        """Those of one body, or of all; the latest written first."""


class MailRefused(Exception):  # noqa: N818 – a state of the world
    """The mail server does not take this letter: `final` neither now nor later, otherwise it may be
    tried again (RFC 5321, 4.2.1: 5yz and 4yz). Others may go on.
    """

    def __init__(self, answer: str, *, final: bool) -> None:
        super().__init__(answer)
        self.final = final


class Mail(Protocol):
    async def send(self, letter: Letter, sender: LetterSender = AS_SET) -> None:
        """Returns once somebody has taken it. Raises `MailRefused`, or `Unavailable` when nobody
        answers; a letter that comes again has the same `Message-ID`.
        """
