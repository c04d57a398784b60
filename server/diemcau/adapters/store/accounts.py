"""The accounts in a table, and beside it their history, which only grows."""

from collections.abc import Sequence

from msgspec.structs import asdict
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.factor_tables import FACTORS
from diemcau.adapters.store.people_tables import OF_AN_ACCOUNT
from diemcau.adapters.store.tables import account_history, accounts, sessions
from diemcau.adapters.store.upsert import upsert
from diemcau.app.people.account_history import entry
from diemcau.app.ports.people import Account
from diemcau.protocol.account_changes import AccountChange, change
from diemcau.protocol.chain import Head

_COLUMNS = account_history.c
_LAST = select(_COLUMNS.seq, _COLUMNS.digest).order_by(_COLUMNS.seq.desc()).limit(1)


class SqlAccounts:
    """Who changes an account is alone meanwhile, for the history is one chain."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, account: Account) -> None:
        kept = Account(**{**asdict(account), "login": account.login.lower()})
        async with self._database.alone() as connection:
            await connection.execute(upsert(self._database.dialect, accounts), asdict(kept))
            await _remember(connection, kept.login, entry(kept))

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
        name = login.lower()
        async with self._database.alone() as connection:
            gone = await connection.execute(delete(accounts).where(accounts.c.login == name))
            for each in (sessions, *OF_AN_ACCOUNT, *FACTORS):
                await connection.execute(delete(each).where(each.c.login == name))
            if gone.rowcount:
                await _remember(connection, name, b"")

    async def history(self) -> Sequence[AccountChange]:
        columns = (_COLUMNS.seq, _COLUMNS.login, _COLUMNS.body, _COLUMNS.digest)
        async with self._database.reading() as connection:
            rows = await connection.execute(select(*columns).order_by(_COLUMNS.seq))
        return [AccountChange(*row) for row in rows]


async def _remember(connection: AsyncConnection, login: str, body: bytes) -> None:
    last = (await connection.execute(_LAST)).first()
    following = change(Head(*last) if last else None, login, body)
    await connection.execute(insert(account_history), asdict(following))
