"""The people of the house as an admin looks after them: who there is, asked in, changed, let go.

How this works: whoever is added gets a link that opens the account once; behind it they choose a
password that nobody else has seen. The same link helps whoever has forgotten theirs: until it is
used the old password holds. Each act stands in the security log, whether it comes from a page or
from the terminal (`Doer`), and no two acts of this process look at the last admin at once.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from diemcau.app.admission.devices import Device
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.locks import login_name
from diemcau.app.admission.refusals import InvitationOver, PasswordsDiffer
from diemcau.app.admission.secrets import as_typed, key_of
from diemcau.app.people import accounts
from diemcau.app.people.accounts import NewAccount, NewPerson, NoSuchAccount
from diemcau.app.ports.invitations import Invitation, Invitations
from diemcau.app.ports.people import Account, Session, Whose
from diemcau.app.ports.security import Noted
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId


class Doer(Struct, frozen=True):
    """Whose act it is, as the security log calls them, and from which address."""

    who: str
    address: str = ""


class AccountState(StrEnum):
    """Whether somebody comes in: `EXPECTED` has an open link, `UNINVITED` neither that nor a
    password; who is `ASLEEP` has not come for long, and a fresh link lets them in.
    """

    ACTIVE = "active"
    EXPECTED = "expected"
    UNINVITED = "uninvited"
    DISABLED = "disabled"
    ASLEEP = "asleep"


class Member(Struct, frozen=True, kw_only=True):
    """`invited_until` where a link is open, `signed_in_at` the last time."""

    account: Account
    standing: AccountState
    signed_in_at: datetime | None
    invited_until: datetime | None


@dataclass(eq=False)
class Members:
    """Of one body: whoever belongs to another is nobody here. Of all for the terminal (`None`)."""

    admission: Admission
    invitations: Invitations
    body: BodyId | None = FIRST_BODY
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    def of(self, body: BodyId) -> "Members":
        """Those of another, with whom they wait for one turn."""
        return Members(self.admission, self.invitations, body, self._turn)

    async def all(self) -> Sequence[Member]:
        """In the order of their logins."""
        open_, seen = await self._open(), await self.admission.sign_ins.all()
        return [
            self._person(each, open_.get(each.login), seen.get(each.login))
            for each in await self.admission.accounts.all()
            if self.body in {None, each.body}
        ]

    async def one(self, login: str) -> Member:
        """Raises `NoSuchAccount`."""
        account = await self._found(login)
        seen = await self.admission.sign_ins.of(account.login)
        return self._person(account, (await self._open()).get(account.login), seen)

    async def add(self, new: NewAccount, by: Doer) -> Account:
        """With a password that is known already. Raises what `accounts.add` does."""
        new = replace(new, body=self.body or new.body)
        account = await accounts.add(self.admission.accounts, self.admission.passwords, new)
        await self._note(Noted.ACCOUNT_ADDED, account, by, account.post)
        return account

    async def expect(self, new: NewPerson, by: Doer) -> str:
        """The token of the link that asks them in. Raises what `accounts.expect` does."""
        account = await accounts.expect(
            self.admission.accounts, replace(new, body=self.body or new.body)
        )
        await self._note(Noted.ACCOUNT_ADDED, account, by, account.post)
        return await self.invite(account.login, by)

    async def invite(self, login: str, by: Doer) -> str:
        """A fresh link for an account that is there; the one of before opens nothing any more."""
        account = await self._found(login)
        days = self.admission.settings.invitation_days
        until = self.admission.clock.now() + timedelta(days=days)
        token = self.admission.chance.new_token()
        invited = Invitation(login=account.login, key=key_of(token), until=until)
        await self.invitations.put(invited)
        await self._note(Noted.INVITED, account, by)
        return token

    async def asked_in(self, token: str) -> Account:
        """Whom the link is for, without using it. Raises `InvitationOver`."""
        invited = await self.invitations.by_key(key_of(token))
        if invited is None or invited.until <= self.admission.clock.now():
            raise InvitationOver
        account = await self.admission.accounts.by_login(invited.login)
        if account is None or account.disabled:
            raise InvitationOver
        return account

    async def come_in(
        self, token: str, password: str, again: str, device: Device
    ) -> tuple[str, Session]:
        """With the password of one's choice. Raises `InvitationOver`, `PasswordsDiffer` and what
        `accounts.set_password` does; until the password is one, the link stays open. A link is no
        way past the second step: raises `SecondStepNeeded`.
        """
        door = self.admission
        account = await self.asked_in(token)
        if as_typed(password) != as_typed(again):
            raise PasswordsDiffer
        accounts.fitting(account, password)
        if not await self.invitations.take(key_of(token)):
            raise InvitationOver
        by = Doer(login_name(account.login), device.address)
        account = await self.set_password(account.login, password, by)
        return await door.entered(account, device)

    async def set_password(self, login: str, password: str, by: Doer) -> Account:
        """Whoever was kept out for guessing is heard again, with the new one; a link that is open
        is closed with it.
        """
        door = self.admission
        account = await accounts.set_password(
            door.accounts, door.sessions, door.passwords, login, password
        )
        await accounts.unlock(door.accounts, door.attempts, login)
        await self.invitations.withdraw(account.login)
        await self._note(Noted.PASSWORD_SET, account, by)
        return account

    async def change(self, new: NewPerson, by: Doer) -> Account:
        """Raises what `accounts.change` does."""
        async with self._turn:
            before = await self._found(new.login)
            account = await accounts.change(self.admission.accounts, self.admission.sessions, new)
        if account != before:
            await self._note(Noted.ACCOUNT_CHANGED, account, by, account.post)
        return account

    async def disable(self, login: str, by: Doer) -> Account:
        """Raises `LastAdmin`. A link that is open is closed with it."""
        async with self._turn:
            await self._found(login)
            shut = await accounts.disable(self.admission.accounts, self.admission.sessions, login)
        await self.invitations.withdraw(shut.login)
        await self._note(Noted.ACCOUNT_DISABLED, shut, by)
        return shut

    async def enable(self, login: str, by: Doer) -> Account:
        await self._found(login)
        account = await accounts.enable(self.admission.accounts, login)
        await self._note(Noted.ACCOUNT_ENABLED, account, by)
        return account

    async def remove(self, login: str, by: Doer) -> None:
        """Raises `LastAdmin`."""
        async with self._turn:
            account = await self._found(login)
            await accounts.remove(self.admission.accounts, account.login)
        await self._note(Noted.ACCOUNT_REMOVED, account, by)

    async def let_in(self, login: str, by: Doer) -> None:
        account = await self._found(login)
        await accounts.unlock(self.admission.accounts, self.admission.attempts, account.login)
        await self._note(Noted.LET_IN, account, by)

    async def sign_out(self, login: str, by: Doer) -> int:
        """On every device; how many they were."""
        account = await self._found(login)
        ended = await self.admission.inside.show_out(Whose(login=account.login))
        await self._note(Noted.SIGNED_OUT_EVERYWHERE, account, by, str(ended))
        return ended

    async def take_factors(self, login: str, by: Doer) -> Account:
        """Of somebody who has lost them: the password alone lets them in again. They are signed out
        everywhere, for what was lost may be in other hands.
        """
        account = await self._found(login)
        await self.admission.factors.remove(account.login)
        await self.admission.inside.show_out(Whose(login=account.login))
        await self._note(Noted.FACTOR_OFF, account, by)
        return account

    async def _found(self, login: str) -> Account:
        """Raises `NoSuchAccount`."""
        account = await accounts.found(self.admission.accounts, login)
        if self.body not in {None, account.body}:
            raise NoSuchAccount
        return account

    async def _open(self) -> dict[str, datetime]:
        now = self.admission.clock.now()
        return {each.login: each.until for each in await self.invitations.all() if each.until > now}

    async def _note(self, what: Noted, account: Account, by: Doer, more: str = "") -> None:
        about = f"{login_name(account.login)} {more}".rstrip()
        await self.admission.security.note(what, by.who, address=by.address, about=about)

    def _person(self, account: Account, until: datetime | None, seen: datetime | None) -> Member:
        return Member(
            account=account,
            standing=self._standing(account, until, seen),
            signed_in_at=seen,
            invited_until=until,
        )

    def _standing(
        self, account: Account, until: datetime | None, seen: datetime | None
    ) -> AccountState:
        door = self.admission
        if account.disabled:
            return AccountState.DISABLED
        longest = door.settings.demands.asleep
        if longest and seen and door.clock.now() - seen >= longest:
            return AccountState.EXPECTED if until else AccountState.ASLEEP
        if account.password:
            return AccountState.ACTIVE
        return AccountState.EXPECTED if until else AccountState.UNINVITED
