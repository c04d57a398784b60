"""One's own second step: turned on with an app that shows codes, and off again.

How this works: the secret is made and shown until the first code is right; from then on nothing
shows it again. With it come recovery codes, for the day on which the phone is lost. Turning it off
takes what signing in takes, the password and a code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from msgspec import Struct

from diemcau.app.admission import codes
from diemcau.app.admission.devices import Device
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.refusals import CodeAppOn, NoCodeApp, WrongCode
from diemcau.app.ports.factors import CodeApp, Passkey
from diemcau.app.ports.people import Account, Session
from diemcau.app.ports.security import Noted
from diemcau.app.security import who_is

SHOWN_FOR: Final = timedelta(minutes=30)
ISSUER: Final = "Điểm Cầu"


class BegunApp(Struct, frozen=True):
    """An app to be set up: the secret as it is typed, and the address that its camera reads."""

    secret: str
    address: str


class SecondFactors(Struct, frozen=True, kw_only=True):
    """`app` if one is on; how many recovery codes are left."""

    app: CodeApp | None
    passkeys: Sequence[Passkey]
    recovery: int

    @property
    def any(self) -> bool:
        return self.app is not None or bool(self.passkeys)


@dataclass(frozen=True)
class OwnFactors:
    """For whoever signed in with an account. All but `standing` raises `ProofNeeded` where the
    reader showed too long ago that it is they.
    """

    admission: Admission

    async def standing(self, login: str) -> SecondFactors:
        factors = self.admission.factors
        app = await factors.apps.of(login)
        left = await factors.recovery.left(login)
        passkeys = await factors.passkeys.of(login)
        on = app if app and app.on else None
        return SecondFactors(app=on, passkeys=passkeys, recovery=left)

    async def begin(self, session: Session) -> None:
        """Raises `CodeAppOn`."""
        login, door = self._login(session), self.admission
        if (await self.standing(login)).app:
            raise CodeAppOn
        secret = codes.new_secret(door.chance.new_token())
        sealed = await door.factors.sealing.seal(secret, login)
        await door.factors.apps.put(CodeApp(login=login, secret=sealed, since=door.clock.now()))

    async def begun(self, session: Session) -> BegunApp:
        """Raises `NoCodeApp`."""
        app = await self._waiting(session)
        secret = await self.admission.factors.sealing.open(app.secret, app.login)
        return BegunApp(codes.spelt(secret), codes.address(secret, app.login, ISSUER))

    async def confirm(self, session: Session, code: str, device: Device) -> Sequence[str]:
        """The recovery codes, this once, where there are none yet. Raises `NoCodeApp` and
        `WrongCode`.
        """
        app, door = await self._waiting(session), self.admission
        if not await door.factors.fits(app, code, door.clock.now()):
            raise WrongCode
        await self._note(Noted.FACTOR_ON, session, device)
        if await door.factors.recovery.left(app.login):
            return ()
        return await door.factors.new_recovery_codes(app.login, door.chance)

    async def new_recovery_codes(self, session: Session, device: Device) -> Sequence[str]:
        """Those of before open nothing any more. Raises `NoCodeApp`."""
        login, door = self._login(session), self.admission
        if not await door.factors.asked_of(login):
            raise NoCodeApp
        await self._note(Noted.RECOVERY_MADE, session, device)
        return await door.factors.new_recovery_codes(login, door.chance)

    async def turn_off(self, session: Session, password: str, code: str, device: Device) -> None:
        """Raises `WrongPassword` and `WrongCode`, which count, and `LockedOut`."""
        account = await self._shown(session, password, code, device)
        await self.admission.factors.apps.remove(account.login)
        await self.admission.factors.tidy(account.login)
        await self._note(Noted.FACTOR_OFF, session, device)

    async def prove(self, session: Session, password: str, code: str, device: Device) -> None:
        """With all that the account asks for. Raises what `turn_off` does."""
        await self._shown(session, password, code, device)
        await self.admission.inside.proved(session)
        await self._note(Noted.PROVED, session, device)

    async def _shown(self, session: Session, password: str, code: str, device: Device) -> Account:
        door = self.admission
        account = await door.known(session.login or "", password, device)
        if await door.factors.asked_of(account.login):
            await door.second.prove(account, code, device)
        return account

    async def _waiting(self, session: Session) -> CodeApp:
        app = await self.admission.factors.apps.of(self._login(session))
        now = self.admission.clock.now()
        if app is None or app.on or now - app.since >= SHOWN_FOR:
            raise NoCodeApp
        return app

    def _login(self, session: Session) -> str:
        self.admission.inside.check_proved(session)
        return session.login or ""

    async def _note(self, what: Noted, session: Session, device: Device) -> None:
        who = who_is(session)
        await self.admission.security.note(what, who, address=device.address, about=who)
