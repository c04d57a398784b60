"""Microphones that the chair closes, and the recording (ADR 0050).

The floor opens a microphone by itself. What is closed here is closed for that speech, so that
nobody who is called later stands before a microphone that somebody forgot to open.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import (
    BeginRecording,
    EndRecording,
    MediaCommand,
    MediaEvent,
    MuteAll,
    MuteSite,
    NobodyToMute,
    NotMuted,
    NoVideo,
    RecordingBegun,
    RecordingEnded,
    SiteMuted,
    SiteUnmuted,
    UnmuteSite,
)
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.rules.change import without

# -- microphones -----------------------------------------------------------------------------------


def mute(meeting: Meeting, cmd: MuteSite) -> Sequence[AnyEvent]:
    return _muted(cmd, [each for each in _open(meeting) if each[0] == cmd.site])


def mute_all(meeting: Meeting, cmd: MuteAll) -> Sequence[AnyEvent]:
    return _muted(cmd, list(_open(meeting)))


def unmute(meeting: Meeting, cmd: UnmuteSite) -> Sequence[AnyEvent]:
    closed = [speech for site, speech in _closed(meeting) if site == cmd.site]
    if not closed:
        raise NotMuted
    return [SiteUnmuted(at=cmd.at, by=cmd.actor, site=cmd.site, speech=each.no) for each in closed]


def muted(meeting: Meeting, event: SiteMuted) -> Meeting:
    return replace(meeting, muted=(*meeting.muted, event.speech))


def unmuted(meeting: Meeting, event: SiteUnmuted) -> Meeting:
    return replace(meeting, muted=without(meeting.muted, event.speech))


def _muted(cmd: MuteSite | MuteAll, these: Sequence[tuple[SiteCode, Speech]]) -> Sequence[AnyEvent]:
    if not these:
        raise NobodyToMute
    return [SiteMuted(at=cmd.at, by=cmd.actor, site=site, speech=each.no) for site, each in these]


# -- the recording ---------------------------------------------------------------------------------


def begin(meeting: Meeting, cmd: BeginRecording) -> Sequence[AnyEvent]:
    if meeting.recording:
        raise AlreadyDone
    return [RecordingBegun(at=cmd.at, by=cmd.actor)]


def end(meeting: Meeting, cmd: EndRecording) -> Sequence[AnyEvent]:
    if not meeting.recording:
        raise AlreadyDone
    return [RecordingEnded(at=cmd.at, by=cmd.actor)]


def stopped(meeting: Meeting, cmd: Command) -> Iterator[AnyEvent]:
    """With what it was a recording of."""
    if meeting.recording:
        yield RecordingEnded(at=cmd.at, by=cmd.actor)


# -- reading ---------------------------------------------------------------------------------------


def mutable(meeting: Meeting) -> tuple[SiteCode, ...]:
    return tuple(dict.fromkeys(site for site, _ in _open(meeting)))


def closed(meeting: Meeting) -> tuple[SiteCode, ...]:
    return tuple(dict.fromkeys(site for site, _ in _closed(meeting)))


def _open(meeting: Meeting) -> Iterator[tuple[SiteCode, Speech]]:
    return (each for each in _on_stage(meeting) if each[1].no not in meeting.muted)


def _closed(meeting: Meeting) -> Iterator[tuple[SiteCode, Speech]]:
    return (each for each in _on_stage(meeting) if each[1].no in meeting.muted)


def _on_stage(meeting: Meeting) -> Iterator[tuple[SiteCode, Speech]]:
    """Sites that have the floor or were interrupted; the hall closes its own microphones."""
    floor = () if meeting.floor is None else (meeting.floor,)
    for speech in (meeting.speeches[no] for no in (*floor, *meeting.interrupted)):
        if speech.site is not None:
            yield speech.site, speech


def decide(meeting: Meeting, command: MediaCommand) -> Sequence[AnyEvent]:
    if not meeting.settings.video:
        raise NoVideo
    match command:
        case MuteSite():
            return mute(meeting, command)
        case UnmuteSite():
            return unmute(meeting, command)
        case MuteAll():
            return mute_all(meeting, command)
        case BeginRecording():
            return begin(meeting, command)
        case EndRecording():
            return end(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: MediaEvent) -> Meeting:
    match event:
        case SiteMuted():
            return muted(meeting, event)
        case SiteUnmuted():
            return unmuted(meeting, event)
        case RecordingBegun():
            return replace(meeting, recording=True)
        case RecordingEnded():
            return replace(meeting, recording=False)
        case _:
            assert_never(event)
