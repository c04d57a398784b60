"""The passes of machines, in a table."""

from collections.abc import Sequence

from msgspec.structs import asdict
from sqlalchemy import delete, select

from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.lists import forget, key_of, remember
from diemcau.adapters.store.machine_tables import machine_passes
from diemcau.adapters.store.upsert import upsert
from diemcau.app.ports.machines import MachinePass
from diemcau.domain.nouns.ids import MeetingId


class SqlMachinePasses:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, new: MachinePass) -> None:
        row = asdict(new)
        async with self._database.alone() as connection:
            await connection.execute(upsert(self._database.dialect, machine_passes), row)
            await remember(connection, machine_passes, [row])

    async def end(self, meeting: MeetingId, machine: str) -> None:
        row = {"meeting": meeting, "machine": machine}
        these = (machine_passes.c[name] == value for name, value in row.items())
        async with self._database.alone() as connection:
            if (await connection.execute(delete(machine_passes).where(*these))).rowcount:
                await forget(connection, machine_passes, [key_of(machine_passes, row)])

    async def of(self, meeting: MeetingId) -> Sequence[MachinePass]:
        mine = select(machine_passes).where(machine_passes.c.meeting == meeting)
        async with self._database.reading() as connection:
            rows = await connection.execute(mine.order_by(machine_passes.c.machine))
        return [MachinePass(**row) for row in rows.mappings()]


class MemoryMachinePasses:
    def __init__(self) -> None:
        self._kept: dict[tuple[MeetingId, str], MachinePass] = {}

    async def put(self, new: MachinePass) -> None:
        self._kept[new.meeting, new.machine] = new

    async def end(self, meeting: MeetingId, machine: str) -> None:
        self._kept.pop((meeting, machine), None)

    async def of(self, meeting: MeetingId) -> Sequence[MachinePass]:
        return [each for key, each in sorted(self._kept.items()) if key[0] == meeting]
