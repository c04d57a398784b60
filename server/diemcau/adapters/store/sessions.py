"""The signed-in devices in a table."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import ColumnElement, and_, delete, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import sessions
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.people import Session, Whose


class SqlSessions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, session: Session) -> None:
        row = {**asdict(session), "login": session.login and session.login.lower()}
        async with self._database.writing() as connection:
            await connection.execute(upsert(self._database.dialect, sessions), row)

    async def get(self, key: bytes) -> Session | None:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(sessions).where(sessions.c.key == key))
        row = rows.mappings().first()
        return Session(**row) if row else None

    async def of(self, whose: Whose) -> Sequence[Session]:
        ours = select(sessions).where(_of(whose)).order_by(sessions.c.seen_at.desc())
        async with self._database.reading() as connection:
            rows = await connection.execute(ours)
        return [Session(**row) for row in rows.mappings()]

    async def remove(self, key: bytes) -> None:
        await self._remove(sessions.c.key == key)

    async def remove_of(self, *whose: Whose) -> int:
        async with self._database.writing() as connection:
            ended = [await connection.execute(delete(sessions).where(_of(who))) for who in whose]
        return sum(each.rowcount for each in ended)

    async def remove_expired(self, now: datetime) -> None:
        await self._remove(sessions.c.expires_at <= now)

    async def _remove(self, which: ColumnElement[bool]) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(sessions).where(which))


def _of(whose: Whose) -> ColumnElement[bool]:
    if whose.login is not None:
        return sessions.c.login == whose.login.lower()
    return and_(
        sessions.c.login.is_(None),
        sessions.c.meeting == whose.meeting,
        sessions.c.site == whose.site,
    )
