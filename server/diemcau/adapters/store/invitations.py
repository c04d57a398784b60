"""Links by which people are asked in, and when each was here last, in tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import delete, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.people_tables import invitations, sign_ins
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.invitations import Invitation


class SqlInvitations:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, invited: Invitation) -> None:
        row = {**asdict(invited), "login": invited.login.lower()}
        async with self._database.writing() as connection:
            await connection.execute(upsert(self._database.dialect, invitations), row)

    async def by_key(self, key: bytes) -> Invitation | None:
        this = select(invitations).where(invitations.c.key == key)
        async with self._database.reading() as connection:
            row = (await connection.execute(this)).mappings().first()
        return Invitation(**row) if row else None

    async def take(self, key: bytes) -> bool:
        async with self._database.writing() as connection:
            gone = await connection.execute(delete(invitations).where(invitations.c.key == key))
        return bool(gone.rowcount)

    async def withdraw(self, login: str) -> None:
        theirs = invitations.c.login == login.lower()
        async with self._database.writing() as connection:
            await connection.execute(delete(invitations).where(theirs))

    async def all(self) -> Sequence[Invitation]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(invitations).order_by(invitations.c.login))
        return [Invitation(**row) for row in rows.mappings()]


class SqlSignIns:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, login: str, at: datetime) -> None:
        row = {"login": login.lower(), "at": at}
        async with self._database.writing() as connection:
            await connection.execute(upsert(self._database.dialect, sign_ins), row)

    async def of(self, login: str) -> datetime | None:
        async with self._database.reading() as connection:
            return await connection.scalar(
                select(sign_ins.c.at).where(sign_ins.c.login == login.lower())
            )

    async def all(self) -> Mapping[str, datetime]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(sign_ins.c.login, sign_ins.c.at))
        return {row.login: row.at for row in rows}
