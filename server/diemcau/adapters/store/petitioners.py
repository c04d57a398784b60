"""Who petitioned, sealed, in a table and in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import delete, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.petition_tables import petitioners
from diemcau.adapters.store.portions import portions
from diemcau.adapters.store.upsert import insert_new
from diemcau.app.ports.petitioners import SealedPetitioner
from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef


class SqlPetitioners:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, *rows: SealedPetitioner) -> None:
        if not rows:
            return
        new = insert_new(self._database.dialect, petitioners)
        async with self._database.writing() as connection:
            for some in portions(rows):
                await connection.execute(new, [asdict(each) for each in some])

    async def get(self, body: BodyId, ref: PetitionerRef) -> SealedPetitioner | None:
        this = select(petitioners).where(petitioners.c.body == body, petitioners.c.ref == ref)
        async with self._database.reading() as connection:
            row = (await connection.execute(this)).mappings().first()
        return SealedPetitioner(**row) if row else None

    async def kept(self, body: BodyId, before: datetime) -> Collection[PetitionerRef]:
        of_old = (petitioners.c.body == body, petitioners.c.made_at < before)
        async with self._database.reading() as connection:
            found = await connection.scalars(select(petitioners.c.ref).where(*of_old))
            return {PetitionerRef(each) for each in found}

    async def remove(self, body: BodyId, refs: Sequence[PetitionerRef]) -> None:
        gone = delete(petitioners).where(petitioners.c.body == body)
        async with self._database.writing() as connection:
            for some in portions(refs):
                await connection.execute(gone.where(petitioners.c.ref.in_(some)))


class MemoryPetitioners:
    def __init__(self) -> None:
        self.rows: dict[tuple[BodyId, PetitionerRef], SealedPetitioner] = {}

    async def put(self, *rows: SealedPetitioner) -> None:
        self.rows = {(each.body, each.ref): each for each in rows} | self.rows

    async def get(self, body: BodyId, ref: PetitionerRef) -> SealedPetitioner | None:
        return self.rows.get((body, ref))

    async def kept(self, body: BodyId, before: datetime) -> Collection[PetitionerRef]:
        ours = (each for each in self.rows.values() if each.body == body)
        return {each.ref for each in ours if each.made_at < before}

    async def remove(self, body: BodyId, refs: Sequence[PetitionerRef]) -> None:
        for ref in refs:
            self.rows.pop((body, ref), None)
