"""Delegates: the roster of a site, and what the roll call says (rules §3)."""

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns.accounts import Entries, about_site
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.ids import Count, DelegateId, Line, SiteCode, Text
from diemcau.domain.nouns.terms import HERE, Presence


class Delegate(Struct, frozen=True, omit_defaults=True):
    """One line of a site's roster and what the roll call says of it."""

    id: DelegateId
    name: str
    title: str = ""
    presence: Presence = Presence.NOT_CALLED
    reason: str = ""
    substitute: str = ""
    first_present_at: datetime | None = None
    left_at: datetime | None = None
    returned_at: datetime | None = None

    @property
    def here(self) -> bool:
        return self.presence in HERE


class DelegatePlan(Struct, frozen=True, forbid_unknown_fields=True):
    id: DelegateId
    name: Line
    title: Line = ""


Roster = Annotated[tuple[DelegatePlan, ...], Meta(max_length=500)]


class SetRoster(ForSite, frozen=True, kw_only=True):
    """The delegates expected; a delegate already known keeps what the roll call says."""

    roster: Roster


class Mark(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of one delegate; an excuse needs a reason, a substitute a name."""

    delegate: DelegateId
    presence: Presence
    reason: Text = ""
    substitute: Line = ""


class CheckIn(ForSite, frozen=True, kw_only=True):
    """Figures left out stay as they were."""

    marks: tuple[Mark, ...] = ()
    head_count: Count | None = None
    guests: Count | None = None


class CorrectAttendance(Command, frozen=True, kw_only=True):
    site: SiteCode
    reason: Text
    marks: tuple[Mark, ...] = ()
    head_count: Count | None = None
    guests: Count | None = None


class RosterSet(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.roster_set"
    charged: ClassVar = about_site(Entries.ROSTERS, "roster")
    site: SiteCode
    roster: tuple[DelegatePlan, ...]


class CheckedIn(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.checked_in"
    charged: ClassVar = about_site(Entries.ATTENDANCE, "marks")
    site: SiteCode
    marks: tuple[Mark, ...]
    head_count: int | None
    guests: int | None


class AttendanceCorrected(Event, frozen=True, kw_only=True):
    stored: ClassVar = "site.attendance_corrected"
    charged: ClassVar = about_site(Entries.ATTENDANCE, "reason", "marks")
    site: SiteCode
    reason: str
    marks: tuple[Mark, ...]
    head_count: int | None
    guests: int | None


class NoSuchDelegate(Rejected):
    code = "no_such_delegate"


class DelegateTookPart(Rejected):
    code = "delegate_took_part"


AttendanceCommand = SetRoster | CheckIn | CorrectAttendance
AttendanceEvent = RosterSet | CheckedIn | AttendanceCorrected
AttendanceRefusal = NoSuchDelegate | DelegateTookPart
