"""Who spoke, set right afterwards: the record, the turns and the board as if it had been so."""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import CorrectSpeaker, NoSuchSpeech, SpeakerCorrected, Speech
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.rules import asking, board, check, turns


def correct(meeting: Meeting, cmd: CorrectSpeaker) -> Sequence[AnyEvent]:
    """While the speech runs or afterwards; one that was undone was nobody's."""
    speech = meeting.speeches.get(cmd.speech)
    if speech is None or speech.undone:
        raise NoSuchSpeech
    event = SpeakerCorrected(
        at=cmd.at,
        by=cmd.actor,
        speech=speech.no,
        reason=check.reason(cmd.reason),
        site=asking.speaker_of(meeting, cmd.site, cmd.person),
        person=cmd.person,
        delegate=cmd.delegate.strip(),
    )
    if _as_corrected(speech, event) == speech:
        raise AlreadyDone
    return [event]


def corrected(meeting: Meeting, event: SpeakerCorrected) -> Meeting:
    """As if those who did not speak had never begun, and those who did had."""
    wrong = meeting.speeches[event.speech]
    right = _as_corrected(wrong, event)
    meeting = _never_spoke(meeting, wrong)
    meeting = replace(meeting, speeches=meeting.speeches.set(right.no, right))
    meeting = board.speaking(turns.begun(meeting, right), right)
    if right.ended_at is None:
        return meeting
    return board.spoken(turns.ended(meeting, right), right)


def _as_corrected(speech: Speech, event: SpeakerCorrected) -> Speech:
    return replace(speech, site=event.site, person=event.person, delegate=event.delegate)


def _never_spoke(meeting: Meeting, speech: Speech) -> Meeting:
    """Its turn and its time are taken from the site, which is to come again in a round unless
    it has spoken besides.
    """
    meeting = turns.undone(meeting, speech)
    if speech.site is not None and turns.on(meeting, speech.site, speech.item).ordinary:
        return meeting
    return board.unspoken(meeting, speech)
