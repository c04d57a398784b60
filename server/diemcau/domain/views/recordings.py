"""Recordings as they are seen: by those who read notes, and by nobody else."""

from datetime import datetime

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.recordings import DeleteRecording, NoSuchRecording, RecordingEvent
from diemcau.domain.rules import recordings as rules
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class RecordingView(View, frozen=True, kw_only=True):
    """`recording/<file>`: of a speech, `millis` long; what was deleted is a line still."""

    file: str
    speech: SpeechNo
    millis: int
    at: datetime
    deleted_at: datetime | None = None
    deleted_by: str = ""


def recording(meeting: Meeting, which: str) -> View | None:
    if (kept := meeting.recordings.get(which)) is None:
        return None
    return RecordingView(
        file=kept.file,
        speech=kept.speech,
        millis=kept.millis,
        at=kept.at,
        deleted_at=kept.deleted_at,
        deleted_by=kept.deleted_by,
    )


def offers(ask: Asker) -> Offers:
    yield from ask.among(DeleteRecording, "file", rules.there(ask.meeting), NoSuchRecording)


def touched(_before: Meeting, event: RecordingEvent, _after: Meeting) -> frozenset[str]:
    return frozenset({f"recording/{event.file}"})
