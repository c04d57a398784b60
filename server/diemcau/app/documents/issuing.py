"""What is published becomes an official document: drawn up, numbered, sealed.

Until it is signed it is a draft and says so (decree 30/2020, article 5): the legal paper is the one
that comes back from the office's own records, or goes out under its seal.
"""

import hashlib
from asyncio import to_thread
from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from msgspec.structs import replace

from diemcau.app.calendar.zones import HOME_ZONE, zone_named
from diemcau.app.documents import OfficialDocument, Printer, beside, document_of, type_of
from diemcau.app.documents.shapes import Wording
from diemcau.app.files import NoSeal, NotNumbered, by_ending
from diemcau.app.files.keeping import Keeping
from diemcau.app.files.signatures import Signatures
from diemcau.app.library.anchors import Anchors
from diemcau.app.library.following import paper_of
from diemcau.app.live.rooms import Rooms
from diemcau.app.live.seats import actor_in
from diemcau.app.office.bodies import Bodies
from diemcau.app.ports.files import StoredFile, in_pieces
from diemcau.app.ports.library import Numbers, PublishedPaper, Register
from diemcau.app.ports.office import Letterhead
from diemcau.app.ports.people import Session
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.domain.nouns.papers import Minutes
from diemcau.domain.nouns.publishing import (
    AlreadyWithdrawn,
    FileSignedCopy,
    LayForSignature,
    NothingToPublish,
)
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.rules import publishing

_PDF: Final = "pdf"


@dataclass(frozen=True)
class Issuing:
    """Of papers of which there is a document (`is_document`); `say` has the words of documents."""

    rooms: Rooms
    numbers: Numbers
    anchors: Anchors
    bodies: Bodies
    printer: Printer
    signatures: Signatures
    keeping: Keeping
    clock: Clock

    async def drawn_up(self, known: PublishedPaper, say: Wording) -> OfficialDocument:
        """A draft until it is signed; of the day on which it was numbered."""
        zone, given = await self._zone(known), await self.numbers.of(known.meeting, known.no)
        at = (given.issued_at if given else known.at).astimezone(zone)
        number = given.number if given else None
        letterhead = await self._letterhead(known.meeting)
        made = document_of(known.paper, letterhead, at, zone, say, number)
        anchor = await self.anchors.of(known.meeting, known.no)
        return replace(made, anchor=anchor, draft=not known.signed)

    async def unissued(
        self, meeting: MeetingId, paper: Minutes, zone: tzinfo, say: Wording
    ) -> OfficialDocument:
        """Of minutes that are not published: a draft, with room for its number."""
        at, letterhead = self.clock.now().astimezone(zone), await self._letterhead(meeting)
        return document_of(paper, letterhead, at, zone, say)

    async def beside(
        self, known: PublishedPaper, which: str, say: Wording
    ) -> OfficialDocument | None:
        """What else is made from the paper, if that is made from such a one."""
        zone = await self._zone(known)
        at, letterhead = known.at.astimezone(zone), await self._letterhead(known.meeting)
        made = beside(which, known.paper, letterhead, at, zone, say)
        anchor = await self.anchors.of(known.meeting, known.no)
        return made and replace(made, anchor=anchor)

    async def laid(self, meeting: MeetingId, command: LayForSignature) -> PublishedPaper:
        """What is to be numbered and signed: laid now, before, or out already."""
        with suppress(AlreadyDone):
            await self.rooms.submit(meeting, command)
        state = await self.rooms.state(meeting)
        known = publishing.laid_as(state, command)
        if known is None:  # the record went on in between
            raise NothingToPublish
        return paper_of(state, known)

    async def number(self, known: PublishedPaper, say: Wording, wanted: int | None = None) -> None:
        """The next one, or the one that the office's register gave. Raises `AlreadyWithdrawn` and
        `NumberTaken`.
        """
        _check_stands(known)
        at, type_ = self.clock.now(), type_of(known.paper, HOME_ZONE, say)
        year = at.astimezone(HOME_ZONE).year
        body = (await self.rooms.state(known.meeting)).body
        register = Register(body, year, type_)
        await self.numbers.issue(register, known.meeting, known.no, at, wanted=wanted)

    async def seal(self, known: PublishedPaper, say: Wording, by: Session, act: CommandId) -> None:
        """Filed as its signed copy. Raises `AlreadyWithdrawn`, `NoSeal` and `NotNumbered`."""
        _check_stands(known)
        if not self.signatures.seal:
            raise NoSeal
        made = await self.to_sign(known, say)
        pdf = await self.signatures.sealed(await self.printer.pdf(made), made.title)
        stored = await self._as_file(known, pdf, by)
        filed = FileSignedCopy(
            id=act,
            at=self.clock.now(),
            actor=actor_in(known.meeting, by),
            publication=known.no,
            copy=stored.address,
        )
        await self.keeping.keep(stored, in_pieces(pdf), filed)

    async def to_sign(self, known: PublishedPaper, say: Wording) -> OfficialDocument:
        """Without the mark of a draft. Raises `NotNumbered`."""
        if await self.numbers.of(known.meeting, known.no) is None:
            raise NotNumbered
        return replace(await self.drawn_up(known, say), draft=False)

    async def _as_file(self, known: PublishedPaper, pdf: bytes, by: Session) -> StoredFile:
        return StoredFile(
            meeting=known.meeting,
            digest=(await to_thread(hashlib.sha256, pdf)).hexdigest(),
            name=f"{known.meeting}-{known.no}.{_PDF}",
            media_type=by_ending(_PDF).media_type,
            size=len(pdf),
            at=self.clock.now(),
            by=by.name,
        )

    async def _letterhead(self, meeting: MeetingId) -> Letterhead:
        return (await self.bodies.office((await self.rooms.state(meeting)).body)).letterhead

    async def _zone(self, known: PublishedPaper) -> tzinfo:
        return zone_named((await self.rooms.state(known.meeting)).timezone)


def _check_stands(known: PublishedPaper) -> None:
    if known.withdrawn_at is not None:
        raise AlreadyWithdrawn
