"""The floor: one voice at a time, its clock, and what the chair may do with both (rules §4.8–12).

The clock is a deadline. A pause keeps it where it is; going on moves it by the length of the
pause. Nobody is cut off unless the setting says so.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import find, queue, rounds, turns
from diemcau.domain.change import with_queue, with_request, with_speech, without
from diemcau.domain.errors import (
    AlreadyDone,
    AlreadyPaused,
    AlreadyWaiting,
    FloorBusy,
    FloorChanged,
    ItemNotCurrent,
    NothingToInterrupt,
    NotPaused,
    NotTheLastSpeech,
    NotYetOverTime,
)
from diemcau.domain.ids import ItemId, SiteCode, SpeechNo
from diemcau.domain.state import NOTHING, PRESETS, Meeting, Request, Speech
from diemcau.domain.terms import Phase, RequestState

# -- giving --------------------------------------------------------------------------------------


def give(meeting: Meeting, cmd: c.GiveFloor) -> Sequence[e.AnyEvent]:
    """Refused when somebody else speaks than the chair believed: two consoles never collide."""
    find.phase(meeting, Phase.RUNNING)
    check_believed(meeting, cmd)
    request = find.waiting(meeting, cmd.request)
    if request.item != meeting.current:
        raise ItemNotCurrent
    first = meeting.items[request.item].queue.order[0]
    made_free = _interrupt(meeting, cmd) if cmd.interject else vacate(meeting, cmd)
    given = floor_for(meeting, cmd, request, cmd.delegate, out_of_order=request.id != first)
    return [*made_free, given]


def check_believed(meeting: Meeting, cmd: c.GiveFloor | c.CallInRound) -> None:
    if cmd.believes != meeting.floor:
        raise FloorChanged


def floor_for(
    meeting: Meeting, cmd: c.Command, request: Request, delegate: str, *, out_of_order: bool
) -> e.FloorGiven:
    allotted = allotment(meeting, request, cmd.at)
    return e.FloorGiven(
        at=cmd.at,
        by=cmd.actor,
        speech=SpeechNo(len(meeting.speeches) + 1),
        request=request.id,
        allotted=allotted,
        deadline=cmd.at + allotted,
        delegate=delegate.strip() or request.delegate,
        out_of_order=out_of_order,
    )


def given(meeting: Meeting, event: e.FloorGiven) -> Meeting:
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
    return rounds.speaking(turns.begun(meeting, speech), speech)


def allotment(meeting: Meeting, request: Request, at: datetime) -> timedelta:
    """The preset of the request, but no more than the budget of its site leaves."""
    allotted = timedelta(seconds=preset(meeting, request))
    if request.site is None or not queue.is_ordinary(request.kind):
        return allotted
    left = budget_left(meeting, request.site, request.item, at)
    return allotted if left is None else min(allotted, max(left, NOTHING))


def preset(meeting: Meeting, request: Request) -> int:
    """Seconds for the kind, cut by what was registered and by a second speech on the item."""
    settings = meeting.settings
    seconds = settings.presets.get(request.kind, PRESETS[request.kind])
    if request.seconds is not None:
        seconds = min(seconds, request.seconds)
    if request.site is None or not queue.is_ordinary(request.kind):
        return seconds
    spoke = turns.on(meeting, request.site, request.item).ordinary
    return min(seconds, settings.second_speech) if spoke else seconds


def has_budget(meeting: Meeting, item: ItemId) -> bool:
    return meeting.items[item].budget is not None or meeting.settings.site_budget is not None


def budget_left(
    meeting: Meeting, site: SiteCode, item: ItemId, at: datetime | None = None
) -> timedelta | None:
    """What a site has left of its time on an item, below zero if overdrawn; none if unlimited.

    Without `at` a speech that still runs does not count: screens are sent no ticks.
    """
    budget = meeting.items[item].budget
    if budget is None:
        budget = meeting.settings.site_budget
    if budget is None:
        return None
    left = timedelta(seconds=budget) - turns.on(meeting, site, item).charged
    return left if at is None else left - _running(meeting, site, item, at)


def _running(meeting: Meeting, site: SiteCode, item: ItemId, at: datetime) -> timedelta:
    """What a site spends at this moment, on the floor or interrupted."""
    on_stage = (meeting.speech, *(meeting.speeches[no] for no in meeting.interrupted))
    own = (s for s in on_stage if s is not None and (s.site, s.item) == (site, item))
    return sum((s.spoken(at) for s in own if queue.is_ordinary(s.kind)), NOTHING)


# -- taking --------------------------------------------------------------------------------------


def take(meeting: Meeting, cmd: c.TakeFloor) -> Sequence[e.AnyEvent]:
    return [_ended(_on_the_floor(meeting, cmd.speech, interrupted=True), cmd)]


def cut_off(meeting: Meeting, cmd: c.CutOff) -> Sequence[e.AnyEvent]:
    speech = _on_the_floor(meeting, cmd.speech)
    if (due := cut_off_at(meeting, speech)) is None or cmd.at < due:
        raise NotYetOverTime
    return [_ended(speech, cmd, cut_off=True)]


def cut_off_at(meeting: Meeting, speech: Speech) -> datetime | None:
    seconds = meeting.settings.cut_off_after
    if seconds is None or speech.paused_at is not None:
        return None
    return speech.deadline + timedelta(seconds=seconds)


def vacate(meeting: Meeting, cmd: c.Command) -> Sequence[e.AnyEvent]:
    """Giving the floor to the next ends the current speech at the same instant."""
    return [] if (speech := meeting.speech) is None else [_ended(speech, cmd)]


def taken(meeting: Meeting, event: e.FloorTaken) -> Meeting:
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
    return rounds.spoken(turns.ended(meeting, meeting.speeches[speech.no]), speech)


def overrun(speech: Speech, at: datetime) -> timedelta:
    """Time over, to the second; nothing while there is time left."""
    over = (speech.paused_at or at) - speech.deadline
    return timedelta(seconds=max(int(over.total_seconds()), 0))


# -- the clock -----------------------------------------------------------------------------------


def extend(meeting: Meeting, cmd: c.ExtendSpeech) -> Sequence[e.AnyEvent]:
    speech = _on_the_floor(meeting, cmd.speech)
    if cmd.seconds == 0:
        raise AlreadyDone
    extended = e.SpeechExtended(
        at=cmd.at,
        by=cmd.actor,
        speech=speech.no,
        by_seconds=cmd.seconds,
        deadline=speech.deadline + timedelta(seconds=cmd.seconds),
    )
    return [extended]


def extended(meeting: Meeting, event: e.SpeechExtended) -> Meeting:
    more = meeting.speeches[event.speech].extended + timedelta(seconds=event.by_seconds)
    return with_speech(meeting, event.speech, deadline=event.deadline, extended=more)


def pause(meeting: Meeting, cmd: c.PauseSpeech) -> Sequence[e.AnyEvent]:
    speech = _on_the_floor(meeting, cmd.speech)
    if speech.paused_at is not None:
        raise AlreadyPaused
    return [e.SpeechPaused(at=cmd.at, by=cmd.actor, speech=speech.no)]


def paused(meeting: Meeting, event: e.SpeechPaused) -> Meeting:
    since = meeting.speeches[event.speech].paused_at or event.at
    meeting = with_speech(meeting, event.speech, paused_at=since)
    if not event.interrupted:
        return meeting
    return replace(meeting, floor=None, interrupted=(*meeting.interrupted, event.speech))


def resume(meeting: Meeting, cmd: c.ResumeSpeech) -> Sequence[e.AnyEvent]:
    find.phase(meeting, Phase.RUNNING)
    speech = _on_the_floor(meeting, cmd.speech, interrupted=True)
    if speech.paused_at is None:
        raise NotPaused
    if meeting.floor not in (None, speech.no):
        raise FloorBusy
    deadline = speech.deadline + (cmd.at - speech.paused_at)
    return [e.SpeechResumed(at=cmd.at, by=cmd.actor, speech=speech.no, deadline=deadline)]


def resumed(meeting: Meeting, event: e.SpeechResumed) -> Meeting:
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


# -- undo ----------------------------------------------------------------------------------------


def undo(meeting: Meeting, cmd: c.UndoSpeech) -> Sequence[e.AnyEvent]:
    find.phase(meeting, Phase.RUNNING)
    if cmd.speech != queue.last_speech(meeting):
        raise NotTheLastSpeech
    if queue.waits_again(meeting, meeting.speeches[cmd.speech]):
        raise AlreadyWaiting
    return [e.SpeechUndone(at=cmd.at, by=cmd.actor, speech=cmd.speech)]


def undone(meeting: Meeting, event: e.SpeechUndone) -> Meeting:
    """Back to the head of the queue; an undone speech counts for nothing any more."""
    speech = meeting.speeches[event.speech]
    order = meeting.items[speech.item].queue.order
    meeting = with_speech(meeting, speech.no, undone=True)
    meeting = replace(meeting, last=speech.follows)
    meeting = with_queue(meeting, speech.item, order=(speech.request, *order))
    meeting = turns.undone(meeting, speech)
    back = replace(meeting.requests[speech.request], state=RequestState.WAITING, ready_at=None)
    return rounds.unspoken(queue.with_waiting(meeting, back), speech)


# -- who has it ----------------------------------------------------------------------------------


def _on_the_floor(meeting: Meeting, no: SpeechNo, *, interrupted: bool = False) -> Speech:
    """The speech the chair means, if it still is what the chair believed."""
    if no == meeting.floor or (interrupted and no in meeting.interrupted):
        return meeting.speeches[no]
    raise FloorChanged


def _interrupt(meeting: Meeting, cmd: c.GiveFloor) -> Sequence[e.AnyEvent]:
    if meeting.floor is None:
        raise NothingToInterrupt
    return [e.SpeechPaused(at=cmd.at, by=cmd.actor, speech=meeting.floor, interrupted=True)]


def _ended(speech: Speech, cmd: c.Command, *, cut_off: bool = False) -> e.FloorTaken:
    return e.FloorTaken(
        at=cmd.at,
        by=cmd.actor,
        speech=speech.no,
        overran=overrun(speech, cmd.at),
        cut_off=cut_off,
    )
