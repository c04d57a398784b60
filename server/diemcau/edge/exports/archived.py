"""What stands in an archive package: papers as they were issued, lists of what was counted, the
files that were brought, the log – and a list of all of it.

Paths have the letters of every system; as what a file is called stands in the list.
"""

from asyncio import to_thread
from collections.abc import AsyncIterable, AsyncIterator, Iterator, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final, NamedTuple

import msgspec

from diemcau.app.calendar.zones import zone_named
from diemcau.app.documents import BESIDE, OfficialDocument, is_document
from diemcau.app.documents.issuing import Issuing
from diemcau.app.files.bagging import Payload
from diemcau.app.library import following
from diemcau.app.library.exporting import records
from diemcau.app.ports.files import PIECE, Files, StoredFile, in_pieces
from diemcau.app.ports.library import FollowedTask, PublishedPaper
from diemcau.app.text.folding import slug
from diemcau.app.verification.package import LOG
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.papers import Minutes
from diemcau.domain.rules import drafting
from diemcau.edge.exports import rolls
from diemcau.edge.exports.cells import cell
from diemcau.edge.exports.tables import as_csv
from diemcau.edge.showing.words import Voice
from diemcau.protocol.ead import EAD_FILE
from diemcau.protocol.mets import METS_FILE

_HEAD: Final = ("STT", "Số, ký hiệu", "Ngày", "Tên", "Tệp", "Ghi chú")
_NOTHING: Final = in_pieces(b"")
"""Of a file that has been taken, and of one that is made elsewhere."""
_LONGEST: Final = 80
"""Letters of a name: unpacked anywhere, its path is still one that every system takes."""


class ArchivedFile(NamedTuple):
    """A file, and its line in the list."""

    path: str
    pieces: AsyncIterable[bytes]
    title: str
    note: str = ""
    number: str = ""
    at: datetime | None = None
    media_type: str = ""
    """Of what was brought; of what we make, its ending says it."""


class Archived:
    """Of a conference that is over; `say` has the words of documents. What has been taken of it
    stands in `listed`.
    """

    def __init__(self, meeting: Meeting, issuing: Issuing, files: Files, say: Voice) -> None:
        self._meeting, self._issuing, self._files, self._say = meeting, issuing, files, say
        self._zone = zone_named(meeting.timezone)
        self.listed: list[ArchivedFile] = []

    async def files(self) -> AsyncIterator[Payload]:
        """One after the other, each made when those before it have been taken."""
        _, papers, followed = following.everything(self._meeting, 0)
        published = sorted(papers, key=lambda each: each.no)
        tasks = sorted(followed, key=lambda each: each.number)
        for some in (
            self._papers(published),
            self._unpublished(published),
            self._lists(tasks),
            self._brought({each.signed for each in published}),
            self._log(),
        ):
            async for each in some:
                self.listed.append(each._replace(pieces=_NOTHING))
                yield Payload(each.path, each.pieces)
        rows = self._list((*self.listed, *self._beside()))
        self.listed.append(ArchivedFile("muc-luc.csv", _NOTHING, self._say("archive.list")))
        yield Payload("muc-luc.csv", in_pieces(rows))

    # -- papers ------------------------------------------------------------------------------------

    async def _papers(self, published: Sequence[PublishedPaper]) -> AsyncIterator[ArchivedFile]:
        for known in published:
            stem = f"van-ban/{known.no:02}-{slug(self._say(f'stage.{known.stage}'))}"
            title = f"{self._say(f'stage.{known.stage}')}: {known.paper.title}"
            yield ArchivedFile(
                f"{stem}.json", in_pieces(await self._data(known)), title, self._note(known)
            )
            if is_document(known.paper):
                async for each in self._documents(known, stem):
                    yield each

    async def _data(self, known: PublishedPaper) -> bytes:
        anchor = await self._issuing.anchors.of(known.meeting, known.no)
        stored: dict[str, Any] = await to_thread(msgspec.to_builtins, known)
        return await to_thread(msgspec.json.encode, stored | {"anchor": anchor})

    async def _documents(self, known: PublishedPaper, stem: str) -> AsyncIterator[ArchivedFile]:
        """As it was issued: the signed copy is the document, where there is one."""
        issuing, printer = self._issuing, self._issuing.printer
        made = await issuing.drawn_up(known, self._say)
        given = await issuing.numbers.of(known.meeting, known.no)
        told = (made.title, self._note(known), *((made.number, given.issued_at) if given else ()))
        pdf = self._copy(known.signed) if known.signed else in_pieces(await printer.pdf(made))
        yield ArchivedFile(f"{stem}.pdf", pdf, *told)
        yield ArchivedFile(f"{stem}.docx", in_pieces(await printer.docx(made)), *told)
        for which in BESIDE:
            if beside := await issuing.beside(known, which, self._say):
                body = await printer.pdf(beside)
                yield ArchivedFile(f"{stem}-{slug(beside.kind)}.pdf", in_pieces(body), beside.title)

    def _copy(self, address: str) -> AsyncIterator[bytes]:
        return self._files.read(self._meeting.id, address.rpartition("/")[2])

    def _note(self, known: PublishedPaper) -> str:
        if known.withdrawn_at is not None:
            return self._say("archive.withdrawn", reason=known.reason)
        if known.replaced_by is not None:
            return self._say("archive.replaced", n=known.replaced_by)
        return self._say("archive.signed" if known.signed else "archive.unsigned")

    async def _unpublished(
        self, published: Sequence[PublishedPaper]
    ) -> AsyncIterator[ArchivedFile]:
        """Minutes that never went out: as they were approved last, else as the record gives."""
        meeting = self._meeting
        if meeting.ended_at is None or any(isinstance(each.paper, Minutes) for each in published):
            return
        papers = [each.paper for each in meeting.versions if each.approved_at]
        approved = [each for each in papers if isinstance(each, Minutes)]
        paper = approved[-1] if approved else await to_thread(drafting.minutes, meeting)
        made = await self._issuing.unissued(meeting.id, paper, self._zone, self._say)
        for form, body in await self._printed(made):
            path = f"van-ban/bien-ban-chua-cong-bo.{form}"
            note = self._say("archive.approved" if approved else "archive.drawn")
            yield ArchivedFile(path, in_pieces(body), made.title, note)

    async def _printed(self, made: OfficialDocument) -> Sequence[tuple[str, bytes]]:
        printer = self._issuing.printer
        return (("pdf", await printer.pdf(made)), ("docx", await printer.docx(made)))

    # -- what is beside them -----------------------------------------------------------------------

    async def _lists(self, tasks: Sequence[FollowedTask]) -> AsyncIterator[ArchivedFile]:
        if self._meeting.ended_at is not None:
            minutes = await to_thread(drafting.minutes, self._meeting)
            for name in rolls.ROLLS:
                yield self._table(name, await to_thread(rolls.roll, name, minutes))
        yield self._table("tasks", await to_thread(rolls.tasks, tasks))

    def _table(self, name: str, body: bytes) -> ArchivedFile:
        title = self._say(f"archive.{name}")
        return ArchivedFile(f"danh-sach/{slug(title)}.csv", in_pieces(body), title)

    async def _brought(self, signed: set[str]) -> AsyncIterator[ArchivedFile]:
        """All but the signed copies, which stand among the papers."""
        own = [each for each in await self._files.all() if each.meeting == self._meeting.id]
        for number, each in enumerate((file for file in own if file.address not in signed), 1):
            note = self._say("archive.brought", name=each.by)
            yield ArchivedFile(
                *(_named(number, each), self._copy(each.address), each.name),
                note=note,
                at=each.at,
                media_type=each.media_type,
            )

    async def _log(self) -> AsyncIterator[ArchivedFile]:
        lines = _gathered(records(self._issuing.rooms.world.store, self._meeting.id))
        yield ArchivedFile(LOG, lines, self._say("archive.log"), self._say("archive.log_note"))

    def _beside(self) -> Iterator[ArchivedFile]:
        """What describes the data (`edge.exports.archival`), from where the list lies."""
        note = self._say("archive.experimental")
        for name, path in (("mets", METS_FILE), ("ead", EAD_FILE)):
            yield ArchivedFile(f"../{path}", _NOTHING, self._say(f"archive.{name}"), note)

    def _list(self, listed: Sequence[ArchivedFile]) -> bytes:
        return as_csv(_HEAD, (self._line(no, each) for no, each in enumerate(listed, 1)))

    def _line(self, no: int, each: ArchivedFile) -> Sequence[str]:
        day = each.at and each.at.astimezone(self._zone).date()
        return [str(no), *map(cell, (each.number, day, each.title, each.path, each.note))]


def _named(number: int, file: StoredFile) -> str:
    name = PurePath(file.name)
    return f"tep/{number:03}-{slug(name.stem)[:_LONGEST]}.{slug(name.suffix)}"


async def _gathered(lines: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """In pieces of a size that is worth a thread."""
    some = bytearray()
    async for line in lines:
        some += line
        if len(some) >= PIECE:
            yield bytes(some)
            some.clear()
    yield bytes(some)
