"""Petitions that were closed by plan come back by themselves on their day, in every register."""

from typing import Final

from diemcau.app.office.bodies import Bodies
from diemcau.app.petitions.desk import PetitionDesk
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, CommandId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.reviews import ResumePetition
from diemcau.domain.petitions.rules.standing import comes_back

_BY_ITSELF: Final = Actor(Role.SYSTEM)


class ComingBack:
    """Doing it twice does no harm: each day of a petition has one act."""

    def __init__(self, desk: PetitionDesk, bodies: Bodies, clock: Clock) -> None:
        self._desk, self._bodies, self._clock = desk, bodies, clock

    async def run(self) -> None:
        for body in (FIRST_BODY, *(each.id for each in await self._bodies.others())):
            await self._of(body)

    async def _of(self, body: BodyId) -> None:
        register, today = await self._desk.register(body), self._desk.today()
        acts = [
            ResumePetition(
                id=CommandId(f"resume-{petition.code}-{petition.watched}"),
                at=self._clock.now(),
                actor=_BY_ITSELF,
                on=today,
                petition=petition.code,
            )
            for petition in register.petitions.values()
            if comes_back(petition, today)
        ]
        if acts:
            await self._desk.submit(body, *acts)
