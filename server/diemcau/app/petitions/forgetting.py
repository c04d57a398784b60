"""Petitioners are forgotten by themselves once their petitions are long closed, in every body."""

from diemcau.app.office.bodies import Bodies
from diemcau.app.petitions.petitioners import PetitionerDesk
from diemcau.domain.nouns.ids import FIRST_BODY


class Forgetting:
    """Doing it twice does no harm."""

    def __init__(self, desk: PetitionerDesk, bodies: Bodies) -> None:
        self._desk, self._bodies = desk, bodies

    async def run(self) -> None:
        for body in (FIRST_BODY, *(each.id for each in await self._bodies.others())):
            await self._desk.tidy(body)
