"""Speeches that earlier programs took back: as if they had never been, their requests wait again.

Stored logs hold them for ever; what is taken back today is the last act of the console (`undo`).
"""

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import SpeechUndone
from diemcau.domain.nouns.terms import RequestState
from diemcau.domain.rules import board, queue, turns
from diemcau.domain.rules.change import with_queue, with_speech


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
