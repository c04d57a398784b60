"""What the product needs of the world, in its own words. Each docstring is the law of its
contract suite, which runs against every adapter.

Times are aware datetimes in UTC. Every method may raise `Unavailable` when the world
behind it is away; then nothing has been done.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar, Final, Protocol

from msgspec import Struct

from diemcau.domain.ids import CommandId, ConclusionId, MeetingId, PublicationNo, SiteCode
from diemcau.domain.papers import Paper
from diemcau.domain.terms import Phase, Readers, Stage, TaskState
from diemcau.domain.workdays import Calendar
from diemcau.protocol.account_changes import AccountChange
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot


class Conflict(Exception):  # noqa: N818 – a state of the world
    """Somebody else wrote first; catch up and decide again."""


class Unavailable(Exception):  # noqa: N818 – a state of the world
    """The store is away; nothing has been done."""

    code: ClassVar[str] = "unavailable"


class Busy(Unavailable):
    """More people ask for slow work than can be let in to wait for it."""

    code = "busy"


class Unstorable(Unavailable):
    """The store is there and cannot hold these data; to ask again with them is in vain."""

    code: ClassVar[str] = "unstorable"


class EventStore(Protocol):
    """One append-only log per meeting, ordered by `(meeting, seq)`, and shortcuts into it."""

    async def append(self, meeting: MeetingId, records: Sequence[Record]) -> None:
        """All of them, durable before this returns, or none.

        `records[0].seq` must be one more than the last stored; otherwise `Conflict`.
        """

    async def read(
        self, meeting: MeetingId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        """Records with `seq > after` in order, at most `limit`; empty for an unknown meeting."""

    async def named(self, meeting: MeetingId, name: str) -> Sequence[Record]:
        """Its records of events stored under this name, in order."""

    async def commands(self, meeting: MeetingId) -> Mapping[CommandId, int]:
        """Every command in the log and the seq of its last record: what a retry is told."""

    async def meetings(self) -> Sequence[MeetingId]:
        """Every meeting that has a log, in the order of their ids."""

    async def grown(self, seen: Mapping[MeetingId, int]) -> Collection[MeetingId]:
        """Those of these meetings whose log goes on after the seq given."""

    async def save_snapshot(self, meeting: MeetingId, snapshot: Snapshot) -> None:
        """Keep it; saving the same `(meeting, seq)` again does no harm. Older ones may go,
        the newest two of a shape stay.
        """

    async def snapshots(self, meeting: MeetingId) -> Sequence[Snapshot]:
        """Those kept, oldest first, of whatever shape."""


class SealBroken(Exception):  # noqa: N818 – states what was found
    """An envelope that this key did not close for this site."""


class BallotKey(Protocol):
    """Seals what sites choose in one secret vote: envelopes are of one length, no two alike."""

    def seal(self, choice: int, site: SiteCode) -> bytes:
        """`choice` is its place among the choices, at most 255."""

    def open(self, sealed: bytes, site: SiteCode) -> int:
        """Raises `SealBroken`."""


class BallotKeys(Protocol):
    """The keys of secret votes that are open, apart from the record and from every copy of it.

    A key lives from the opening of its vote to its end; then nobody can open an envelope.
    """

    def new(self) -> BallotKey: ...

    async def keep(self, name: str, key: BallotKey) -> None:
        """Durable before this returns; the first key kept under a name stays."""

    async def get(self, name: str) -> BallotKey | None: ...

    async def destroy(self, name: str) -> None:
        """For good. Destroying one that is not there does no harm."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The server's time; the only one that counts."""


class Chance(Protocol):
    """Identities and secrets."""

    def new_id(self) -> str:
        """A fresh id, sortable by time (UUIDv7 or alike), 36 characters at most."""

    def new_token(self) -> str:
        """256 bits for a session or a link, URL-safe."""

    def new_pin(self, digits: int) -> str:
        """So many digits."""


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
    """Somebody who signs in with a password; `site` only for `Post.SITE`."""

    login: str
    name: str
    post: Post
    password: str
    site: SiteCode | None = None
    disabled: bool = False


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
    and may enter that conference only.
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

    @property
    def whose(self) -> Whose:
        if self.login is not None:
            return Whose(login=self.login)
        return Whose(meeting=self.meeting, site=self.site)


class Sessions(Protocol):
    async def put(self, session: Session) -> None:
        """Add, or replace the one with the same key. Its login is kept in lower case."""

    async def get(self, key: bytes) -> Session | None: ...

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
    PASSWORD_SET = "password_set"  # noqa: S105 – the name of an occurrence
    ACCOUNT_REMOVED = "account_removed"
    EXPORTED = "exported"


class SecurityNote(Struct, frozen=True, kw_only=True):
    """One line of the security log: who did what, from where, to what. `no` counts up."""

    no: int = 0
    at: datetime
    what: Noted
    who: str
    address: str = ""
    about: str = ""
    meeting: str = ""


class SecurityLog(Protocol):
    """What was noted stays: there is no way to change or remove it."""

    async def append(self, note: SecurityNote) -> SecurityNote:
        """The note with its number, greater than all before."""

    async def before(self, no: int | None, most: int) -> Sequence[SecurityNote]:
        """The newest first, those before the number if one is given."""

    async def after(self, no: int, most: int) -> Sequence[SecurityNote]:
        """The oldest first."""


class Secrets(Protocol):
    """Keys that all nodes share and that outlive them."""

    async def kept(self, name: str, new: bytes) -> bytes:
        """What was kept first under the name: `new` if nothing was."""

    async def get(self, name: str) -> bytes | None: ...


class DirectorySite(Struct, frozen=True, kw_only=True):
    """A site in the directory from which conferences invite; lists change with the years."""

    listing: str
    """Which list: `sites_30`, `sites_126`, or a body's own."""
    code: SiteCode
    name: str
    kind: str
    parent: str = ""
    tile: tuple[int, int] | None = None
    place: int = 0
    """Order in the list."""


class Directory(Protocol):
    async def put(self, sites: Iterable[DirectorySite]) -> None:
        """Add or replace, by listing and code."""

    async def listing(self, name: str) -> Sequence[DirectorySite]:
        """In their order."""

    async def listings(self) -> Mapping[str, int]:
        """Name → number of sites."""


class Headline(Struct, frozen=True, kw_only=True):
    """A conference as the list shows it: drawn from its log, never written by hand."""

    meeting: MeetingId
    title: str
    organiser: str
    phase: Phase
    starts_at: datetime
    ends_at: datetime
    sites: int
    seq: int


class PublishedPaper(Struct, frozen=True, kw_only=True):
    """A publication with its permanent address, drawn from the log."""

    meeting: MeetingId
    no: PublicationNo
    stage: Stage
    readers: Readers
    sites: tuple[SiteCode, ...]
    at: datetime
    paper: Paper
    replaced_by: PublicationNo | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    signed: str = ""


class FollowedTask(Struct, frozen=True, kw_only=True):
    """A published conclusion and how far it has come, drawn from the log of its conference.

    `closed_at` only while it is over; `deadline` is the one that counts now; `told_at` is when its
    lead was last told of it: by the publication, or chased.
    """

    meeting: MeetingId
    conclusion: ConclusionId
    number: int
    text: str
    lead: str
    person: str
    site: SiteCode | None
    state: TaskState
    per_cent: int
    deadline: date | None
    asked: date | None
    told_at: datetime
    closed_at: datetime | None


class Library(Protocol):
    """The tables that follow the logs: what lists and public pages are made from."""

    async def keep(
        self,
        headline: Headline,
        publications: Sequence[PublishedPaper],
        tasks: Sequence[FollowedTask] = (),
    ) -> None:
        """Replace the headline, those publications and those tasks in one transaction; an older
        `seq` than the one kept changes nothing.
        """

    async def headlines(self) -> Sequence[Headline]:
        """Latest start first."""

    async def headline(self, meeting: MeetingId) -> Headline | None: ...

    async def publications(
        self, meeting: MeetingId | None = None, *, readers: Readers | None = None
    ) -> Sequence[PublishedPaper]:
        """Newest first; only those for `readers` if given."""

    async def search(
        self, asked: Collection[str], stage: Stage, most: int
    ) -> Sequence[PublishedPaper]:
        """The newest of a stage in which every word stands, or one that begins so; words without
        marks, as `app.searching` has them. Without words, of the stage.
        """

    async def index(self) -> int:
        """Make those findable that are not yet, and say how many: for what was there before."""

    async def publication(self, meeting: MeetingId, no: PublicationNo) -> PublishedPaper | None: ...

    async def words(self, meeting: MeetingId) -> Mapping[PublicationNo, frozenset[str]]:
        """By which words its publications are found; none of those by which none is."""

    async def meetings(self) -> Collection[MeetingId]:
        """Of which anything is kept here."""

    async def tasks(self) -> Sequence[FollowedTask]:
        """Of all conferences; nearest deadline first, those without one last."""


class Series(Struct, frozen=True, kw_only=True):
    """Conferences that come round. In the title `{quý}` and `{năm}` stand for the quarter that was
    over when one is held.
    """

    id: str
    title: str
    rule: str
    """An RRULE (RFC 5545, 3.3.10) for its days; one that is no working day is the next that is."""
    first: date
    begins: time
    minutes: int
    listing: str
    organiser: str = ""
    hub: str = ""
    chair: str = ""
    secretary: str = ""
    by: str = ""
    """Who set it up, and in whose name its conferences are planned."""
    ended: bool = False


class SeriesBook(Protocol):
    async def put(self, series: Series) -> None:
        """Add, or replace the one with the same id."""

    async def all(self) -> Sequence[Series]:
        """In the order of their ids."""


class DocumentNumber(Struct, frozen=True, kw_only=True):
    """The number of one document among those of its type in a year (decree 30/2020, article 15)."""

    year: int
    type: str
    number: int
    meeting: MeetingId
    publication: PublicationNo
    issued_at: datetime


class Numbers(Protocol):
    """The register of documents: 1, 2, 3 … for each type and year."""

    async def issue(
        self,
        type_: str,
        meeting: MeetingId,
        publication: PublicationNo,
        at: datetime,
        *,
        year: int,
        wanted: int | None = None,
    ) -> DocumentNumber:
        """The one after the greatest, or the one `wanted`, which the office's own register gave.

        A document that has a number keeps it. Raises `NumberTaken`; of two who want one number,
        one gets it, and two who want the next get two.
        """

    async def of(self, meeting: MeetingId, publication: PublicationNo) -> DocumentNumber | None: ...


PIECE: Final = 64 * 1024
"""Bytes of a file that are read at once."""


class StoredFile(Struct, frozen=True, kw_only=True):
    """What is known of a file beside its content; `digest` is the SHA-256 of that, in hex."""

    meeting: MeetingId
    digest: str
    name: str
    media_type: str
    size: int
    at: datetime
    by: str


class Files(Protocol):
    """Files of conferences, named by what is in them. What was put there once stays as it is."""

    async def put(self, file: StoredFile, body: bytes) -> None:
        """All of it or nothing. One of the same content is there already and keeps its name."""

    async def find(self, meeting: MeetingId, digest: str) -> StoredFile | None: ...

    async def all(self) -> Sequence[StoredFile]:
        """By meeting, then by digest."""

    def read(self, meeting: MeetingId, digest: str) -> AsyncIterator[bytes]:
        """The content in pieces of at most `PIECE`, in order; of a file that is not there, none."""

    async def drop(self, meeting: MeetingId, digest: str) -> None:
        """A file that nothing names after all. One that is not there is dropped already."""


class CalendarFeeds(Protocol):
    """The secret address under which a site has its own calendar; known is its digest alone."""

    async def put(self, site: SiteCode, key: bytes) -> None:
        """The address that a site had before leads nowhere from now on."""

    async def site_of(self, key: bytes) -> SiteCode | None: ...


class WorkingDays(Protocol):
    def around(self, day: date) -> Calendar:
        """The days off of the years before, of and after the day."""


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

    async def readdress(self, addresses: Mapping[SiteCode, str], now: datetime) -> None:
        """What was not sent to such a site goes to its new address, and at once; an empty address
        changes nothing.
        """

    async def all(self) -> Sequence[Letter]:
        """The latest written first."""


class Addresses(Protocol):
    """Where a site reads its mail; the office's own list, whatever conference calls it."""

    async def put(self, addresses: Mapping[SiteCode, str]) -> None:
        """Add or replace; an empty address removes."""

    async def all(self) -> Mapping[SiteCode, str]: ...


class Refused(Exception):  # noqa: N818 – a state of the world
    """The mail server does not take this letter: `final` neither now nor later, otherwise it may be
    tried again (RFC 5321, 4.2.1: 5yz and 4yz). Others may go on.
    """

    def __init__(self, answer: str, *, final: bool) -> None:
        super().__init__(answer)
        self.final = final


class Mail(Protocol):
    async def send(self, letter: Letter) -> None:
        """Returns once somebody has taken it. Raises `Refused`, or `Unavailable` when nobody
        answers; a letter that comes again has the same `Message-ID`.
        """
