"""A round, "mời lần lượt": started, gone through by one press a site, ended (rules §4.13)."""

from collections.abc import Sequence
from typing import assert_never

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.rounds import (
    CalledInRound,
    CallInRound,
    EndRound,
    NobodyToCall,
    NotInRound,
    Pass,
    PassedInRound,
    Round,
    RoundCommand,
    RoundEnded,
    RoundEvent,
    RoundRunning,
    RoundStarted,
    SaidReadyInRound,
    SkipInRound,
    SkippedInRound,
    StartRound,
)
from diemcau.domain.nouns.terms import Kind, RoundScope, RoundState
from diemcau.domain.rules import board as board_rules
from diemcau.domain.rules import branches, find, floor, outline, queue, turns
from diemcau.domain.rules.board import marked, running
from diemcau.domain.rules.change import with_item, with_queue, without
from diemcau.domain.rules.permissions import subject


def said_ready_in_round(meeting: Meeting, event: SaidReadyInRound) -> Meeting:
    running = meeting.round
    if running is None:
        return meeting
    return replace(meeting, round=replace(running, ready=running.ready | {event.site}))


def start(meeting: Meeting, cmd: StartRound) -> Sequence[AnyEvent]:
    """All sites, or those that have not spoken on the item, in the order of the list: from the
    site that speaks now on, and round to those before it.

    To an internal item no site is called: none would see that it is.
    """
    item = find.current_item(meeting)
    if meeting.round is not None and _goes_on(meeting.round):
        raise RoundRunning
    speaking = _speaking(meeting)
    order = () if outline.is_internal(meeting, item.id) else _from(meeting, speaking)
    if cmd.scope is RoundScope.UNSPOKEN:
        order = tuple(code for code in order if not _spoke(meeting, code, item.id))
    if not {*order} - {speaking}:
        raise NobodyToCall
    started = RoundStarted(
        at=cmd.at,
        by=cmd.actor,
        item=item.id,
        order=order,
        speaking=speaking if speaking in order else None,
    )
    return [started]


def _speaking(meeting: Meeting) -> SiteCode | None:
    """Whose speech is a turn in the round; what has priority comes between."""
    speech = meeting.speech
    return speech.site if speech is not None and queue.is_ordinary(speech.kind) else None


def _from(meeting: Meeting, speaking: SiteCode | None) -> tuple[SiteCode, ...]:
    order = branches.top(meeting)
    first = order.index(speaking) if speaking in order else 0
    return order[first:] + order[:first]


def started(meeting: Meeting, event: RoundStarted) -> Meeting:
    board = Map(dict.fromkeys(event.order, RoundState.TO_COME))
    if event.speaking is not None:
        board = board.set(event.speaking, RoundState.SPEAKING)
    return replace(meeting, round=Round(event.item, event.order, board))


def skip(meeting: Meeting, cmd: SkipInRound) -> Sequence[AnyEvent]:
    if running(meeting).board.get(cmd.site) is not RoundState.TO_COME:
        raise NotInRound
    return [SkippedInRound(at=cmd.at, by=cmd.actor, site=cmd.site)]


def skipped(meeting: Meeting, event: SkippedInRound) -> Meeting:
    return marked(meeting, event.site, RoundState.SKIPPED)


def passed(meeting: Meeting, event: PassedInRound) -> Meeting:
    """Said without a word, and yet in the minutes."""
    if meeting.round is not None:
        item = meeting.items[meeting.round.item]
        meeting = with_item(
            meeting, item.id, passed=(*without(item.passed, event.site), event.site)
        )
    return marked(meeting, event.site, RoundState.PASSED)


def end(meeting: Meeting, cmd: EndRound) -> Sequence[AnyEvent]:
    running(meeting)
    return [RoundEnded(at=cmd.at, by=cmd.actor)]


def ended(meeting: Meeting, _: RoundEnded) -> Meeting:
    return replace(meeting, round=None)


def _goes_on(running: Round) -> bool:
    return not {RoundState.TO_COME, RoundState.SPEAKING}.isdisjoint(running.board.values())


def _spoke(meeting: Meeting, site: SiteCode, item: ItemId) -> bool:
    return bool(turns.on(meeting, site, item).speeches)


def call(meeting: Meeting, cmd: CallInRound) -> Sequence[AnyEvent]:
    """Whoever speaks is done at the same instant; a site already waiting uses that request."""
    floor.check_believed(meeting, cmd)
    site = _next(meeting, cmd.site)
    made_free = floor.vacate(meeting, cmd)
    item = board_rules.running(meeting).item
    for waiting in (meeting.requests[request] for request in meeting.sites[site].waiting):
        if waiting.item == item and queue.is_ordinary(waiting.kind):
            given = floor.floor_for(meeting, cmd, waiting, "", out_of_order=False)
            return [*made_free, given]
    called = CalledInRound(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item,
        site=site,
        kind=Kind.COMMENT,
    )
    given = floor.floor_for(meeting, cmd, _request(called), "", out_of_order=False)
    return [*made_free, called, given]


def called(meeting: Meeting, event: CalledInRound) -> Meeting:
    """At the head of the queue, for the instant until the floor is given."""
    order = (event.request, *meeting.items[event.item].queue.order)
    return queue.with_waiting(with_queue(meeting, event.item, order=order), _request(event))


def passes(meeting: Meeting, cmd: Pass) -> Sequence[AnyEvent]:
    """Before its turn, or when it has just been called: then the floor is free again."""
    site = subject(cmd)
    state = board_rules.running(meeting).board.get(site)
    passed = PassedInRound(at=cmd.at, by=cmd.actor, site=site)
    if state is RoundState.SPEAKING and _has_its_turn(meeting, site):
        return [*floor.vacate(meeting, cmd), passed]
    if state is not RoundState.TO_COME:
        raise NotInRound
    return [passed]


def _has_its_turn(meeting: Meeting, site: SiteCode) -> bool:
    speech = meeting.speech
    return speech is not None and speech.site == site and queue.is_ordinary(speech.kind)


def _next(meeting: Meeting, named: SiteCode | None) -> SiteCode:
    to_come = board_rules.running(meeting).to_come()
    if named is not None and named not in to_come:
        raise NotInRound
    if not to_come:
        raise NobodyToCall
    return named or to_come[0]


def _request(event: CalledInRound) -> Request:
    return Request(
        id=event.request,
        item=event.item,
        kind=event.kind,
        arrived_at=event.at,
        site=event.site,
    )


def decide(meeting: Meeting, command: RoundCommand) -> Sequence[AnyEvent]:
    match command:
        case StartRound():
            return start(meeting, command)
        case CallInRound():
            return call(meeting, command)
        case SkipInRound():
            return skip(meeting, command)
        case EndRound():
            return end(meeting, command)
        case Pass():
            return passes(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: RoundEvent) -> Meeting:
    match event:
        case SaidReadyInRound():
            return said_ready_in_round(meeting, event)
        case RoundStarted():
            return started(meeting, event)
        case CalledInRound():
            return called(meeting, event)
        case PassedInRound():
            return passed(meeting, event)
        case SkippedInRound():
            return skipped(meeting, event)
        case RoundEnded():
            return ended(meeting, event)
        case _:
            assert_never(event)
