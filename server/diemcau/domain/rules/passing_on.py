"""A request of a site below a sub-hub goes through its hands (levels §6.4).

The sub-hub passes it on, answers it itself, or declines and says why. What it leaves lying for
three minutes while the item runs stands in the queue all the same, marked as not passed on; from
then on it is the hub's.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import RequestId, SiteCode
from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
    NotASubHub,
    PassingOnCommand,
    PassingOnEvent,
    PassOnRequest,
    RequestBroughtUp,
    RequestPassedOn,
    RequestSettled,
    SettleRequest,
)
from diemcau.domain.nouns.refusals import EnoughOfThese, NotDue
from diemcau.domain.nouns.requests import (
    Removal,
    Request,
)
from diemcau.domain.nouns.sites import SitePlaced
from diemcau.domain.nouns.terms import Phase, RequestState, Role
from diemcau.domain.rules import branches, check, find
from diemcau.domain.rules.asking import MOST_WAITING
from diemcau.domain.rules.change import placed, with_queue, with_request, with_site, without
from diemcau.domain.rules.queue import left, place_of

PATIENCE: Final = timedelta(minutes=3)


def holder(meeting: Meeting, item: Item, cmd: Command, site: SiteCode | None) -> SiteCode | None:
    """The sub-hub through which a request goes; what the hall enters goes through none."""
    if site is None or cmd.actor.role is not Role.SITE or item.queue.direct:
        return None
    return meeting.sites[site].above


def held_by(meeting: Meeting, hub: SiteCode) -> Sequence[RequestId]:
    """What lies in its hands, item by item, as it came."""
    if not meeting.sites[hub].branch.sites:
        return ()
    held = (each for item in meeting.item_order for each in meeting.items[item].queue.held)
    return [each for each in held if meeting.requests[each].held_by == hub]


def pass_on(meeting: Meeting, cmd: PassOnRequest) -> Sequence[AnyEvent]:
    """To the sub-hub above, if there is one. In the queue a branch has no more than one site."""
    request, hub = _in_hand(meeting, cmd, cmd.request)
    above = meeting.sites[hub].above
    if above is not None:
        return [RequestPassedOn(at=cmd.at, by=cmd.actor, request=request.id, to=above)]
    if _queued_of(meeting, hub) >= MOST_WAITING:
        raise EnoughOfThese
    before = place_of(meeting, meeting.items[request.item], request.kind)
    return [RequestPassedOn(at=cmd.at, by=cmd.actor, request=request.id, before=before)]


def passed_on(meeting: Meeting, event: RequestPassedOn) -> Meeting:
    meeting = with_request(meeting, event.request, held_by=event.to)
    return meeting if event.to else _queued(meeting, event.request, event.before)


def settle(meeting: Meeting, cmd: SettleRequest) -> Sequence[AnyEvent]:
    request, _ = _in_hand(meeting, cmd, cmd.request)
    reason = cmd.reason.strip() if cmd.answered else check.reason(cmd.reason)
    settled = RequestSettled(
        at=cmd.at, by=cmd.actor, request=request.id, answered=cmd.answered, reason=reason
    )
    return [settled]


def settled(meeting: Meeting, event: RequestSettled) -> Meeting:
    """The site that asked is told."""
    request = meeting.requests[event.request]
    meeting = left(meeting, request.id, RequestState.REMOVED)
    assert request.site is not None, "a person of the hall asks nobody"
    removal = Removal(
        request=request.id,
        item=request.item,
        kind=request.kind,
        reason=event.reason,
        at=event.at,
        topic=request.topic,
        by_sub_hub=True,
        answered=event.answered,
    )
    return with_site(meeting, request.site, removal=removal)


def bring_up(meeting: Meeting, cmd: BringUpRequest) -> Sequence[AnyEvent]:
    request = find.asked(meeting, cmd.request)
    due = due_at(meeting, request)
    if due is None or cmd.at < due:
        raise NotDue
    before = place_of(meeting, meeting.items[request.item], request.kind)
    return [RequestBroughtUp(at=cmd.at, by=cmd.actor, request=request.id, before=before)]


def brought_up(meeting: Meeting, event: RequestBroughtUp) -> Meeting:
    meeting = with_request(meeting, event.request, brought_up=True)
    return _queued(meeting, event.request, event.before)


def due_at(meeting: Meeting, request: Request) -> datetime | None:
    """When it stands above by itself: only while its item runs."""
    item = meeting.items[request.item]
    runs = meeting.phase is Phase.RUNNING and meeting.current == item.id
    if not request.held or not runs or item.started_at is None:
        return None
    return max(request.arrived_at, item.started_at) + PATIENCE


def next_due(meeting: Meeting) -> tuple[datetime, RequestId] | None:
    """Of those on the current item the one that is due first."""
    held = meeting.item.queue.held if meeting.item else ()
    asked = (meeting.requests[each] for each in held)
    known = ((due, each.id) for each in asked if (due := due_at(meeting, each)) is not None)
    return min(known, default=None)


def after_placing(meeting: Meeting, _: SitePlaced) -> Meeting:
    """What lay with a sub-hub that is above its site no more lies with the one that is, or waits in
    the queue.
    """
    for request in [each for each in meeting.requests.values() if each.held]:
        assert request.site is not None, "a person of the hall asks nobody"
        if request.held_by in branches.line(meeting, request.site):
            continue
        hub = meeting.sites[request.site].above
        meeting = with_request(meeting, request.id, held_by=hub)
        if hub is None and request.id in meeting.items[request.item].queue.held:
            meeting = _queued(meeting, request.id, None)
    return meeting


def _in_hand(meeting: Meeting, cmd: Command, which: RequestId) -> tuple[Request, SiteCode]:
    request, hub = find.asked(meeting, which), cmd.actor.site
    if hub is None or not request.held or request.held_by != hub:
        raise NotASubHub
    return request, hub


def _queued_of(meeting: Meeting, hub: SiteCode) -> int:
    """Requests in the queues that come from its branch."""
    queued = (each for item in meeting.items.values() for each in item.queue.order)
    sites = (site for each in queued if (site := meeting.requests[each].site) is not None)
    return sum(hub in (site, *branches.line(meeting, site)) for site in sites)


def _queued(meeting: Meeting, request: RequestId, before: RequestId | None) -> Meeting:
    """Out of the hands it was in, and in its place."""
    item = meeting.requests[request].item
    line = meeting.items[item].queue
    order, held = placed(line.order, request, before), without(line.held, request)
    return with_queue(meeting, item, order=order, held=held)


def decide(meeting: Meeting, command: PassingOnCommand) -> Sequence[AnyEvent]:
    match command:
        case PassOnRequest():
            return pass_on(meeting, command)
        case SettleRequest():
            return settle(meeting, command)
        case BringUpRequest():
            return bring_up(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: PassingOnEvent) -> Meeting:
    match event:
        case RequestPassedOn():
            return passed_on(meeting, event)
        case RequestSettled():
            return settled(meeting, event)
        case RequestBroughtUp():
            return brought_up(meeting, event)
        case _:
            assert_never(event)
