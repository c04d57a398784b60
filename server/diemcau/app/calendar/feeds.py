"""A site's own calendar lies at an address that is its secret: whoever has the address reads it.

Kept is only what the secret can be known by, so that nobody reads it out of the database.
"""

import hashlib
from dataclasses import dataclass

from diemcau.app.ports.sites import CalendarFeeds
from diemcau.app.ports.world import Chance
from diemcau.domain.nouns.ids import BodyId, SiteCode


@dataclass(frozen=True)
class SecretFeeds:
    feeds: CalendarFeeds
    chance: Chance

    async def opened(self, body: BodyId, site: SiteCode) -> str:
        """The secret of its address, told this once; it takes the place of the one before."""
        token = self.chance.new_token()
        await self.feeds.put(body, site, _key(token))
        return token

    async def site_of(self, token: str) -> tuple[BodyId, SiteCode] | None:
        return await self.feeds.site_of(_key(token))


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
