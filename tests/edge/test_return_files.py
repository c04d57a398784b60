"""Files of returns through the pages: brought, listed until they are entered, and nobody else's."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import FormData

from diemcau.app.dossier_kinds import KINDS
from diemcau.app.verification.dossiers import verify_dossiers
from diemcau.app.verification.findings import Flaw, FlawKind
from diemcau.app.verification.whole import meetings_of
from diemcau.domain.nouns.ids import MeetingId
from tests.support.drafting import AT, Drafting, drafting
from tests.support.markup import Element, read
from tests.support.papers import docx, pdf

FILES = f"{AT}/files"
LETTER = pdf("Cong van gop y")
SIXTH = ("6.pdf", pdf("Cong van 6"))


@pytest.fixture
async def told_whole() -> AsyncIterator[Drafting]:
    async with drafting() as made:
        yield made


async def brought(
    made: Drafting,
    who: str,
    name: str = "Công văn 12.pdf",
    body: bytes = LETTER,
    *,
    said_open: bool = True,
    of: str = "",
) -> tuple[int, Element]:
    browser = await made.browser(who)
    form = FormData(
        {"id": "f1", "csrf": f"csrf-of-{who}", "back": AT, "body": of}, quote_fields=False
    )
    if said_open:
        form.add_field("open", "true")
    form.add_field("file", body, filename=name)
    async with browser.post(FILES, data=form, allow_redirects=False) as response:
        return response.status, read(await response.text())


async def test_a_site_sends_a_file_and_the_team_is_told_until_it_has_entered_it(
    told_whole: Drafting,
) -> None:
    assert (await brought(told_whole, "ba-dinh"))[0] == 303
    assert (await brought(told_whole, "ba-dinh"))[0] == 303, "the same form once more"
    [file] = (await told_whole.state()).enclosures
    at = f"{FILES}/{file.digest}"
    loose = "Tệp chưa nhập (1)"
    assert loose in (await told_whole.page("thu-ky")).words
    assert loose not in (await told_whole.page("ba-dinh")).words
    await told_whole.send("ky-thuat", AT, f"{AT}/acts/mark_file_entered")
    shown = await told_whole.page("thu-ky")
    assert loose not in shown.words
    assert "Công văn 12.pdf" in shown.words
    for who, status in {
        "ba-dinh": 200,
        "thu-ky": 200,
        "ky-thuat": 200,
        "tay-ho": 404,
        "chu-tri": 404,
        "ngoai": 404,
        "man-hinh": 404,
        "quan-tri": 403,
    }.items():
        browser = await told_whole.browser(who)
        async with browser.get(at) as response:
            assert response.status == status, who
            assert (await response.read() == LETTER) is (status == 200), who
        assert ("Công văn 12.pdf" in await _page(told_whole, who)) is (status == 200), who


async def _page(made: Drafting, who: str) -> str:
    async with (await made.browser(who)).get(AT) as response:
        return await response.text()


async def test_no_other_door_leads_to_a_file_of_a_return(told_whole: Drafting) -> None:
    await brought(told_whole, "ba-dinh")
    [file] = (await told_whole.state()).enclosures
    shelf = told_whole.id.replace("/", "%2F")
    for who in ("thu-ky", "chu-tri", "tay-ho"):
        browser = await told_whole.browser(who)
        async with browser.get(f"/files/{shelf}/{file.digest}") as response:
            assert response.status == 404, who
        forged = {"digest": file.digest, "name": "a.pdf", "csrf": f"csrf-of-{who}", "id": "x"}
        async with browser.post(f"{AT}/acts/enclose_file", data=forged) as response:
            assert response.status == 404, who


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("Công văn (mật).pdf", LETTER, "dấu MẬT"),
        ("thu.docx", docx("TUYỆT MẬT"), "dấu MẬT"),
        ("thu.exe", LETTER, "Không nhận"),
        ("", b"", "Chưa chọn tệp"),
    ],
)
async def test_what_may_not_come_in_is_refused_by_name_and_nothing_is_kept(
    told_whole: Drafting, name: str, body: bytes, words: str
) -> None:
    status, shown = await brought(told_whole, "ba-dinh", name, body)
    assert status == 415
    assert words.lower() in shown.words.lower()
    assert (await told_whole.state()).enclosures == ()
    assert not await told_whole.hall.store.files.all()


async def test_a_file_is_said_to_hold_no_secret_and_comes_from_who_is_asked(
    told_whole: Drafting,
) -> None:
    status, shown = await brought(told_whole, "ba-dinh", said_open=False)
    assert (status, "bí mật nhà nước" in shown.words) == (415, True)
    assert (await brought(told_whole, "chu-tri"))[0] == 403
    assert (await brought(told_whole, "ngoai"))[0] == 404
    assert (await brought(told_whole, "thu-ky"))[0] == 409, "for whom?"
    assert not await told_whole.hall.store.files.all()


async def test_the_secretary_brings_what_came_on_paper_and_a_sixth_is_refused(
    told_whole: Drafting,
) -> None:
    for number in range(5):
        copy = pdf(f"Cong van {number}")
        status, _ = await brought(told_whole, "thu-ky", f"{number}.pdf", copy, of="SNV")
        assert status == 303
    status, shown = await brought(told_whole, "thu-ky", *SIXTH, of="SNV")
    assert (status, "nhiều nhất 5 tệp" in shown.words) == (409, True)
    assert len(await told_whole.hall.store.files.all()) == 5
    await told_whole.send("thu-ky", AT, f"{AT}/acts/take_back_file")
    assert (await brought(told_whole, "thu-ky", *SIXTH, of="SNV"))[0] == 303
    assert "Tệp chưa nhập (5)" in (await told_whole.page("thu-ky")).words


async def test_files_are_proven_with_the_log_that_names_them(told_whole: Drafting) -> None:
    await brought(told_whole, "ba-dinh")
    store = told_whole.hall.store
    assert MeetingId(told_whole.id) not in await meetings_of(store)
    [file] = await store.files.all()
    [proven] = [each async for each in verify_dossiers(store.dossiers, KINDS, store.files)]
    assert proven.flaws == ()
    await store.files.drop(file.meeting, file.digest)
    [broken] = [each async for each in verify_dossiers(store.dossiers, KINDS, store.files)]
    assert broken.flaws == (Flaw(FlawKind.FILE_MISSING, file.digest),)
