"""A link by which a site answers its invitation without signing in, and does nothing else; and the
identity of its invitation in its calendar, with the same seal, by which its calendar program does.

It is made of the site and a key that all nodes share, so that nothing is kept for it; it holds as
long as answers are taken.
"""

import hmac
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from diemcau.app.ports.security import Secrets
from diemcau.app.ports.world import Chance
from diemcau.domain.nouns.ids import MeetingId, SiteCode

_LETTERS: Final = 32
"""Of the seal: 128 bits."""


@dataclass(frozen=True)
class AnswerLinks:
    secrets: Secrets
    chance: Chance
    by_calendar: bool = False
    """Whether answers of calendar programs are read: only then is an identity sealed."""

    async def path(self, meeting: MeetingId, site: SiteCode) -> str:
        return f"answer/{meeting}/{site}/{await self._seal(meeting, site)}"

    async def uid(self, meeting: MeetingId, site: SiteCode, host: str) -> str:
        """Seal, site and conference; a site's code may hold anything, a conference's no dot."""
        seal = await self._seal(meeting, site)
        return f"{seal}.{quote(site, safe='')}.{meeting}@{host}"

    async def invited(self, uid: str) -> tuple[MeetingId, SiteCode] | None:
        """Whose invitation has this identity; nobody's if the seal is not ours."""
        seal, _, rest = uid.rpartition("@")[0].partition(".")
        quoted, _, meeting = rest.rpartition(".")
        named = MeetingId(meeting), SiteCode(unquote(quoted))
        return named if await self.holds(*named, seal) else None

    async def holds(self, meeting: MeetingId, site: SiteCode, seal: str) -> bool:
        right = await self._seal(meeting, site)
        return hmac.compare_digest(seal.encode(errors="replace"), right.encode())

    async def _seal(self, meeting: MeetingId, site: SiteCode) -> str:
        key = await self.secrets.kept("answers", self.chance.new_token().encode())
        return hmac.digest(key, f"{meeting}\x00{site}".encode(), "sha256").hex()[:_LETTERS]
