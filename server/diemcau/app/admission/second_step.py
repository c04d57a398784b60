"""Between the password and the session: the code of whoever asks for one.

Nothing is kept of somebody who is half way: the browser holds a token that says whose password was
right and until when, sealed by a key that lies in the store. It opens nothing by itself, ends with
the password, and is taken once.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from diemcau.app.admission.devices import Device, KnownDevices
from diemcau.app.admission.factors import Factors, ShownBy
from diemcau.app.admission.guessing import Guessing, grain_of, guess_of_code
from diemcau.app.admission.locks import login_name
from diemcau.app.admission.refusals import HalfWayOver, WrongCode
from diemcau.app.admission.secrets import key_of, tidy_login
from diemcau.app.ports.people import Account, Accounts
from diemcau.app.ports.security import Noted, Secrets
from diemcau.app.ports.world import Chance, Clock

HALF_WAY: Final = timedelta(minutes=5)
_LONGEST: Final = 400


@dataclass(frozen=True)
class SecondStep:
    accounts: Accounts
    factors: Factors
    guessing: Guessing
    devices: KnownDevices
    secrets: Secrets
    chance: Chance
    clock: Clock

    async def half_way(self, account: Account) -> str:
        """For the cookie of whoever has shown the password of the account."""
        until = int((self.clock.now() + HALF_WAY).timestamp())
        said = f"{self.chance.new_token()}.{until}.{account.login}"
        return f"{await self._seal(said, account)}.{said}"

    async def whose(self, token: str) -> Account:
        """Raises `HalfWayOver`."""
        seal, _, said = token[:_LONGEST].partition(".")
        account = await self.accounts.by_login(tidy_login(said.split(".", 2)[-1]))
        if account is None or account.disabled:
            raise HalfWayOver
        if not hmac.compare_digest(_raw(seal), _raw(await self._seal(said, account))):
            raise HalfWayOver
        if _until(said) <= self.clock.now():
            raise HalfWayOver
        return account

    async def spend(self, token: str) -> None:
        """Raises `HalfWayOver` where it was. Of two who come with it, one goes on."""
        said = token.partition(".")[2]
        if not await self.factors.spent.spend(key_of(token), _until(said)):
            raise HalfWayOver

    async def prove(self, account: Account, code: str, device: Device) -> None:
        """Raises `WrongCode`, which counts, and `LockedOut`."""
        whose = login_name(account.login)
        known = await self.devices.known(device.marks, whose, grain_of(account))
        async with self.guessing.counted(guess_of_code(account.login, known), device):
            proof = await self.factors.shown(account.login, code, self.clock.now())
            if proof is None:
                raise WrongCode
        if proof is ShownBy.RECOVERY:
            left = str(await self.factors.recovery.left(account.login))
            await self.guessing.security.note(
                Noted.RECOVERY_USED, whose, address=device.address, about=left
            )

    async def _seal(self, said: str, account: Account) -> str:
        key = await self.secrets.kept("half-way", self.chance.new_token().encode())
        return hmac.digest(key, _raw(f"{said}\x00{grain_of(account)}"), "sha256").hex()


def _until(said: str) -> datetime:
    return datetime.fromtimestamp(int(said.split(".", 2)[1]), UTC)


def _raw(text: str) -> bytes:
    return text.encode(errors="replace")
