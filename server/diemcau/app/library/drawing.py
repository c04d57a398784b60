"""Tables that a new program has made are drawn from the logs that were there before it."""

import logging
from functools import reduce

from diemcau.app.library.following import everything
from diemcau.app.ports.library import Library
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Unavailable
from diemcau.domain.decider import evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol.records import read

log = logging.getLogger(__name__)


async def draw_anew(events: EventStore, library: Library) -> None:
    """Of each conference whose headline is as of no record: so the step says that made the table.

    One that cannot be read holds up no other; `verify` names it.
    """
    for each in await library.headlines(None):
        if not each.seq:
            try:
                await _drawn(events, library, each.meeting)
            except Unavailable:
                raise
            except Exception:
                log.exception("a conference cannot be drawn", extra={"meeting": each.meeting})


async def _drawn(events: EventStore, library: Library, meeting: MeetingId) -> None:
    records = await events.read(meeting)
    state = reduce(evolve, map(read, records), Meeting(id=meeting))
    headline, papers, tasks = everything(state, len(records))
    if headline:
        await library.keep(headline, papers, tasks)
