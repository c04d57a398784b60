"""Whose conferences these are, and how an office begins.

As long as nobody may sign in, whoever has read the founding code on the terminal of the server may
found the office: say what it is and who works there. From then on the code opens nothing.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from diemcau.app.people import accounts
from diemcau.app.people.accounts import NewAccount
from diemcau.app.ports.office import Office, OfficeBook
from diemcau.app.ports.people import Accounts, Passwords
from diemcau.app.ports.security import Noted, Secrets
from diemcau.app.ports.world import Chance
from diemcau.app.refusals import Refused
from diemcau.app.security import Security

_CODE: Final = "founding"
FOUNDER: Final = "founder"
"""In the security log: whoever has the terminal; more is not known of them."""


class AlreadyFounded(Refused):
    """Somebody may sign in already: further people are for them to let in."""

    code = "already_founded"


class WrongFoundingCode(Refused):
    """It stands on the terminal on which the server was started."""

    code = "wrong_founding_code"


@dataclass(frozen=True)
class CurrentOffice:
    """Until it is founded on a page, the office is what the settings say."""

    book: OfficeBook
    as_set: Office

    async def now(self) -> Office:
        return await self.book.get() or self.as_set


@dataclass(frozen=True)
class Founding:
    """The code is kept with the office, so that every node and every start gives the same."""

    accounts: Accounts
    book: OfficeBook
    secrets: Secrets
    passwords: Passwords
    chance: Chance
    security: Security

    async def founded(self) -> bool:
        return bool(await self.accounts.all())

    async def code(self) -> str | None:
        """None where the office is founded."""
        if await self.founded():
            return None
        return (await self.secrets.kept(_CODE, self.chance.new_token().encode())).decode()

    async def check(self, given: str, address: str = "") -> None:
        """Raises `AlreadyFounded`, and `WrongFoundingCode` once that is noted."""
        if (code := await self.code()) is None:
            raise AlreadyFounded
        if not hmac.compare_digest(given.encode(errors="replace"), code.encode()):
            wrong = WrongFoundingCode()
            await self.security.note(Noted.FAILED, FOUNDER, address=address, about=wrong.code)
            raise wrong

    async def found(
        self, given: str, office: Office, people: Sequence[NewAccount], address: str = ""
    ) -> None:
        """None of it where anything is refused; what it is called comes first, for the code opens
        nothing once there is an account. Raises what `check` and `accounts.add` do.
        """
        await self.check(given, address)
        checked = accounts.tidied(people)
        await self.book.put(office)
        await self.security.note(Noted.FOUNDED, FOUNDER, address=address, about=office.organiser)
        for each in checked:
            await accounts.add(self.accounts, self.passwords, each)
            about = f"{each.login} {each.post}"
            await self.security.note(Noted.ACCOUNT_ADDED, FOUNDER, address=address, about=about)
