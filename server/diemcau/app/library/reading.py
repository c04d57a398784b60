"""Who may read what: publications, and the files of a conference.

What is not for the reader looks like what does not exist. Of a publication that was withdrawn
everybody may know that it was, and why; its text is for the hall alone.

A file has no readers of its own. Chair and secretary read all of a conference; everybody else what
lies on an item that they see, in a report on a task of theirs, or in a publication that they may
read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from msgspec.structs import asdict

from diemcau.app.files.named import in_paper, in_reports, on_items
from diemcau.app.library.following import paper_of
from diemcau.app.live.rooms import Rooms
from diemcau.app.live.seats import HALL, TABLE, actor_in, at_home, check_seated, enters
from diemcau.app.office.bodies import Holders
from diemcau.app.ports.files import Files, StoredFile
from diemcau.app.ports.library import (
    HeldPaper,
    KnownPaper,
    Library,
    ListedPaper,
    PublishedPaper,
    Wanted,
)
from diemcau.app.ports.people import Post, Session
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.ids import MeetingId, PublicationNo, SiteCode
from diemcau.domain.nouns.terms import Readers
from diemcau.domain.rules import outline

EVERYTHING: Final = Wanted()
AnyPaper = TypeVar("AnyPaper", bound=KnownPaper)


@dataclass(frozen=True)
class Reading:
    """For somebody who is signed in, or for nobody in particular (`None`)."""

    library: Library
    files: Files
    rooms: Rooms
    holders: Holders

    async def papers(
        self, reader: Session | None, wanted: Wanted = EVERYTHING
    ) -> Sequence[ListedPaper]:
        """Newest first."""
        return await self.those_for(reader, await self.library.listed(wanted))

    async def those_for(
        self, reader: Session | None, papers: Sequence[AnyPaper]
    ) -> Sequence[AnyPaper]:
        return [each for each in papers if await self.reads(reader, each)]

    async def paper(
        self, reader: Session | None, meeting: MeetingId, no: PublicationNo
    ) -> PublishedPaper | None:
        """What waits for its signature is read where it is signed: by those at the table."""
        known = await self.library.publication(meeting, no)
        signer = reader if reader and reader.post in TABLE else None
        if known is None and signer and await self._inside(signer, meeting):
            return await self._held(meeting, no)
        return known if known and await self.reads(reader, known) else None

    async def _held(self, meeting: MeetingId, no: PublicationNo) -> PublishedPaper | None:
        state = await self.rooms.state(meeting)
        known = state.publications.get(no)
        if known is None or not known.held:
            return None
        return HeldPaper(**asdict(paper_of(state, known)))

    async def file(
        self, reader: Session | None, meeting: MeetingId, digest: str
    ) -> StoredFile | None:
        known = await self.files.find(meeting, digest)
        return known if known and await self._is_led_to(reader, known) else None

    async def reads(self, reader: Session | None, known: KnownPaper) -> bool:
        if known.readers is Readers.PUBLIC:
            return True
        if reader is None or not await self._inside(reader, known.meeting):
            return False
        if reader.site is not None:
            return await self.site_reads(reader.site, known)
        shown = reader.post is Post.SCREEN and known.readers is Readers.ALL_SITES
        return shown or reader.post in HALL

    async def site_reads(self, site: SiteCode, known: KnownPaper) -> bool:
        """One that it is named for, or one of a conference that it is asked to."""
        match known.readers:
            case Readers.PUBLIC:
                return True
            case Readers.NAMED_SITES:
                return site in known.sites
            case Readers.ALL_SITES:
                return site in (await self.rooms.state(known.meeting)).sites

    async def _inside(self, reader: Session, meeting: MeetingId) -> bool:
        return enters(reader, meeting) and at_home(reader, await self.holders.of(meeting))

    async def _is_led_to(self, reader: Session | None, file: StoredFile) -> bool:
        if reader and await self._inside(reader, file.meeting):
            meeting = await self.rooms.state(file.meeting)
            if sees(reader, meeting, file.address):
                return True
        papers = await self.library.publications(file.meeting)
        listing = [each for each in papers if _lists(each, file.address)]
        return bool(await self.those_for(reader, listing))


def in_hall(reader: Session | None) -> bool:
    return reader is not None and reader.post in HALL


def shows_text(reader: Session | None, known: KnownPaper) -> bool:
    return known.withdrawn_at is None or in_hall(reader)


def sees(reader: Session, meeting: Meeting, address: str) -> bool:
    """On the agenda as this reader has it; at the table every file is theirs to look after."""
    try:
        check_seated(meeting, actor_in(meeting.id, reader))
    except Rejected:
        return False
    own = (each for each in meeting.conclusions.values() if _leads(reader, each))
    shown = {*on_items(outline.public_items(meeting)), *in_reports(own)}
    return reader.post in TABLE or address in shown


def _leads(reader: Session, conclusion: Conclusion) -> bool:
    task = conclusion.task
    return task is not None and task.site is not None and task.site == reader.site


def _lists(known: PublishedPaper, address: str) -> bool:
    """One that stands: of a publication that was replaced the files are those of the newer one."""
    if known.withdrawn_at is not None or known.replaced_by is not None:
        return False
    return address in {known.signed, *in_paper(known.paper)}
