"""A file is brought for an act: looked at, then kept together with what names it, or not at all.

The order is the price of each step: its name costs nothing, room on the disk little, the rules a
look at the log, and what is in it a process of its own.
"""

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from diemcau.app.files import secrecy, tables, texts
from diemcau.app.files.examining import Examiner, admitted, no_larger
from diemcau.app.files.keeping import Keeping
from diemcau.app.files.refusals import (
    FileSecret,
    FileTooLarge,
    FileUnsigned,
    NotSaidOpen,
    SignatureBroken,
)
from diemcau.app.files.signatures import Signatures, holds
from diemcau.app.ports.files import Brought, StoredFile, Tray
from diemcau.app.ports.people import Session
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import MeetingId


class Given(NamedTuple):
    """What somebody gives, at most `most` bytes of it; `said_open`: no secret of the state."""

    name: str
    pieces: AsyncIterable[bytes]
    most: int
    title: str = ""
    said_open: bool = False


Proving = Callable[[StoredFile, Brought], Awaitable[None]]
"""What a file has to prove for its purpose; raises by name."""


@dataclass(frozen=True)
class Bringing:
    keeping: Keeping
    tray: Tray
    examiner: Examiner
    signatures: Signatures
    clock: Clock

    async def bring(
        self,
        meeting: MeetingId,
        given: Given,
        by: Session,
        act: Callable[[StoredFile], AnyCommand],
        prove: Proving | None = None,
    ) -> None:
        """For an act of a conference. Raises what its rules say, and what `refusals` names."""
        async with self.admitted(
            meeting, given, by, lambda stored: self._check(meeting, act(stored)), prove
        ) as (stored, brought):
            await self.keeping.keep(stored, brought.pieces(), act(stored))

    @asynccontextmanager
    async def admitted(
        self,
        of: MeetingId,
        given: Given,
        by: Session,
        check: Callable[[StoredFile], Awaitable[None]],
        prove: Proving | None = None,
    ) -> AsyncIterator[tuple[StoredFile, Brought]]:
        """A file that may be kept. The rules are asked once it is here, before anybody looks into
        it. Raises what they say, and what `refusals` names.
        """
        async with self._laid(of, given, by) as (stored, brought):
            await check(stored)
            await self.examiner.examine(stored.name.rpartition(".")[2], brought, by.key.hex())
            if prove is not None:
                await prove(stored, brought)
            yield stored, brought

    async def table(self, given: Given, by: Session, longest: int = tables.LONGEST_FORM) -> str:
        """What stands in a table, which is read and not kept (`tables`)."""
        ending = tables.kind_of(given.name)
        async with self.tray.laid(no_larger(given.most, given.pieces)) as brought:
            text = await self.examiner.table(ending, brought, by.key.hex())
        if len(text) > longest:
            raise FileTooLarge
        return text

    async def text(self, given: Given, by: Session) -> str:
        """What a document says, which is read and not kept (`texts`)."""
        ending = texts.text_kind_of(given.name)
        async with self.tray.laid(no_larger(given.most, given.pieces)) as brought:
            return await self.examiner.text(ending, brought, by.key.hex())

    async def signed(self, stored: StoredFile, brought: Brought) -> None:
        """The paper as an office signed it. Raises `FileUnsigned` and `SignatureBroken`."""
        found = await self.signatures.of(stored.digest, lambda: nullcontext(brought))
        if not found:
            raise FileUnsigned
        if not holds(found):
            raise SignatureBroken

    @asynccontextmanager
    async def _laid(
        self, meeting: MeetingId, given: Given, by: Session
    ) -> AsyncIterator[tuple[StoredFile, Brought]]:
        """Taken from the line once its name may come in."""
        if not given.said_open:
            raise NotSaidOpen
        name, kind = admitted(given.name)
        if secrecy.named(given.title):
            raise FileSecret
        async with self.tray.laid(no_larger(given.most, given.pieces)) as brought:
            stored = StoredFile(
                meeting=meeting,
                digest=brought.digest,
                name=name,
                media_type=kind.media_type,
                size=brought.size,
                at=self.clock.now(),
                by=by.name,
            )
            yield stored, brought

    async def _check(self, meeting: MeetingId, command: AnyCommand) -> None:
        """By the newest that the log knows."""
        room = await self.keeping.rooms.room(meeting)
        await room.looked()
        room.check(command)
