"""Taking back the last speech, as if it had never been: its request waits again (rules §4.12)."""

from collections.abc import Sequence

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import NotTheLastSpeech, SpeechUndone, UndoSpeech
from diemcau.domain.nouns.terms import RequestState
from diemcau.domain.rules import asking, board, queue, turns
from diemcau.domain.rules.change import with_queue, with_speech


def undo(meeting: Meeting, cmd: UndoSpeech) -> Sequence[AnyEvent]:
    """Refused while its speaker waits again and may wait only once."""
    if cmd.speech != asking.last_speech(meeting):
        raise NotTheLastSpeech
    back = meeting.requests[meeting.speeches[cmd.speech].request]
    item, ordinary = meeting.items[back.item], queue.is_ordinary(back.kind)
    asking.check_once(meeting, item, back.site, back.person, ordinary=ordinary)
    return [SpeechUndone(at=cmd.at, by=cmd.actor, speech=cmd.speech)]


def undone(meeting: Meeting, event: SpeechUndone) -> Meeting:
    """Back to the head of the queue; an undone speech counts for nothing any more."""
    speech = meeting.speeches[event.speech]
    order = meeting.items[speech.item].queue.order
    meeting = with_speech(meeting, speech.no, undone=True)
    meeting = replace(meeting, last=speech.follows)
    meeting = with_queue(meeting, speech.item, order=(speech.request, *order))
    meeting = turns.undone(meeting, speech)
    back = replace(meeting.requests[speech.request], state=RequestState.WAITING, ready_at=None)
    return board.unspoken(queue.with_waiting(meeting, back), speech)
