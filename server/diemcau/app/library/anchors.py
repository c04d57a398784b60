"""The anchor of a publication: the record by which it was published, or laid for signature before
that, for ever the same: what is signed bears it, and is handed out as it is.

It is read from the log when it is first asked for. A column for it would be one more thing that
somebody can write in.
"""

from typing import Final

from diemcau.app.ports.log import EventStore
from diemcau.domain.nouns.ids import MeetingId, PublicationNo
from diemcau.domain.nouns.publishing import LaidForSignature, Published
from diemcau.protocol import records
from diemcau.protocol.anchors import Anchor
from diemcau.protocol.chain import Head

_MOST: Final = 4096
"""Conferences whose anchors are remembered; some hundred bytes for each publication."""
_NAMES: Final = (LaidForSignature.stored, Published.stored)
"""What is laid first is published under the same number, and keeps that anchor."""


class Anchors:
    def __init__(self, events: EventStore) -> None:
        self._events = events
        self._known: dict[MeetingId, dict[PublicationNo, Anchor]] = {}

    async def of(self, meeting: MeetingId, no: PublicationNo) -> str:
        """As text; empty where no record says so."""
        if no not in self._known.get(meeting, {}):
            while len(self._known) >= _MOST:
                self._known.pop(next(iter(self._known)))
            self._known[meeting] = await self._read(meeting)
        found = self._known[meeting].get(no)
        return str(found) if found else ""

    async def _read(self, meeting: MeetingId) -> dict[PublicationNo, Anchor]:
        found = dict[PublicationNo, Anchor]()
        for name in _NAMES:
            for record in await self._events.named(meeting, name):
                event = records.read(record)
                assert isinstance(event, LaidForSignature | Published), "it is its name"
                anchor = Anchor(meeting, Head(record.seq, record.digest))
                found.setdefault(event.publication, anchor)
        return found
