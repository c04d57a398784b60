"""The outbox of letters and the sites' addresses, each in a table.

A claim is one statement: it moves `due_at` to the end of the lease, so that of two nodes one gets
the letter, and the letter of a node that died comes round again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import asdict, replace
from sqlalchemy import RowMapping, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from diemcau.adapters.store.contacts import ContactSeal, Placed, place
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import forget, key_of, remember
from diemcau.adapters.store.tables import addresses, letters
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.letters import Letter
from diemcau.domain.nouns.ids import BodyId, SiteCode

_AT_ONCE = 500
"""Keys asked for in one statement, which SQLite counts."""


class SqlLetters:
    def __init__(self, database: Database, contacts: ContactSeal) -> None:
        self._database, self._contacts = database, contacts

    async def post(self, written: Iterable[Letter]) -> None:
        rows = {row["key"]: row for row in await self._kept([*written])}
        if not rows:
            return
        async with self._database.alone() as connection:
            new = await _missing(connection, rows)
            if fresh := [row for key, row in rows.items() if key in new]:
                await connection.execute(insert(letters), fresh)
                await remember(connection, letters, fresh)

    async def missing(self, keys: Collection[str]) -> Collection[str]:
        async with self._database.reading() as connection:
            return await _missing(connection, keys)

    async def claim(self, now: datetime, lease: datetime) -> Letter | None:
        waiting = (letters.c.sent_at.is_(None), letters.c.due_at <= now, letters.c.until > now)
        longest = select(letters.c.key).where(*waiting).order_by(letters.c.due_at, letters.c.key)
        one = longest.limit(1).with_for_update(skip_locked=True).scalar_subquery()
        claim = (
            update(letters)
            .where(letters.c.key == one)
            .values(due_at=lease, tries=letters.c.tries + 1)
            .returning(*letters.c)
        )
        async with self._database.writing() as connection:
            row = (await connection.execute(claim)).mappings().first()
        return (await self._read([row]))[0] if row else None

    async def sent(self, key: str, at: datetime) -> None:
        await self._unsent(key, sent_at=at, problem="")

    async def failed(self, key: str, problem: str, due_at: datetime) -> None:
        await self._unsent(key, problem=problem, due_at=due_at)

    async def again(self, key: str, now: datetime) -> None:
        fresh = {"sent_at": None, "due_at": now, "problem": "", "tries": 0}
        which = (letters.c.key == key, letters.c.until > now)
        async with self._database.writing() as connection:
            await connection.execute(update(letters).where(*which).values(**fresh))

    async def readdress(self, body: BodyId, given: Mapping[SiteCode, str], now: datetime) -> None:
        addressed = {site: address for site, address in given.items() if address}
        async with self._database.alone() as connection:
            unsent = select(letters).where(letters.c.sent_at.is_(None), letters.c.body == body)
            rows = (await connection.execute(unsent)).mappings().all()
            turned = [
                replace(each, to=addressed[each.site])
                for each in await self._read(rows)
                if addressed.get(each.site, each.to) != each.to
            ]
            await self._turn(connection, await self._kept(turned), now)

    async def _turn(
        self, connection: AsyncConnection, rows: Sequence[Mapping[str, Any]], now: datetime
    ) -> None:
        if rows:
            values = {"to": bindparam("address"), "due_at": now, "problem": ""}
            turn = update(letters).where(letters.c.key == bindparam("this")).values(values)
            these = [{"this": row["key"], "address": row["to"]} for row in rows]
            await connection.execute(turn, these)
            await remember(connection, letters, rows)

    async def waiting(self, now: datetime) -> int:
        unsent = (letters.c.sent_at.is_(None), letters.c.until > now)
        async with self._database.reading() as connection:
            return await connection.scalar(select(func.count()).where(*unsent)) or 0

    async def all(self, body: BodyId | None) -> Sequence[Letter]:
        theirs = () if body is None else (letters.c.body == body,)
        newest = (letters.c.made_at.desc(), letters.c.key)
        latest = select(letters).where(*theirs).order_by(*newest)
        async with self._database.reading() as connection:
            rows = (await connection.execute(latest)).mappings().all()
        return await self._read(rows)

    async def _kept(self, written: Sequence[Letter]) -> Sequence[dict[str, Any]]:
        words = await self._contacts.words([_to(each.to, each.key) for each in written])
        return [{**asdict(each), "to": to} for each, to in zip(written, words, strict=True)]

    async def _read(self, rows: Sequence[RowMapping]) -> Sequence[Letter]:
        said = await self._contacts.said([_to(row["to"], row["key"]) for row in rows])
        return [Letter(**{**row, "to": to}) for row, to in zip(rows, said, strict=True)]

    async def _unsent(self, key: str, **values: object) -> None:
        which = (letters.c.key == key, letters.c.sent_at.is_(None))
        async with self._database.writing() as connection:
            await connection.execute(update(letters).where(*which).values(**values))


def _to(address: str, letter: str) -> Placed:
    return Placed(address, place("letters", letter))


def _at(body: BodyId, site: SiteCode, address: str) -> Placed:
    return Placed(address, place("addresses", body, site))


class SqlAddresses:
    def __init__(self, database: Database, contacts: ContactSeal) -> None:
        self._database, self._contacts = database, contacts

    async def put(self, body: BodyId, given: Mapping[SiteCode, str]) -> None:
        there = {site: address for site, address in given.items() if address}
        words = await self._contacts.words([_at(body, *each) for each in there.items()])
        rows = [
            {"body": body, "site": site, "address": word}
            for site, word in zip(there, words, strict=True)
        ]
        gone = [site for site, address in given.items() if not address]
        async with self._database.alone() as connection:
            if rows:
                await connection.execute(upsert(self._database.dialect, addresses), rows)
                await remember(connection, addresses, rows)
            if gone:
                theirs = (addresses.c.body == body, addresses.c.site.in_(gone))
                await connection.execute(delete(addresses).where(*theirs))
                keys = [key_of(addresses, {"body": body, "site": site}) for site in gone]
                await forget(connection, addresses, keys)

    async def all(self, body: BodyId) -> Mapping[SiteCode, str]:
        theirs = select(addresses).where(addresses.c.body == body).order_by(addresses.c.site)
        async with self._database.reading() as connection:
            rows = (await connection.execute(theirs)).all()
        said = await self._contacts.said([_at(body, row.site, row.address) for row in rows])
        return {SiteCode(row.site): each for row, each in zip(rows, said, strict=True)}


async def _missing(connection: AsyncConnection, keys: Collection[str]) -> Collection[str]:
    asked, known = list(keys), set[str]()
    for start in range(0, len(asked), _AT_ONCE):
        some = letters.c.key.in_(asked[start : start + _AT_ONCE])
        known |= set(await connection.scalars(select(letters.c.key).where(some)))
    return set(asked) - known
