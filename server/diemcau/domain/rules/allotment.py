"""How much time a speech gets, what the budget of its site leaves, and what the chair adds to it
(rules §4.9, §4.10).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import ItemNotCurrent
from diemcau.domain.nouns.conference import PRESETS
from diemcau.domain.nouns.floor import NOTHING, GrantTime, NoBudget, TimeGranted
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules import find, queue, turns
from diemcau.domain.rules.change import with_item


def allotted(meeting: Meeting, request: Request, at: datetime) -> timedelta:
    """The preset of the request, but no more than the budget of its site leaves."""
    usual = timedelta(seconds=preset(meeting, request))
    if request.site is None or not queue.is_ordinary(request.kind):
        return usual
    left = budget_left(meeting, request.site, request.item, at)
    return usual if left is None else min(usual, max(left, NOTHING))


def seconds_for(meeting: Meeting, kind: Kind) -> int:
    return meeting.settings.presets.get(kind, PRESETS[kind])


def preset(meeting: Meeting, request: Request) -> int:
    """Seconds for the kind, cut by what was registered and by a second speech on the item."""
    settings, seconds = meeting.settings, seconds_for(meeting, request.kind)
    if request.seconds is not None:
        seconds = min(seconds, request.seconds)
    if request.site is None or not queue.is_ordinary(request.kind):
        return seconds
    spoke = turns.on(meeting, request.site, request.item).ordinary
    return min(seconds, settings.second_speech) if spoke else seconds


def budget(meeting: Meeting, item: ItemId) -> timedelta | None:
    """What each site may spend on an item; none if it is not limited."""
    seconds = meeting.items[item].budget
    if seconds is None:
        seconds = meeting.settings.site_budget
    return None if seconds is None else timedelta(seconds=seconds)


def limit(meeting: Meeting, site: SiteCode, item: ItemId) -> timedelta | None:
    """What a site may spend on an item, with what the chair has added to it."""
    usual = budget(meeting, item)
    return None if usual is None else usual + added(meeting, site, item)


def added(meeting: Meeting, site: SiteCode, item: ItemId) -> timedelta:
    """To the budget of all sites, and to that of this one; nothing where there is none any more."""
    if budget(meeting, item) is None:
        return NOTHING
    return meeting.items[item].granted + turns.on(meeting, site, item).granted


def budget_left(meeting: Meeting, site: SiteCode, item: ItemId, at: datetime) -> timedelta | None:
    """What a site has left of its time on an item, below zero if overdrawn; none if unlimited."""
    whole = limit(meeting, site, item)
    return None if whole is None else whole - turns.charged(meeting, site, item).at(at)


def grant(meeting: Meeting, cmd: GrantTime) -> Sequence[TimeGranted]:
    """The speech that is running keeps its deadline: it is lengthened by an act of its own."""
    if cmd.item != find.current_item(meeting).id:
        raise ItemNotCurrent
    if budget(meeting, cmd.item) is None:
        raise NoBudget
    site = None if cmd.site is None else find.site(meeting, cmd.site).code
    if cmd.seconds == 0:
        raise AlreadyDone
    more = TimeGranted(at=cmd.at, by=cmd.actor, item=cmd.item, by_seconds=cmd.seconds, site=site)
    return [more]


def granted(meeting: Meeting, event: TimeGranted) -> Meeting:
    more = timedelta(seconds=event.by_seconds)
    if event.site is not None:
        return turns.granted(meeting, event.site, event.item, more)
    return with_item(meeting, event.item, granted=meeting.items[event.item].granted + more)
