"""How much time a speech gets, and what the budget of its site leaves (rules §4.9, §4.10)."""

from datetime import datetime, timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import PRESETS
from diemcau.domain.nouns.floor import NOTHING
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules import queue, turns


def allotment(meeting: Meeting, request: Request, at: datetime) -> timedelta:
    """The preset of the request, but no more than the budget of its site leaves."""
    allotted = timedelta(seconds=preset(meeting, request))
    if request.site is None or not queue.is_ordinary(request.kind):
        return allotted
    left = budget_left(meeting, request.site, request.item, at)
    return allotted if left is None else min(allotted, max(left, NOTHING))


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


def budget_left(meeting: Meeting, site: SiteCode, item: ItemId, at: datetime) -> timedelta | None:
    """What a site has left of its time on an item, below zero if overdrawn; none if unlimited."""
    whole = budget(meeting, item)
    return None if whole is None else whole - turns.charged(meeting, site, item).at(at)
