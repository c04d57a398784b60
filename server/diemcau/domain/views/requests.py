"""Requests that wait, as they are seen."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import ItemInUse, NoItemCurrent
from diemcau.domain.nouns.drafts import ClauseMark
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.passing_on import (
    PassOnRequest,
    RequestBroughtUp,
    RequestPassedOn,
    RequestSettled,
    SettleRequest,
)
from diemcau.domain.nouns.requests import (
    AskedToSpeak,
    AskToSpeak,
    ChangeRequest,
    KindNotOffered,
    NameSpeaker,
    NotWaiting,
    RegisterSpeech,
    RemoveRequest,
    Request,
    RequestChanged,
    RequestEvent,
    RequestRemoved,
    RequestsEnded,
    RequestsRevived,
    RequestWithdrawn,
    SaidReady,
    SayReady,
    SpeakerNamed,
    Withdraw,
)
from diemcau.domain.nouns.terms import Kind, RequestState, Role
from diemcau.domain.rules import allotment, asking, branches, drafting, drafts, queue, turns
from diemcau.domain.views.clocks import left_of
from diemcau.domain.views.keys import View, seconds, tile
from diemcau.domain.views.offers import Asker, Offer, Offers


class RequestView(View, frozen=True, kw_only=True):
    """`request/<id>`: a card of the queue. `sub_hub` is the name of the one that has not passed it
    on; while it is `held` there, it is seen by its branch alone. From `nth` to `granted` it is for
    the hall alone.
    """

    id: RequestId
    item: ItemId
    kind: Kind
    ordinary: bool
    speaker: str
    arrived_at: datetime
    site: SiteCode | None = None
    delegate: str = ""
    topic: str = ""
    registered: bool = False
    ready_at: datetime | None = None
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    nth: int = 0
    spoken: int = 0
    spoken_from: datetime | None = None
    seconds: int = 0
    budget_left: int | None = None
    budget_until: datetime | None = None
    granted: int = 0
    clauses: tuple[ClauseMark, ...] = ()
    sub_hub: str = ""
    held: bool = False


def card(meeting: Meeting, which: str) -> RequestView | None:
    request = meeting.requests.get(RequestId(which))
    if request is None or request.state is not RequestState.WAITING:
        return None
    return RequestView(
        id=request.id,
        item=request.item,
        kind=request.kind,
        ordinary=queue.is_ordinary(request.kind),
        speaker=drafting.speaker(meeting, request),
        arrived_at=request.arrived_at,
        site=request.site,
        delegate=request.delegate,
        topic=request.topic,
        registered=request.registered,
        ready_at=request.ready_at,
        answers=request.answers,
        rebuts=request.rebuts,
        clauses=drafts.cited(meeting, request.item, request.clauses),
        sub_hub=meeting.sites[request.held_by].name if request.held_by else "",
        held=request.held,
    )


def queued_card(meeting: Meeting, which: str) -> RequestView | None:
    """For whoever stands in no branch."""
    shown = card(meeting, which)
    return None if shown is None or shown.held else shown


def full_card(meeting: Meeting, which: str) -> View | None:
    """Rules §4.18: n-th speech, minutes spoken so far, what the budget leaves."""
    if (shown := queued_card(meeting, which)) is None:
        return None
    request = meeting.requests[shown.id]
    shown = replace(shown, nth=1, seconds=allotment.preset(meeting, request))
    if request.site is None:
        return shown
    of, item = request.site, request.item
    spoken = turns.spoken_on(meeting, of, item)
    left = left_of(allotment.limit(meeting, of, item), turns.charged(meeting, of, item))
    return replace(
        shown,
        nth=len(turns.on(meeting, of, item).speeches) + 1,
        spoken=seconds(spoken.so_far),
        spoken_from=spoken.since,
        budget_left=left.budget_left,
        budget_until=left.budget_until,
        granted=seconds(allotment.added(meeting, of, item)),
    )


def branch_of(meeting: Meeting, request: Request) -> Sequence[SiteCode]:
    """The site that asked and the sub-hubs above it."""
    site = request.site
    return () if site is None else (site, *branches.line(meeting, site))


def request_changed(after: Meeting, request_id: RequestId) -> frozenset[str]:
    request = after.requests[request_id]
    keys = {f"queue/{request.item}", f"request/{request.id}"}
    keys |= {f"me/{site}" for site in branch_of(after, request)}
    if after.current == request.item in after.drafts:
        keys.add("draft")
    return frozenset(keys if request.site is None else keys | {*tile(request.site)})


def offers(ask: Asker) -> Offers:
    """What stands against one site, and not another, is in the key of that site; an act on a card
    passes for every card that is there.
    """
    kinds = asking.kinds_now(ask.meeting, ask.role)
    none = KindNotOffered if ask.meeting.item else NoItemCurrent
    yield from ask.among(AskToSpeak, "kind", kinds, none)
    yield from _ahead(ask)
    waits = ask.role is Role.SITE or asking.anybody_waits(ask.meeting, ask.role)
    for act in (NameSpeaker, ChangeRequest, Withdraw, RemoveRequest):
        yield from ask.where(act, NotWaiting, there=waits)
    yield from ask.free(SayReady, PassOnRequest, SettleRequest)


def _ahead(ask: Asker) -> Offers:
    items = asking.registrable(ask.meeting, ask.role)
    kinds = asking.registrable_kinds(ask.meeting, ask.role)
    for act, offer in ask.among(RegisterSpeech, "item", items, ItemInUse):
        choices = {**offer.choices, "kind": kinds} if offer.choices else {}
        yield act, Offer(no=offer.no, choices=choices)


def touched(_before: Meeting, event: RequestEvent, after: Meeting) -> frozenset[str]:
    match event:
        case (
            AskedToSpeak()
            | RequestWithdrawn()
            | RequestRemoved()
            | RequestChanged()
            | RequestPassedOn()
            | RequestSettled()
            | RequestBroughtUp()
        ):
            return request_changed(after, event.request)
        case RequestsEnded() | RequestsRevived():
            changed = (request_changed(after, request) for request in event.requests)
            return frozenset({f"queue/{event.item}", "may/record"}).union(*changed)
        case SpeakerNamed() | SaidReady():
            return frozenset({f"request/{event.request}"})
        case _:
            assert_never(event)
