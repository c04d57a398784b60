"""Processes that read strangers' files: few at once, each within limits, each for one file.

How this works. A process lives for one file (`children`). Its limits are its own first act, and
here the clock is watched, for a limit of the processor does not end one that waits.
"""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated, BinaryIO, Final

import msgspec
from msgspec import Meta, Struct

from diemcau.adapters.children import child
from diemcau.adapters.examining.verdicts import Verdict
from diemcau.app.files import ExaminersBusy, FileTooCostly

_PROGRAM: Final = "diemcau.adapters.examining.reading"
_LONGEST_VERDICT: Final = 4 * 1024 * 1024
_AtLeastOne = Annotated[int, Meta(ge=1)]


class ExaminingSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`at_once` files are read, `waiting` more wait; each gets so many seconds of a processor, so
    many `megabytes`, and `patience` in seconds from its start to its end.
    """

    at_once: _AtLeastOne = 2
    waiting: _AtLeastOne = 8
    seconds: _AtLeastOne = 10
    megabytes: _AtLeastOne = 320
    patience: _AtLeastOne = 60


class ReaderProcesses:
    """`by` names the sender: a session, or whatever asks."""

    def __init__(self, settings: ExaminingSettings | None = None) -> None:
        self._settings = settings or ExaminingSettings()
        self._places = asyncio.Semaphore(self._settings.at_once)
        self._inside: set[str] = set()

    async def ask(self, file: BinaryIO, by: str, *task: str) -> Verdict:
        """Raises `ExaminersBusy`, and `FileTooCostly` for a file at which a limit was reached."""
        async with self._place(by), self._process(file, task) as process:
            try:
                async with asyncio.timeout(self._settings.patience):
                    return await _verdict(process)
            except TimeoutError as late:
                raise FileTooCostly from late

    @asynccontextmanager
    async def _place(self, by: str) -> AsyncIterator[None]:
        """One for each sender; of those who wait the oldest is next."""
        full = len(self._inside) >= self._settings.at_once + self._settings.waiting
        if full or by in self._inside:
            raise ExaminersBusy
        self._inside.add(by)
        try:
            async with self._places:
                yield
        finally:
            self._inside.discard(by)

    def _process(self, file: BinaryIO, task: Sequence[str]) -> AbstractAsyncContextManager[Process]:
        file.seek(0)
        budget = (str(self._settings.seconds), str(self._settings.megabytes))
        return child(_PROGRAM, *budget, *task, reads=file)


async def _all_of(pipe: asyncio.StreamReader) -> bytes:
    """A pipe gives what is there: of a long table its beginning. Raises `FileTooCostly`."""
    said = bytearray()
    while piece := await pipe.read(_LONGEST_VERDICT):
        said += piece
        if len(said) > _LONGEST_VERDICT:
            raise FileTooCostly
    return bytes(said)


async def _verdict(process: Process) -> Verdict:
    """One that was ended by a signal had reached a limit; one that failed itself is a bug."""
    assert process.stdout is not None, "asked for"
    said = await _all_of(process.stdout)
    code = await process.wait()
    if code < 0:
        raise FileTooCostly
    if code:
        raise RuntimeError(f"a reading process ended with {code}")
    return msgspec.json.decode(said, type=Verdict)
