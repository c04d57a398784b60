"""Where the registers of petitions are kept: one for each body, asked by the day it is there."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.petitions.asking import AskedAtDesk, command
from diemcau.app.petitions.boards import figured
from diemcau.app.petitions.concluded import of_the_last
from diemcau.app.petitions.kind import CODE, Registers
from diemcau.app.ports.library import Library
from diemcau.app.ports.world import Clock, WorkingDays
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, CommandId, SiteCode
from diemcau.domain.nouns.petitions import BoardFigures
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.workdays import Calendar


class Pressed(NamedTuple):
    """An act in words: its name and arguments, the id of its form, who, and the day they say."""

    name: str
    args: Mapping[str, Any]
    id: str
    actor: Actor
    said: date | None = None


class PetitionDesk:
    def __init__(
        self, registers: Registers, library: Library, working_days: WorkingDays, clock: Clock
    ) -> None:
        self._registers, self._library = registers, library
        self._working_days, self._clock = working_days, clock

    def today(self) -> date:
        return self._clock.now().astimezone(HOME_ZONE).date()

    def days_off(self) -> Calendar:
        return self._working_days.around(self.today())

    async def register(self, body: BodyId) -> PetitionRegister:
        return await self._registers.state(self._registers.id(body, CODE))

    async def figures(
        self, body: BodyId, units: Mapping[SiteCode, str], also: Sequence[str] = ()
    ) -> BoardFigures:
        """What a conference of the body is told, as it is now. Raises `NoSuchPetition`."""
        register = await self.register(body)
        concluded = await of_the_last(self._library, body)
        counted = (register, self.today(), self.days_off(), units, also, concluded)
        return await asyncio.to_thread(figured, *counted)

    async def act(
        self, body: BodyId, pressed: Pressed, petitioner: PetitionerRef | None = None
    ) -> PetitionRegister:
        """What the register came to. Raises `Malformed` and `Rejected`."""
        stamps = (CommandId(pressed.id), pressed.actor, self._clock.now(), self.today())
        asked = AskedAtDesk(*stamps, pressed.said, petitioner)
        return await self.submit(body, command(pressed.name, pressed.args, asked, self.days_off()))

    async def submit(self, body: BodyId, *acts: PetitionCommand) -> PetitionRegister:
        """All of them or none."""
        return await self._registers.submit(self._registers.id(body, CODE), *acts)
