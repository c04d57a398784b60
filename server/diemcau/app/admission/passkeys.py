"""Passkeys: keys on people's own devices, which open an account alone or as its second step.

How this works: a device signs a challenge of ours, after its owner showed it a finger, a face or a
PIN: so it stands for two factors by itself. A challenge is made for one purpose – to come in, for
the second step of one account, to be added or to show oneself again in one session – and is taken
once. What a device counts may not go back: else two devices hold one key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from diemcau.app.admission.challenges import Challenges
from diemcau.app.admission.devices import Device
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.grants import check_follows_none
from diemcau.app.admission.locks import login_name
from diemcau.app.admission.refusals import (
    NoSuchPasskey,
    PasskeyCopied,
    WrongPasskey,
)
from diemcau.app.ports.factors import (
    Passkey,
    PasskeyChecks,
    Passkeys,
    PasskeyWrong,
    RelyingParty,
    SaidByDevice,
)
from diemcau.app.ports.people import Account, Session
from diemcau.app.ports.providers import Identities
from diemcau.app.ports.security import Noted
from diemcau.app.security import who_is
from diemcau.protocol import door

ENTER: Final = "enter"
LONGEST_NAME: Final = 60
MOST: Final = 20
"""Of one account."""


@dataclass(frozen=True)
class PasskeyDoor:
    """`said` is what the browser gives. All but what is shown raises `WrongPasskey`."""

    admission: Admission
    place: RelyingParty
    identities: Identities

    # -- what a browser is asked -------------------------------------------------------------------

    async def to_enter(self) -> Mapping[str, object]:
        return self._checks.to_show(self.place, await self._challenges.new(ENTER), ())

    async def to_finish(self, half: str) -> Mapping[str, object]:
        """Raises `HalfWayOver`."""
        login = (await self.admission.second.whose(half)).login
        return await self._to_show(f"second {login}", login)

    async def to_prove(self, session: Session) -> Mapping[str, object]:
        return await self._to_show(f"prove {session.key.hex()}", session.login or "")

    async def to_add(self, session: Session) -> Mapping[str, object]:
        """Raises `ProofNeeded`."""
        self.admission.inside.check_proved(session)
        login = session.login or ""
        challenge = await self._challenges.new(f"add {session.key.hex()}")
        known = [each.id for each in await self._kept.of(login)]
        return self._checks.to_make(self.place, challenge, await self._user(login), login, known)

    # -- what it answers ---------------------------------------------------------------------------

    async def enter(self, said: str, device: Device) -> tuple[str, Session]:
        """With the passkey alone. What nobody has is not noted: strangers could fill the log.
        Raises `FollowsGrant`.
        """
        try:
            account = await self._shown(said, ENTER)
        except WrongPasskey as refusal:
            if known := await self._kept.by_id(self._read(said).id):
                whose = login_name(known.login)
                await self.admission.guessing.failed(whose, refusal, device)
            raise
        await check_follows_none(self.identities, account.login)
        return await self.admission.opened(account, device, "passkey")

    async def finish(self, half: str, said: str, device: Device) -> tuple[str, Session]:
        """As the second step. Raises `HalfWayOver`."""
        account = await self.admission.second.whose(half)
        await self._shown_by(account.login, said, f"second {account.login}", device)
        await self.admission.second.spend(half)
        return await self.admission.opened(account, device, "passkey")

    async def prove(self, session: Session, said: str, device: Device) -> None:
        login = session.login or ""
        await self._shown_by(login, said, f"prove {session.key.hex()}", device)
        await self.admission.inside.proved(session)
        await self._note(Noted.PROVED, session, device, "passkey")

    async def add(self, session: Session, name: str, said: str, device: Device) -> Sequence[str]:
        """The recovery codes, this once, where there are none yet. Raises `ProofNeeded`."""
        self.admission.inside.check_proved(session)
        login, challenge = session.login or "", self._read(said).challenge
        await self._challenges.check(challenge, f"add {session.key.hex()}")
        try:
            id_, public_key, count = self._checks.made(self.place, challenge, said)
        except PasskeyWrong as wrong:
            raise WrongPasskey from wrong
        await self._challenges.spend(challenge)
        now = self.admission.clock.now()
        called = door.line(name).strip()[:LONGEST_NAME] or f"{now:%d/%m/%Y}"
        new = Passkey(
            id=id_, login=login, public_key=public_key, count=count, name=called, added_at=now
        )
        if len(await self._kept.of(login)) >= MOST or not await self._kept.add(new):
            raise WrongPasskey
        await self._note(Noted.FACTOR_ON, session, device, called)
        if await self.admission.factors.recovery.left(login):
            return ()
        return await self.admission.factors.new_recovery_codes(login, self.admission.chance)

    async def remove(self, session: Session, id_: str, device: Device) -> None:
        """By its id in hexadecimal digits. Raises `NoSuchPasskey` and `ProofNeeded`."""
        self.admission.inside.check_proved(session)
        login = session.login or ""
        found = next((each for each in await self._kept.of(login) if each.id.hex() == id_), None)
        if found is None or not await self._kept.remove(login, found.id):
            raise NoSuchPasskey
        await self.admission.factors.tidy(login)
        await self._note(Noted.FACTOR_OFF, session, device, found.name)

    # ----------------------------------------------------------------------------------------------

    async def _shown_by(self, login: str, said: str, purpose: str, device: Device) -> None:
        """By this person, and noted where it is not."""
        try:
            await self._shown(said, purpose, login)
        except WrongPasskey as refusal:
            await self.admission.guessing.failed(login_name(login), refusal, device)
            raise

    async def _shown(self, said: str, purpose: str, login: str | None = None) -> Account:
        """Whose passkey it is, or that it is this one's."""
        it = self._read(said)
        await self._challenges.check(it.challenge, purpose)
        known = await self._kept.by_id(it.id)
        if known is None or login not in {None, known.login}:
            raise WrongPasskey
        if it.user and it.user != await self._user(known.login):
            raise WrongPasskey
        try:
            count = self._checks.count(self.place, it.challenge, said, known.public_key)
        except PasskeyWrong as wrong:
            raise WrongPasskey from wrong
        await self._challenges.spend(it.challenge)
        if count <= known.count and (count or known.count):
            raise PasskeyCopied
        account = await self.admission.accounts.by_login(known.login)
        if account is None or account.disabled:
            raise WrongPasskey
        await self.admission.inside.check_awake(account)
        if not await self._kept.use(known, count, self.admission.clock.now()):
            raise PasskeyCopied
        return account

    def _read(self, said: str) -> SaidByDevice:
        try:
            return self._checks.read(said)
        except PasskeyWrong as wrong:
            raise WrongPasskey from wrong

    async def _to_show(self, purpose: str, login: str) -> Mapping[str, object]:
        known = [each.id for each in await self._kept.of(login)]
        if not known:
            raise NoSuchPasskey
        challenge = await self._challenges.new(purpose)
        return self._checks.to_show(self.place, challenge, known)

    async def _user(self, login: str) -> bytes:
        """A name for devices to keep that says nothing (WebAuthn §14.6.1)."""
        return bytes.fromhex(await self._challenges.seal(f"user {login}"))

    @property
    def _challenges(self) -> Challenges:
        of = self.admission
        return Challenges(of.secrets, of.factors.spent, of.chance, of.clock)

    @property
    def _kept(self) -> Passkeys:
        return self.admission.factors.passkeys

    @property
    def _checks(self) -> PasskeyChecks:
        return self.admission.factors.checks

    async def _note(self, what: Noted, session: Session, device: Device, about: str) -> None:
        who = who_is(session)
        await self.admission.security.note(what, who, address=device.address, about=about)
