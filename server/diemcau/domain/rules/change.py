"""The few ways in which rules change a conference, so that each reads as one line."""

from typing import TypeVar

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.sites import Site, Totals

Value = TypeVar("Value")


def with_site(meeting: Meeting, code: SiteCode, **changes: object) -> Meeting:
    return seated(meeting, replace(meeting.sites[code], **changes))


def seated(meeting: Meeting, site: Site) -> Meeting:
    """The site in its place, and the totals of the roll call moved by what it changes: its own, and
    those of each sub-hub above it.
    """
    totals = meeting.totals.without(meeting.sites.get(site.code)).plus(site)
    moved = totals.and_(meeting.totals, -1) if site.above and totals != meeting.totals else None
    meeting = replace(meeting, sites=meeting.sites.set(site.code, site), totals=totals)
    return meeting if moved is None else behind_moved(meeting, site.above, moved)


def behind_moved(meeting: Meeting, above: SiteCode | None, by: Totals) -> Meeting:
    """The totals behind a sub-hub, and behind those above it."""
    return replace(rolled_up(meeting, above, by), behind=meeting.behind.and_(by))


def rolled_up(meeting: Meeting, above: SiteCode | None, by: Totals) -> Meeting:
    sites = meeting.sites
    while above is not None:
        hub = sites[above]
        sites = sites.set(above, replace(hub, branch=hub.branch.and_(by)))
        above = hub.above
    return replace(meeting, sites=sites)


def with_item(meeting: Meeting, item: ItemId, **changes: object) -> Meeting:
    return replace(meeting, items=meeting.items.set(item, replace(meeting.items[item], **changes)))


def with_queue(meeting: Meeting, item: ItemId, **changes: object) -> Meeting:
    return with_item(meeting, item, queue=replace(meeting.items[item].queue, **changes))


def with_request(meeting: Meeting, request: RequestId, **changes: object) -> Meeting:
    known = replace(meeting.requests[request], **changes)
    return replace(meeting, requests=meeting.requests.set(request, known))


def with_speech(meeting: Meeting, speech: SpeechNo, **changes: object) -> Meeting:
    known = replace(meeting.speeches[speech], **changes)
    return replace(meeting, speeches=meeting.speeches.set(speech, known))


def without(order: tuple[Value, ...], gone: Value) -> tuple[Value, ...]:
    return tuple(each for each in order if each != gone)


def placed(order: tuple[Value, ...], new: Value, before: Value | None) -> tuple[Value, ...]:
    """`new` before a neighbour, or at the end: neighbours, never indexes (house rules §6)."""
    at = len(order) if before is None else order.index(before)
    return (*order[:at], new, *order[at:])
