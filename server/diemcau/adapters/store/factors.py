"""Code apps, recovery codes, passkeys and spent tokens in tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import delete, func, insert, select, update

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.factor_tables import code_apps, passkeys, recovery_codes, spent_tokens
from diemcau.adapters.store.upsert import insert_new, upsert
from diemcau.app.ports.factors import CodeApp, Passkey


class SqlCodeApps:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, app: CodeApp) -> None:
        row = {**asdict(app), "login": app.login.lower()}
        async with self._database.writing() as connection:
            await connection.execute(upsert(self._database.dialect, code_apps), row)

    async def of(self, login: str) -> CodeApp | None:
        theirs = select(code_apps).where(code_apps.c.login == login.lower())
        async with self._database.reading() as connection:
            row = (await connection.execute(theirs)).mappings().first()
        return CodeApp(**row) if row else None

    async def use(self, login: str, step: int) -> bool:
        newer = (code_apps.c.login == login.lower(), code_apps.c.step < step)
        used = update(code_apps).where(*newer).values(on=True, step=step)
        async with self._database.writing() as connection:
            return bool((await connection.execute(used)).rowcount)

    async def remove(self, login: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(code_apps).where(code_apps.c.login == login.lower()))


class SqlRecoveryCodes:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, login: str, keys: Iterable[bytes]) -> None:
        name = login.lower()
        rows = [{"login": name, "key": key} for key in keys]
        async with self._database.writing() as connection:
            await connection.execute(delete(recovery_codes).where(recovery_codes.c.login == name))
            if rows:
                await connection.execute(insert(recovery_codes), rows)

    async def take(self, login: str, key: bytes) -> bool:
        this = (recovery_codes.c.login == login.lower(), recovery_codes.c.key == key)
        async with self._database.writing() as connection:
            gone = await connection.execute(delete(recovery_codes).where(*this))
        return bool(gone.rowcount)

    async def left(self, login: str) -> int:
        theirs = recovery_codes.c.login == login.lower()
        count = select(func.count()).select_from(recovery_codes).where(theirs)
        async with self._database.reading() as connection:
            return int(await connection.scalar(count) or 0)


class SqlPasskeys:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, passkey: Passkey) -> bool:
        row = {**asdict(passkey), "login": passkey.login.lower()}
        async with self._database.writing() as connection:
            new = insert_new(self._database.dialect, passkeys)
            return bool((await connection.execute(new, row)).rowcount)

    async def by_id(self, id_: bytes) -> Passkey | None:
        this = select(passkeys).where(passkeys.c.id == id_)
        async with self._database.reading() as connection:
            row = (await connection.execute(this)).mappings().first()
        return Passkey(**row) if row else None

    async def of(self, login: str) -> Sequence[Passkey]:
        theirs = select(passkeys).where(passkeys.c.login == login.lower())
        oldest = theirs.order_by(passkeys.c.added_at, passkeys.c.id)
        async with self._database.reading() as connection:
            rows = await connection.execute(oldest)
        return [Passkey(**row) for row in rows.mappings()]

    async def use(self, passkey: Passkey, count: int, at: datetime) -> bool:
        as_read = (passkeys.c.id == passkey.id, passkeys.c.count == passkey.count)
        used = update(passkeys).where(*as_read).values(count=count, used_at=at)
        async with self._database.writing() as connection:
            return bool((await connection.execute(used)).rowcount)

    async def remove(self, login: str, id_: bytes | None = None) -> bool:
        gone = delete(passkeys).where(passkeys.c.login == login.lower())
        if id_ is not None:
            gone = gone.where(passkeys.c.id == id_)
        async with self._database.writing() as connection:
            return bool((await connection.execute(gone)).rowcount)


class SqlSpentTokens:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(self, key: bytes, until: datetime) -> bool:
        new = insert_new(self._database.dialect, spent_tokens)
        async with self._database.writing() as connection:
            return bool((await connection.execute(new, {"key": key, "until": until})).rowcount)

    async def forget(self, now: datetime) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(spent_tokens).where(spent_tokens.c.until <= now))
