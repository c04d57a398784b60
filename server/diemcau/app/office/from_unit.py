"""What a body made from a unit begins with: the units below it as its sites, and its seat above."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from diemcau.app.office.bodies import Bodies, SeatTaken
from diemcau.app.office.site_lists import own_list
from diemcau.app.office.units import UnitDesk
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.sites import Directory, DirectorySite
from diemcau.domain.nouns.ids import FIRST_BODY, SiteCode
from diemcau.domain.units.nouns import UnitCode
from diemcau.domain.units.tree import UnitTree, below, named


def sites_below(tree: UnitTree, unit: UnitCode, day: date, listing: str) -> Sequence[DirectorySite]:
    return [
        DirectorySite(
            listing=listing,
            code=SiteCode(each.code),
            name=each.state.name,
            kind=each.state.kind,
            place=place,
        )
        for place, each in enumerate(below(tree, unit, day))
    ]


@dataclass(frozen=True)
class FromUnit:
    bodies: Bodies
    units: UnitDesk
    directory: Directory

    async def furnish(self, body: HostBody, name: str) -> None:
        """By the name of its unit as the tree has it today; of another name, nothing."""
        tree, today = await self.units.tree(), self.units.today()
        if (unit := named(tree, name, today)) is None:
            return
        listing = own_list(body.id)
        if sites := sites_below(tree, unit.code, today, listing):
            await self.directory.put(sites)
            await self.bodies.change(body.id, replace(body.office, listing=listing))
        await self._seat(body, SiteCode(unit.code))

    async def _seat(self, body: HostBody, site: SiteCode) -> None:
        """As the site that the first body invites it as, if no other body sits there."""
        first = (await self.bodies.office(FIRST_BODY)).listing
        if site in {each.code for each in await self.directory.listing(first)}:
            with suppress(SeatTaken):
                await self.bodies.seat(body.id, FIRST_BODY, site)
