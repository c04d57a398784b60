"""A publication becomes a document, gets its number and its seal: without a server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from diemcau.adapters.documents import Decree30
from diemcau.adapters.signatures import PadesSignatures
from diemcau.adapters.store import open_store
from diemcau.adapters.tray import DiskTray
from diemcau.app.documents.issuing import Issuing
from diemcau.app.files import NoSeal, NotNumbered
from diemcau.app.files.keeping import Keeping
from diemcau.app.files.signatures import holds
from diemcau.app.library.anchors import Anchors
from diemcau.app.office.bodies import Bodies
from diemcau.app.office.founding import CurrentOffice
from diemcau.app.ports.library import Library, NumberTaken, PublishedPaper
from diemcau.app.ports.office import Office
from diemcau.domain.nouns.ids import CommandId, PublicationNo
from diemcau.domain.nouns.publishing import AlreadyWithdrawn, Publish, WithdrawPublication
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.documents import say
from tests.support.hall import signed_in
from tests.support.meeting import ANNOUNCED, DAY, SECRETARY, START, Step, by, plan_conference
from tests.support.room import MEETING, morning, rooms, take
from tests.support.seals import PASSWORD, Sealed, seal

NO = PublicationNo(1)
OFFICE = signed_in("secretary", START)
NOTICE: Step = (
    ANNOUNCED,
    Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.PUBLIC),
)
GONE = WithdrawPublication(**by(SECRETARY, -250), publication=NO, reason="Sai giờ")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    return seal(tmp_path_factory.mktemp("seal"))


@asynccontextmanager
async def office(
    signatures: PadesSignatures | None = None,
) -> AsyncIterator[tuple[Issuing, Library]]:
    """With one notice published, a morning before the conference."""
    store, clock = open_store("memory://"), morning(-300)
    async with rooms(store, clock=clock) as opened:
        await opened.submit(MEETING, plan_conference())
        await take(await opened.room(MEETING), NOTICE)
        issuing = Issuing(
            rooms=opened,
            numbers=store.numbers,
            anchors=Anchors(store.events),
            bodies=Bodies(store.bodies, CurrentOffice(store.office, Office()), clock),
            printer=Decree30(),
            signatures=signatures or PadesSignatures("", ""),
            keeping=Keeping(store.files, opened),
            clock=clock,
        )
        yield issuing, store.library


async def notice(library: Library) -> PublishedPaper:
    [known] = await library.publications(MEETING)
    return known


async def test_a_document_is_a_draft_with_room_for_its_number_until_it_has_one() -> None:
    async with office() as (issuing, library):
        known = await notice(library)
        made = await issuing.drawn_up(known, say)
        assert (made.draft, made.number.split("/")[0].strip()) == (True, "")
        assert made.anchor
        await issuing.number(known, say)
        numbered = await issuing.drawn_up(known, say)
        assert (numbered.draft, numbered.number.split("/")[0]) == (True, "01")
        assert replace(numbered, number=made.number, place_date=made.place_date) == made


async def test_the_number_of_the_office_s_register_is_taken_once() -> None:
    async with office() as (issuing, library):
        known = await notice(library)
        await issuing.number(known, say, 41)
        assert (await issuing.drawn_up(known, say)).number.startswith("41/")
        with pytest.raises(NumberTaken):
            await issuing.number(replace(known, no=PublicationNo(2)), say, 41)


async def test_a_programme_stands_beside_a_notice_and_an_attendance_sheet_does_not() -> None:
    async with office() as (issuing, library):
        known = await notice(library)
        assert await issuing.beside(known, "programme", say)
        assert await issuing.beside(known, "attendance", say) is None


async def test_nothing_is_sealed_without_a_key_or_a_number(sealed: Sealed) -> None:
    key = PadesSignatures(sealed.pkcs12, PASSWORD)
    for signatures, refusal in ((None, NoSeal), (key, NotNumbered)):
        async with office(signatures) as (issuing, library):
            with pytest.raises(refusal):
                await issuing.seal(await notice(library), say, OFFICE, CommandId("seal"))


async def test_the_sealed_copy_holds_and_is_filed_under_the_name_of_the_secretary(
    sealed: Sealed,
) -> None:
    async with office(PadesSignatures(sealed.pkcs12, PASSWORD)) as (issuing, library):
        await issuing.number(await notice(library), say)
        await issuing.seal(await notice(library), say, OFFICE, CommandId("seal"))
        [kept] = await issuing.keeping.files.all()
        assert (await notice(library)).signed == kept.address
        assert (kept.by, kept.media_type) == (OFFICE.name, "application/pdf")
        pieces = issuing.keeping.files.read(MEETING, kept.digest)
        opened = DiskTray().laid(pieces)
        assert holds(await issuing.signatures.of(kept.digest, lambda: opened))


async def test_what_is_withdrawn_gets_neither_number_nor_seal(sealed: Sealed) -> None:
    async with office(PadesSignatures(sealed.pkcs12, PASSWORD)) as (issuing, library):
        await issuing.number(await notice(library), say)
        standing = await notice(library)
        await issuing.rooms.submit(MEETING, GONE)
        gone = await notice(library)
        with pytest.raises(AlreadyWithdrawn):
            await issuing.number(gone, say)
        for known in (gone, standing):
            with pytest.raises(AlreadyWithdrawn):
                await issuing.seal(known, say, OFFICE, CommandId("seal"))
        assert not await issuing.keeping.files.all(), "what was refused its place is not kept"
