"""The copy that the office signed: brought or sealed, checked, published in place of the draft."""

import hashlib
import io
from collections.abc import AsyncIterator

import docx
import pytest
from aiohttp import FormData
from multidict import MultiDict
from pypdf import PdfReader

from diemcau.adapters.signatures import PadesSignatures
from diemcau.config import Configuration, SignatureSettings
from diemcau.domain.nouns.ids import PublicationNo
from diemcau.domain.nouns.publishing import LayForSignature, Publish, WithdrawPublication
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import ANNOUNCED, DAY, SECRETARY, Step, by
from tests.support.papers import PROGRAM, pdf
from tests.support.room import MEETING
from tests.support.scene import on_stage
from tests.support.seals import PASSWORD, Sealed, seal

NO = PublicationNo(1)
PAGE = f"/published/{MEETING}/{NO}"
PUBLISHED: Step = (
    ANNOUNCED,
    Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.PUBLIC),
)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    return seal(tmp_path_factory.mktemp("seal"))


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(PUBLISHED, minutes=-200):
        yield made


@pytest.fixture
async def with_seal(sealed: Sealed) -> AsyncIterator[Hall]:
    how = SignatureSettings(pkcs12=sealed.pkcs12, password=PASSWORD, trust=(sealed.trust,))
    async for made in on_stage(PUBLISHED, minutes=-200, settings=Configuration(signature=how)):
        yield made


async def text(hall: Hall, who: str, path: str = PAGE, status: int = 200) -> str:
    async with (await hall.browser(who)).get(path) as response:
        assert response.status == status, path
        return await response.text()


async def presses(hall: Hall, action: str) -> tuple[int, str]:
    """The form of the page as it stands."""
    form = form_for(read(await text(hall, "secretary")), action)
    browser = await hall.browser("secretary")
    async with browser.post(form["action"], data=MultiDict(filled(form))) as response:
        return response.status, await response.text()


async def brings(hall: Hall, body: bytes, **fields: str) -> tuple[int, str]:
    form = form_for(read(await text(hall, "secretary")), f"/files/{MEETING}")
    data = FormData(quote_fields=False)
    sent = {**filled(form), "open": "true", **fields}
    sent.pop("file", None)
    for key, value in sent.items():
        data.add_field(key, value)
    data.add_field("file", body, filename="giay-moi.pdf")
    async with (await hall.browser("secretary")).post(form["action"], data=data) as response:
        return response.status, await response.text()


async def signed(sealed: Sealed, body: bytes) -> bytes:
    return await PadesSignatures(sealed.pkcs12, PASSWORD).sealed(body, "Giấy mời")


async def test_the_copy_that_the_office_signed_takes_the_place_of_the_draft(
    hall: Hall, sealed: Sealed
) -> None:
    body = await signed(sealed, pdf("Giay moi"))
    status, html = await brings(hall, body)
    assert (status, "Đã ký số" in html) == (200, True)
    async with (await hall.browser("")).get(f"{PAGE}.pdf") as response:
        assert await response.read() == body
    told = await text(hall, "", f"{PAGE}/signature")
    assert "Văn phòng HĐND thành phố" in told
    assert "Nguyên vẹn" in told
    assert "Chứng thư chưa kiểm chứng được" in told
    assert hashlib.sha256(body).hexdigest() in told


async def test_what_does_not_hold_is_refused_and_not_kept(hall: Hall, sealed: Sealed) -> None:
    broken = bytearray(await signed(sealed, pdf("Giay moi")))
    where = broken.index(b"(Giay moi)")
    broken[where + 1] ^= 1
    for body, words in (
        (pdf("Giay moi"), "chưa có chữ ký số"),
        (bytes(broken), "không còn nguyên vẹn"),
        (PROGRAM, "không đúng với đuôi tên"),
    ):
        status, html = await brings(hall, body)
        assert (status, words in html) == (415, True)
        digest = hashlib.sha256(body).hexdigest()
        assert await hall.parts.files.find(MEETING, digest) is None
    whole = await signed(sealed, pdf("Giay moi"))
    for which in ("7", "một"):
        status, _ = await brings(hall, whole, about=f"publication/{which}")
        assert status == 404
    await text(hall, "", f"{PAGE}/signature", status=404)


async def test_the_office_seals_with_the_key_of_the_server_once_it_is_numbered(
    with_seal: Hall,
) -> None:
    assert "/seal" not in await text(with_seal, "secretary")
    await presses(with_seal, "/number")
    status, html = await presses(with_seal, "/seal")
    assert (status, "Đã ký số" in html) == (200, True)
    told = await text(with_seal, "", f"{PAGE}/signature")
    assert "Nguyên vẹn" in told
    assert "Chứng thư tin cậy" in told


async def test_nobody_seals_without_a_key_or_a_number(hall: Hall, with_seal: Hall) -> None:
    for place, code in ((hall, "no_seal"), (with_seal, "not_numbered")):
        browser = await place.browser("secretary")
        sent = {"csrf": "csrf-of-secretary", "id": "seal"}
        async with browser.post(f"{PAGE}/seal", data=sent) as response:
            assert response.status == 409
            assert code in await response.text()
    chair = await with_seal.browser("chair")
    async with chair.post(f"{PAGE}/seal", data={"csrf": "csrf-of-chair", "id": "1"}) as response:
        assert response.status == 403


async def test_of_a_withdrawn_paper_the_signed_copy_is_withdrawn_too(
    hall: Hall, sealed: Sealed
) -> None:
    await brings(hall, await signed(sealed, pdf("Giay moi")))
    [known] = await hall.parts.library.publications(MEETING)
    assert known.signed.startswith(f"/files/{MEETING}/")
    async with (await hall.browser("")).get(known.signed) as response:
        assert response.status == 200
    withdraw = WithdrawPublication(**by(SECRETARY, -100), publication=NO, reason="Sai giờ")
    await hall.parts.rooms.submit(MEETING, withdraw)
    await text(hall, "", known.signed, status=404)
    await text(hall, "", f"{PAGE}/signature", status=410)


async def test_the_pages_are_whole(hall: Hall, sealed: Sealed) -> None:
    await brings(hall, await signed(sealed, pdf("Giay moi")))
    for who, path in (("secretary", PAGE), ("", PAGE), ("", f"{PAGE}/signature")):
        html = read(await text(hall, who, path))
        assert not doubled_ids(html)
        assert not unlabelled(html)
        assert not skipped_headings(html)


# -- numbered and signed before it is out ----------------------------------------------------------


async def laid(hall: Hall, who: str, stage: str = "notice", **fields: str) -> int:
    sent = {"csrf": f"csrf-of-{who}", "id": "laid", "readers": "public", **fields}
    path = f"/conferences/{MEETING}/papers/{stage}/number"
    async with (await hall.browser(who)).post(path, data=sent, allow_redirects=False) as response:
        return response.status


@pytest.fixture
async def announced() -> AsyncIterator[Hall]:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        yield made


async def test_a_paper_is_numbered_at_the_table_before_anybody_else_reads_it(
    announced: Hall,
) -> None:
    assert await laid(announced, "secretary", number="41") == 303
    assert "chưa công bố" in await text(announced, "secretary")
    assert "Số 41" in await text(announced, "chair")
    for stranger in ("", "ba-dinh", "screen"):
        await text(announced, stranger, status=404)
    desk = await text(announced, "secretary", f"/conferences/{MEETING}/papers")
    assert desk == '{"seal":"","numbers":{"1":41}}'


async def test_the_copy_to_sign_is_no_draft_and_needs_a_number(announced: Hall) -> None:
    laid_only = LayForSignature(**by(SECRETARY, -210), stage=Stage.NOTICE)
    await announced.parts.rooms.submit(MEETING, laid_only)
    browser = await announced.browser("secretary")
    async with browser.get(f"{PAGE}/to-sign.pdf") as response:
        assert response.status == 409
    assert await laid(announced, "secretary") == 303, "it is laid already, and only numbered"
    async with browser.get(f"{PAGE}/to-sign.pdf") as response:
        assert "DỰ THẢO" not in words_of(await response.read())
    async with browser.get(f"{PAGE}.pdf") as response:
        assert "DỰ THẢO" in words_of(await response.read())


async def test_only_the_secretary_lays_and_only_what_can_be_signed(announced: Hall) -> None:
    assert await laid(announced, "chair") == 403
    assert await laid(announced, "secretary", "documents") == 404
    assert await laid(announced, "secretary", "minutes") == 409
    assert await laid(announced, "secretary", readers="nobody") == 400


async def test_the_word_file_of_a_signed_paper_is_no_draft(with_seal: Hall) -> None:
    await presses(with_seal, "/number")
    for draft in (True, False):
        async with (await with_seal.browser("secretary")).get(f"{PAGE}.docx") as response:
            first = docx.Document(io.BytesIO(await response.read())).sections[0].first_page_header
        assert any("DỰ THẢO" in line.text for line in first.paragraphs) is draft
        if draft:
            await presses(with_seal, "/seal")


def words_of(raw: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
