"""`Examiner` and `ReplyReader`, by processes."""

from tempfile import TemporaryFile

from diemcau.adapters.examining.readers import ReaderProcesses
from diemcau.app.files import FileTooCostly
from diemcau.app.ports.files import Brought
from diemcau.app.ports.replies import CalendarReply


class ChildExaminer:
    def __init__(self, readers: ReaderProcesses) -> None:
        self._readers = readers

    async def examine(self, ending: str, brought: Brought, by: str) -> None:
        (await self._readers.ask(brought.file, by, "examine", ending)).enforce()

    async def table(self, ending: str, brought: Brought, by: str) -> str:
        return await self._lines("table", ending, brought, by)

    async def text(self, ending: str, brought: Brought, by: str) -> str:
        return await self._lines("text", ending, brought, by)

    async def _lines(self, task: str, ending: str, brought: Brought, by: str) -> str:
        verdict = await self._readers.ask(brought.file, by, task, ending)
        verdict.enforce()
        return verdict.table


class ChildReplyReader:
    """No process is begun for a letter without a calendar in it."""

    def __init__(self, readers: ReaderProcesses) -> None:
        self._readers = readers

    async def reply_in(self, letter: bytes) -> CalendarReply | None:
        if b"text/calendar" not in letter.lower():
            return None
        with TemporaryFile() as file:
            file.write(letter)
            file.flush()
            try:
                return (await self._readers.ask(file, "mailbox", "reply")).reply
            except FileTooCostly:
                return None
