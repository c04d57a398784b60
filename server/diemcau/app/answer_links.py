"""A link by which a site answers its invitation without signing in, and does nothing else.

It is made of the site and a key that all nodes share, so that nothing is kept for it; it holds as
long as answers are taken.
"""

import hmac
from dataclasses import dataclass
from typing import Final

from diemcau.app.ports.security import Secrets
from diemcau.app.ports.world import Chance
from diemcau.domain.nouns.ids import MeetingId, SiteCode

_LETTERS: Final = 32
"""Of the seal: 128 bits."""


@dataclass(frozen=True)
class AnswerLinks:
    secrets: Secrets
    chance: Chance

    async def path(self, meeting: MeetingId, site: SiteCode) -> str:
        return f"answer/{meeting}/{site}/{await self._seal(meeting, site)}"

    async def holds(self, meeting: MeetingId, site: SiteCode, seal: str) -> bool:
        right = await self._seal(meeting, site)
        return hmac.compare_digest(seal.encode(errors="replace"), right.encode())

    async def _seal(self, meeting: MeetingId, site: SiteCode) -> str:
        key = await self.secrets.kept("answers", self.chance.new_token().encode())
        return hmac.digest(key, f"{meeting}\x00{site}".encode(), "sha256").hex()[:_LETTERS]
