"""A round as it is seen."""

from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.rounds import (
    CalledInRound,
    CallInRound,
    EndRound,
    NobodyToCall,
    NoRound,
    Pass,
    PassedInRound,
    RoundEnded,
    RoundEvent,
    RoundStarted,
    SaidReadyInRound,
    SkipInRound,
    SkippedInRound,
    StartRound,
)
from diemcau.domain.nouns.terms import RoundScope, RoundState
from diemcau.domain.rules import queue
from diemcau.domain.views.keys import View, inside
from diemcau.domain.views.offers import Asker, Offer, Offers
from diemcau.domain.views.requests import request_changed


class RoundView(View, frozen=True, kw_only=True):
    """`round`: the board of a round in the order of calling."""

    item: ItemId
    order: tuple[SiteCode, ...]
    states: tuple[RoundState, ...]
    next: tuple[SiteCode, ...] = ()
    names: tuple[str, ...] = ()
    ready: tuple[SiteCode, ...] = ()


def round_(meeting: Meeting, _: str) -> View | None:
    if (running := meeting.round) is None:
        return None
    return RoundView(
        item=running.item,
        order=running.order,
        states=tuple(running.board[code] for code in running.order),
        next=running.to_come()[: queue.CALLED_TO_PREPARE],
        names=tuple(meeting.sites[code].name for code in running.order),
        ready=tuple(code for code in running.order if code in running.ready),
    )


def offers(ask: Asker) -> Offers:
    """Who is to come, and may be called or left out, stands on the board."""
    running = ask.meeting.round
    yield from ask.each(StartRound, "scope", RoundScope, NobodyToCall)
    yield from ask.plain(CallInRound, believes=ask.meeting.floor)
    none = NobodyToCall if running else NoRound
    yield from ask.where(SkipInRound, none, there=bool(running and running.to_come()))
    yield from ask.plain(EndRound)
    for _, offer in ask.free(Pass):
        hidden = running is None or inside(ask.meeting, running.item)
        yield Pass, offer if offer.no or not hidden else Offer(no=NoRound.code)


def touched(_before: Meeting, event: RoundEvent, after: Meeting) -> frozenset[str]:
    match event:
        case CalledInRound():
            return request_changed(after, event.request)
        case (
            RoundStarted() | RoundEnded() | PassedInRound() | SkippedInRound() | SaidReadyInRound()
        ):
            return frozenset({"round"})
        case _:
            assert_never(event)
