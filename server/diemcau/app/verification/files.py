"""Proving files: each is what its digest says, and what the log names is here."""

import hashlib
import re
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from typing import Final

from diemcau.app.ports.files import Files, StoredFile
from diemcau.app.verification.findings import Flaw, FlawKind
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol.records import Record

_NAMED: Final = re.compile(rb'"/files/([^/"]+)/([0-9a-f]{64})"')


async def flaws(files: Files, of_it: Collection[StoredFile]) -> AsyncIterator[Flaw]:
    """One at a time and in pieces: files may be large."""
    for file in of_it:
        content, size = hashlib.sha256(), 0
        async for piece in files.read(file.meeting, file.digest):
            content.update(piece)
            size += len(piece)
        if (content.hexdigest(), size) != (file.digest, file.size):
            yield Flaw(FlawKind.FILE, file.digest)


def missing(meeting: MeetingId, log: Sequence[Record], here: Collection[str]) -> Iterator[Flaw]:
    """Named by an address of our own in any record, whatever the event; `here` are digests."""
    own = meeting.encode()
    found = {match for record in log for match in _NAMED.findall(record.body)}
    for digest in sorted({digest.decode() for of, digest in found if of == own} - {*here}):
        yield Flaw(FlawKind.FILE_MISSING, digest)
