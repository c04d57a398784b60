"""Where sites read their mail: who has an address, and what waited for one goes out again."""

from collections.abc import Mapping
from dataclasses import dataclass

from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.letters import Letters
from diemcau.app.ports.library import Library
from diemcau.app.ports.sites import Addresses, Directory
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.ids import BodyId, SiteCode


@dataclass(frozen=True)
class AddressBook:
    addresses: Addresses
    letters: Letters
    directory: Directory
    library: Library
    rooms: Rooms
    clock: Clock

    async def all(self, body: BodyId) -> Mapping[SiteCode, str]:
        return await self.addresses.all(body)

    async def put(self, body: BodyId, given: Mapping[SiteCode, str]) -> Mapping[SiteCode, str]:
        """Those of sites that we know, which are returned; one that is empty is taken away."""
        known = {**await self.listed(), **await self.unlisted(body)}
        theirs = {site: address for site, address in given.items() if site in known}
        await self.addresses.put(body, theirs)
        await self.letters.readdress(body, theirs, self.clock.now())
        return theirs

    async def listed(self) -> Mapping[SiteCode, str]:
        """Sites by their names."""
        listed = [await self.directory.listing(name) for name in await self.directory.listings()]
        return {site.code: site.name for sites in listed for site in sites}

    async def unlisted(self, body: BodyId) -> Mapping[SiteCode, str]:
        """Those of coming conferences that were invited by hand and stand in no list."""
        names, now = await self.listed(), self.clock.now()
        coming = [each.meeting for each in await self.library.headlines(body) if each.ends_at > now]
        states = [await self.rooms.state(meeting) for meeting in coming]
        invited = {code: site.name for state in states for code, site in state.sites.items()}
        return {code: name for code, name in sorted(invited.items()) if code not in names}
