"""The bodies beside the first, in a table."""

from collections.abc import Sequence

from msgspec.structs import asdict
from sqlalchemy import select

from diemcau.adapters.store.body_tables import bodies
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.bodies import HostBody
from diemcau.domain.nouns.ids import BodyId


class SqlBodyBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, body: HostBody) -> None:
        async with self._database.alone() as connection:
            row = asdict(body)
            await connection.execute(upsert(self._database.dialect, bodies), row)
            await remember(connection, bodies, [row])

    async def get(self, id_: BodyId) -> HostBody | None:
        named = select(bodies).where(bodies.c.id == id_)
        async with self._database.reading() as connection:
            row = (await connection.execute(named)).mappings().first()
        return HostBody(**row) if row else None

    async def all(self) -> Sequence[HostBody]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(bodies).order_by(bodies.c.id))
        return [HostBody(**row) for row in rows.mappings()]
