"""Machines that follow the floor: each has a token of its own for one conference, told once.

Kept is its digest. Whoever has the token reads what sites and the hall's screen are shown anyway,
for as long as the conference is under way, and can do nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.machines import MachinePass, MachinePasses
from diemcau.app.ports.world import Chance, Clock
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.ids import MeetingId

MOST: Final = 20
"""Machines of one conference."""


class MachineUnknown(Refused):
    """No token of this conference: never made, ended, or replaced by another."""

    code = "machine_unknown"


class TooManyMachines(Refused):
    """End one of them first."""

    code = "too_many_machines"


@dataclass(frozen=True)
class Machines:
    passes: MachinePasses
    chance: Chance
    clock: Clock

    async def let_in(self, meeting: MeetingId, machine: str) -> str:
        """Its token; a machine of that name that was let in before is out."""
        known = {each.machine for each in await self.of(meeting)}
        if machine not in known and len(known) >= MOST:
            raise TooManyMachines
        token = self.chance.new_token()
        await self.passes.put(
            MachinePass(
                meeting=meeting,
                machine=machine,
                key=key_of(token),
                made_at=self.clock.now(),
            )
        )
        return token

    async def of(self, meeting: MeetingId) -> Sequence[MachinePass]:
        return await self.passes.of(meeting)

    async def end(self, meeting: MeetingId, machine: str) -> None:
        await self.passes.end(meeting, machine)

    async def knows(self, meeting: MeetingId, token: str) -> bool:
        given = key_of(token)
        return any(compare_digest(each.key, given) for each in await self.of(meeting))
