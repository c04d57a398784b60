"""Calling the sites of a round, one press each: the request and the floor in one act (§4.13)."""

from collections.abc import Sequence

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import find, floor, queue, rounds
from diemcau.domain.change import with_queue
from diemcau.domain.errors import NobodyToCall, NotInRound
from diemcau.domain.ids import RequestId, SiteCode
from diemcau.domain.permissions import subject
from diemcau.domain.state import Meeting, Request
from diemcau.domain.terms import Kind, Phase, RoundState


def call(meeting: Meeting, cmd: c.CallInRound) -> Sequence[e.AnyEvent]:
    """Whoever speaks is done at the same instant; a site already waiting uses that request."""
    find.phase(meeting, Phase.RUNNING)
    floor.check_believed(meeting, cmd)
    site = _next(meeting, cmd.site)
    made_free = floor.vacate(meeting, cmd)
    item = rounds.running(meeting).item
    for waiting in (meeting.requests[request] for request in meeting.sites[site].waiting):
        if waiting.item == item and queue.is_ordinary(waiting.kind):
            given = floor.floor_for(meeting, cmd, waiting, "", out_of_order=False)
            return [*made_free, given]
    called = e.CalledInRound(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item,
        site=site,
        kind=Kind.COMMENT,
    )
    given = floor.floor_for(meeting, cmd, _request(called), "", out_of_order=False)
    return [*made_free, called, given]


def called(meeting: Meeting, event: e.CalledInRound) -> Meeting:
    """At the head of the queue, for the instant until the floor is given."""
    order = (event.request, *meeting.items[event.item].queue.order)
    return queue.with_waiting(with_queue(meeting, event.item, order=order), _request(event))


def passes(meeting: Meeting, cmd: c.Pass) -> Sequence[e.AnyEvent]:
    """Before its turn, or when it has just been called: then the floor is free again."""
    site = subject(cmd)
    state = rounds.running(meeting).board.get(site)
    passed = e.PassedInRound(at=cmd.at, by=cmd.actor, site=site)
    if state is RoundState.SPEAKING and _has_its_turn(meeting, site):
        return [*floor.vacate(meeting, cmd), passed]
    if state is not RoundState.TO_COME:
        raise NotInRound
    return [passed]


def _has_its_turn(meeting: Meeting, site: SiteCode) -> bool:
    speech = meeting.speech
    return speech is not None and speech.site == site and queue.is_ordinary(speech.kind)


def _next(meeting: Meeting, named: SiteCode | None) -> SiteCode:
    to_come = rounds.running(meeting).to_come()
    if named is not None and named not in to_come:
        raise NotInRound
    if not to_come:
        raise NobodyToCall
    return named or to_come[0]


def _request(event: e.CalledInRound) -> Request:
    return Request(
        id=event.request,
        item=event.item,
        kind=event.kind,
        arrived_at=event.at,
        site=event.site,
    )
