"""The logs of what outlives a conference."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from diemcau.domain.nouns.ids import DossierId
from diemcau.protocol.chain import Head
from diemcau.protocol.records import Record


class DossierLogs(Protocol):
    """One append-only log per dossier, as `EventStore` keeps one per meeting."""

    async def append(self, dossier: DossierId, records: Sequence[Record]) -> None:
        """All of them, durable before this returns, or none.

        `records[0].seq` must be one more than the last stored; otherwise `Conflict`.
        """

    async def read(
        self, dossier: DossierId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        """Records with `seq > after` in order, at most `limit`; empty for an unknown dossier."""

    async def dossiers(self, beginning: str = "") -> Sequence[DossierId]:
        """Those whose ids begin so, in their order."""

    async def heads(self) -> Mapping[DossierId, Head]:
        """Where the log of each ends."""
