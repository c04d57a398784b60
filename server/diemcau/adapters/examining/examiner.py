"""`Examiner`, by processes."""

from diemcau.adapters.examining.readers import Readers


class ChildExaminer:
    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    async def examine(self, ending: str, body: bytes, by: str) -> None:
        (await self._readers.ask(body, by, "examine", ending)).enforce()
