"""A file is kept together with the act that names it, or not at all."""

from collections.abc import AsyncIterable
from dataclasses import dataclass

from diemcau.app.files.named import named
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.files import Files, StoredFile
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.commands import AnyCommand


@dataclass(frozen=True)
class Keeping:
    files: Files
    rooms: Rooms

    async def keep(self, file: StoredFile, pieces: AsyncIterable[bytes], act: AnyCommand) -> None:
        """If the act is refused after all, the file is dropped again, unless something names it."""
        await self.files.put(file, pieces)
        try:
            await self.rooms.submit(file.meeting, act)
        except Rejected:
            if file.address not in named(await self.rooms.state(file.meeting)):
                await self.files.drop(file.meeting, file.digest)
            raise
