"""One's own account: where one is signed in, and the password, changed by whoever knows it.

A device that is signed out here is out with its next request, and within a minute on an open page.
A new password signs out all of them, for one of them may be the reason for it, and closes a link
that would set yet another; the device on which it was chosen comes in again with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from msgspec import Struct

from diemcau.app.admission.devices import Device
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.refusals import NoSuchDevice, PasswordsDiffer
from diemcau.app.admission.secrets import as_typed
from diemcau.app.people import accounts
from diemcau.app.ports.invitations import Invitations
from diemcau.app.ports.people import Session
from diemcau.app.ports.security import Noted
from diemcau.app.security import who_is

_SHOWN: Final = 16
"""Hexadecimal digits by which a page names a session: they open nothing."""


class SignedIn(Struct, frozen=True, kw_only=True):
    """A device of one's own; `name` is how its browser calls itself, `here` this very one."""

    id: str
    name: str
    since: datetime
    seen_at: datetime
    here: bool


class NewPassword(Struct, frozen=True, kw_only=True):
    """As typed: the old one, the new one, and the new one again."""

    old: str
    new: str
    again: str


@dataclass(frozen=True)
class OwnAccount:
    """For whoever signed in with an account; a room that came by PIN has nothing of its own."""

    admission: Admission
    invitations: Invitations

    async def devices(self, session: Session) -> Sequence[SignedIn]:
        """This one first."""
        ours = await self.admission.inside.of(session)
        shown = [_shown(each, here=each.key == session.key) for each in ours]
        return sorted(shown, key=lambda each: not each.here)

    async def sign_out(self, session: Session, id_: str, device: Device) -> None:
        """Raises `NoSuchDevice`. Its own way out is another one: `Inside.sign_out`."""
        ours = await self.admission.inside.of(session)
        ended = next((each for each in ours if _id(each) == id_ and each.key != session.key), None)
        if ended is None:
            raise NoSuchDevice
        await self.admission.inside.sign_out(ended, device)

    async def change_password(
        self, session: Session, said: NewPassword, device: Device
    ) -> tuple[str, Session]:
        """The token and the session with which this device goes on. Raises `WrongPassword` for the
        old one, which is counted like any guess, `LockedOut`, `PasswordsDiffer`, and what
        `accounts.set_password` does; `ProofNeeded` where the account asks for more than a password
        and the reader showed it too long ago.
        """
        door = self.admission
        if await door.factors.asked_of(session.login or ""):
            door.inside.check_proved(session)
        account = await door.known(session.login or "", said.old, device)
        if as_typed(said.new) != as_typed(said.again):
            raise PasswordsDiffer
        account = await accounts.set_password(
            door.accounts, door.sessions, door.passwords, account.login, said.new
        )
        await self.invitations.withdraw(account.login)
        opened = await door.inside.open(account, device)
        await door.security.note(
            Noted.PASSWORD_SET, who_is(session), address=device.address, about=account.login
        )
        return opened


def _shown(session: Session, *, here: bool) -> SignedIn:
    return SignedIn(
        id=_id(session),
        name=session.device,
        since=session.created_at,
        seen_at=session.seen_at,
        here=here,
    )


def _id(session: Session) -> str:
    return session.key.hex()[:_SHOWN]
