"""Whom providers know, in a table."""

from msgspec.structs import asdict
from sqlalchemy import delete, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.factor_tables import identities
from diemcau.adapters.store.upsert import insert_new
from diemcau.app.ports.providers import Identity


class SqlIdentities:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, identity: Identity) -> bool:
        row = {**asdict(identity), "login": identity.login.lower()}
        async with self._database.writing() as connection:
            new = insert_new(self._database.dialect, identities)
            return bool((await connection.execute(new, row)).rowcount)

    async def by_key(self, key: bytes) -> Identity | None:
        this = select(identities).where(identities.c.key == key)
        async with self._database.reading() as connection:
            row = (await connection.execute(this)).mappings().first()
        return Identity(**row) if row else None

    async def of(self, login: str) -> list[Identity]:
        theirs = select(identities).where(identities.c.login == login.lower())
        oldest = theirs.order_by(identities.c.since, identities.c.key)
        async with self._database.reading() as connection:
            return [Identity(**row) for row in (await connection.execute(oldest)).mappings()]

    async def remove(self, login: str, key: bytes) -> bool:
        this = (identities.c.login == login.lower(), identities.c.key == key)
        async with self._database.writing() as connection:
            return bool((await connection.execute(delete(identities).where(*this))).rowcount)
