"""Microphones and recording, as they are seen: in `floor` and in `conference`."""

from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.media import (
    BeginRecording,
    EndRecording,
    MediaEvent,
    MuteAll,
    MuteSite,
    NobodyToMute,
    NotMuted,
    RecordingBegun,
    RecordingEnded,
    SiteMuted,
    SiteUnmuted,
    UnmuteSite,
)
from diemcau.domain.rules import media as rules
from diemcau.domain.views.offers import Asker, Offers


def offers(ask: Asker) -> Offers:
    """Of a conference without picture and sound of ours each is refused with `no_video`."""
    yield from ask.each(MuteSite, "site", rules.mutable(ask.meeting), NobodyToMute)
    yield from ask.each(UnmuteSite, "site", rules.closed(ask.meeting), NotMuted)
    for act in (MuteAll, BeginRecording, EndRecording):
        yield from ask.plain(act)


def touched(_before: Meeting, event: MediaEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case SiteMuted() | SiteUnmuted():
            return frozenset({"floor"})
        case RecordingBegun() | RecordingEnded():
            return frozenset({"conference"})
        case _:
            assert_never(event)
