"""What somebody is given and brings back, signed by a device or carried by a browser that was
elsewhere: made for one purpose, and taken once.

Nothing is kept of a challenge that was given out, for strangers ask for them: it says itself until
when it holds, sealed about its purpose by a key that lies in the store. Those that were used are
kept until then.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from diemcau.app.admission.refusals import WrongPasskey
from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.factors import SpentTokens
from diemcau.app.ports.security import Secrets
from diemcau.app.ports.world import Chance, Clock
from diemcau.app.refusals import Refused

HOLDS: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Challenges:
    secrets: Secrets
    spent: SpentTokens
    chance: Chance
    clock: Clock
    refusal: type[Refused] = WrongPasskey

    async def new(self, purpose: str) -> bytes:
        until = int((self.clock.now() + HOLDS).timestamp())
        said = f"{self.chance.new_token()}.{until}"
        return f"{said}.{await self.seal(f'{purpose} {said}')}".encode()

    async def check(self, challenge: bytes, purpose: str) -> None:
        """Raises the refusal where it is not ours, for something else, or over."""
        said, _, seal = challenge.decode(errors="replace").rpartition(".")
        right = await self.seal(f"{purpose} {said}")
        if not hmac.compare_digest(seal.encode(errors="replace"), right.encode()):
            raise self.refusal
        if _until(said) <= self.clock.now():
            raise self.refusal

    async def spend(self, challenge: bytes) -> None:
        """After everything else was right. Raises the refusal where it was used."""
        token = challenge.decode()
        if not await self.spent.spend(key_of(token), _until(token.rpartition(".")[0])):
            raise self.refusal

    async def seal(self, about: str) -> str:
        key = await self.secrets.kept("challenges", self.chance.new_token().encode())
        return hmac.digest(key, about.encode(errors="replace"), "sha256").hex()


def _until(said: str) -> datetime:
    return datetime.fromtimestamp(int(said.rpartition(".")[2]), UTC)
