"""The part of a conference that an act of the console has to do with: cut out, and put back.

What an event changes of a conference is in the part cut out for it: the law of undoing proves it.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.undo import MeetingPart
from diemcau.domain.rules.change import seated

RecordId = TypeVar("RecordId")
Whole = TypeVar("Whole")


class Concerned(NamedTuple):
    """Which records belong to a part."""

    items: frozenset[ItemId] = frozenset()
    requests: frozenset[RequestId] = frozenset()
    speeches: frozenset[SpeechNo] = frozenset()
    sites: frozenset[SiteCode] = frozenset()


def of_item(item: ItemId) -> Concerned:
    return Concerned(items=frozenset({item}))


def of_requests(requests: Iterable[Request]) -> Concerned:
    known = list(requests)
    return Concerned(
        items=frozenset(each.item for each in known),
        requests=frozenset(each.id for each in known),
        sites=frozenset(each.site for each in known if each.site is not None),
    )


def of_speech(meeting: Meeting, speech: Speech) -> Concerned:
    """With the request it was given to; one that a round made need not be there any more."""
    sites = frozenset() if speech.site is None else frozenset({speech.site})
    own = Concerned(frozenset({speech.item}), frozenset(), frozenset({speech.no}), sites)
    return together(own, of_requests([meeting.requests[speech.request]]))


def of_part(part: MeetingPart) -> Concerned:
    return Concerned(
        items=frozenset(part.items),
        requests=frozenset(part.requests),
        speeches=frozenset(part.speeches),
        sites=frozenset(part.sites),
    )


def together(one: Concerned, other: Concerned) -> Concerned:
    return Concerned(
        items=one.items | other.items,
        requests=one.requests | other.requests,
        speeches=one.speeches | other.speeches,
        sites=one.sites | other.sites,
    )


def beyond(names: Concerned, known: Concerned) -> Concerned:
    """Those that are not known yet."""
    return Concerned(
        items=names.items - known.items,
        requests=names.requests - known.requests,
        speeches=names.speeches - known.speeches,
        sites=names.sites - known.sites,
    )


def widened(part: MeetingPart, more: MeetingPart) -> MeetingPart:
    """With records of another part, who has the floor as it was."""
    return replace(
        part,
        items=part.items.update(more.items),
        requests=part.requests.update(more.requests),
        speeches=part.speeches.update(more.speeches),
        sites=part.sites.update(more.sites),
    )


def cut(meeting: Meeting, names: Concerned) -> MeetingPart:
    """Who is ready in a round lies beside it: it is said while the round goes on."""
    running = meeting.round
    return MeetingPart(
        current=meeting.current,
        floor=meeting.floor,
        interrupted=meeting.interrupted,
        last=meeting.last,
        round=running and replace(running, ready=frozenset()),
        ready=running.ready if running else frozenset(),
        items=_found(meeting.items, names.items),
        requests=_found(meeting.requests, names.requests),
        speeches=_found(meeting.speeches, names.speeches),
        sites=_found(meeting.sites, names.sites),
    )


def put(meeting: Meeting, names: Concerned, part: MeetingPart) -> Meeting:
    """The part in the place of what is named; an order of a queue is never taken for another that
    somebody saw before.
    """
    meeting = replace(
        meeting,
        current=part.current,
        floor=part.floor,
        interrupted=part.interrupted,
        last=part.last,
        round=part.round and replace(part.round, ready=part.ready),
        items=meeting.items.update(_reordered(meeting, item) for item in part.items.values()),
        requests=_without(meeting.requests, names.requests).update(part.requests),
        speeches=meeting.speeches.update(part.speeches),
    )
    for site in part.sites.values():
        meeting = seated(meeting, site)
    return meeting


def _without(known: Map[RecordId, Whole], keys: Iterable[RecordId]) -> Map[RecordId, Whole]:
    for key in keys:
        known = known.delete(key) if key in known else known
    return known


def _reordered(meeting: Meeting, item: Item) -> tuple[ItemId, Item]:
    version = meeting.items[item.id].queue.version
    if item.queue.version == version:
        return item.id, item
    return item.id, replace(item, queue=replace(item.queue, version=version + 1))


def _found(known: Map[RecordId, Whole], keys: Iterable[RecordId]) -> Map[RecordId, Whole]:
    return Map((key, known[key]) for key in keys if key in known)
