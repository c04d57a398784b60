"""What an account asks for beside its password, as it is kept: a code app, passkeys and recovery
codes.

Recovery codes come with the first factor that is turned on, and go with the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from diemcau.app.admission.codes import new_recovery, recovery_key, recovery_typed, step_of
from diemcau.app.ports.factors import (
    CodeApp,
    CodeApps,
    PasskeyChecks,
    Passkeys,
    RecoveryCodes,
    Sealing,
    SpentTokens,
)
from diemcau.app.ports.world import Chance

RECOVERY_CODES: Final = 10


class ShownBy(StrEnum):
    """What somebody showed beside the password."""

    CODE = "code"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Factors:
    apps: CodeApps
    recovery: RecoveryCodes
    passkeys: Passkeys
    spent: SpentTokens
    sealing: Sealing
    checks: PasskeyChecks

    async def asked_of(self, login: str) -> bool:
        """Whether the password alone is not enough."""
        app = await self.apps.of(login)
        return (app is not None and app.on) or bool(await self.passkeys.of(login))

    async def shown(self, login: str, typed: str, now: datetime) -> ShownBy | None:
        """What was typed, if it is right; it is right this once."""
        if recovery_typed(typed):
            taken = await self.recovery.take(login, recovery_key(login, typed))
            return ShownBy.RECOVERY if taken else None
        app = await self.apps.of(login)
        if app is None or not app.on:
            return None
        return ShownBy.CODE if await self.fits(app, typed, now) else None

    async def fits(self, app: CodeApp, typed: str, now: datetime) -> bool:
        """Whether it is a code of the app, newer than all that were taken; it is taken by this."""
        secret = await self.sealing.open(app.secret, app.login)
        step = step_of(secret, typed, now, app.step)
        return step is not None and await self.apps.use(app.login, step)

    async def new_recovery_codes(self, login: str, chance: Chance) -> Sequence[str]:
        """Shown this once; digests of them are kept."""
        written = [new_recovery(chance.new_token()) for _ in range(RECOVERY_CODES)]
        await self.recovery.put(login, (recovery_key(login, each) for each in written))
        return written

    async def remove(self, login: str) -> None:
        """All there are."""
        await self.apps.remove(login)
        await self.passkeys.remove(login)
        await self.recovery.put(login, ())

    async def tidy(self, login: str) -> None:
        """After one of them was taken away: recovery codes go with the last."""
        if not await self.asked_of(login):
            await self.recovery.put(login, ())
