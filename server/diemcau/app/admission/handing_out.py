"""Handing passes to sites: on record before they open anything, so that none exists unseen."""

from collections.abc import Sequence
from typing import NamedTuple

from diemcau.app.admission.doors import Admission
from diemcau.app.admission.passes import IssuedPass
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.world import Chance
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import CommandId, MeetingId, SiteCode
from diemcau.domain.nouns.passes import IssuePasses


class HandingOut(NamedTuple):
    rooms: Rooms
    admission: Admission
    chance: Chance

    async def hand_out(
        self, meeting: MeetingId, sites: Sequence[SiteCode], actor: Actor
    ) -> Sequence[IssuedPass]:
        """Hashed first, which takes long for a province: between the record and the passes lies
        one write, and no vote that was opened meanwhile. What is refused is refused before.
        """
        wanted = self._wanted(sites, actor)
        (await self.rooms.room(meeting)).check(wanted)

        async def on_record() -> None:
            await self.rooms.submit(meeting, wanted)

        return await self.admission.issue_passes(meeting, sites, on_record)

    def _wanted(self, sites: Sequence[SiteCode], actor: Actor) -> IssuePasses:
        """The id is ours and new each time: a repeated one is answered without being decided."""
        return IssuePasses(
            id=CommandId(self.chance.new_id()),
            at=self.admission.clock.now(),
            actor=actor,
            sites=tuple(sites),
        )
