"""A conference taken out whole, line by line, so that nothing of it has to fit into memory."""

from collections.abc import AsyncIterator

from diemcau.app.ports.files import Files
from diemcau.app.ports.log import EventStore
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol import exports

PAGE = 1000
"""Records read at once."""


async def exported(events: EventStore, files: Files, meeting: MeetingId) -> AsyncIterator[bytes]:
    """Nothing at all of a conference that there is not."""
    there = False
    async for line in records(events, meeting):
        there = True
        yield line
    for file in await files.all() if there else ():
        if file.meeting == meeting:
            pieces = [piece async for piece in files.read(meeting, file.digest)]
            yield exports.file(file.digest, file.name, b"".join(pieces))


async def records(events: EventStore, meeting: MeetingId) -> AsyncIterator[bytes]:
    """Its log alone, where its files lie beside it."""
    after = 0
    while page := await events.read(meeting, after, PAGE):
        if not after:
            yield exports.head(meeting)
        for each in page:
            yield exports.record(each)
        after = page[-1].seq
