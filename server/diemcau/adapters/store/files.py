"""Files in the database, where back-ups, moves and every node find them.

In pieces, so that no row is larger than what one would read at once.
"""

from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
from itertools import count
from typing import Final

from msgspec.structs import asdict
from sqlalchemy import delete, insert, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import file_pieces, files
from diemcau.adapters.store.upsert import insert_new
from diemcau.app.ports.files import StoredFile
from diemcau.domain.nouns.ids import MeetingId

_AT_ONCE: Final = 16
"""Pieces in one statement: a megabyte."""


class SqlFiles:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, file: StoredFile, pieces: AsyncIterable[bytes]) -> None:
        async with self._database.writing() as connection:
            new = await connection.execute(insert_new(self._database.dialect, files), asdict(file))
            if new.rowcount:
                async for some in _rows(file, pieces):
                    await connection.execute(insert(file_pieces), some)

    async def find(self, meeting: MeetingId, digest: str) -> StoredFile | None:
        query = select(files).where(files.c.meeting == meeting, files.c.digest == digest)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
        return StoredFile(**row) if row else None

    async def all(self) -> Sequence[StoredFile]:
        query = select(files).order_by(files.c.meeting, files.c.digest)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
        return [StoredFile(**row) for row in rows.mappings()]

    async def read(self, meeting: MeetingId, digest: str) -> AsyncIterator[bytes]:
        """A connection for each piece, none while a slow reader takes it."""
        pieces = file_pieces.c
        query = select(pieces.piece).where(pieces.meeting == meeting, pieces.digest == digest)
        for number in count():
            async with self._database.reading() as connection:
                piece = await connection.scalar(query.where(pieces.number == number))
            if piece is None:
                return
            yield piece

    async def drop(self, meeting: MeetingId, digest: str) -> None:
        async with self._database.writing() as connection:
            for table in (file_pieces, files):
                this = (table.c.meeting == meeting) & (table.c.digest == digest)
                await connection.execute(delete(table).where(this))


async def _rows(
    file: StoredFile, pieces: AsyncIterable[bytes]
) -> AsyncIterator[Sequence[Mapping[str, object]]]:
    """So many at once that each statement is worth its way."""
    some: list[Mapping[str, object]] = []
    number = 0
    async for piece in pieces:
        row = {"meeting": file.meeting, "digest": file.digest, "number": number, "piece": piece}
        some.append(row)
        number += 1
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some
