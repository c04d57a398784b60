"""Documents on items: brought in the editor, read by whoever sees the item, refused by name."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData
from multidict import MultiDict

from diemcau.adapters.store.memory import MemoryFiles
from diemcau.config import Configuration
from diemcau.domain.nouns.agenda import AddItem, EditItem, ItemPlan
from diemcau.domain.nouns.ids import ItemId, PublicationNo
from diemcau.domain.nouns.publishing import Publish, WithdrawPublication
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.edge.door.budgets import PLACES, Places
from diemcau.edge.door.security import SecuritySettings
from tests.support.hall import Hall
from tests.support.markup import filled, form_for, read
from tests.support.meeting import ANNOUNCED, REPORT, SECRETARY, Step, by
from tests.support.papers import PROGRAM, bomb, docx, pdf
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING
from tests.support.scene import on_stage

EDITOR = f"/conferences/{MEETING}/edit/papers?item={REPORT}"
STAFFING = ItemId("nhan-su")
INTERNAL: Step = (
    ANNOUNCED,
    AddItem(**by(SECRETARY, -400), plan=ItemPlan(STAFFING, "Công tác nhân sự", internal=True)),
)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(INTERNAL, minutes=-200):
        yield made


async def brings(
    hall: Hall, name: str, body: bytes, who: str = "secretary", **fields: str
) -> tuple[int, str]:
    """Fill in the form of the editor; what comes of it."""
    browser = await hall.browser(who)
    async with (await hall.browser("secretary")).get(EDITOR) as response:
        form = form_for(read(await response.text()), f"/files/{MEETING}")
    sent = MultiDict(filled(form))
    sent.update({"open": "true", **fields})
    sent.pop("file", None)
    data = FormData(quote_fields=False)
    for key, value in sent.items():
        data.add_field(key, value)
    if name:
        data.add_field("file", body, filename=name, content_type="application/octet-stream")
    if who != "secretary":
        data = _signed_by(who, sent, name, body)
    async with browser.post(form["action"], data=data) as response:
        return response.status, await response.text()


def _signed_by(who: str, sent: MultiDict[str], name: str, body: bytes) -> FormData:
    data = FormData(quote_fields=False)
    for key, value in {**sent, "csrf": f"csrf-of-{who}"}.items():
        data.add_field(key, value)
    data.add_field("file", body, filename=name)
    return data


async def addresses(hall: Hall, item: ItemId = REPORT) -> list[str]:
    meeting = await hall.parts.rooms.state(MEETING)
    return [each.address for each in meeting.items[item].documents]


def kept(hall: Hall) -> list[Any]:
    store = hall.store.files
    assert isinstance(store, MemoryFiles)
    return list(store._kept)


async def status(hall: Hall, who: str, path: str) -> int:
    async with (await hall.browser(who)).get(path) as response:
        return response.status


async def test_the_secretary_brings_a_document_and_every_site_reads_it(hall: Hall) -> None:
    body = docx("Báo cáo kết quả")
    code_, html = await brings(hall, "Báo cáo quý I.docx", body)
    assert code_ == 200
    assert "Báo cáo quý I</a>" in html
    [address] = await addresses(hall)
    async with (await hall.browser("ba-dinh")).get(address) as response:
        assert await response.read() == body
        assert response.content_type.endswith("wordprocessingml.document")
        said = response.headers["Content-Disposition"]
        assert said.startswith('attachment; filename="B_o c_o qu_ I.docx"')
        assert said.endswith("filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20qu%C3%BD%20I.docx")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with (await hall.browser("ba-dinh")).head(address) as response:
        assert response.content_length == len(body)


async def test_a_pdf_is_shown_where_it_is_read(hall: Hall) -> None:
    await brings(hall, "bao-cao.pdf", pdf("Bao cao"), title="Báo cáo quý")
    [address] = await addresses(hall)
    async with (await hall.browser("screen")).get(address) as response:
        assert response.headers["Content-Disposition"].startswith("inline")


async def test_under_the_same_title_it_is_a_new_version_and_the_old_one_is_kept(hall: Hall) -> None:
    await brings(hall, "v1.pdf", pdf("1"), title="Dự thảo")
    [first] = await addresses(hall)
    _, html = await brings(hall, "v2.pdf", pdf("2"), title="Dự thảo")
    [second] = await addresses(hall)
    assert first != second
    assert "1 bản cũ" in html
    for who in ("secretary", "ba-dinh"):
        assert await status(hall, who, first) == 200
        assert await status(hall, who, second) == 200


async def test_what_lies_on_an_internal_item_is_for_the_table_alone(hall: Hall) -> None:
    await brings(hall, "nhan-su.pdf", pdf("Nhan su"), about=f"item/{STAFFING}")
    [address] = await addresses(hall, STAFFING)
    for who in ("chair", "deputy", "secretary"):
        assert await status(hall, who, address) == 200
    for who in ("operator", "ba-dinh", "screen", "admin", "stranger", ""):
        assert await status(hall, who, address) == 404


async def test_the_public_reads_what_was_published_and_nothing_before(hall: Hall) -> None:
    await brings(hall, "bao-cao.pdf", pdf("Bao cao"))
    [address] = await addresses(hall)
    assert await status(hall, "", address) == 404
    publish = Publish(**by(SECRETARY, -190), stage=Stage.DOCUMENTS, readers=Readers.PUBLIC)
    await hall.parts.rooms.submit(MEETING, publish)
    assert await status(hall, "", address) == 200
    [known] = await hall.parts.library.publications(MEETING)
    back = WithdrawPublication(**by(SECRETARY, -180), publication=known.no, reason="Nhầm")
    await hall.parts.rooms.submit(MEETING, back)
    assert await status(hall, "", address) == 404


@pytest.mark.parametrize(
    ("name", "body", "fields", "told"),
    [
        ("bao-cao.pdf", PROGRAM, {}, (415, "không đúng với đuôi tên")),
        ("setup.exe", PROGRAM, {}, (415, "Không nhận loại tệp này")),
        ("bao-cao.docx", bomb(), {}, (413, "quá lớn")),
        ("bao-cao.docx", docx("TỐI MẬT"), {}, (415, "bí mật nhà nước")),
        ("bao-cao.docx", docx("x"), {"title": "Báo cáo (mật)"}, (415, "bí mật nhà nước")),
        ("bao-cao.docx", docx("x"), {"open": "no"}, (415, "Hãy xác nhận")),
        ("", b"", {}, (415, "Chưa chọn tệp")),
        ("bao-cao.docx", docx("x"), {"about": "letter/1"}, (400, "bad_args")),
        (
            "bao-cao.docx",
            docx("x"),
            {"about": "item/không-có"},
            (404, "không còn trong chương trình"),
        ),
    ],
)
async def test_what_nobody_should_bring_is_refused_in_words_and_not_kept(
    hall: Hall, name: str, body: bytes, fields: dict[str, str], told: tuple[int, str]
) -> None:
    seen, html = await brings(hall, name, body, **fields)
    assert seen == told[0]
    assert told[1] in html
    assert await addresses(hall) == []
    assert kept(hall) == []


async def test_a_file_that_is_named_already_stays_when_it_is_refused_elsewhere(hall: Hall) -> None:
    body = pdf("Bao cao")
    await brings(hall, "bao-cao.pdf", body)
    await brings(hall, "bao-cao.pdf", body, about="item/không-có")
    [address] = await addresses(hall)
    assert await status(hall, "ba-dinh", address) == 200


async def test_another_file_under_the_same_form_is_another_act(hall: Hall) -> None:
    """Back, and choose again: the id of the form is the same."""
    await brings(hall, "a.pdf", pdf("A"), id="form")
    await brings(hall, "a.pdf", pdf("A"), id="form")
    await brings(hall, "b.pdf", pdf("B"), id="form")
    assert len(await addresses(hall)) == len(kept(hall)) == 2


async def test_of_a_list_that_was_replaced_the_public_reads_nothing_more(hall: Hall) -> None:
    await brings(hall, "a.pdf", pdf("A"))
    [address] = await addresses(hall)
    stage, readers = Stage.DOCUMENTS, Readers.PUBLIC
    await hall.parts.rooms.submit(
        MEETING, Publish(**by(SECRETARY, -190), stage=stage, readers=readers)
    )
    await brings(hall, "b.pdf", pdf("B"))
    await hall.parts.rooms.submit(
        MEETING, Publish(**by(SECRETARY, -180), stage=stage, readers=readers)
    )
    assert await status(hall, "", address) == 200
    second = WithdrawPublication(**by(SECRETARY, -170), publication=PublicationNo(2), reason="Sai")
    await hall.parts.rooms.submit(MEETING, second)
    assert await status(hall, "", address) == 404


async def test_a_published_file_stays_when_it_is_brought_again_in_vain(hall: Hall) -> None:
    body = pdf("Bao cao")
    await brings(hall, "bao-cao.pdf", body)
    [address] = await addresses(hall)
    publish = Publish(**by(SECRETARY, -190), stage=Stage.DOCUMENTS, readers=Readers.PUBLIC)
    await hall.parts.rooms.submit(MEETING, publish)
    plan = ItemPlan(REPORT, "Báo cáo")
    await hall.parts.rooms.submit(MEETING, EditItem(**by(SECRETARY, -180), plan=plan))
    seen, _ = await brings(hall, "bao-cao.pdf", body, about="item/không-có")
    assert seen == 404
    assert await status(hall, "", address) == 200


@pytest.mark.parametrize("act", ["report_on_task", "file_signed_copy", "issue_passes"])
async def test_nobody_says_by_an_act_what_the_server_has_to_say(hall: Hall, act: str) -> None:
    """Who could name a file of somebody else's would read it; who could record passes that were
    never made would end those that sites hold.
    """
    args = {
        "report_on_task": {
            "conclusion": "ke",
            "text": "Xong",
            "per_cent": 9,
            "evidence": {"title": "x", "address": f"/files/{MEETING}/{'0' * 64}"},
        },
        "file_signed_copy": {"publication": 1, "copy": f"/files/{MEETING}/{'0' * 64}"},
        "issue_passes": {"sites": ["001"]},
    }[act]
    browser = await hall.browser("secretary")
    headers = {"X-CSRF": "csrf-of-secretary"}
    sent = {"id": "1", "args": args}
    async with browser.post(
        f"/conferences/{MEETING}/acts/{act}", json=sent, headers=headers
    ) as response:
        assert response.status == 409
        assert "not yours to set" in (await response.json())["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"--x\r\n" + b"A: b\r\n" * 500 + b"\r\n\r\n--x--\r\n",
        b"--x\r\nA: " + b"b" * 9000 + b"\r\n\r\n\r\n--x--\r\n",
        b"--x\r\nno header\r\n\r\n\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\n'
        + b"u" * 99
        + b"\r\n--x--\r\n",
        b"nothing that begins like a part",
        b"",
    ],
)
async def test_what_is_no_form_is_malformed_with_and_without_a_name(
    hall: Hall, body: bytes
) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": hall.url}
    for who, path, status in (
        ("secretary", f"/files/{MEETING}", {400, 403}),
        ("", f"/files/{MEETING}", {401}),
        ("", "/sign-in", {400, 415}),
    ):
        browser = await hall.browser(who)
        async with browser.post(path, data=body, headers=headers) as response:
            assert response.status in status, await response.text()


async def test_parts_without_anything_in_them_are_counted(hall: Hall) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": hall.url}
    browser = await hall.browser("secretary")
    body = part * 20_000 + b"--x--\r\n"
    async with browser.post(f"/files/{MEETING}", data=body, headers=headers) as response:
        assert response.status == 400


async def test_a_site_brings_no_documents_for_items(hall: Hall) -> None:
    seen, _ = await brings(hall, "bao-cao.pdf", pdf("x"), who="ba-dinh")
    assert seen == 403
    assert kept(hall) == []


async def test_more_than_is_taken_is_refused_before_it_is_read() -> None:
    settings = Configuration(security=SecuritySettings(largest_file=200_000))
    async for hall in on_stage(INTERNAL, minutes=-200, settings=settings):
        seen, html = await brings(hall, "bao-cao.pdf", pdf("x") + b"\0" * 300_000)
        assert (seen, "quá lớn" in html) == (413, True)
        seen, html = await brings(hall, "bao-cao.pdf", pdf("x") + b"\0" * 210_000)
        assert (seen, "quá lớn" in html) == (413, True)
        assert kept(hall) == []


async def test_two_gigabytes_are_refused_before_they_are_read(hall: Hall) -> None:
    taken = 0

    async def flood(before: dict[str, str]) -> AsyncIterator[bytes]:
        nonlocal taken
        for name, value in before.items():
            yield _part(f'name="{name}"', value)
        yield _part('name="file"; filename="a.pdf"', "")[:-2]
        while taken < 2**31:
            taken += 2**16
            yield b"%PDF-" + b"x" * 2**16

    headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": hall.url}
    said = {"csrf": "csrf-of-secretary", "about": f"item/{REPORT}", "open": "true"}
    for who, before, most, status in (
        ("secretary", said, 40 * 2**20, 413),
        ("secretary", {**said, "open": ""}, 8 * 2**20, 415),
        ("secretary", {}, 8 * 2**20, 403),
        ("", said, 8 * 2**20, 401),
    ):
        taken = 0
        browser, body = await hall.browser(who), flood(before)
        async with browser.post(f"/files/{MEETING}", data=body, headers=headers) as response:
            assert response.status == status
        assert taken < most
    assert kept(hall) == []


def _part(named: str, value: str) -> bytes:
    return f"--x\r\nContent-Disposition: form-data; {named}\r\n\r\n{value}\r\n".encode()


async def test_one_file_of_a_sender_is_on_its_way_and_of_all_so_many_bytes() -> None:
    """Whatever became of a file, its place is free again."""
    settings = Configuration(security=SecuritySettings(largest_file=200_000, bringing=300_000))
    async for hall in on_stage(INTERNAL, minutes=-200, settings=settings):
        rest = asyncio.Event()
        coming = asyncio.create_task(_slowly(hall, "chair", rest))
        await _until_somebody_brings(hall.app[PLACES])
        seen, html = await brings(hall, "a.pdf", pdf("A"), who="chair")
        assert (seen, "Đang nhận nhiều tệp" in html) == (503, True)
        seen, _ = await brings(hall, "a.pdf", pdf("A") + b"\0" * 150_000)
        assert seen == 503
        assert (await brings(hall, "a.pdf", pdf("A")))[0] == 200
        rest.set()
        assert await coming == 200
        for who in ("chair", "secretary"):
            assert (await brings(hall, "a.pdf", PROGRAM, who=who))[0] == 415
        assert (await brings(hall, "b.pdf", pdf("B") + b"\0" * 150_000))[0] == 200
        assert hall.app[PLACES]._left == 300_000


async def _until_somebody_brings(places: Places) -> None:
    async with unless_it_hangs():
        while not places._bringing:  # noqa: ASYNC110 – nothing is told of what happens inside
            await asyncio.sleep(0.01)


async def _slowly(hall: Hall, who: str, rest: asyncio.Event) -> int:
    """A file of which the end comes later, and nobody was told how long it is."""

    async def body() -> AsyncIterator[bytes]:
        said = {"csrf": f"csrf-of-{who}", "id": "1", "about": f"item/{REPORT}", "open": "true"}
        for name, value in said.items():
            yield _part(f'name="{name}"', value)
        whole = _part('name="file"; filename="c.pdf"', pdf("C").decode("latin-1"))
        yield whole[:200]
        await rest.wait()
        yield whole[200:] + b"--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    browser = await hall.browser(who)
    async with browser.post(f"/files/{MEETING}", data=body(), headers=headers) as response:
        return response.status
