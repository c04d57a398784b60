"""The register in the browser: lists and figures of each reader, and a petition's acts."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator

import jsonschema
import pytest
import xlsxwriter
from aiohttp import FormData
from docx import Document
from msgspec.structs import replace
from multidict import MultiDict
from openpyxl import load_workbook

from diemcau.adapters import listings
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import FIRST_BODY
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import ANNOUNCED
from tests.support.petitions import account, desk, registered
from tests.support.scene import on_stage

SEWAGE = "/petitions/KN-2024-0022"
"""In dispute: returned three times."""
OPEN_BATCH = {"batch": "2024-GN-S", "session": "Kỳ họp giữa năm 2024", "term": "khóa XVI"}
PAGES = (
    "/petitions",
    "/petitions/board",
    "/petitions/statements",
    "/petitions/statements?waiting=true",
    "/petitions/statements/new",
    "/petitions/statements/YK-001",
    "/petitions/batches",
    "/petitions/competent",
    "/petitions/bring",
    "/petitions/overview",
    "/petitions/letters",
    "/petitions/statements/YK-001/petitioner",
    "/petitions/KN-2023-0001",
    "/petitions/KN-2023-0002",
    SEWAGE,
    "/petitions/KN-2024-0053",
    "/petitions/KN-2024-0065",
)


@pytest.fixture
async def office() -> AsyncIterator[Hall]:
    async for made in registered():
        yield made


async def text(office: Hall, who: str, path: str, status: int = 200) -> str:
    async with (await desk(office, who)).get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.text()


async def sends(
    office: Hall, who: str, path: str, act: str, status: int = 200, /, **fields: str
) -> str:
    """Fill in the form of the act on that page; where it leads."""
    form = form_for(read(await text(office, who, path)), f"/petitions/acts/{act}")
    sent = MultiDict({**filled(form), **{name.replace("__", "."): v for name, v in fields.items()}})
    async with (await desk(office, who)).post(form["action"], data=sent) as response:
        told = await response.text()
        assert response.status == status, told
        return told


@pytest.mark.parametrize("path", PAGES)
async def test_each_page_is_whole_and_says_what_its_fields_are(office: Hall, path: str) -> None:
    page = read(await text(office, "secretary", path))
    assert unlabelled(page) == []
    assert skipped_headings(page) == []
    assert doubled_ids(page) == set()


async def test_the_register_is_listed_a_page_at_a_time_and_found_by_what_it_is(
    office: Hall,
) -> None:
    first = await text(office, "secretary", "/petitions")
    assert "KN-2024-0068" in first
    assert "KN-2023-0001" not in first
    assert "KN-2023-0001" in await text(office, "secretary", "/petitions?page=3")
    late = await text(office, "secretary", "/petitions?sign=overdue")
    assert "KN-2024-0022" in late
    assert "KN-2024-0068" not in late
    named = await text(office, "secretary", "/petitions?q=song+nhue&field=moi_truong")
    assert "KN-2023-0002" in named
    narrow = "/petitions?state=taken&level=city&lead=SXD&unit=268&group=no_final_answer"
    assert "KN-2024-0060" in await text(office, "secretary", narrow)
    assert "KN-" not in await text(office, "secretary", "/petitions?q=không+có+gì")
    await text(office, "secretary", f"/petitions?q={'a' * 400}", status=400)


async def test_the_board_leads_from_each_figure_to_its_petitions(office: Hall) -> None:
    board = await text(office, "chair", "/petitions/board")
    assert '<a href="/petitions?counted=true">61</a>' in board
    assert '<a href="/petitions?sign=overdue&amp;counted=true">5</a>' in board
    listed = await text(office, "chair", "/petitions?group=explained&counted=true")
    assert listed.count("/petitions/KN-") == 5


async def test_a_site_sees_its_own_and_what_lies_with_it_and_never_others(office: Hall) -> None:
    own = await text(office, "soc-son", "/petitions")
    assert "KN-2023-0001" in own
    assert "KN-2024-0022" not in own
    await text(office, "soc-son", SEWAGE, status=404)
    await text(office, "soc-son", "/petitions/KN-2099-0001", status=404)
    await text(office, "soc-son", "/petitions/statements/YK-002", status=404)
    await text(office, "soc-son", "/petitions/batches", status=403)
    board = await text(office, "soc-son", "/petitions/board")
    assert '<a href="/petitions?counted=true">2</a>' in board
    mine = await text(office, "hoai-duc", "/petitions")
    assert "/petitions?lead=UBND-274&amp;group=no_final_answer" in mine
    waiting = await text(office, "hoai-duc", "/petitions?lead=UBND-274&group=no_final_answer")
    assert "KN-2024-0023" in waiting
    lead = await text(office, "hoai-duc", "/petitions/KN-2024-0023")
    assert "petitions/acts/answer_petition" in lead
    assert "petitions/acts/forward_petition" not in lead
    answered = await text(office, "ba-dinh", "/petitions/KN-2024-0036")
    assert "petitions/acts/answer_petition" in answered


async def test_what_others_said_word_for_word_is_nobody_elses(office: Hall) -> None:
    merged = await text(office, "ba-dinh", "/petitions", status=200)
    assert "KN-2023-0002" not in merged
    lead = await text(office, "secretary", "/petitions/KN-2023-0002")
    assert "Nước sông Nhuệ không tưới được lúa." in lead


async def test_a_site_that_came_in_by_its_link_has_no_part_in_a_register(office: Hall) -> None:
    for who in ("ba-dinh", "operator", "admin"):
        async with (await office.browser(who)).get("/petitions") as response:
            assert response.status == 403, who


async def test_a_stranger_is_asked_to_sign_in(office: Hall) -> None:
    async with (await office.browser("")).get("/petitions", allow_redirects=False) as response:
        assert response.status == 302
        assert response.headers["Location"].startswith("/sign-in")


async def test_a_site_enters_what_voters_said_and_the_office_makes_a_petition_of_it(
    office: Hall,
) -> None:
    batches = "/petitions/batches"
    assert "2024-GN-S" in await sends(office, "secretary", batches, "open_batch", **OPEN_BATCH)
    new = "/petitions/statements/new"
    listed = await sends(office, "soc-son", new, "enter_statement", text="Đường ngập ở tổ 4")
    assert "Đường ngập ở tổ 4" in listed
    said = "/petitions/statements/YK-073"
    made = await sends(
        office, "secretary", said, "receive_petition", title="Ngập tổ 4", field="giao_thong"
    )
    assert "KN-2024-0069" in made
    one = "/petitions/KN-2024-0069"
    fields = {"field": "giao_thong", "competence": "city", "lead": "SGTVT", "cooperating": "SXD"}
    await sends(office, "secretary", one, "classify_petition", **fields)
    sent = await sends(office, "secretary", one, "forward_petition", letter="12/TT-HĐND")
    assert "12/TT-HĐND" in sent
    answer = {"text": "Đã xử lý.", "settlement": "S3", "letter": "5/SGTVT"}
    assert "5/SGTVT" in await sends(office, "secretary", one, "answer_petition", **answer)
    await sends(office, "chair", one, "review_petition", verdict="clear", next="close")
    closed = await sends(office, "secretary", one, "close_petition")
    assert "Đã đóng" in closed
    assert "petitions/acts/ask_to_reopen" in await text(office, "soc-son", one)


async def test_a_form_that_is_refused_is_shown_again_with_what_was_typed(office: Hall) -> None:
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    new = "/petitions/statements/new"
    typed = {"text": "Gọi cho tôi 0912 345 678"}
    refused = await sends(office, "soc-son", new, "enter_statement", 409, **typed)
    assert "0912 345 678" in refused
    assert 'aria-invalid="true"' in refused
    complaint = {"text": "Tôi khiếu nại", "nature": "complaint"}
    told = await sends(office, "soc-son", new, "enter_statement", 409, **complaint)
    assert "không phải kiến nghị" in told


async def test_an_act_on_what_is_not_theirs_is_on_nothing(office: Hall) -> None:
    browser = await desk(office, "soc-son")
    data = {"csrf": "csrf-at-the-desk", "id": "x1", "petition": "KN-2024-0022"}
    for act, status in (("take_petition", 404), ("no_such_act", 400)):
        async with browser.post(f"/petitions/acts/{act}", data=data) as response:
            assert response.status == status


async def test_a_lead_answers_in_the_register_today_whatever_day_it_writes(office: Hall) -> None:
    one = "/petitions/KN-2024-0023"
    answer = {"text": "Đã bố trí.", "settlement": "S3", "on": "2024-03-01"}
    told = await sends(office, "hoai-duc", one, "answer_petition", **answer)
    assert "Đã bố trí." in told
    register = await office.parts.petitions.register((await office.session("admin"))[1].body)
    petition = register.petitions[next(c for c in register.order if c == "KN-2024-0023")]
    assert petition.answered == office.parts.petitions.today()


async def test_the_secretary_says_on_which_day_it_was(office: Hall) -> None:
    one = "/petitions/KN-2024-0046"
    answer = {"text": "Đã cấp nước.", "settlement": "S3", "letter": "9/SXD", "on": "2024-03-08"}
    assert "08/03/2024" in await sends(office, "secretary", one, "answer_petition", **answer)
    bad = {**answer, "on": "hôm qua"}
    one = "/petitions/KN-2024-0060"
    await sends(office, "secretary", one, "answer_petition", 400, **bad)


async def test_a_split_names_its_parts_and_settings_keep_what_is_not_shown(office: Hall) -> None:
    one = "/petitions/KN-2024-0056"
    parts = {"parts__0__title": "Rác", "parts__0__text": "Thu rác", "parts__1__title": "Cây"}
    split = await sends(
        office, "secretary", one, "split_petition", **parts, parts__1__text="Trồng cây"
    )
    assert "KN-2024-0070" in split
    batches = "/petitions/batches"
    settled = {"settings__clocks__answer_days": "45", "settings__chair_approves": "true"}
    await sends(office, "secretary", batches, "change_register_settings", **settled)
    kept = (await office.parts.petitions.register((await office.session("admin"))[1].body)).settings
    assert kept.clocks.answer_days == 45
    assert kept.clocks.reopen_months == 12
    assert kept.chair_approves


async def taken(office: Hall, who: str, path: str, status: int = 200) -> bytes:
    async with (await desk(office, who)).get(path) as response:
        assert response.status == status, path
        return await response.read()


async def test_what_a_list_shows_is_taken_along_as_csv_workbook_and_json(office: Hall) -> None:
    text = (await taken(office, "secretary", "/petitions/list.csv?sign=overdue")).decode(
        "utf-8-sig"
    )
    heads, *rows = csv.reader(io.StringIO(text))
    assert heads[:3] == ["Mã kiến nghị", "Đợt", "Tiêu đề"]
    assert [row[0] for row in rows] == [
        "KN-2023-0005",
        "KN-2024-0022",
        "KN-2024-0023",
        "KN-2024-0033",
        "KN-2024-0046",
    ]
    book = load_workbook(io.BytesIO(await taken(office, "chair", "/petitions/list.xlsx")))
    assert book.active.max_row == 69
    told = json.loads(await taken(office, "secretary", "/petitions/list.json"))
    jsonschema.validate(
        told, json.loads(await taken(office, "secretary", "/petitions/schema.json"))
    )
    assert told[0]["settlement"] is None
    assert told[1]["answer"].startswith("Đã trình đề án")
    await taken(office, "soc-son", "/petitions/list.csv", status=403)


async def test_the_overview_is_a_page_and_a_paper_of_the_office(office: Hall) -> None:
    page = await text(office, "chair", "/petitions/overview?since=2024-01-01")
    await taken(office, "soc-son", "/petitions/overview", status=403)
    assert "35/41 (85,4%)" in page
    assert "Trả lời miệng chưa xác nhận" not in page
    office.clock.turn(days=30)
    await account(office, "chair", Post.CHAIR, None)
    later = await text(office, "chair", "/petitions/overview?since=2024-01-01")
    assert "Trả lời miệng chưa xác nhận" in later
    assert (await taken(office, "chair", "/petitions/overview.pdf")).startswith(b"%PDF")
    docx = Document(io.BytesIO(await taken(office, "chair", "/petitions/overview.docx")))
    words = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    assert "Sở Xây dựng" in words
    counted = load_workbook(io.BytesIO(await taken(office, "chair", "/petitions/overview.xlsx")))
    rows = [row for sheet in counted.worksheets for row in sheet.values]
    assert any("Sở Xây dựng" in row for row in rows)
    assert "Sở Xây dựng" in (await taken(office, "chair", "/petitions/overview.csv")).decode()


async def test_the_four_appendices_are_taken_along_in_both_orders(office: Hall) -> None:
    path = "/petitions/appendices"
    await taken(office, "soc-son", f"{path}.pdf", status=403)
    assert (await taken(office, "chair", f"{path}.pdf?order=place")).startswith(b"%PDF")
    docx = Document(io.BytesIO(await taken(office, "chair", f"{path}.docx")))
    assert len(docx.tables) > 2
    book = load_workbook(io.BytesIO(await taken(office, "chair", f"{path}.xlsx")))
    assert [name.split(".")[1] for name in book.sheetnames] == [
        f" Phụ lục {roman}" for roman in ("I", "II", "III", "IV")
    ]
    field, place = [
        (await taken(office, "chair", f"{path}.csv?order={order}")).decode("utf-8-sig")
        for order in ("field", "place")
    ]
    assert field != place
    assert field.count("\n") == place.count("\n")


async def test_of_another_council_there_is_no_petition(office: Hall) -> None:
    browser = await desk(office, "elsewhere")
    for path in ("/petitions/KN-2024-0022", "/petitions/statements/YK-001"):
        async with browser.get(path) as response:
            assert response.status == 404
    async with browser.get("/petitions") as response:
        assert "KN-" not in await response.text()


BROUGHT = (
    "Nội dung\tĐơn vị\tLĩnh vực\tHọ tên\n"
    "Đề nghị sửa cầu\tBa Đình\tGiao thông\tÔng A\n"
    "Đề nghị cấp nước\tSóc Sơn\tCấp thoát nước\tBà B"
)
BRING = "/petitions/bring"


async def posted(office: Hall, path: str, form: object, status: int = 200) -> str:
    async with (await desk(office, "secretary")).post(path, data=form) as response:
        assert response.status == status
        return await response.text()


async def test_a_table_is_looked_at_and_written_as_a_whole_once(office: Hall) -> None:
    await listed_sites(office)
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    form = form_for(read(await text(office, "secretary", BRING)), BRING)
    look = MultiDict({**filled(form), "table": BROUGHT})
    shown = await posted(office, BRING, look)
    assert "Ghi 2 kiến nghị mới" in shown
    assert "Ông A" not in shown
    assert "1 cột về cá nhân" in shown
    wrong = {**look, "table": f"{BROUGHT}\nCầu yếu\tParis\tGiao thông\t"}
    amiss = await posted(office, BRING, MultiDict(wrong))
    assert "không rõ đơn vị" in amiss
    assert f'action="{BRING}/write"' not in amiss
    sealed = filled(form_for(read(shown), f"{BRING}/write"))
    assert "KN-2024-0070" in await posted(office, f"{BRING}/write", sealed)
    assert "Đã có, không đổi: 2" in await posted(office, f"{BRING}/write", sealed)
    assert "Đã có, không đổi: 2" in await posted(office, BRING, look)
    ward = MultiDict({**look, "table": "Mã vụ việc\tNội dung\nPA-9\tMất nước", "unit": "001"})
    assert "Ghi 1 kiến nghị mới" in await posted(office, BRING, ward)
    assert "KN-2024-0071" not in await text(office, "secretary", "/petitions")


async def test_a_workbook_is_read_and_looked_at_like_a_table_that_is_pasted(office: Hall) -> None:
    await listed_sites(office)
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    form = filled(form_for(read(await text(office, "secretary", BRING)), f"{BRING}/file"))
    data = FormData(quote_fields=False)
    for name, value in form.items():
        if name != "file":
            data.add_field(name, value)
    data.add_field("file", workbook(BROUGHT), filename="kien-nghi.xlsx")
    shown = await posted(office, f"{BRING}/file", data)
    assert "Ghi 2 kiến nghị mới" in shown
    assert "Ông A" not in shown
    empty = MultiDict({**form, "file": ""})
    await posted(office, f"{BRING}/file", empty, status=415)


async def test_a_workbook_of_thousands_is_read_to_its_end(office: Hall) -> None:
    """What the process that reads it says is more than a pipe holds at once."""
    await listed_sites(office)
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    form = filled(form_for(read(await text(office, "secretary", BRING)), f"{BRING}/file"))
    data, words = FormData(quote_fields=False), "nâng cấp đường, thoát nước " * 4
    for name, value in form.items():
        if name != "file":
            data.add_field(name, value)
    rows = (f"Đề nghị {words} số {number}\tBa Đình" for number in range(2000))
    table = "\n".join(("Nội dung\tĐơn vị", *rows))
    data.add_field("file", workbook(table), filename="kien-nghi.xlsx")
    assert "Ghi 2000 kiến nghị mới" in await posted(office, f"{BRING}/file", data)


async def test_a_table_is_for_the_secretary_and_wants_a_batch(office: Hall) -> None:
    assert "Chưa có đợt nào đang mở." in await text(office, "secretary", BRING)
    await text(office, "chair", BRING, status=403)
    await text(office, "soc-son", BRING, status=403)


async def listed_sites(office: Hall) -> None:
    """The districts of 2024, where the office has its sites from."""
    sites = listings.shipped("sites_30")
    await office.store.directory.put([replace(each, listing="sites_126") for each in sites])


def workbook(table: str) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, line in enumerate(table.split("\n")):
        sheet.write_row(number, 0, line.split("\t"))
    book.close()
    return file.getvalue()


async def test_everybody_reads_what_was_published_and_nothing_else(office: Hall) -> None:
    stranger = await office.browser("")
    async with stranger.get("/voters?q=song+nhue") as response:
        listed = await response.text()
    assert "/voters/KN-2023-0002" in listed
    assert "KN-2023-0003" not in listed
    async with stranger.get("/voters/KN-2023-0002") as response:
        told = await response.text()
    assert "Đã trình đề án xử lý nước thải" in told
    assert "Đang lấy số liệu quan trắc" not in told
    assert "Nước sông Nhuệ không tưới được lúa." not in told
    for kept in ("KN-2023-0001", "KN-2024-0065", "KN-2099-0001"):
        async with stranger.get(f"/voters/{kept}") as response:
            assert response.status == 404
    async with stranger.get("/voters") as response:
        page = await response.text()
    assert unlabelled(read(page)) == []
    assert page.count("/voters/KN-") == 19


async def test_programs_get_what_was_published_and_follow_its_news(office: Hall) -> None:
    stranger = await office.browser("")
    async with stranger.get("/voters.json") as response:
        rows = await response.json()
    async with stranger.get("/voters.csv") as response:
        heads, *lines = csv.reader(io.StringIO((await response.read()).decode("utf-8-sig")))
    assert len(rows) == len(lines) == 19
    assert heads[:2] == ["Mã kiến nghị", "Tiêu đề"]
    assert {each["code"] for each in rows} == {line[0] for line in lines}
    assert all(each["voices"] for each in rows)
    assert all(
        int(each["voices"]) >= 3 for each in rows if each["place"] and each["voices"] != "<3"
    )
    async with stranger.get("/voters.atom") as response:
        assert response.content_type == "application/atom+xml"
        feed = ET.fromstring(await response.text())
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert len(entries) == 19
    named = {str(each.findtext(f"{atom}id")).rpartition("/")[2] for each in entries}
    assert named == {each["code"] for each in rows}
    stamps = [str(each.findtext(f"{atom}updated")) for each in entries]
    assert stamps == sorted(stamps, reverse=True)
    async with stranger.get("/voters/KN-2023-0002") as response:
        page = await response.text()
    assert "Từ khi công bố" in page
    async with stranger.get("/voters.json") as response:
        whole = await response.text()
    assert "Nước sông Nhuệ không tưới được lúa." not in whole
    assert "KN-2023-0001" not in named


async def test_what_another_council_publishes_stands_in_its_own_house(office: Hall) -> None:
    async with (await desk(office, "elsewhere")).get("/voters/KN-2023-0002") as response:
        assert response.status == 404


async def test_an_office_of_its_own_says_first_which_bodies_are_competent() -> None:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        await made.store.directory.put(listings.shipped("sites_30"))
        secretary = await made.browser("secretary")
        async with secretary.get("/petitions") as response:
            assert "Trước hết hãy nhập các cơ quan có thẩm quyền" in await response.text()
        said = "Sở Xây dựng; Thành phố\nỦy ban nhân dân quận Ba Đình; Cấp huyện; Ba Đình"
        for bodies, words in (("Sở Xây dựng", "Một dòng chưa rõ"), (said, "Cấp huyện; Ba Đình")):
            async with secretary.get("/petitions/competent") as response:
                form = form_for(read(await response.text()), "/petitions/competent")
            data = {**filled(form), "bodies": bodies}
            async with secretary.post("/petitions/competent", data=data) as response:
                shown = await response.text()
            assert words in shown
            assert "Sở Xây dựng" in shown
        register = await made.parts.petitions.register(FIRST_BODY)
        assert (len(register.bodies), len(register.fields)) == (2, 16)
        proposals = "Giao thông; Thành phố; Sở Xây dựng"
        for said, words in ((f"{proposals}; x", "Một dòng đề xuất"), (proposals, proposals)):
            async with secretary.get("/petitions/competent") as response:
                again = form_for(read(await response.text()), "/petitions/competent")
            data = {**filled(again), "proposals": said}
            async with secretary.post("/petitions/competent", data=data) as response:
                assert words in await response.text()
        [proposed] = (await made.parts.petitions.register(FIRST_BODY)).proposals
        assert (proposed.field, proposed.lead) == ("giao_thong", "so-xay-dung")
        for who in ("chair", "ba-dinh", "operator"):
            async with (await made.browser(who)).get("/petitions/competent") as response:
                assert response.status == 403, who
