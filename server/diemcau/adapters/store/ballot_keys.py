"""The keys of secret votes in PostgreSQL, where several nodes have to open the same envelopes.

The table is unlogged: no write-ahead log, no replica and no physical back-up of it ever holds a
key, and a crash of the database empties it, which ends the open vote and nothing else. A logical
back-up must leave it out (`pg_dump --no-unlogged-table-data`).
"""

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert

from diemcau.adapters.ballot_keys import AesBallotKey, new_key
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import ballot_keys
from diemcau.app.ports import BallotKey


class SqlBallotKeys:
    def __init__(self, database: Database) -> None:
        self._database = database

    def new(self) -> BallotKey:
        return new_key()

    async def keep(self, name: str, key: BallotKey) -> None:
        assert isinstance(key, AesBallotKey)
        kept = insert(ballot_keys).on_conflict_do_nothing()
        async with self._database.writing() as connection:
            await connection.execute(kept, {"name": name, "key": key.raw})

    async def get(self, name: str) -> BallotKey | None:
        named = select(ballot_keys.c.key).where(ballot_keys.c.name == name)
        async with self._database.reading() as connection:
            raw = await connection.scalar(named)
        return AesBallotKey(raw) if raw else None

    async def destroy(self, name: str) -> None:
        """A row that is deleted lies in its page until the table is swept; so we sweep."""
        gone = delete(ballot_keys).where(ballot_keys.c.name == name)
        async with self._database.writing() as connection:
            if not (await connection.execute(gone)).rowcount:
                return
        async with self._database.sweeping() as connection:
            await connection.execute(text("VACUUM ballot_keys"))
