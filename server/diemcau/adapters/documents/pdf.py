"""`Printer` by the rules of decree 30/2020, with what was printed kept for whoever asks again."""

import asyncio
import hashlib
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, Final

import msgspec

from diemcau.adapters.children import child
from diemcau.adapters.documents.docx import written
from diemcau.adapters.documents.letters import drawn
from diemcau.adapters.documents.printing import RULES, printed
from diemcau.adapters.documents.settings import DocumentSettings
from diemcau.adapters.documents.shelf import Shelf
from diemcau.adapters.documents.widths import FONTS
from diemcau.app.documents import OfficialDocument, PressBusy

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

    def __init__(self, settings: DocumentSettings | None = None, version: str = "2020") -> None:
        settings = settings or DocumentSettings(folder="")
        text = (RULES / f"{version}.toml").read_text(encoding="utf-8")
        self._rules: Mapping[str, Any] = tomllib.loads(text)
        self.words: Mapping[str, str] = self._rules["words"]
        self._shelf = Shelf(settings.folder, settings.room)
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
        name = await asyncio.to_thread(self._named, form, document)
        if (known := await self._shelf.find(name)) is not None:
            return known
        async with self._turn():
            if (known := await self._shelf.find(name)) is None:
                known = await make(document)
                await self._shelf.put(name, known)
            return known

    def _named(self, form: str, document: OfficialDocument) -> str:
        """By all that the file is made of. What old logs hold UTF-8 cannot always write."""
        told = f"{form} {_program()} {self._rules!r} {document!r}"
        return hashlib.sha256(told.encode(errors="backslashreplace")).hexdigest()

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


@cache
def _program() -> str:
    """What prints, in this release: our own files, the fonts, the libraries."""
    content = hashlib.sha256()
    for folder in (Path(__file__).parent, RULES, FONTS):
        for path in sorted(each for each in folder.iterdir() if each.is_file()):
            content.update(path.read_bytes())
    return " ".join((content.hexdigest(), *map(version_of, ("typst", "python-docx"))))


async def _printed_apart(inputs: bytes) -> bytes:
    """What the bounds allow can be printed: a child that ends otherwise is a bug."""
    async with child(_PROGRAM, *_CHILD) as process:
        made, _ = await process.communicate(inputs)
    if process.returncode:
        raise RuntimeError(f"a printing process ended with {process.returncode}")
    return made
