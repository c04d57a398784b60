"""The files into which Janus records: named after speech and place, and there or there is nothing.

How this works. Each line of a speech has a file of its own, `<conference>-<speech>-<feed>-<part>-
<kind>-<line>.mjr`. A second part of one speech, after a crash, stands beside the first.
"""

import asyncio
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from diemcau.adapters.janus.left import LeftHandle
from diemcau.adapters.janus.places import Sender, feed_of, venue_fed
from diemcau.domain.nouns.ids import MeetingId, SpeechNo
from diemcau.domain.nouns.media import Recorded

log = logging.getLogger(__name__)

NAME: Final = re.compile(r"(.+)-(\d{4,})-([0-9a-f]+)-(\d+)-(audio|video)-\d+(?:\.mjr)?")
LOOKS: Final = 10
"""How often we look for a file, 50 ms apart."""


def recorded_by(left: LeftHandle) -> Iterator[Recorded]:
    """What a sender is recorded for, once or once a line."""
    for each in left.told["streams"]:
        if name := NAME.fullmatch(Path(each.get("recording", "")).name):
            yield Recorded(SpeechNo(int(name[2])), venue_fed(name[3]))


class RecordingFiles(NamedTuple):
    """Of one conference."""

    folder: Path
    meeting: MeetingId

    def fresh_name(self, what: Recorded) -> str:
        stem = f"{self.meeting}-{what.speech:04}-{feed_of(what.venue)}"
        taken = {path.name for path in self.folder.glob(f"{stem}-*")}
        part = 1
        while any(name.startswith(f"{stem}-{part}-") for name in taken):
            part += 1
        return f"{stem}-{part}"

    async def appear(self, name: str, sender: Sender) -> bool:
        for path in self._of(name, sender):
            if not await _appears(path):
                log.error("nothing is recorded: %s is not there", path.name)
                return False
        return True

    def _of(self, name: str, sender: Sender) -> Iterator[Path]:
        for kind, lines in (("audio", sender.sound), ("video", sender.picture)):
            for line in lines:
                yield self.folder / f"{name}-{kind}-{line.place}.mjr"


async def _appears(path: Path) -> bool:
    for _ in range(LOOKS):
        if await asyncio.to_thread(path.exists):
            return True
        await asyncio.sleep(0.05)
    return False
