"""What lies on the desk when letters are written, and what a letter is made of."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from yarl import URL

from diemcau.app.calendar import days
from diemcau.app.calendar.zones import HOME_ZONE, zone_named
from diemcau.app.ports.library import FollowedTask, ListedPaper, PublishedPaper
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId, PublicationNo, SiteCode
from diemcau.domain.nouns.papers import Notice
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import Phase, Readers
from diemcau.domain.workdays import Calendar

OPENS: Final = 8
"""The hour at which the office begins its day."""


class Draft(Struct, frozen=True, kw_only=True):
    """A letter before it is known where the site reads its mail; one with `to` says itself where it
    goes. `about` names it among all.
    """

    about: str
    meeting: MeetingId
    site: SiteCode
    subject: str
    lines: Sequence[str]
    until: datetime
    calendar: bytes = b""
    to: str = ""


class Called(Struct, frozen=True):
    """A conference to which sites were called, and its notices, oldest first; `anchor` is that of
    the last.
    """

    meeting: Meeting
    notices: Sequence[PublishedPaper]
    anchor: str = ""

    @property
    def last(self) -> PublishedPaper:
        return self.notices[-1]

    @property
    def notice(self) -> Notice:
        assert isinstance(self.last.paper, Notice), "nothing else was gathered"
        return self.last.paper

    @property
    def starts_at(self) -> datetime:
        """As it is planned now, whether or not a notice says so yet."""
        return self.meeting.starts_at or self.notice.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.meeting.ends_at or self.notice.ends_at

    @property
    def cancelled(self) -> bool:
        return self.meeting.phase is Phase.CANCELLED

    @property
    def gone(self) -> bool:
        return self.cancelled or self.last.withdrawn_at is not None

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.meeting.timezone)

    @property
    def sites(self) -> Sequence[Site]:
        """Those to whom the notice went, in the order of the list."""
        named = self.last.readers is Readers.NAMED_SITES
        invited = (self.meeting.sites[code] for code in self.meeting.site_order)
        return [site for site in invited if not named or site.code in self.last.sites]


class Desk(Struct, frozen=True):
    """`home` is the address at which people find us; `titles` and `holders` are those of all
    conferences; `listener` where another system of the office wants news of what is `published`,
    with the `anchors` of what is new; `by_calendar` whether answers of calendar programs are read.
    """

    now: datetime
    home: URL
    called: Sequence[Called]
    tasks: Sequence[FollowedTask]
    titles: Mapping[MeetingId, str]
    holders: Mapping[MeetingId, BodyId]
    calendar: Calendar
    listener: str = ""
    published: Sequence[ListedPaper] = ()
    anchors: Mapping[tuple[MeetingId, PublicationNo], str] = {}
    by_calendar: bool = False

    def apart(self) -> Iterator["Desk"]:
        """A desk for each conference, task and publication: what is wrong with one keeps no letter
        about another back.
        """
        bare = replace(self, called=(), tasks=(), published=())
        yield from (replace(bare, called=(each,)) for each in self.called)
        yield from (replace(bare, tasks=(each,)) for each in self.tasks)
        yield from (replace(bare, published=(each,)) for each in self.published)

    def holder(self, meeting: MeetingId) -> BodyId:
        return self.holders.get(meeting, FIRST_BODY)

    @property
    def office_day(self) -> date:
        """Whose work has begun: before office hours it is still yesterday."""
        now = self.now.astimezone(HOME_ZONE)
        return now.date() if now.hour >= OPENS else now.date() - timedelta(days=1)


def to(site: Site) -> str:
    return f"Kính gửi: {f'{site.kind} {site.name}'.strip()}"


def when(first: datetime, last: datetime, zone: tzinfo) -> str:
    """When it starts; over several days, until when it goes on as well."""
    starts = f"{first.astimezone(zone):%H giờ %M, ngày %d/%m/%Y}"
    if not days.several(first, last, zone):
        return starts
    return f"{starts} đến {last.astimezone(zone):%H giờ %M, ngày %d/%m/%Y}"
