"""Who may ask to speak, and how a request leaves the queue again (rules §4)."""

from collections.abc import Sequence
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import ForSite
from diemcau.domain.nouns.agenda import ItemInUse
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import RequestId, SiteCode
from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
    PassOnRequest,
    RequestBroughtUp,
    RequestPassedOn,
    RequestSettled,
    SettleRequest,
)
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.requests import (
    AskedToSpeak,
    AskToSpeak,
    ChangeRequest,
    KindNotOffered,
    NameSpeaker,
    NotCalledToPrepare,
    RegisterSpeech,
    RegistrationClosed,
    Removal,
    RemoveRequest,
    Request,
    RequestChanged,
    RequestCommand,
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
from diemcau.domain.nouns.rounds import SaidReadyInRound
from diemcau.domain.nouns.terms import ItemState, RequestState, Role
from diemcau.domain.rules import changing, check, drafts, find, passing_on, queue, unheard
from diemcau.domain.rules.asking import (
    answered,
    check_may_see,
    check_may_wait,
    check_once,
    check_open,
    check_twice,
    rebutted,
    registered_until,
    speaker_of,
)
from diemcau.domain.rules.change import placed, with_queue, with_request, with_site
from diemcau.domain.rules.passing_on import holder
from diemcau.domain.rules.permissions import subject
from diemcau.domain.rules.queue import (
    CALLED_TO_PREPARE,
    is_ordinary,
    left,
    next_up,
    place_of,
    with_waiting,
)


def ask(meeting: Meeting, cmd: AskToSpeak) -> Sequence[AnyEvent]:
    if RequestId(cmd.id) in meeting.requests:
        return []
    item = find.current_item(meeting)
    check_may_see(meeting, item, cmd)
    site = speaker_of(meeting, cmd.site or cmd.actor.site, cmd.person)
    if cmd.kind not in item.kinds:
        raise KindNotOffered
    check_open(meeting, item, cmd, cmd.kind)
    if site is not None:
        check_may_wait(meeting, item, site, ordinary=is_ordinary(cmd.kind))
    else:
        check_once(meeting, item, None, cmd.person, ordinary=is_ordinary(cmd.kind))
    hub = holder(meeting, item, cmd, site)
    asked = AskedToSpeak(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item.id,
        kind=cmd.kind,
        site=site,
        person=cmd.person,
        delegate=cmd.delegate.strip(),
        topic=cmd.topic.strip(),
        answers=answered(meeting, cmd.kind, cmd.answers),
        rebuts=rebutted(meeting, item, cmd.kind, cmd.rebuts),
        before=None if hub else place_of(meeting, item, cmd.kind),
        clauses=drafts.named(meeting, item.id, cmd.clauses),
        held_by=hub,
    )
    return [asked]


def register(meeting: Meeting, cmd: RegisterSpeech) -> Sequence[AnyEvent]:
    """Until the item starts, and for a site until the registration closes; registered speeches
    stand in order of registration.
    """
    if RequestId(cmd.id) in meeting.requests:
        return []
    until = registered_until(meeting)
    if until is not None and cmd.at >= until and cmd.actor.role is Role.SITE:
        raise RegistrationClosed
    item = find.item(meeting, cmd.item)
    check_may_see(meeting, item, cmd)
    site = find.site(meeting, subject(cmd)).code
    if item.state is not ItemState.PLANNED:
        raise ItemInUse
    if cmd.kind not in item.kinds or not is_ordinary(cmd.kind):
        raise KindNotOffered
    check_open(meeting, item, cmd, cmd.kind)
    check_twice(meeting, item, site, ordinary=True)
    asked = AskedToSpeak(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item.id,
        kind=cmd.kind,
        site=site,
        delegate=cmd.delegate.strip(),
        topic=check.text(cmd.topic),
        seconds=cmd.minutes * 60 or None,
        registered=True,
        clauses=drafts.named(meeting, item.id, cmd.clauses),
        held_by=holder(meeting, item, cmd, site),
    )
    return [asked]


def asked(meeting: Meeting, event: AskedToSpeak) -> Meeting:
    line = meeting.items[event.item].queue
    if event.held_by is not None:
        held = (*line.held, event.request)
        return with_waiting(with_queue(meeting, event.item, held=held), made(event))
    order = placed(line.order, event.request, event.before)
    return with_waiting(with_queue(meeting, event.item, order=order), made(event))


def made(event: AskedToSpeak) -> Request:
    return Request(
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
        clauses=event.clauses,
        held_by=event.held_by,
    )


def name_speaker(meeting: Meeting, cmd: NameSpeaker) -> Sequence[AnyEvent]:
    request = _own(meeting, cmd, cmd.request)
    name = check.name(cmd.delegate)
    return [SpeakerNamed(at=cmd.at, by=cmd.actor, request=request.id, delegate=name)]


def speaker_named(meeting: Meeting, event: SpeakerNamed) -> Meeting:
    return with_request(meeting, event.request, delegate=event.delegate)


def say_ready(meeting: Meeting, cmd: SayReady) -> Sequence[AnyEvent]:
    """The next two are called to prepare, in the queue or in a round; one of them answers."""
    if cmd.request is None:
        return _ready_in_round(meeting, subject(cmd), cmd)
    request = _own(meeting, cmd, cmd.request)
    if meeting.current != request.item or request.id not in next_up(meeting.items[request.item]):
        raise NotCalledToPrepare
    if request.ready_at is not None:
        return []
    return [SaidReady(at=cmd.at, by=cmd.actor, request=request.id)]


def said_ready(meeting: Meeting, event: SaidReady) -> Meeting:
    return with_request(meeting, event.request, ready_at=event.at)


def withdraw(meeting: Meeting, cmd: Withdraw) -> Sequence[AnyEvent]:
    """At any time, also when the queue is closed, and by the hall for a site that phoned."""
    request = _own(meeting, cmd, cmd.request)
    return [RequestWithdrawn(at=cmd.at, by=cmd.actor, request=request.id)]


def remove(meeting: Meeting, cmd: RemoveRequest) -> Sequence[AnyEvent]:
    request = find.waiting(meeting, cmd.request)
    reason = check.reason(cmd.reason)
    return [RequestRemoved(at=cmd.at, by=cmd.actor, request=request.id, reason=reason)]


def removed(meeting: Meeting, event: RequestRemoved) -> Meeting:
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


def _own(meeting: Meeting, cmd: ForSite, request_id: RequestId) -> Request:
    """A waiting request; a site may touch its own, the hall any that phoned."""
    find_it = find.asked if cmd.actor.role is Role.SITE else find.waiting
    request = find_it(meeting, request_id)
    if cmd.actor.role is Role.SITE and request.site != cmd.actor.site:
        raise NotAllowed
    return request


def _ready_in_round(meeting: Meeting, site: SiteCode, cmd: SayReady) -> Sequence[AnyEvent]:
    running = meeting.round
    if running is None or site not in running.to_come()[:CALLED_TO_PREPARE]:
        raise NotCalledToPrepare
    if site in running.ready:
        return []
    return [SaidReadyInRound(at=cmd.at, by=cmd.actor, site=site)]


def decide(meeting: Meeting, command: RequestCommand) -> Sequence[AnyEvent]:  # noqa: PLR0911 – one table
    match command:
        case AskToSpeak():
            return ask(meeting, command)
        case RegisterSpeech():
            return register(meeting, command)
        case NameSpeaker():
            return name_speaker(meeting, command)
        case ChangeRequest():
            return changing.change(meeting, command, _own(meeting, command, command.request))
        case SayReady():
            return say_ready(meeting, command)
        case Withdraw():
            return withdraw(meeting, command)
        case RemoveRequest():
            return remove(meeting, command)
        case PassOnRequest() | SettleRequest() | BringUpRequest():
            return passing_on.decide(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: RequestEvent) -> Meeting:  # noqa: PLR0911 – one table
    match event:
        case AskedToSpeak():
            return asked(meeting, event)
        case SpeakerNamed():
            return speaker_named(meeting, event)
        case RequestChanged():
            return changing.changed(meeting, event)
        case SaidReady():
            return said_ready(meeting, event)
        case RequestWithdrawn():
            return queue.left(meeting, event.request, RequestState.WITHDRAWN)
        case RequestRemoved():
            return removed(meeting, event)
        case RequestsEnded():
            return unheard.ended(meeting, event)
        case RequestsRevived():
            return unheard.revived(meeting, event)
        case RequestPassedOn() | RequestSettled() | RequestBroughtUp():
            return passing_on.evolve(meeting, event)
        case _:
            assert_never(event)
