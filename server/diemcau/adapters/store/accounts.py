"""The accounts in a table."""

from collections.abc import Sequence

from msgspec.structs import asdict
from sqlalchemy import delete, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import accounts, sessions
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports import Account


class SqlAccounts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, account: Account) -> None:
        row = {**asdict(account), "login": account.login.lower()}
        async with self._database.writing() as connection:
            await connection.execute(upsert(self._database.dialect, accounts), row)

    async def by_login(self, login: str) -> Account | None:
        named = select(accounts).where(accounts.c.login == login.lower())
        async with self._database.reading() as connection:
            row = (await connection.execute(named)).mappings().first()
        return Account(**row) if row else None

    async def all(self) -> Sequence[Account]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(accounts).order_by(accounts.c.login))
        return [Account(**row) for row in rows.mappings()]

    async def remove(self, login: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(accounts).where(accounts.c.login == login.lower()))
            await connection.execute(delete(sessions).where(sessions.c.login == login.lower()))
