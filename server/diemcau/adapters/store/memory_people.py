"""Links by which people are asked in, when each was here last, and the security log, in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from diemcau.app.ports.invitations import Invitation
from diemcau.app.ports.security import ALL_NOTES, SecurityNote, Sought
from diemcau.protocol.chain import Head
from diemcau.protocol.security_notes import Link


class OfAnAccount(Protocol):
    """What goes with it when it is removed."""

    def forget(self, login: str) -> None: ...


class MemoryInvitations:
    def __init__(self) -> None:
        self._kept: dict[str, Invitation] = {}

    async def put(self, invited: Invitation) -> None:
        login = invited.login.lower()
        self._kept[login] = replace(invited, login=login)

    async def by_key(self, key: bytes) -> Invitation | None:
        return next((each for each in self._kept.values() if each.key == key), None)

    async def take(self, key: bytes) -> bool:
        found = await self.by_key(key)
        return found is not None and bool(self._kept.pop(found.login))

    async def withdraw(self, login: str) -> None:
        self.forget(login.lower())

    def forget(self, login: str) -> None:
        self._kept.pop(login, None)

    async def all(self) -> Sequence[Invitation]:
        return [each for _, each in sorted(self._kept.items())]


class MemorySignIns:
    def __init__(self) -> None:
        self._kept: dict[str, datetime] = {}

    async def put(self, login: str, at: datetime) -> None:
        self._kept[login.lower()] = at

    async def of(self, login: str) -> datetime | None:
        return self._kept.get(login.lower())

    async def all(self) -> Mapping[str, datetime]:
        return dict(self._kept)

    def forget(self, login: str) -> None:
        self._kept.pop(login, None)


class MemorySecurityLog:
    def __init__(self) -> None:
        self._kept: list[SecurityNote] = []

    async def append(self, note: SecurityNote) -> SecurityNote:
        self._kept.append(replace(note, no=len(self._kept) + 1))
        return self._kept[-1]

    async def before(
        self, no: int | None, most: int, sought: Sought = ALL_NOTES
    ) -> Sequence[SecurityNote]:
        older = (each for each in reversed(self._kept) if no is None or each.no < no)
        return [each for each in older if _is(sought, each)][:most]

    async def after(self, no: int, most: int) -> Sequence[SecurityNote]:
        return self._kept[no:][:most]

    async def head(self) -> Head | None:
        return None

    async def links(self, no: int, most: int) -> Sequence[Link]:  # noqa: ARG002 – none
        return ()


def _is(sought: Sought, note: SecurityNote) -> bool:
    text = sought.text.lower()
    told = (note.who, note.address, note.about, note.meeting)
    return (
        sought.what in {None, note.what}
        and any(text in each.lower() for each in told)
        and (sought.since is None or note.at >= sought.since)
        and (sought.until is None or note.at < sought.until)
    )
