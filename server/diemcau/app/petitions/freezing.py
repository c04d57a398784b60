"""As an item begins, its board of petitions gets the figures of that minute, for the last time.

The conference says that an item has started, and knows no register; so we count, and lay the board
there once more. Where that fails, the board stays as it was laid last, says as of when, and the
secretary can still renew it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from diemcau.app.live.rooms import Rooms
from diemcau.app.petitions.desk import PetitionDesk
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import ItemStarted
from diemcau.domain.nouns.ids import CommandId, MeetingId, SiteCode
from diemcau.domain.nouns.petitions import CarryBoard
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.rules.petitions import is_frozen

log = logging.getLogger(__name__)
UnitNames = Callable[[], Awaitable[Mapping[SiteCode, str]]]


class Freezing:
    """`units` names the sites by their codes."""

    def __init__(
        self, tasks: asyncio.TaskGroup, rooms: Rooms, desk: PetitionDesk, units: UnitNames
    ) -> None:
        self._tasks, self._rooms, self._desk, self._units = tasks, rooms, desk, units

    def told(self, meeting: MeetingId, name: str, _: Actor) -> None:
        if name == ItemStarted.stored:
            self._tasks.create_task(self._freeze(meeting), name=f"board of {meeting}")

    async def _freeze(self, meeting: MeetingId) -> None:
        try:
            await self._renew(meeting)
        except Exception:  # figures an hour old must not end a conference
            log.exception("a board is not renewed", extra={"meeting": meeting})

    async def _renew(self, meeting: MeetingId) -> None:
        state = await self._rooms.state(meeting)
        item = state.item
        board = state.boards.get(item.id) if item else None
        if item is None or board is None or is_frozen(state, item):
            return
        figures = await self._desk.figures(state.body, await self._units(), board.chosen)
        world = self._rooms.world
        act = CarryBoard(
            id=CommandId(world.chance.new_id()),
            at=world.clock.now(),
            actor=CLOCK,
            item=item.id,
            figures=figures,
        )
        await self._rooms.submit(meeting, act)
