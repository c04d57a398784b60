"""The floor: one voice at a time, its clock, and what the chair may do with both (rules §4.8–12).

The clock is a deadline. A pause keeps it where it is; going on moves it by the length of the
pause. Nobody is cut off unless the setting says so.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.agenda import ItemNotCurrent
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import (
    NOTHING,
    AlreadyPaused,
    CorrectSpeaker,
    CutOff,
    ExtendSpeech,
    FloorBusy,
    FloorChanged,
    FloorCommand,
    FloorEmpty,
    FloorEvent,
    FloorGiven,
    FloorTaken,
    GiveFloor,
    GrantTime,
    NothingToInterrupt,
    NotPaused,
    NotYetOverTime,
    PauseSpeech,
    ResumeSpeech,
    SpeakerCorrected,
    Speech,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    SpeechUndone,
    TakeFloor,
    TimeGranted,
)
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.presenters import PresenterCommand
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.rounds import CallInRound
from diemcau.domain.nouns.terms import RequestState
from diemcau.domain.rules import allotment, board, find, petitions, queue, speakers, struck, turns
from diemcau.domain.rules.change import with_request, with_speech, without

# -- giving --------------------------------------------------------------------------------------


def give(meeting: Meeting, cmd: GiveFloor) -> Sequence[AnyEvent]:
    """Refused when somebody else speaks than the chair believed: two consoles never collide."""
    check_believed(meeting, cmd)
    request = find.waiting(meeting, cmd.request)
    if request.item != meeting.current:
        raise ItemNotCurrent
    first = meeting.items[request.item].queue.order[0]
    made_free = _interrupt(meeting, cmd) if cmd.interject else vacate(meeting, cmd)
    given = floor_for(meeting, cmd, request, cmd.delegate, out_of_order=request.id != first)
    return [*made_free, given]


def check_believed(meeting: Meeting, cmd: GiveFloor | CallInRound | PresenterCommand) -> None:
    if cmd.believes != meeting.floor:
        raise FloorChanged


def floor_for(
    meeting: Meeting, cmd: Command, request: Request, delegate: str, *, out_of_order: bool
) -> FloorGiven:
    allotted = allotment.allotted(meeting, request, cmd.at)
    return FloorGiven(
        at=cmd.at,
        by=cmd.actor,
        speech=SpeechNo(len(meeting.speeches) + 1),
        request=request.id,
        allotted=allotted,
        deadline=cmd.at + allotted,
        delegate=delegate.strip() or request.delegate,
        out_of_order=out_of_order,
    )


def given(meeting: Meeting, event: FloorGiven) -> Meeting:
    request = meeting.requests[event.request]
    speech = Speech(
        no=event.speech,
        request=request.id,
        item=request.item,
        kind=request.kind,
        started_at=event.at,
        deadline=event.deadline,
        allotted=event.allotted,
        site=request.site,
        person=request.person,
        delegate=event.delegate,
        out_of_order=event.out_of_order,
    )
    meeting = queue.left(meeting, request.id, RequestState.SPEAKING)
    meeting = replace(meeting, floor=speech.no, speeches=meeting.speeches.set(speech.no, speech))
    return board.speaking(turns.begun(petitions.spoken_to(meeting, speech), speech), speech)


# -- taking --------------------------------------------------------------------------------------


def take(meeting: Meeting, cmd: TakeFloor) -> Sequence[AnyEvent]:
    return [_ended(_on_the_floor(meeting, cmd.speech, interrupted=True), cmd)]


def cut_off(meeting: Meeting, cmd: CutOff) -> Sequence[AnyEvent]:
    speech = _on_the_floor(meeting, cmd.speech)
    if (due := cut_off_at(meeting, speech)) is None or cmd.at < due:
        raise NotYetOverTime
    return [_ended(speech, cmd, cut_off=True)]


def cut_off_at(meeting: Meeting, speech: Speech) -> datetime | None:
    seconds = meeting.settings.cut_off_after
    if seconds is None or speech.paused_at is not None:
        return None
    return speech.deadline + timedelta(seconds=seconds)


def vacate(meeting: Meeting, cmd: Command) -> Sequence[AnyEvent]:
    """Giving the floor to the next ends the current speech at the same instant."""
    return [] if (speech := meeting.speech) is None else [_ended(speech, cmd)]


def taken(meeting: Meeting, event: FloorTaken) -> Meeting:
    speech = meeting.speeches[event.speech]
    stood = event.at - speech.paused_at if speech.paused_at else NOTHING
    meeting = with_speech(
        meeting,
        speech.no,
        ended_at=event.at,
        paused=speech.paused + stood,
        paused_at=None,
        overran=event.overran,
        cut_off=event.cut_off,
        follows=meeting.last,
    )
    meeting = with_request(meeting, speech.request, state=RequestState.SPOKEN)
    meeting = replace(
        meeting,
        floor=None if meeting.floor == speech.no else meeting.floor,
        interrupted=without(meeting.interrupted, speech.no),
        last=speech.no,
    )
    return board.spoken(turns.ended(meeting, meeting.speeches[speech.no]), speech)


def overrun(speech: Speech, at: datetime) -> timedelta:
    """Time over, to the second; nothing while there is time left."""
    over = (speech.paused_at or at) - speech.deadline
    return timedelta(seconds=max(int(over.total_seconds()), 0))


# -- the clock -----------------------------------------------------------------------------------


def extend(meeting: Meeting, cmd: ExtendSpeech) -> Sequence[AnyEvent]:
    speech = _on_the_floor(meeting, cmd.speech)
    if cmd.seconds == 0:
        raise AlreadyDone
    extended = SpeechExtended(
        at=cmd.at,
        by=cmd.actor,
        speech=speech.no,
        by_seconds=cmd.seconds,
        deadline=speech.deadline + timedelta(seconds=cmd.seconds),
    )
    return [extended]


def extended(meeting: Meeting, event: SpeechExtended) -> Meeting:
    more = meeting.speeches[event.speech].extended + timedelta(seconds=event.by_seconds)
    return with_speech(meeting, event.speech, deadline=event.deadline, extended=more)


def pause(meeting: Meeting, cmd: PauseSpeech) -> Sequence[AnyEvent]:
    speech = _on_the_floor(meeting, cmd.speech)
    if speech.paused_at is not None:
        raise AlreadyPaused
    return [SpeechPaused(at=cmd.at, by=cmd.actor, speech=speech.no)]


def paused(meeting: Meeting, event: SpeechPaused) -> Meeting:
    since = meeting.speeches[event.speech].paused_at or event.at
    meeting = with_speech(meeting, event.speech, paused_at=since)
    if not event.interrupted:
        return meeting
    return replace(meeting, floor=None, interrupted=(*meeting.interrupted, event.speech))


def resume(meeting: Meeting, cmd: ResumeSpeech) -> Sequence[AnyEvent]:
    speech = _on_the_floor(meeting, cmd.speech, interrupted=True)
    if speech.paused_at is None:
        raise NotPaused
    if meeting.floor not in (None, speech.no):
        raise FloorBusy
    deadline = speech.deadline + (cmd.at - speech.paused_at)
    return [SpeechResumed(at=cmd.at, by=cmd.actor, speech=speech.no, deadline=deadline)]


def resumed(meeting: Meeting, event: SpeechResumed) -> Meeting:
    speech = meeting.speeches[event.speech]
    stood = event.at - (speech.paused_at or event.at)
    meeting = with_speech(
        meeting,
        speech.no,
        deadline=event.deadline,
        paused=speech.paused + stood,
        paused_at=None,
    )
    return replace(meeting, floor=speech.no, interrupted=without(meeting.interrupted, speech.no))


# -- who has it ----------------------------------------------------------------------------------


def _on_the_floor(meeting: Meeting, no: SpeechNo, *, interrupted: bool = False) -> Speech:
    """The speech the chair means, if it still is what the chair believed."""
    if no == meeting.floor or (interrupted and no in meeting.interrupted):
        return meeting.speeches[no]
    raise FloorEmpty if meeting.floor is None else FloorChanged


def _interrupt(meeting: Meeting, cmd: GiveFloor) -> Sequence[AnyEvent]:
    if meeting.floor is None:
        raise NothingToInterrupt
    return [SpeechPaused(at=cmd.at, by=cmd.actor, speech=meeting.floor, interrupted=True)]


def _ended(speech: Speech, cmd: Command, *, cut_off: bool = False) -> FloorTaken:
    return FloorTaken(
        at=cmd.at,
        by=cmd.actor,
        speech=speech.no,
        overran=overrun(speech, cmd.at),
        cut_off=cut_off,
    )


def decide(meeting: Meeting, command: FloorCommand) -> Sequence[AnyEvent]:  # noqa: PLR0911 – one table
    match command:
        case GiveFloor():
            return give(meeting, command)
        case TakeFloor():
            return take(meeting, command)
        case ExtendSpeech():
            return extend(meeting, command)
        case PauseSpeech():
            return pause(meeting, command)
        case ResumeSpeech():
            return resume(meeting, command)
        case CutOff():
            return cut_off(meeting, command)
        case CorrectSpeaker():
            return speakers.correct(meeting, command)
        case GrantTime():
            return allotment.grant(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: FloorEvent) -> Meeting:  # noqa: PLR0911 – one table
    match event:
        case FloorGiven():
            return given(meeting, event)
        case FloorTaken():
            return taken(meeting, event)
        case SpeechExtended():
            return extended(meeting, event)
        case SpeechPaused():
            return paused(meeting, event)
        case SpeechResumed():
            return resumed(meeting, event)
        case SpeechUndone():
            return struck.undone(meeting, event)
        case SpeakerCorrected():
            return speakers.corrected(meeting, event)
        case TimeGranted():
            return allotment.granted(meeting, event)
        case _:
            assert_never(event)
