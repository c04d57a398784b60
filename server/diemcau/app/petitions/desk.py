"""Where the registers of petitions are kept: one for each body, asked by the day it is there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from diemcau.app.petitions.asking import AskedAtDesk, command
from diemcau.app.petitions.kind import CODE, Registers
from diemcau.app.ports.world import Clock, WorkingDays
from diemcau.app.zones import HOME_ZONE
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, CommandId
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.workdays import Calendar


class PetitionDesk:
    def __init__(self, registers: Registers, working_days: WorkingDays, clock: Clock) -> None:
        self._registers, self._working_days, self._clock = registers, working_days, clock

    def today(self) -> date:
        return self._clock.now().astimezone(HOME_ZONE).date()

    def days_off(self) -> Calendar:
        return self._working_days.around(self.today())

    async def register(self, body: BodyId) -> PetitionRegister:
        return await self._registers.state(self._registers.id(body, CODE))

    async def act(
        self,
        body: BodyId,
        name: str,
        args: Mapping[str, Any],
        *,
        id_: str,
        actor: Actor,
        said: date | None = None,
    ) -> PetitionRegister:
        """What the register came to. Raises `Malformed` and `Rejected`."""
        asked = AskedAtDesk(CommandId(id_), actor, self._clock.now(), self.today(), said)
        return await self.submit(body, command(name, args, asked, self.days_off()))

    async def submit(self, body: BodyId, *acts: PetitionCommand) -> PetitionRegister:
        """All of them or none."""
        return await self._registers.submit(self._registers.id(body, CODE), *acts)
