"""The speaker queue of an item: who may ask, and where a request is placed (rules §4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from diemcau.domain import agenda, find
from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain.change import placed, with_item, with_queue, with_request, with_site, without
from diemcau.domain.errors import (
    AlreadyDone,
    AlreadyWaiting,
    AnswersNothing,
    EnoughOfThese,
    ItemInUse,
    KindNotOffered,
    NoItemCurrent,
    NoSuchItem,
    NotAllowed,
    NotCalledToPrepare,
    NotDue,
    NotPresent,
    NotWaiting,
    QueueChanged,
    QueueIsClosed,
    QueueIsOpen,
    RebutsNothing,
    RegistrationClosed,
    Rejected,
    SpeakerMissing,
    TwoSpeakers,
)
from diemcau.domain.ids import RequestId, SiteCode, SpeechNo
from diemcau.domain.permissions import role_of, subject
from diemcau.domain.state import Item, Meeting, Person, Queue, Removal, Request, Speech
from diemcau.domain.terms import LADDER, ORDINARY, ItemState, Kind, RequestState, Role

ADDS_TO_A_CLOSED_QUEUE = frozenset({Role.CHAIR, Role.SECRETARY})
SEES_INTERNAL_ITEMS = frozenset({Role.CHAIR, Role.SECRETARY})
CALLED_TO_PREPARE = 2
MOST_WAITING = 12
"""Requests of one site, on all items together: each is a card on every screen."""


def rung(kind: Kind) -> int:
    """Place on the ladder: answers 0, rebuttals 1, procedural 2, everything ordinary 3."""
    return LADDER.get(kind, ORDINARY)


def is_ordinary(kind: Kind) -> bool:
    return kind not in LADDER


def next_up(item: Item) -> tuple[RequestId, ...]:
    """The two who are called to prepare."""
    return item.queue.order[:CALLED_TO_PREPARE]


# -- opening and closing -------------------------------------------------------------------------


def open_queue(meeting: Meeting, cmd: c.OpenQueue) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    queue = find.item(meeting, cmd.item).queue
    if queue.open and queue.closes_at is None:
        raise QueueIsOpen
    return [e.QueueOpened(at=cmd.at, by=cmd.actor, item=cmd.item)]


def opened(meeting: Meeting, event: e.QueueOpened) -> Meeting:
    return with_queue(meeting, event.item, open=True, closes_at=None)


def close_queue(meeting: Meeting, cmd: c.CloseQueue) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    queue = find.item(meeting, cmd.item).queue
    if not queue.open:
        raise QueueIsClosed
    if cmd.actor.role is Role.SYSTEM and not closes_by(queue, cmd.at):
        raise NotDue
    if cmd.closes_at is None:
        return [e.QueueClosed(at=cmd.at, by=cmd.actor, item=cmd.item)]
    find.ahead(cmd.at, cmd.closes_at)
    closing = e.QueueClosingSet(at=cmd.at, by=cmd.actor, item=cmd.item, closes_at=cmd.closes_at)
    return [closing]


def closes_by(queue: Queue, at: datetime) -> bool:
    """Whether its own time has come, the clock's command or not."""
    return queue.closes_at is not None and queue.closes_at <= at


def closed(meeting: Meeting, event: e.QueueClosed) -> Meeting:
    return with_queue(meeting, event.item, open=False, closes_at=None)


def closing_set(meeting: Meeting, event: e.QueueClosingSet) -> Meeting:
    return with_queue(meeting, event.item, closes_at=event.closes_at)


# -- asking --------------------------------------------------------------------------------------


def ask(meeting: Meeting, cmd: c.AskToSpeak) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.LIVE)
    if RequestId(cmd.id) in meeting.requests:
        return []
    item = find.current_item(meeting)
    _check_may_see(meeting, item, cmd)
    site = _speaker(meeting, cmd)
    if cmd.kind not in item.kinds:
        raise KindNotOffered
    _check_open(meeting, item, cmd)
    if site is not None:
        _check_may_wait(meeting, item, site, ordinary=is_ordinary(cmd.kind))
    asked = e.AskedToSpeak(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item.id,
        kind=cmd.kind,
        site=site,
        person=cmd.person,
        delegate=cmd.delegate.strip(),
        topic=cmd.topic.strip(),
        answers=_answered(meeting, cmd),
        rebuts=_rebutted(meeting, item, cmd),
        before=_place(meeting, item, cmd.kind),
    )
    return [asked]


def register(meeting: Meeting, cmd: c.RegisterSpeech) -> Sequence[e.AnyEvent]:
    """Until the item starts, and for a site until the registration closes; registered speeches
    stand in order of registration.
    """
    find.phase_in(meeting, find.UNTIL_ENDED)
    if RequestId(cmd.id) in meeting.requests:
        return []
    until = registered_until(meeting)
    if until is not None and cmd.at >= until and cmd.actor.role is Role.SITE:
        raise RegistrationClosed
    item = find.item(meeting, cmd.item)
    _check_may_see(meeting, item, cmd)
    site = find.site(meeting, subject(cmd)).code
    if item.state is not ItemState.PLANNED:
        raise ItemInUse
    if cmd.kind not in item.kinds or not is_ordinary(cmd.kind):
        raise KindNotOffered
    _check_open(meeting, item, cmd)
    _check_twice(meeting, item, site, ordinary=True)
    asked = e.AskedToSpeak(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item.id,
        kind=cmd.kind,
        site=site,
        delegate=cmd.delegate.strip(),
        topic=find.text(cmd.topic),
        seconds=cmd.minutes * 60 or None,
        registered=True,
    )
    return [asked]


def registered_until(meeting: Meeting) -> datetime | None:
    minutes = meeting.settings.registration_closes
    if minutes is None or meeting.starts_at is None:
        return None
    return meeting.starts_at - timedelta(minutes=minutes)


def asked(meeting: Meeting, event: e.AskedToSpeak) -> Meeting:
    request = Request(
        id=event.request,
        item=event.item,
        kind=event.kind,
        arrived_at=event.at,
        site=event.site,
        person=event.person,
        delegate=event.delegate,
        topic=event.topic,
        seconds=event.seconds,
        answers=event.answers,
        rebuts=event.rebuts,
        registered=event.registered,
    )
    order = placed(meeting.items[event.item].queue.order, event.request, event.before)
    return with_waiting(with_queue(meeting, event.item, order=order), request)


def with_waiting(meeting: Meeting, request: Request) -> Meeting:
    """The request known, and known to its site as waiting."""
    meeting = replace(meeting, requests=meeting.requests.set(request.id, request))
    if request.site is None:
        return meeting
    waiting = (*meeting.sites[request.site].waiting, request.id)
    return with_site(meeting, request.site, waiting=waiting, removal=None)


def name_speaker(meeting: Meeting, cmd: c.NameSpeaker) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    request = _own(meeting, cmd, cmd.request)
    name = find.name(cmd.delegate)
    return [e.SpeakerNamed(at=cmd.at, by=cmd.actor, request=request.id, delegate=name)]


def speaker_named(meeting: Meeting, event: e.SpeakerNamed) -> Meeting:
    return with_request(meeting, event.request, delegate=event.delegate)


def say_ready(meeting: Meeting, cmd: c.SayReady) -> Sequence[e.AnyEvent]:
    """The next two are called to prepare, in the queue or in a round; one of them answers."""
    find.phase_in(meeting, find.LIVE)
    if cmd.request is None:
        return _ready_in_round(meeting, subject(cmd), cmd)
    request = _own(meeting, cmd, cmd.request)
    if meeting.current != request.item or request.id not in next_up(meeting.items[request.item]):
        raise NotCalledToPrepare
    if request.ready_at is not None:
        return []
    return [e.SaidReady(at=cmd.at, by=cmd.actor, request=request.id)]


def said_ready(meeting: Meeting, event: e.SaidReady) -> Meeting:
    return with_request(meeting, event.request, ready_at=event.at)


# -- leaving -------------------------------------------------------------------------------------


def withdraw(meeting: Meeting, cmd: c.Withdraw) -> Sequence[e.AnyEvent]:
    """At any time, also when the queue is closed (rules §4.7)."""
    find.phase_in(meeting, find.NOT_OVER)
    request = _own(meeting, cmd, cmd.request)
    return [e.RequestWithdrawn(at=cmd.at, by=cmd.actor, request=request.id)]


def remove(meeting: Meeting, cmd: c.RemoveRequest) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    request = find.waiting(meeting, cmd.request)
    reason = find.reason(cmd.reason)
    return [e.RequestRemoved(at=cmd.at, by=cmd.actor, request=request.id, reason=reason)]


def left(meeting: Meeting, request_id: RequestId, state: RequestState) -> Meeting:
    """The request waits no more, for whatever cause."""
    request = meeting.requests[request_id]
    order = without(meeting.items[request.item].queue.order, request_id)
    meeting = with_queue(meeting, request.item, order=order)
    if request.site is not None:
        waiting = without(meeting.sites[request.site].waiting, request_id)
        meeting = with_site(meeting, request.site, waiting=waiting)
    return with_request(meeting, request_id, state=state)


def removed(meeting: Meeting, event: e.RequestRemoved) -> Meeting:
    """The site is told, until it asks again."""
    request = meeting.requests[event.request]
    meeting = left(meeting, request.id, RequestState.REMOVED)
    if request.site is None:
        return meeting
    removal = Removal(
        request=request.id,
        item=request.item,
        kind=request.kind,
        reason=event.reason,
        at=event.at,
        topic=request.topic,
    )
    return with_site(meeting, request.site, removal=removal)


# -- the order -----------------------------------------------------------------------------------


def move(meeting: Meeting, cmd: c.MoveRequest) -> Sequence[e.AnyEvent]:
    """A request that arrived meanwhile keeps its place: only reorderings make one stale."""
    find.phase_in(meeting, find.UNTIL_ENDED)
    request = find.waiting(meeting, cmd.request)
    queue = meeting.items[request.item].queue
    if cmd.version != queue.version:
        raise QueueChanged
    if cmd.before == request.id:
        raise AlreadyDone
    if cmd.before is not None and cmd.before not in queue.order:
        raise NotWaiting
    return [e.RequestMoved(at=cmd.at, by=cmd.actor, request=request.id, before=cmd.before)]


def moved(meeting: Meeting, event: e.RequestMoved) -> Meeting:
    item = meeting.requests[event.request].item
    queue = meeting.items[item].queue
    order = placed(without(queue.order, event.request), event.request, event.before)
    return with_item(meeting, item, queue=replace(queue, order=order, version=queue.version + 1))


def _place(meeting: Meeting, item: Item, kind: Kind) -> RequestId | None:
    """Behind the leading run of its own and higher classes (rules §4.3)."""
    for waiting in item.queue.order:
        if rung(meeting.requests[waiting].kind) > rung(kind):
            return waiting
    return None


# -- the conditions of asking --------------------------------------------------------------------


def _speaker(meeting: Meeting, cmd: c.AskToSpeak) -> SiteCode | None:
    """The site that asks, or none when a person in the hall does."""
    site = cmd.site or cmd.actor.site
    if cmd.person is None:
        if site is None:
            raise SpeakerMissing
        return find.site(meeting, site).code
    if site is not None:
        raise TwoSpeakers
    find.name(cmd.person.name)
    return None


def accepts(meeting: Meeting, item: Item, kind: Kind, at: datetime | None = None) -> bool:
    """Whether the queue takes such a request from a site (rules §4.5).

    With `at` it also refuses when its time is over and the clock is only late to say so.
    """
    procedural = kind is Kind.PROCEDURAL and meeting.settings.procedural_when_closed
    over = at is not None and closes_by(item.queue, at)
    return procedural or (item.queue.open and not over)


def blocked(meeting: Meeting, site: SiteCode, *, ordinary: bool) -> str:
    """The code with which a site would be refused on the current item, or nothing."""
    if (item := meeting.item) is None:
        return NoItemCurrent.code
    try:
        _check_may_wait(meeting, item, site, ordinary=ordinary)
    except Rejected as refusal:
        return refusal.code
    return ""


def _check_open(meeting: Meeting, item: Item, cmd: c.AskToSpeak | c.RegisterSpeech) -> None:
    if role_of(meeting, cmd.actor, cmd.at) in ADDS_TO_A_CLOSED_QUEUE:
        return
    if not accepts(meeting, item, cmd.kind, cmd.at):
        raise QueueIsClosed


def _check_may_see(meeting: Meeting, item: Item, cmd: c.AskToSpeak | c.RegisterSpeech) -> None:
    """For whoever may not see an internal item there is none, nor is it current (rules §1)."""
    if role_of(meeting, cmd.actor, cmd.at) in SEES_INTERNAL_ITEMS:
        return
    if agenda.is_internal(meeting, item.id):
        raise NoItemCurrent if isinstance(cmd, c.AskToSpeak) else NoSuchItem


def _check_may_wait(meeting: Meeting, item: Item, site: SiteCode, *, ordinary: bool) -> None:
    settings = meeting.settings
    if settings.present_sites_only and meeting.sites[site].checked_in_at is None:
        raise NotPresent
    _check_twice(meeting, item, site, ordinary=ordinary)


def _check_twice(meeting: Meeting, item: Item, site: SiteCode, *, ordinary: bool) -> None:
    """One of a class on an item, unless the conference allows several (rules §4.4)."""
    if len(meeting.sites[site].waiting) >= MOST_WAITING:
        raise EnoughOfThese
    if meeting.settings.several_requests:
        return
    if _waits_as(meeting, item, site, ordinary=ordinary):
        raise AlreadyWaiting


def _waits_as(meeting: Meeting, item: Item, site: SiteCode, *, ordinary: bool) -> bool:
    waiting = (meeting.requests[request] for request in meeting.sites[site].waiting)
    return any(r.item == item.id and is_ordinary(r.kind) is ordinary for r in waiting)


def waits_again(meeting: Meeting, speech: Speech) -> bool:
    """Whether the speaker stands in the queue once more with a request of the same class."""
    item = meeting.items[speech.item]
    if speech.site is not None:
        return _waits_as(meeting, item, speech.site, ordinary=is_ordinary(speech.kind))
    queued = (meeting.requests[request] for request in item.queue.order)
    return any(_same_person(r, speech.person, speech.kind) for r in queued)


def _same_person(request: Request, person: Person | None, kind: Kind) -> bool:
    return request.person == person and is_ordinary(request.kind) is is_ordinary(kind)


def _answered(meeting: Meeting, cmd: c.AskToSpeak) -> RequestId | None:
    """An answer names a request already spoken, or is to all that was said so far."""
    if cmd.kind is not Kind.ANSWER:
        return None
    if cmd.answers is None:
        if meeting.last is None:
            raise AnswersNothing
        return None
    answered = meeting.requests.get(cmd.answers)
    if answered is None or answered.state is not RequestState.SPOKEN:
        raise AnswersNothing
    return answered.id


def _rebutted(meeting: Meeting, item: Item, cmd: c.AskToSpeak) -> SpeechNo | None:
    """A rebuttal is to the speech running now or the last one; unnamed, to the nearest."""
    if cmd.kind is not Kind.REBUTTAL:
        return None
    on_item = [no for no in (meeting.floor, last_speech(meeting)) if no is not None]
    open_to_it = [no for no in on_item if meeting.speeches[no].item == item.id]
    if not open_to_it or (cmd.rebuts is not None and cmd.rebuts not in open_to_it):
        raise RebutsNothing
    return cmd.rebuts or open_to_it[0]


def last_speech(meeting: Meeting) -> SpeechNo | None:
    """The speech that ended last; one that was undone never was."""
    return meeting.last


def _own(meeting: Meeting, cmd: c.ForSite, request_id: RequestId) -> Request:
    """A waiting request; a site may touch its own, the hall any that phoned."""
    request = find.waiting(meeting, request_id)
    if cmd.actor.role is Role.SITE and request.site != cmd.actor.site:
        raise NotAllowed
    return request


def _ready_in_round(meeting: Meeting, site: SiteCode, cmd: c.SayReady) -> Sequence[e.AnyEvent]:
    running = meeting.round
    if running is None or site not in running.to_come()[:CALLED_TO_PREPARE]:
        raise NotCalledToPrepare
    if site in running.ready:
        return []
    return [e.SaidReadyInRound(at=cmd.at, by=cmd.actor, site=site)]


def said_ready_in_round(meeting: Meeting, event: e.SaidReadyInRound) -> Meeting:
    running = meeting.round
    if running is None:
        return meeting
    return replace(meeting, round=replace(running, ready=running.ready | {event.site}))
