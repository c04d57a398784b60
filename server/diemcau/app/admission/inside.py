"""Those who are inside: a session each, until its hour, long silence, or its account's end."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from diemcau.app.admission import faces
from diemcau.app.admission.devices import NOWHERE, Device
from diemcau.app.admission.locks import LONGEST_NAME
from diemcau.app.admission.refusals import AccountAsleep, NoOtherFace, ProofNeeded
from diemcau.app.admission.secrets import key_of, tidy_login
from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.ports.bodies import BodyBook
from diemcau.app.ports.invitations import SignIns
from diemcau.app.ports.people import Account, Accounts, Post, Session, Sessions, SitePass, Whose
from diemcau.app.ports.security import Noted
from diemcau.app.ports.world import Chance, Clock
from diemcau.app.security import Security, who_is
from diemcau.domain.nouns.ids import FIRST_BODY

TOUCHED_EVERY: Final = timedelta(minutes=1)


@dataclass(eq=False)
class Inside:
    sessions: Sessions
    accounts: Accounts
    sign_ins: SignIns
    bodies: BodyBook
    security: Security
    chance: Chance
    clock: Clock
    settings: AdmissionSettings
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    async def open(self, bearer: Account | SitePass, device: Device) -> tuple[str, Session]:
        """The token for the cookie and the session it opens."""
        token, now = self.chance.new_token(), self.clock.now()
        person = bearer if isinstance(bearer, Account) else None
        hours = self.settings.account_hours if person else self.settings.site_hours
        session = Session(
            key=key_of(token),
            post=person.post if person else Post.SITE,
            name=person.name if person else str(bearer.site),
            csrf=self.chance.new_token(),
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(hours=hours),
            login=tidy_login(person.login) if person else None,
            meeting=None if isinstance(bearer, Account) else bearer.meeting,
            site=bearer.site,
            device=device.name[:LONGEST_NAME],
            proved_at=now,
            body=person.body if person else FIRST_BODY,
        )
        await self.sessions.put(session)
        if session.login is not None:
            await self.sign_ins.put(session.login, now)
        return token, session

    async def session(self, token: str) -> Session | None:
        """Whose token this is, unless the session is over."""
        return await self._current(key_of(token))

    async def still(self, session: Session) -> Session | None:
        """The session as it is now, or that it is over: what a live socket asks each minute.

        No request passes through an open socket; its being open counts as being there.
        """
        return await self._current(session.key)

    async def of(self, session: Session) -> Sequence[Session]:
        """Every device signed in as the same account, or as the same site in its conference."""
        return await self.all_of(session.whose)

    async def all_of(self, whose: Whose) -> Sequence[Session]:
        now = self.clock.now()
        return [each for each in await self.sessions.of(whose) if not self._is_over(each, now)]

    async def proved(self, session: Session) -> None:
        """Whoever sits there has just shown again that the session is theirs."""
        async with self._writing:
            if kept := await self.sessions.get(session.key):
                await self.sessions.put(replace(kept, proved_at=self.clock.now()))

    async def turn(self, session: Session, *, above: bool) -> Session:
        """To the other face of one's unit, or back. Raises `NoOtherFace`."""
        account = await self.accounts.by_login(session.login or "")
        if account is None:
            raise NoOtherFace
        async with self._writing:
            if (kept := await self.sessions.get(session.key)) is None:
                raise NoOtherFace
            turned = await self._as(account, kept, above=above)
            await self.sessions.put(turned)
        return turned

    def check_proved(self, session: Session) -> None:
        """Raises `ProofNeeded` where that was too long ago."""
        within = timedelta(minutes=self.settings.proof_minutes)
        if session.proved_at is None or self.clock.now() - session.proved_at >= within:
            raise ProofNeeded

    async def check_awake(self, account: Account) -> None:
        """Raises `AccountAsleep` where nobody came by the account for as long as the level says."""
        if (longest := self.settings.demands.asleep) is None:
            return
        last = await self.sign_ins.of(account.login)
        if last is not None and self.clock.now() - last >= longest:
            raise AccountAsleep

    async def sign_out(self, session: Session, device: Device = NOWHERE) -> None:
        async with self._writing:
            await self.sessions.remove(session.key)
        await self.security.note(
            Noted.SIGNED_OUT, who_is(session), address=device.address, meeting=session.meeting or ""
        )

    async def sign_out_everywhere(self, session: Session, device: Device = NOWHERE) -> int:
        """Every device of the account, or of the site in its conference; how many they were."""
        ended = await self.show_out(session.whose)
        await self.security.note(
            Noted.SIGNED_OUT_EVERYWHERE,
            who_is(session),
            address=device.address,
            about=str(ended),
            meeting=session.meeting or "",
        )
        return ended

    async def show_out(self, *whose: Whose) -> int:
        async with self._writing:
            return await self.sessions.remove_of(*whose)

    async def forget_expired(self) -> None:
        """Housekeeping: an expired session is refused whether or not this ever runs."""
        await self.sessions.remove_expired(self.clock.now())

    async def _current(self, key: bytes) -> Session | None:
        session, now = await self.sessions.get(key), self.clock.now()
        if session is None:
            return None
        if self._is_over(session, now):
            await self.sessions.remove(key)
            return None
        return session if now - session.seen_at < TOUCHED_EVERY else await self._touched(key, now)

    def _is_over(self, session: Session, now: datetime) -> bool:
        silent = now - session.seen_at
        longest = timedelta(hours=self.settings.idle_hours)
        if session.login is not None:
            longest = self.settings.demands.silence(session.post, longest)
        return now >= session.expires_at or silent >= longest

    async def _touched(self, key: bytes, now: datetime) -> Session | None:
        """Seen now, with the account's post and name of now.

        Reading and writing are one step, so that a session signed out in between does not
        come back.
        """
        async with self._writing:
            if (session := await self.sessions.get(key)) is None:
                return None
            if (renewed := await self._renewed(session)) is None:
                await self.sessions.remove(key)
                return None
            renewed = replace(renewed, seen_at=now)
            await self.sessions.put(renewed)
            return renewed

    async def _renewed(self, session: Session) -> Session | None:
        if session.login is None:
            return session
        account = await self.accounts.by_login(session.login)
        if account is None or account.disabled:
            return None
        try:
            return await self._as(account, session, above=session.turned)
        except NoOtherFace:
            return None

    async def _as(self, account: Account, session: Session, *, above: bool) -> Session:
        face = await faces.above(account, self.bodies) if above else faces.own(account)
        said = {"post": face.post, "body": face.body, "site": face.site, "turned": above}
        return replace(session, name=account.name, **said)
