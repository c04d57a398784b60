"""The roll call as it is seen."""

from collections.abc import Iterator
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.attendance import (
    AttendanceCorrected,
    AttendanceEvent,
    CheckedIn,
    CheckIn,
    CorrectAttendance,
    RosterSet,
    SetRoster,
)
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.rules import branches
from diemcau.domain.views import screen
from diemcau.domain.views.keys import tile
from diemcau.domain.views.offers import Asker, Offers


def site_changed(meeting: Meeting, site: SiteCode) -> frozenset[str]:
    return frozenset({"counts", f"roster/{site}", *tile(site), *above(meeting, site)})


def above(meeting: Meeting, site: SiteCode) -> Iterator[str]:
    """Tiles whose branch is counted anew with it."""
    return (f"site/{hub}" for hub in branches.line(meeting, site))


def offers(ask: Asker) -> Offers:
    yield from ask.free(SetRoster, CheckIn, CorrectAttendance)


def touched(_before: Meeting, event: AttendanceEvent, after: Meeting) -> frozenset[str]:
    match event:
        case RosterSet() | CheckedIn() | AttendanceCorrected():
            return site_changed(after, event.site) | screen.of_roll_call(after)
        case _:
            assert_never(event)
