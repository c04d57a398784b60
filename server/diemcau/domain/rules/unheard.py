"""Requests whose item ended before they were heard (rules §4.7).

They end with it, and their sites are told. When the item is taken up again – it was left by
mistake, or the conference was reopened – they wait again in the order they had, ahead of nobody
who asks anew. One that its site has handed in in writing is settled and comes back no more.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode
from diemcau.domain.nouns.record import HandInOpinion, OpinionHandedIn
from diemcau.domain.nouns.requests import NotUnheard, RequestsEnded, RequestsRevived
from diemcau.domain.nouns.terms import RequestState
from diemcau.domain.rules.change import with_item, with_queue, with_request, with_site, without
from diemcau.domain.rules.queue import with_waiting


def end_with(meeting: Meeting, item: ItemId, cmd: Command) -> Sequence[AnyEvent]:
    """What follows for those who wait on an item that ends."""
    line = meeting.items[item].queue
    if not (waiting := line.order + line.held):
        return []
    return [RequestsEnded(at=cmd.at, by=cmd.actor, item=item, requests=waiting)]


def end_others(meeting: Meeting, cmd: Command) -> Sequence[AnyEvent]:
    """Of all items but the current one: those that the conference never came to, and those that an
    earlier program finished without ending what waited on them.
    """
    others = (item for item in meeting.item_order if item != meeting.current)
    return [event for item in others for event in end_with(meeting, item, cmd)]


def ended(meeting: Meeting, event: RequestsEnded) -> Meeting:
    gone, item = frozenset(event.requests), meeting.items[event.item]
    order = tuple(each for each in item.queue.order if each not in gone)
    held = tuple(each for each in item.queue.held if each not in gone)
    meeting = with_queue(meeting, item.id, order=order, held=held)
    meeting = with_item(meeting, item.id, unheard=(*item.unheard, *event.requests))
    for request in event.requests:
        meeting = _site_unheard(with_request(meeting, request, state=RequestState.ENDED), request)
    return meeting


def _site_unheard(meeting: Meeting, request: RequestId) -> Meeting:
    if (code := meeting.requests[request].site) is None:
        return meeting
    site = meeting.sites[code]
    waiting = without(site.waiting, request)
    return with_site(meeting, code, waiting=waiting, unheard=(*site.unheard, request))


def revive(meeting: Meeting, item: ItemId, cmd: Command) -> Sequence[AnyEvent]:
    """What follows for those who were not heard when their item is taken up again."""
    if not (unheard := meeting.items[item].unheard):
        return []
    return [RequestsRevived(at=cmd.at, by=cmd.actor, item=item, requests=unheard)]


def revived(meeting: Meeting, event: RequestsRevived) -> Meeting:
    line = meeting.items[event.item].queue
    held = tuple(each for each in event.requests if meeting.requests[each].held)
    order = tuple(each for each in event.requests if each not in held)
    meeting = with_queue(meeting, event.item, order=(*line.order, *order), held=(*line.held, *held))
    for each in event.requests:
        request = replace(meeting.requests[each], state=RequestState.WAITING, ready_at=None)
        meeting = with_waiting(_no_longer_unheard(meeting, each), request)
    return meeting


def _no_longer_unheard(meeting: Meeting, request_id: RequestId) -> Meeting:
    request = meeting.requests[request_id]
    left = without(meeting.items[request.item].unheard, request_id)
    meeting = with_item(meeting, request.item, unheard=left)
    if request.site is None:
        return meeting
    left = without(meeting.sites[request.site].unheard, request_id)
    return with_site(meeting, request.site, unheard=left)


def check_unheard(meeting: Meeting, cmd: HandInOpinion, site: SiteCode) -> None:
    if cmd.request not in meeting.sites[site].unheard:
        raise NotUnheard
    if meeting.requests[cmd.request].item != cmd.item:
        raise NotUnheard


def written(meeting: Meeting, event: OpinionHandedIn) -> Meeting:
    """The request of which the opinion was made is settled."""
    if event.request is None:
        return meeting
    meeting = _no_longer_unheard(meeting, event.request)
    return with_request(meeting, event.request, state=RequestState.WRITTEN)
