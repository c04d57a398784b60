"""The register of document numbers in a table, of which one at a time is written."""

from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import remember
from diemcau.adapters.store.tables import document_numbers as numbers
from diemcau.app.ports.library import DocumentNumber, NumberTaken, Register
from diemcau.domain.nouns.ids import MeetingId, PublicationNo


class SqlNumbers:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def issue(
        self,
        register: Register,
        meeting: MeetingId,
        publication: PublicationNo,
        at: datetime,
        *,
        wanted: int | None = None,
    ) -> DocumentNumber:
        """Alone, so that whoever comes next sees the greatest; the key refuses what is taken."""
        these = (numbers.c[name] == value for name, value in asdict(register).items())
        last = select(func.max(numbers.c.number)).where(*these)
        try:
            async with self._database.alone() as connection:
                if (known := await _known(connection, meeting, publication)) is not None:
                    return known
                made = DocumentNumber(
                    **asdict(register),
                    number=wanted or (await connection.scalar(last) or 0) + 1,
                    meeting=meeting,
                    publication=publication,
                    issued_at=at,
                )
                await connection.execute(insert(numbers), asdict(made))
                await remember(connection, numbers, [asdict(made)])
        except IntegrityError as taken:
            raise NumberTaken from taken
        return made

    async def of(self, meeting: MeetingId, publication: PublicationNo) -> DocumentNumber | None:
        async with self._database.reading() as connection:
            return await _known(connection, meeting, publication)


async def _known(
    connection: AsyncConnection, meeting: MeetingId, publication: PublicationNo
) -> DocumentNumber | None:
    named = (numbers.c.meeting == meeting, numbers.c.publication == publication)
    row = (await connection.execute(select(numbers).where(*named))).mappings().first()
    return DocumentNumber(**row) if row else None
