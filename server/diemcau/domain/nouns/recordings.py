"""What is kept of a recording: a file of a speech, named by what is in it, until it is deleted.

The file lies beside the log and may be gone; that it was there, how long it is and when it was
deleted, by whom, stays on record.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import SpeechNo

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class KeptRecording(Struct, frozen=True, omit_defaults=True):
    """`file` is the SHA-256 of its content; a speech that Janus broke off has more than one."""

    file: str
    speech: SpeechNo
    millis: int
    at: datetime
    deleted_at: datetime | None = None
    deleted_by: str = ""


class KeepRecording(Command, frozen=True, kw_only=True):
    """A file of the speech is there to be listened to."""

    file: Sha256
    speech: SpeechNo
    millis: Annotated[int, Meta(ge=0)]


class DeleteRecording(Command, frozen=True, kw_only=True):
    """For ever; after the days that the office has set it is done by the clock."""

    file: Sha256


class RecordingKept(Event, frozen=True, kw_only=True):
    stored: ClassVar = "recording.kept"
    charged: ClassVar = UNCHARGED
    file: str
    speech: SpeechNo
    millis: int


class RecordingDeleted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "recording.deleted"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    file: str
    speech: SpeechNo


class NoSuchRecording(Rejected):
    """Of this speech, or under this name, there is none, or it was deleted."""

    code = "no_such_recording"


RecordingCommand = KeepRecording | DeleteRecording
RecordingEvent = RecordingKept | RecordingDeleted
RecordingRefusal = NoSuchRecording
