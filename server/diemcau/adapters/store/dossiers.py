"""The logs of the dossiers, in a table and in memory."""

from collections.abc import Mapping, Sequence

from diemcau.adapters.store.chained_log import ChainedLog
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import dossier_log
from diemcau.app.ports.world import Conflict
from diemcau.domain.nouns.ids import DossierId
from diemcau.protocol.chain import Head
from diemcau.protocol.records import Record


class SqlDossierLogs:
    def __init__(self, database: Database) -> None:
        self._logs = ChainedLog(database, dossier_log)

    async def append(self, dossier: DossierId, records: Sequence[Record]) -> None:
        await self._logs.append(dossier, records)

    async def read(
        self, dossier: DossierId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        return await self._logs.read(dossier, after, limit)

    async def dossiers(self, beginning: str = "") -> Sequence[DossierId]:
        return [DossierId(each) for each in await self._logs.all(beginning)]

    async def heads(self) -> Mapping[DossierId, Head]:
        return {DossierId(which): head for which, head in (await self._logs.heads()).items()}


class MemoryDossierLogs:
    def __init__(self) -> None:
        self.logs: dict[DossierId, list[Record]] = {}

    async def append(self, dossier: DossierId, records: Sequence[Record]) -> None:
        log = self.logs.get(dossier, [])
        if [each.seq for each in records] != [*range(len(log) + 1, len(log) + 1 + len(records))]:
            raise Conflict(f"{dossier} is at {len(log)}")
        if records:
            self.logs[dossier] = [*log, *records]

    async def read(
        self, dossier: DossierId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        return self.logs.get(dossier, [])[after:][:limit]

    async def dossiers(self, beginning: str = "") -> Sequence[DossierId]:
        return sorted(each for each in self.logs if each.startswith(beginning))

    async def heads(self) -> Mapping[DossierId, Head]:
        return {each: Head(log[-1].seq, log[-1].digest) for each, log in self.logs.items()}
