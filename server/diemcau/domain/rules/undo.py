"""Undo and redo of the last act of the console (rules §4.12).

How this works. As the events of an act happen, the parts of the conference that it changes are
kept as they were and as they became (`noted`): the events of one act are by the same person at
the same instant, which no other act shares (`apart`). Undo takes that one step out of what
the conference is by now (`merging`), redo the step back. So a request that arrived meanwhile
stays, and what somebody else has acted on since is refused by name. What it costs is what the act
changed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple, assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import (
    ItemFinished,
    ItemNotCurrent,
    ItemSkipped,
    ItemStarted,
)
from diemcau.domain.nouns.conference import ConferenceEvent
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import (
    FloorGiven,
    FloorTaken,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    SpeechUndone,
    TimeGranted,
)
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.queue import QueueClosed, QueueClosingSet, QueueOpened, RequestMoved
from diemcau.domain.nouns.requests import (
    AskedToSpeak,
    Request,
    RequestRemoved,
    RequestsEnded,
    RequestsRevived,
)
from diemcau.domain.nouns.rounds import CalledInRound, RoundEnded, RoundStarted, SkippedInRound
from diemcau.domain.nouns.terms import ItemState, RequestState, Role
from diemcau.domain.nouns.undo import (
    REDONE_WITHIN,
    About,
    ActRedone,
    ActUndone,
    LastAct,
    MeetingPart,
    NothingToRedo,
    NothingToUndo,
    NotTheLastAct,
    Redo,
    RedoneTooLate,
    Undo,
    UndoCommand,
    UndoEvent,
)
from diemcau.domain.nouns.votes import VoteEvent
from diemcau.domain.rules import asking, parts, queue, unheard
from diemcau.domain.rules.merging import taken_back
from diemcau.domain.rules.parts import Concerned
from diemcau.domain.rules.permissions import role_of

INSTANT: Final = timedelta(microseconds=1)
"""The shortest time that a log tells apart."""

# -- what the console did --------------------------------------------------------------------------


class Deed(NamedTuple):
    """What an event of the console changes. `about` is what is said of it; an event without is
    the consequence of another.
    """

    names: Concerned
    about: About | None = None


def apart(meeting: Meeting, at: datetime) -> datetime:
    """When something is done that is asked for then: not at the very instant of the last act."""
    act = meeting.last_act
    return at if act is None or at > act.at else act.at + INSTANT


def noted(before: Meeting, event: AnyEvent, after: Meeting) -> Meeting:
    """With what the event adds to the last act, or makes of it."""
    if role_of(before, event.by, event.at) is not Role.CHAIR:
        return after
    if isinstance(event, ConferenceEvent | VoteEvent | SpeechUndone):
        return replace(after, last_act=None)
    deed = _deed(after, event)
    return after if deed is None else _with_deed(before, event, after, deed)


def _with_deed(before: Meeting, event: AnyEvent, after: Meeting, deed: Deed) -> Meeting:
    act = before.last_act
    if act is not None and (act.at, act.by, act.undone_at) == (event.at, event.by, None):
        return replace(after, last_act=_longer(act, before, event, after, deed))
    if deed.about is None:
        return after
    act = LastAct(
        no=before.acts + 1,
        what=event.stored,
        at=event.at,
        by=event.by,
        about=deed.about,
        before=parts.cut(before, deed.names),
        after=parts.cut(after, deed.names),
    )
    return replace(after, acts=act.no, last_act=act)


def _longer(act: LastAct, before: Meeting, event: AnyEvent, after: Meeting, deed: Deed) -> LastAct:
    """One event more of the act. What it did not name so far stands as before the act."""
    known = parts.together(parts.of_part(act.before), parts.of_part(act.after))
    told = {} if deed.about is None else {"what": event.stored, "about": deed.about}
    return replace(
        act,
        before=parts.widened(act.before, parts.cut(before, parts.beyond(deed.names, known))),
        after=parts.cut(after, parts.together(known, deed.names)),
        **told,
    )


def _deed(after: Meeting, event: AnyEvent) -> Deed | None:  # noqa: PLR0911 – one table
    """Nothing for events that no undo takes back."""
    match event:
        case FloorGiven() | FloorTaken() | SpeechPaused() | SpeechResumed():
            return _of_speech(after, event.speech)
        case SpeechExtended():
            return _of_speech(after, event.speech, event.by_seconds)
        case TimeGranted(site=site):
            sites = frozenset() if site is None else frozenset({site})
            about = About(site=site, item=event.item, seconds=event.by_seconds)
            return Deed(Concerned(items=frozenset({event.item}), sites=sites), about)
        case AskedToSpeak() | RequestMoved() | RequestRemoved() | CalledInRound():
            names = parts.of_requests([after.requests[event.request]])
            return Deed(names, About(request=event.request))
        case RequestsEnded() | RequestsRevived():
            return Deed(parts.of_requests(after.requests[each] for each in event.requests))
        case ItemStarted() | ItemFinished() | ItemSkipped():
            return Deed(parts.of_item(event.item), About(item=event.item))
        case QueueOpened() | QueueClosed() | QueueClosingSet():
            return Deed(parts.of_item(event.item), About(item=event.item))
        case RoundStarted() | RoundEnded():
            return Deed(Concerned(), About())
        case SkippedInRound():
            return Deed(Concerned(), About(site=event.site))
        case _:
            return None


def _of_speech(after: Meeting, no: SpeechNo, seconds: int = 0) -> Deed:
    return Deed(parts.of_speech(after, after.speeches[no]), About(speech=no, seconds=seconds))


# -- taking it back, and doing it again ------------------------------------------------------------


def undo(meeting: Meeting, cmd: Undo) -> Sequence[AnyEvent]:
    act = _named(meeting, cmd)
    if act.undone_at is not None:
        raise NothingToUndo
    left = _without(meeting, _struck(act, cmd.at), act.after)
    undone = ActUndone(at=cmd.at, by=cmd.actor, act=act.no, what=act.what)
    return [undone, *_settled(left, act, cmd)]


def undone(meeting: Meeting, event: ActUndone) -> Meeting:
    act = _last(meeting)
    act = replace(act, before=_struck(act, event.at), undone_at=event.at)
    return replace(_as_if(meeting, act.before, act.after), last_act=act)


def redo(meeting: Meeting, cmd: Redo) -> Sequence[AnyEvent]:
    act = _named(meeting, cmd)
    if act.undone_at is None:
        raise NothingToRedo
    if cmd.at >= act.undone_at + REDONE_WITHIN:
        raise RedoneTooLate
    left = _without(meeting, act.after, act.before)
    redone = ActRedone(at=cmd.at, by=cmd.actor, act=act.no, what=act.what)
    return [redone, *_settled(left, act, cmd)]


def redone(meeting: Meeting, _: ActRedone) -> Meeting:
    act = replace(_last(meeting), undone_at=None)
    return replace(_as_if(meeting, act.after, act.before), last_act=act)


def _named(meeting: Meeting, cmd: Undo | Redo) -> LastAct:
    """The last act, if it is what whoever asks takes to be it."""
    if (act := meeting.last_act) is None:
        raise NothingToUndo if isinstance(cmd, Undo) else NothingToRedo
    if act.no != cmd.act:
        raise NotTheLastAct
    return act


def _last(meeting: Meeting) -> LastAct:
    assert meeting.last_act is not None, "what is taken back or done again was done"
    return meeting.last_act


def _struck(act: LastAct, at: datetime) -> MeetingPart:
    """What was before the act: a speech that it began keeps its number, and never was."""
    begun = ((no, speech) for no, speech in act.after.speeches.items() if _began(act, no))
    struck = {no: replace(speech, undone=True, ended_at=at) for no, speech in begun}
    return replace(act.before, speeches=act.before.speeches.update(struck))


def _began(act: LastAct, no: SpeechNo) -> bool:
    known = act.before.speeches.get(no)
    return known is None or known.undone


def _without(meeting: Meeting, was: MeetingPart, became: MeetingPart) -> Meeting:
    """Raises by name what stands against it: never in an item that is closed, never over what
    somebody else did, and nobody waits twice for it.
    """
    if meeting.current != became.current:
        raise ItemNotCurrent
    _check_once(meeting, was, became)
    return _as_if(meeting, was, became)


def _as_if(meeting: Meeting, was: MeetingPart, became: MeetingPart) -> Meeting:
    """The conference by now without the step from one to the other."""
    names = parts.together(parts.of_part(was), parts.of_part(became))
    left = taken_back(parts.cut(meeting, names), was, became)
    return parts.put(meeting, names, left)


def _check_once(meeting: Meeting, was: MeetingPart, became: MeetingPart) -> None:
    for request in was.requests.values():
        if _waits(request) and not _waits(became.requests.get(request.id)):
            item, ordinary = meeting.items[request.item], queue.is_ordinary(request.kind)
            asking.check_once(meeting, item, request.site, request.person, ordinary=ordinary)


def _waits(request: Request | None) -> bool:
    return request is not None and request.state is RequestState.WAITING


def _settled(left: Meeting, act: LastAct, cmd: Undo | Redo) -> Iterator[AnyEvent]:
    """What follows for those who came to wait on an item that is over again, or goes on again."""
    for item in (each for each in left.item_order if each in act.after.items):
        if left.items[item].state is ItemState.CURRENT:
            yield from unheard.revive(left, item, cmd)
        elif left.items[item].state is not ItemState.PLANNED:
            yield from unheard.end_with(left, item, cmd)


def decide(meeting: Meeting, command: UndoCommand) -> Sequence[AnyEvent]:
    match command:
        case Undo():
            return undo(meeting, command)
        case Redo():
            return redo(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: UndoEvent) -> Meeting:
    match event:
        case ActUndone():
            return undone(meeting, event)
        case ActRedone():
            return redone(meeting, event)
        case _:
            assert_never(event)
