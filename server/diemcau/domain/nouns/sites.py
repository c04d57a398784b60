"""Sites: invited, answering, reachable, connected (rules §3)."""

from datetime import datetime
from typing import ClassVar

from immutables import Map
from msgspec import Struct
from msgspec.structs import astuple

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import UNCHARGED, Entries, about_site, by_whom
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.attendance import Delegate, Roster
from diemcau.domain.nouns.floor import Turns
from diemcau.domain.nouns.ids import ItemId, Line, RequestId, SiteCode, SpeechNo, Text
from diemcau.domain.nouns.passes import PassIssue
from diemcau.domain.nouns.requests import Removal
from diemcau.domain.nouns.returns import FiguresReturn
from diemcau.domain.nouns.terms import CheckResult, LineState


class Contact(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whom the operator calls when a line is bad; personal data, never shown to other sites."""

    head: ids.Line = ""
    technician: ids.Line = ""
    phone: ids.Line = ""


class InvitationAnswer(Struct, frozen=True, omit_defaults=True):
    """What a site said to the invitation, when, and who wrote it down; `head` leads its people."""

    at: datetime
    by: str
    coming: bool
    head: str = ""
    reason: str = ""


class LineCheck(Struct, frozen=True):
    """A site's own answers to the technical check."""

    at: datetime
    picture: CheckResult
    sound_in: CheckResult
    sound_out: CheckResult
    line: CheckResult


class Connection(Struct, frozen=True, omit_defaults=True):
    """Technical connection, and since when."""

    state: LineState = LineState.NEVER
    since: datetime | None = None
    losses: int = 0


class OutsideRoom(Struct, frozen=True, omit_defaults=True):
    """Where the council's own videoconference system is met: a link that opens it, and what is
    dialled from a device that opens none.
    """

    link: str = ""
    dial: str = ""


class Totals(Struct, frozen=True, omit_defaults=True):
    """The roll call in figures, kept as sites change so that no event counts them all."""

    sites: int = 0
    connected: int = 0
    checked_in: int = 0
    expected: int = 0
    here: int = 0
    guests: int = 0

    def plus(self, site: "Site", sign: int = 1) -> "Totals":
        return Totals(
            sites=self.sites + sign,
            connected=self.connected + sign * (site.line.state is LineState.CONNECTED),
            checked_in=self.checked_in + sign * (site.checked_in_at is not None),
            expected=self.expected + sign * len(site.roster),
            here=self.here + sign * site.here,
            guests=self.guests + sign * site.guests,
        )

    def without(self, site: "Site | None") -> "Totals":
        return self if site is None else self.plus(site, -1)

    def and_(self, other: "Totals", sign: int = 1) -> "Totals":
        return Totals(*(a + sign * b for a, b in zip(astuple(self), astuple(other), strict=True)))


class Site(Struct, frozen=True, omit_defaults=True):
    """A participant: a room with a delegation and a line. With sites below it, it is a sub-hub, and
    `branch` is the roll call of all of them.
    """

    code: SiteCode
    name: str
    kind: str = ""
    parent: str = ""
    tile: tuple[int, int] | None = None
    above: SiteCode | None = None
    branch: Totals = Totals()
    contact: Contact = Contact()
    outside: OutsideRoom = OutsideRoom()
    answer: InvitationAnswer | None = None
    figures: FiguresReturn | None = None
    roster: tuple[Delegate, ...] = ()
    head_count: int | None = None
    guests: int = 0
    checked_in_at: datetime | None = None
    check: LineCheck | None = None
    line: Connection = Connection()
    waiting: tuple[RequestId, ...] = ()
    unheard: tuple[RequestId, ...] = ()
    removal: Removal | None = None
    pass_issue: PassIssue | None = None
    turns: Map[ItemId, Turns] = Map()

    @property
    def speeches(self) -> tuple[SpeechNo, ...]:
        """All that count, on whatever item, in the order in which they began."""
        return tuple(sorted(no for turns in self.turns.values() for no in turns.speeches))

    @property
    def here(self) -> int:
        """Delegates present, a substitute counting for the one replaced."""
        return sum(delegate.here for delegate in self.roster)


class SitePlan(Struct, frozen=True, forbid_unknown_fields=True):
    """A site as it is invited; `tile` is (column, row) on the schematic map, `above` a
    site that was invited before it.
    """

    code: SiteCode
    name: Line
    kind: Line = ""
    parent: Line = ""
    tile: tuple[int, int] | None = None
    contact: Contact = Contact()
    roster: Roster = ()
    above: SiteCode | None = None


class InviteSite(Command, frozen=True, kw_only=True):
    plan: SitePlan


class UninviteSite(Command, frozen=True, kw_only=True):
    site: SiteCode


class PlaceSite(Command, frozen=True, kw_only=True):
    """Below another site, which is a sub-hub then; without one, directly below the hub."""

    site: SiteCode
    above: SiteCode | None = None


class AnswerInvitation(ForSite, frozen=True, kw_only=True):
    """Whether the site will be there, led by whom; a reason if not (rules §3)."""

    coming: bool
    head: Line = ""
    reason: Text = ""


class SetContact(ForSite, frozen=True, kw_only=True):
    contact: Contact


class SetOutsideRoom(Command, frozen=True, kw_only=True):
    """For one site, or for all that have none of their own. Without link and without number there
    is none.
    """

    site: SiteCode | None = None
    link: Line = ""
    dial: Line = ""


class AnswerCheck(ForSite, frozen=True, kw_only=True):
    picture: CheckResult
    sound_in: CheckResult
    sound_out: CheckResult
    line: CheckResult


class NoteLineConnected(Command, frozen=True, kw_only=True):
    site: SiteCode


class NoteLineLost(Command, frozen=True, kw_only=True):
    """The grace is over and no device of the site came back (rules §3)."""

    site: SiteCode


class SiteInvited(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.invited"
    charged: ClassVar = by_whom(Entries.SITES, "plan")
    plan: SitePlan


class SiteUninvited(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.uninvited"
    charged: ClassVar = UNCHARGED
    site: SiteCode


class SitePlaced(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.placed"
    charged: ClassVar = by_whom(Entries.SITES)
    site: SiteCode
    above: SiteCode | None


class InvitationAnswered(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.invitation_answered"
    charged: ClassVar = about_site(Entries.SELF, "head", "reason")
    site: SiteCode
    coming: bool
    head: str
    reason: str


class ContactSet(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.contact_set"
    charged: ClassVar = about_site(Entries.SELF, "contact")
    site: SiteCode
    contact: Contact


class OutsideRoomSet(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.outside_room_set"
    charged: ClassVar = by_whom(Entries.PLANS, "link", "dial")
    site: SiteCode | None = None
    link: str = ""
    dial: str = ""


class CheckAnswered(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.check_answered"
    charged: ClassVar = about_site(Entries.PRESSES)
    site: SiteCode
    picture: CheckResult
    sound_in: CheckResult
    sound_out: CheckResult
    line: CheckResult


class LineConnected(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.line_connected"
    charged: ClassVar = UNCHARGED
    site: SiteCode


class LineLost(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.line_lost"
    charged: ClassVar = UNCHARGED
    site: SiteCode


class NoSuchSite(Rejected):
    code = "no_such_site"


class BadRoomLink(Rejected):
    """A room is opened by a link of the web, or by a number that a device dials."""

    code = "bad_room_link"


class SiteTookPart(Rejected):
    """A site that already appears in the record cannot be struck from the list."""

    code = "site_took_part"


class ParentCycle(Rejected):
    """What would stand above is below as well."""

    code = "parent_cycle"


class LevelTooDeep(Rejected):
    """Four levels at most."""

    code = "level_too_deep"


class SitesBelow(Rejected):
    """Sites stand below it: they are placed elsewhere first."""

    code = "sites_below"


SiteCommand = (
    InviteSite
    | UninviteSite
    | AnswerInvitation
    | SetContact
    | SetOutsideRoom
    | AnswerCheck
    | NoteLineConnected
    | NoteLineLost
    | PlaceSite
)
SiteEvent = (
    SiteInvited
    | SiteUninvited
    | InvitationAnswered
    | ContactSet
    | OutsideRoomSet
    | CheckAnswered
    | LineConnected
    | LineLost
    | SitePlaced
)
SiteRefusal = NoSuchSite | SiteTookPart | BadRoomLink | ParentCycle | LevelTooDeep | SitesBelow
