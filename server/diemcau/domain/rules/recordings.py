"""Recordings that are kept, one after another as they are ready, and deleted once."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.recordings import (
    DeleteRecording,
    KeepRecording,
    KeptRecording,
    NoSuchRecording,
    RecordingCommand,
    RecordingDeleted,
    RecordingEvent,
    RecordingKept,
)
from diemcau.domain.nouns.refusals import AlreadyDone


def decide(meeting: Meeting, command: RecordingCommand) -> Sequence[AnyEvent]:
    match command:
        case KeepRecording():
            return _keep(meeting, command)
        case DeleteRecording():
            return _delete(meeting, command)
        case _:
            assert_never(command)


def _keep(meeting: Meeting, cmd: KeepRecording) -> Sequence[AnyEvent]:
    if cmd.speech not in meeting.speeches:
        raise NoSuchRecording
    if cmd.file in meeting.recordings:
        raise AlreadyDone
    told = RecordingKept(
        at=cmd.at, by=cmd.actor, file=cmd.file, speech=cmd.speech, millis=cmd.millis
    )
    return [told]


def _delete(meeting: Meeting, cmd: DeleteRecording) -> Sequence[AnyEvent]:
    if cmd.file not in there(meeting):
        raise NoSuchRecording
    speech = meeting.recordings[cmd.file].speech
    return [RecordingDeleted(at=cmd.at, by=cmd.actor, file=cmd.file, speech=speech)]


def evolve(meeting: Meeting, event: RecordingEvent) -> Meeting:
    match event:
        case RecordingKept(file=file):
            now = KeptRecording(file, event.speech, event.millis, event.at)
        case RecordingDeleted(file=file):
            before = meeting.recordings[file]
            now = replace(before, deleted_at=event.at, deleted_by=event.by.name)
        case _:
            assert_never(event)
    return replace(meeting, recordings=meeting.recordings.set(file, now))


def there(meeting: Meeting) -> Sequence[str]:
    """Files that were not deleted, in the order in which they were kept."""
    return [file for file, each in meeting.recordings.items() if each.deleted_at is None]
