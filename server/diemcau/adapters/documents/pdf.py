"""`Printer` by the rules of decree 30/2020, with what was printed kept for whoever asks again."""

import asyncio
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import msgspec

from diemcau.adapters.children import child
from diemcau.adapters.documents.docx import written
from diemcau.adapters.documents.letters import drawn
from diemcau.adapters.documents.printing import RULES, printed
from diemcau.adapters.documents.shelf import Shelf
from diemcau.app.documents import OfficialDocument, PressBusy

KEPT: Final = 32 * 1024 * 1024
"""Bytes of files that were made."""
SMALL: Final = 64 * 1024
"""Bytes of a document that are printed in our own process, with some twenty megabytes of memory;
every further megabyte takes two hundred, and is printed by a child.
"""
WAITING: Final = 16
"""Documents that wait to be printed; the next is told to come back."""
_PROGRAM: Final = "diemcau.adapters.documents.printing"
_CHILD: Final = ("120", "3072")
"""Seconds of a processor and megabytes of addresses: the largest minutes that the bounds allow take
ten and a thousand (ADR 0022).
"""


class Decree30:
    """One version of the rules, one document at a time."""

    def __init__(self, version: str = "2020") -> None:
        text = (RULES / f"{version}.toml").read_text(encoding="utf-8")
        self._rules: Mapping[str, Any] = tomllib.loads(text)
        self.words: Mapping[str, str] = self._rules["words"]
        self._shelf = Shelf(KEPT)
        self._press = asyncio.Lock()
        self._waiting = 0

    async def pdf(self, document: OfficialDocument) -> bytes:
        return await self._made("pdf", document, self._printed)

    async def docx(self, document: OfficialDocument) -> bytes:
        return await self._made("docx", document, self._typed)

    async def _made(
        self,
        form: str,
        document: OfficialDocument,
        make: Callable[[OfficialDocument], Awaitable[bytes]],
    ) -> bytes:
        """Of many who ask for the same one the first has it made."""
        if (known := self._shelf.find((form, document))) is not None:
            return known
        async with self._turn():
            if (known := self._shelf.find((form, document))) is None:
                known = await make(document)
                self._shelf.put((form, document), known)
            return known

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._waiting > WAITING:
            raise PressBusy
        self._waiting += 1
        try:
            async with self._press:
                yield
        finally:
            self._waiting -= 1

    async def _printed(self, document: OfficialDocument) -> bytes:
        inputs = await asyncio.to_thread(self._inputs, document)
        if len(inputs["document"]) <= SMALL:
            return await asyncio.to_thread(printed, inputs)
        return await _printed_apart(msgspec.json.encode(inputs))

    async def _typed(self, document: OfficialDocument) -> bytes:
        return await asyncio.to_thread(lambda: written(drawn(document), self._rules))

    def _inputs(self, document: OfficialDocument) -> Mapping[str, str]:
        said = {"rules": self._rules, "document": drawn(document)}
        return {name: msgspec.json.encode(value).decode() for name, value in said.items()}


async def _printed_apart(inputs: bytes) -> bytes:
    """What the bounds allow can be printed: a child that ends otherwise is a bug."""
    async with child(_PROGRAM, *_CHILD) as process:
        made, _ = await process.communicate(inputs)
    if process.returncode:
        raise RuntimeError(f"a printing process ended with {process.returncode}")
    return made
