"""Where the council's own videoconference system is met, beside or instead of ours (ADR 0070)."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.sites import (
    BadRoomLink,
    OutsideRoom,
    OutsideRoomSet,
    SetOutsideRoom,
    Site,
)
from diemcau.domain.rules import find
from diemcau.domain.rules.change import with_site

_LINK = re.compile(r"https://[^/\s]\S*|(?:sips?|tel|h323):[^/\s]\S*", re.IGNORECASE)


def set_room(meeting: Meeting, cmd: SetOutsideRoom) -> Sequence[AnyEvent]:
    """The same again is no news."""
    before = meeting.outside if cmd.site is None else find.site(meeting, cmd.site).outside
    now = OutsideRoom(cmd.link.strip(), cmd.dial.strip())
    if now.link and not _LINK.fullmatch(now.link):
        raise BadRoomLink
    if now == before:
        return []
    return [OutsideRoomSet(at=cmd.at, by=cmd.actor, site=cmd.site, link=now.link, dial=now.dial)]


def room_set(meeting: Meeting, event: OutsideRoomSet) -> Meeting:
    now = OutsideRoom(event.link, event.dial)
    if event.site is None:
        return replace(meeting, outside=now)
    return with_site(meeting, event.site, outside=now)


def met_at(meeting: Meeting, site: Site) -> OutsideRoom | None:
    """Its own, else that of all, else none."""
    rooms = (site.outside, meeting.outside)
    return next((room for room in rooms if room != OutsideRoom()), None)
