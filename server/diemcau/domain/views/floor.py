"""The floor and the speeches, as they are seen."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import NoItemCurrent
from diemcau.domain.nouns.drafts import ClauseMark, NotedComment
from diemcau.domain.nouns.floor import (
    CorrectSpeaker,
    ExtendSpeech,
    FloorEmpty,
    FloorEvent,
    FloorGiven,
    FloorTaken,
    GiveFloor,
    GrantTime,
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
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.rounds import NobodyToCall
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules import asking, drafting, drafts, stage, turns
from diemcau.domain.rules import floor as clock
from diemcau.domain.views.keys import View, inside, seconds, tile
from diemcau.domain.views.offers import Asker, Offers
from diemcau.domain.views.requests import request_changed


class SpeechView(View, frozen=True, kw_only=True):
    """`speech/<no>`, and whoever has the floor; `request` is what an answer to it names.
    `clauses` of the draft are those it is about, `comments` what the consultation made of it;
    `petitions` those that were before the room meanwhile.
    """

    no: SpeechNo
    item: ItemId
    kind: Kind
    speaker: str
    started_at: datetime
    deadline: datetime
    allotted: int
    request: RequestId
    nth: int = 1
    site: SiteCode | None = None
    delegate: str = ""
    paused_at: datetime | None = None
    extended: int = 0
    ended_at: datetime | None = None
    spoken: int = 0
    overran: int = 0
    cut_off_at: datetime | None = None
    out_of_order: bool = False
    cut_off: bool = False
    undone: bool = False
    muted: bool = False
    clauses: tuple[ClauseMark, ...] = ()
    comments: tuple[NotedComment, ...] = ()
    petitions: tuple[str, ...] = ()


class FloorView(View, frozen=True, kw_only=True):
    """`floor`: who speaks, who was interrupted, and the speech that ended last: a rebuttal may be
    to that. `heard` are sites whose microphone is open to everybody.
    """

    speech: SpeechView | None = None
    interrupted: tuple[SpeechView, ...] = ()
    heard: tuple[SiteCode, ...] = ()
    last: SpeechNo | None = None


def floor(meeting: Meeting, _: str) -> FloorView:
    speech = meeting.speech
    return FloorView(
        speech=_speech_view(meeting, speech) if speech else None,
        interrupted=tuple(
            _speech_view(meeting, meeting.speeches[no]) for no in meeting.interrupted
        ),
        heard=tuple(stage.sites_heard(meeting)),
        last=asking.last_speech(meeting),
    )


def public_floor(meeting: Meeting, which: str) -> View | None:
    """While an internal item runs, the floor looks empty from outside."""
    if meeting.current is not None and inside(meeting, meeting.current):
        return FloorView()
    return replace(floor(meeting, which), last=None)


def speech(meeting: Meeting, which: str) -> View | None:
    """The history: speeches that have ended."""
    speech = meeting.speeches.get(SpeechNo(int(which)))
    if speech is None or speech.ended_at is None:
        return None
    return _speech_view(meeting, speech)


def _speech_view(meeting: Meeting, speech: Speech) -> SpeechView:
    ended = speech.ended_at
    cut_off_at = None if ended else clock.cut_off_at(meeting, speech)
    return SpeechView(
        no=speech.no,
        item=speech.item,
        kind=speech.kind,
        speaker=drafting.speaker(meeting, speech),
        started_at=speech.started_at,
        deadline=speech.deadline,
        allotted=seconds(speech.allotted),
        request=speech.request,
        nth=_nth(meeting, speech),
        site=speech.site,
        delegate=speech.delegate,
        paused_at=speech.paused_at,
        extended=seconds(speech.extended),
        ended_at=ended,
        spoken=seconds(speech.spoken(ended)) if ended else 0,
        overran=seconds(speech.overran),
        cut_off_at=cut_off_at,
        out_of_order=speech.out_of_order,
        cut_off=speech.cut_off,
        undone=speech.undone,
        muted=ended is None and speech.no in meeting.muted,
        clauses=drafts.spoken_to(meeting, speech),
        comments=meeting.comments.get(speech.no, ()),
        petitions=meeting.about.get(speech.no, ()),
    )


def _nth(meeting: Meeting, speech: Speech) -> int:
    if speech.site is None:
        return 1
    return 1 + bisect_left(turns.on(meeting, speech.site, speech.item).speeches, speech.no)


def speech_changed(after: Meeting, no: SpeechNo) -> frozenset[str]:
    """A speech moves the figures on every card its site has on the item, and may be answered."""
    speech = after.speeches[no]
    keys = {"floor", f"speech/{no}", f"queue/{speech.item}", *_clock_keys(after, no)}
    return frozenset(keys if after.round is None else keys | {"round"})


def _speech_and_request_changed(after: Meeting, no: SpeechNo) -> frozenset[str]:
    return speech_changed(after, no) | request_changed(after, after.speeches[no].request)


def _later_speeches(after: Meeting, no: SpeechNo) -> Iterator[str]:
    """Speeches of the same site that began after it: each is now one less of its n-th."""
    for later in range(no + 1, len(after.speeches) + 1):
        if after.speeches[SpeechNo(later)].site == after.speeches[no].site:
            yield f"speech/{later}"


def _told_anew(meeting: Meeting, no: SpeechNo) -> frozenset[str]:
    return speech_changed(meeting, no).union(_later_speeches(meeting, no))


def _clock_keys(after: Meeting, no: SpeechNo) -> Iterator[str]:
    """Where the time of its site is counted: itself, its tile, every card it has waiting."""
    site = after.speeches[no].site
    if site is not None:
        yield from tile(site)
        yield from (f"request/{request}" for request in after.sites[site].waiting)


def _budget_keys(after: Meeting, event: TimeGranted) -> Iterator[str]:
    """Where a site, or every one, reads what it has left; and their cards."""
    sites = after.site_order if event.site is None else (event.site,)
    yield from (f"me/{site}" for site in sites)
    line = (after.requests[request] for request in after.items[event.item].queue.order)
    yield from (f"request/{each.id}" for each in line if each.site in sites)


def offers(ask: Asker) -> Offers:
    """What holds for the first who waits on the current item holds for all of them."""
    meeting = ask.meeting
    speaking = () if meeting.floor is None else (meeting.floor,)
    waiting = meeting.item.queue.order if meeting.item else ()
    stage = (*speaking, *meeting.interrupted)
    if waiting:
        yield from ask.plain(GiveFloor, request=waiting[0], believes=meeting.floor)
    else:
        yield from ask.where(GiveFloor, NobodyToCall, there=False)
    yield from ask.each(TakeFloor, "speech", stage, FloorEmpty)
    for act in (ExtendSpeech, PauseSpeech):
        yield from ask.each(act, "speech", speaking, FloorEmpty)
    yield from ask.each(ResumeSpeech, "speech", stage, FloorEmpty)
    yield from ask.free(CorrectSpeaker)
    current = () if meeting.current is None else (meeting.current,)
    yield from ask.each(GrantTime, "item", current, NoItemCurrent, seconds=1)


def touched(before: Meeting, event: FloorEvent, after: Meeting) -> frozenset[str]:  # noqa: PLR0911 – one table
    match event:
        case FloorGiven():
            return request_changed(after, event.request) | speech_changed(after, event.speech)
        case FloorTaken():
            return _speech_and_request_changed(after, event.speech)
        case SpeechUndone():
            later = _later_speeches(after, event.speech)
            return _speech_and_request_changed(after, event.speech).union(later)
        case SpeechPaused() | SpeechResumed():
            item = after.speeches[event.speech].item
            return frozenset({"floor", f"queue/{item}", *_clock_keys(after, event.speech)})
        case SpeechExtended():
            return frozenset({"floor"})
        case SpeakerCorrected():
            return _told_anew(before, event.speech) | _told_anew(after, event.speech)
        case TimeGranted():
            return frozenset(_budget_keys(after, event))
        case _:
            assert_never(event)
