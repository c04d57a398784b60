"""Who reads what: each right asked by itself, without a server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from diemcau.adapters.store import open_store
from diemcau.app.library.reading import Reading, sees, shows_text
from diemcau.app.office.bodies import Holders
from diemcau.app.ports.files import StoredFile, in_pieces
from diemcau.app.ports.people import Session
from diemcau.domain.nouns.agenda import AddItem, AttachDocument, Document, ItemPlan
from diemcau.domain.nouns.ids import ItemId, MeetingId, PublicationNo, SiteCode
from diemcau.domain.nouns.publishing import (
    FileSignedCopy,
    LayForSignature,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.hall import POSTS, signed_in
from tests.support.meeting import (
    ANNOUNCED,
    DAY,
    PLANNED,
    REPORT,
    SECRETARY,
    START,
    Step,
    after,
    by,
    plan_conference,
)
from tests.support.room import MEETING, morning, rooms, take
from tests.support.scene import FINISHED

NOBODY = ""
EVERYBODY = {NOBODY, *POSTS}
TABLE = {"chair", "deputy", "secretary"}
HALL = {*TABLE, "operator"}
WITHDRAWN, FOR_BA_DINH, FOR_SITES, FOR_ALL = map(PublicationNo, (1, 2, 3, 4))
"""As `FINISHED` has them."""
STAFFING = ItemId("nhan-su")


def of(who: str) -> Session | None:
    return signed_in(who, START) if who else None


def file(sign: str = "a") -> StoredFile:
    return StoredFile(
        meeting=MEETING,
        digest=sign * 64,
        name="bao-cao.pdf",
        media_type="application/pdf",
        size=1,
        at=START,
        by="Văn phòng",
    )


ON_THE_AGENDA, ON_STAFFING, SIGNED = file("a"), file("b"), file("c")
ATTACHED: Step = (
    ANNOUNCED,
    AddItem(**by(SECRETARY, -400), plan=ItemPlan(STAFFING, "Công tác nhân sự", internal=True)),
    AttachDocument(
        **by(SECRETARY, -399, named="1"),
        item=REPORT,
        document=Document("Báo cáo", ON_THE_AGENDA.address),
    ),
    AttachDocument(
        **by(SECRETARY, -398, named="2"),
        item=STAFFING,
        document=Document("Danh sách", ON_STAFFING.address),
    ),
)


@asynccontextmanager
async def reading(*steps: Step, files: tuple[StoredFile, ...] = ()) -> AsyncIterator[Reading]:
    """What was published and kept where these steps were taken, before the clock takes any."""
    store = open_store("memory://")
    for each in files:
        await store.files.put(each, in_pieces(b"x"))
    async with rooms(store, clock=morning(-300)) as opened:
        await opened.submit(MEETING, plan_conference())
        await take(await opened.room(MEETING), *steps)
        yield Reading(store.library, store.files, opened, Holders(store.library, opened))


async def readers(known: Reading, no: PublicationNo) -> set[str]:
    return {who for who in EVERYBODY if await known.paper(of(who), MEETING, no)}


async def openers(known: Reading, of_it: StoredFile) -> set[str]:
    return {who for who in EVERYBODY if await known.file(of(who), MEETING, of_it.digest)}


async def test_each_publication_is_read_by_those_it_is_for() -> None:
    async with reading(FINISHED) as known:
        assert await readers(known, FOR_ALL) == EVERYBODY
        assert await readers(known, FOR_SITES) == {*HALL, "screen", "ba-dinh", "dong-anh"}
        assert await readers(known, FOR_BA_DINH) == {*HALL, "ba-dinh"}


async def test_what_waits_for_its_signature_is_read_at_the_table_and_listed_nowhere() -> None:
    laid = LayForSignature(**by(SECRETARY, -300), stage=Stage.NOTICE)
    out = Publish(**by(SECRETARY, -290), stage=Stage.NOTICE)
    async with reading(ANNOUNCED, laid) as known:
        assert await readers(known, PublicationNo(1)) == TABLE
        assert await readers(known, PublicationNo(2)) == set()
        assert await known.library.publications() == []
        await known.rooms.submit(MEETING, out)
        assert await readers(known, PublicationNo(1)) == EVERYBODY


async def test_the_list_holds_exactly_what_may_be_read_newest_first() -> None:
    async with reading(FINISHED) as known:
        every = [each.no for each in await known.library.publications()]
        for who in EVERYBODY:
            listed = [each.no for each in await known.papers(of(who))]
            assert listed == [no for no in every if who in await readers(known, no)]


async def test_a_site_let_into_another_conference_reads_what_everybody_does() -> None:
    elsewhere = replace(signed_in("ba-dinh", START), meeting=MeetingId("another"))
    async with reading(FINISHED) as known:
        read = {each.no for each in await known.papers(elsewhere)}
        assert read == {each.no for each in await known.papers(None)}


async def test_a_calendar_holds_for_a_site_what_it_may_read() -> None:
    async with reading(FINISHED) as known:
        papers = await known.library.publications()
        ba_dinh, stranger = SiteCode("001"), SiteCode("999")
        assert all([await known.site_reads(ba_dinh, each) for each in papers])
        read = [each.no for each in papers if await known.site_reads(stranger, each)]
        assert read == [each.no for each in await known.papers(None)]


async def test_the_text_of_what_was_withdrawn_is_for_the_hall_alone() -> None:
    async with reading(FINISHED) as known:
        gone = await known.paper(None, MEETING, WITHDRAWN)
        assert gone is not None
        assert {who for who in EVERYBODY if shows_text(of(who), gone)} == HALL


async def test_a_file_is_read_by_those_who_see_the_item_it_lies_on() -> None:
    async with reading(ATTACHED, files=(ON_THE_AGENDA, ON_STAFFING)) as known:
        seated = EVERYBODY - {NOBODY, "admin", "stranger"}
        assert await openers(known, ON_THE_AGENDA) == seated
        assert await openers(known, ON_STAFFING) == TABLE


async def test_before_the_announcement_no_site_reads_a_file() -> None:
    meeting = after(PLANNED)
    seeing = {who for who in POSTS if sees(signed_in(who, START), meeting, ON_THE_AGENDA.address)}
    assert seeing == TABLE


async def test_what_is_published_opens_its_files_and_a_withdrawal_closes_them() -> None:
    publish = Publish(**by(SECRETARY, -300), stage=Stage.DOCUMENTS, readers=Readers.PUBLIC)
    withdraw = WithdrawPublication(
        **by(SECRETARY, -290), publication=PublicationNo(1), reason="Nhầm"
    )
    async with reading(ATTACHED, publish, files=(ON_THE_AGENDA, ON_STAFFING)) as known:
        assert await openers(known, ON_THE_AGENDA) == EVERYBODY
        assert await openers(known, ON_STAFFING) == TABLE, "an internal item is not published"
        await known.rooms.submit(MEETING, withdraw)
        assert await openers(known, ON_THE_AGENDA) == EVERYBODY - {NOBODY, "admin", "stranger"}


@pytest.mark.parametrize(
    ("to", "opened"),
    [(Readers.PUBLIC, EVERYBODY), (Readers.ALL_SITES, EVERYBODY - {NOBODY, "admin", "stranger"})],
)
async def test_a_signed_copy_is_read_by_those_who_read_the_publication(
    to: Readers, opened: set[str]
) -> None:
    published: Step = (
        ANNOUNCED,
        Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=to),
        FileSignedCopy(
            **by(SECRETARY, -DAY + 1), publication=PublicationNo(1), copy=SIGNED.address
        ),
    )
    async with reading(published, files=(SIGNED,)) as known:
        assert await openers(known, SIGNED) == opened


async def test_a_file_of_another_conference_is_not_there() -> None:
    async with reading(ATTACHED, files=(ON_THE_AGENDA,)) as known:
        assert await known.file(of("secretary"), MeetingId("another"), "a" * 64) is None
