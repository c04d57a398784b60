"""The stage: who is heard and who is seen, told from the conference alone (ADR 0050).

A media server is made so, again and again until it is so (`app.staging`); nothing about picture
and sound is decided anywhere else. The hall is always heard, and beside it who has the floor. In
an interjection both are heard, who cuts in and who gave way for it. A pause is silent and still
seen, a break is a card. What is internal leaves the hall in no form.
"""

from collections.abc import Iterator

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import HALL, OnStage, Recorded, Venue, is_desk, venue_of
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.rules import outline, queue

DARK = OnStage()
CARD = OnStage(lit=True)
LOBBY = OnStage(lit=True, rehearsing=True, heard=(HALL,), shown=HALL)


def stage(meeting: Meeting) -> OnStage:
    return as_conducted(meeting) if meeting.settings.video else DARK


def as_conducted(meeting: Meeting) -> OnStage:
    """Also where picture and sound go through another system: machines there are told it."""
    match meeting.phase:
        case Phase.LOBBY:
            return LOBBY
        case Phase.BREAK:
            return CARD
        case Phase.RUNNING:
            return CARD if _is_internal(meeting) else _running(meeting)
        case _:
            return DARK


def _running(meeting: Meeting) -> OnStage:
    speech, gave_way = meeting.speech, cut_in_on(meeting)
    speaking = tuple(each for each in (speech, gave_way) if each is not None)
    shown = _shown(meeting)
    return OnStage(
        lit=True,
        heard=tuple(dict.fromkeys((HALL, *_heard(meeting, speech, gave_way)))),
        shown=shown,
        facing=_facing(shown, gave_way),
        asked=None if meeting.vote is None else meeting.vote.no,
        recorded=tuple(Recorded(each.no, venue_of(each.site)) for each in speaking)
        if meeting.recording
        else (),
    )


def _heard(meeting: Meeting, speech: Speech | None, gave_way: Speech | None) -> Iterator[Venue]:
    if speech is None or speech.paused_at is not None:
        return
    for each in (speech, gave_way):
        if each is not None and each.no not in meeting.muted:
            yield venue_of(each.site)


def sites_heard(meeting: Meeting) -> Iterator[SiteCode]:
    """Whose microphone is open to everybody."""
    heard = stage(meeting).heard
    for each in (meeting.speech, cut_in_on(meeting)):
        if each is not None and each.site is not None and venue_of(each.site) in heard:
            yield each.site


def cut_in_on(meeting: Meeting) -> Speech | None:
    """Who gave way to whoever has the floor, at the very instant at which it was given: both are
    heard. Those who were interrupted before, or had been paused already, are not.
    """
    if meeting.speech is None or not meeting.interrupted:
        return None
    last = meeting.speeches[meeting.interrupted[-1]]
    return last if last.paused_at == meeting.speech.started_at else None


def _shown(meeting: Meeting) -> Venue:
    """Whoever was interrupted is seen until the floor is given to somebody."""
    if meeting.speech is not None:
        return venue_of(meeting.speech.site)
    return venue_of(meeting.speeches[meeting.interrupted[-1]].site) if meeting.interrupted else HALL


def _facing(shown: Venue, gave_way: Speech | None) -> Venue | None:
    other = HALL if gave_way is None else venue_of(gave_way.site)
    return None if other == shown else other


def called_next(meeting: Meeting) -> SiteCode | None:
    """The site that the chair would call now, where outsiders may know of it."""
    item = meeting.item
    if meeting.phase is not Phase.RUNNING or item is None or _is_internal(meeting):
        return None
    if meeting.round is not None:
        return next(iter(meeting.round.to_come()), None)
    waiting = queue.next_up(item)
    return meeting.requests[waiting[0]].site if waiting else None


def _is_internal(meeting: Meeting) -> bool:
    return meeting.current is not None and outline.is_internal(meeting, meeting.current)


# -- at one venue ----------------------------------------------------------------------------------


def speaks(on: OnStage, venue: Venue) -> bool:
    """Whether its microphone is open to the server at all; in the lobby to be heard by itself."""
    return on.rehearsing or venue in on.heard


def hears(on: OnStage, venue: Venue) -> tuple[Venue, ...]:
    """Nobody hears themselves but in the lobby, where a site is sent its own sound first, for it
    to play when it asks for it. So does a desk, which mostly hears the hall's loudspeakers.
    """
    if on.rehearsing:
        return () if venue == HALL or is_desk(venue) else (venue, HALL)
    return tuple(each for each in on.heard if each != venue)


def sees(on: OnStage, venue: Venue) -> Venue | None:
    """Large; nothing where there is a card, or where the hall would see itself."""
    return on.facing if venue == on.shown else on.shown
