"""The agenda of an earlier conference, offered for the next: most of them go the same way."""

from collections.abc import Iterable, Sequence
from typing import Final

from diemcau.app.ports.library import Headline, Library
from diemcau.app.rooms import Rooms
from diemcau.domain.nouns.agenda import ItemPlan
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.rules.agenda import copied

OFFERED: Final = 60
"""The newest of them; whoever wants an older one knows its address."""


def offered(headlines: Iterable[Headline]) -> Sequence[Headline]:
    """The newest first."""
    return sorted(headlines, key=lambda each: each.starts_at, reverse=True)[:OFFERED]


async def agenda_of(meeting: MeetingId, rooms: Rooms, library: Library) -> tuple[ItemPlan, ...]:
    """Nothing of a conference that there is not."""
    if await library.headline(meeting) is None:
        return ()
    return copied(await rooms.state(meeting))
