"""The keys under which petitioners are sealed, in a file of their own."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from diemcau.adapters.key_file import KeyFile, Labelled, NoKeyOpens
from diemcau.app.ports.petitioners import PersonsUnreadable, Sealable


class PetitionerKeys:
    def __init__(self, file: Path) -> None:
        self._file = KeyFile(file)

    async def seal(self, *secrets: Sealable) -> Sequence[bytes]:
        return await asyncio.to_thread(self._file.seal, [Labelled(*each) for each in secrets])

    async def open(self, *sealed: Sealable) -> Sequence[bytes]:
        try:
            return await asyncio.to_thread(self._file.open, [Labelled(*each) for each in sealed])
        except NoKeyOpens as broken:
            raise PersonsUnreadable from broken
