"""`Examiner`, by processes."""

from diemcau.adapters.examining.readers import Readers
from diemcau.app.ports.files import Brought


class ChildExaminer:
    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    async def examine(self, ending: str, brought: Brought, by: str) -> None:
        (await self._readers.ask(brought.file, by, "examine", ending)).enforce()
