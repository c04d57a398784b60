"""Where recordings lie: raw as the media server wrote them, and kept as files that play."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from diemcau.domain.nouns.ids import MeetingId, SpeechNo


class RawRecording(NamedTuple):
    """One part of a speech; a media server that crashed in it leaves another."""

    meeting: MeetingId
    speech: SpeechNo
    name: str


class Playable(NamedTuple):
    """Named by what is in it; without a name there was nothing to hear or see."""

    file: str
    millis: int


class KeptFile(NamedTuple):
    meeting: MeetingId
    file: str
    at: datetime


class RecordingShelf(Protocol):
    async def raw(self) -> Sequence[RawRecording]:
        """Those into which nothing was written just now."""

    async def make(self, raw: RawRecording) -> Playable:
        """A file beside it that plays, the same however often it is made."""

    async def forget(self, raw: RawRecording) -> None: ...

    async def kept(self) -> Sequence[KeptFile]: ...

    def path(self, meeting: MeetingId, file: str) -> Path | None:
        """Nothing where there is none."""

    async def drop(self, meeting: MeetingId, file: str) -> None:
        """It need not be there."""
