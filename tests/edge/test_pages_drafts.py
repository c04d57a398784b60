"""Drafts on pages: a site comments, the secretary enters letters, the team answers and compares."""

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import openpyxl
import pypdfium2 as pdfium
import pytest
from aiohttp import FormData
from docx import Document
from msgspec.structs import replace

from diemcau.app.dossier_kinds import KINDS
from diemcau.app.verification.dossiers import verify_dossiers
from diemcau.demo.regulation import told
from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.terms import ConsultationState, Stance
from diemcau.domain.consultation.nouns.voting import NoteVote
from diemcau.domain.consultation.rules.tree import children
from tests.support.drafting import AT, Drafting, drafting
from tests.support.drafts import SECRETARY, VOTED, by
from tests.support.markup import filled, form_for, read, skipped_headings, unlabelled

CLAUSE = f"{AT}/clauses/d2.k3"
NEW = "LYK-2024-01"
TEXT = """Chương I
QUY ĐỊNH CHUNG
Điều 1. Thời hạn
1. Trả lời trong 30 ngày.
2. Gửi Văn phòng tổng hợp."""


@pytest.fixture
async def told_whole() -> AsyncIterator[Drafting]:
    async with drafting() as made:
        yield made


@pytest.fixture
async def empty() -> AsyncIterator[Drafting]:
    async with drafting(furnished=False) as made:
        yield made


PAGES = [
    "/consultations",
    AT,
    f"{AT}?version=1",
    CLAUSE,
    f"{AT}/clauses/d7.k1",
    f"{AT}/clauses/general",
    f"{AT}/compare",
    f"{AT}/table",
]


@pytest.mark.parametrize("who", ["thu-ky", "chu-tri", "dong-chu-tri", "ba-dinh"])
async def test_every_page_of_a_draft_is_whole_for_each_who_knows_it(
    told_whole: Drafting, who: str
) -> None:
    for path in PAGES:
        site = who == "ba-dinh"
        status = 409 if site and path.endswith("compare") else 200
        shown = await told_whole.page(who, path, status)
        assert not unlabelled(shown), path
        assert not skipped_headings(shown), path


async def test_the_list_says_how_a_draft_stands_and_what_has_come(told_whole: Drafting) -> None:
    shown = await told_whole.page("thu-ky", "/consultations")
    assert told().title in shown.words
    assert "32/34 cơ quan đã trả lời · 41 ý kiến" in shown.words
    own = await told_whole.page("ba-dinh", "/consultations")
    assert "41" not in own.words
    assert "Đã trả lời" in own.words


async def test_nobody_finds_a_draft_that_they_are_not_asked_about(told_whole: Drafting) -> None:
    for who in ("ngoai", "man-hinh"):
        assert told().title not in (await told_whole.page(who, "/consultations")).words
        for path in PAGES[1:]:
            await told_whole.page(who, path, 404)
    await told_whole.page("quan-tri", "/consultations", 403)
    browser = await told_whole.hall.browser("ba-dinh")
    async with browser.get(AT) as response:
        assert response.status == 403, "came in for a conference alone"


async def test_the_page_of_a_draft_tells_the_team_what_is_loose(told_whole: Drafting) -> None:
    shown = await told_whole.page("thu-ky")
    assert "Ý kiến chưa trả lời (6)" in shown.words
    assert "Chưa trả lời: 2" in shown.words
    assert "Huyện Mê Linh" in shown.words
    assert "Huyện Mê Linh" not in (await told_whole.page("ba-dinh")).words


async def test_a_version_that_is_written_on_is_the_team_s_alone(told_whole: Drafting) -> None:
    new = "Cử tri chưa đồng tình với nội dung trả lời"
    assert new in (await told_whole.page("thu-ky")).words
    assert new not in (await told_whole.page("ba-dinh")).words
    await told_whole.page("ba-dinh", f"{AT}/clauses/d9.k4", 404)


async def test_a_site_keeps_a_comment_sees_its_change_and_sends_it_late(
    told_whole: Drafting,
) -> None:
    keep = f"{AT}/acts/keep_comment"
    wording = "Trả lời trung thực, ngắn gọn, đúng nội dung cử tri nêu."
    await told_whole.send("ba-dinh", CLAUSE, keep, said__text="Gọn hơn.", said__wording=wording)
    shown = await told_whole.page("ba-dinh", CLAUSE)
    assert [each.words for each in shown.all("ins")] == ["đúng"]
    assert [each.words for each in shown.all("del")] == ["đi thẳng vào"]
    assert "Gọn hơn." not in (await told_whole.page("thu-ky", CLAUSE)).words
    await told_whole.send("ba-dinh", CLAUSE, f"{AT}/acts/send_comment")
    seen = await told_whole.page("thu-ky", CLAUSE)
    assert "GY-42 · Quận Ba Đình" in seen.words
    assert "Nhận sau thời hạn" in seen.words


async def test_what_is_missing_in_a_comment_is_said_at_its_field(told_whole: Drafting) -> None:
    keep, send = f"{AT}/acts/keep_comment", f"{AT}/acts/send_comment"
    await told_whole.send("ba-dinh", CLAUSE, keep, said__stance="delete", said__text="")
    shown = await told_whole.send("ba-dinh", CLAUSE, send, 409)
    assert "lý do" in shown.words.lower()
    dropped = await told_whole.send("ba-dinh", CLAUSE, f"{AT}/acts/drop_comment")
    assert dropped is not None
    assert "Chưa gửi" not in (await told_whole.page("ba-dinh", CLAUSE)).words


async def test_a_site_joins_what_another_has_said_and_withdraws_its_own(
    told_whole: Drafting,
) -> None:
    at = f"{AT}/clauses/d4.k3"
    await told_whole.send("ba-dinh", at, f"{AT}/acts/support_comment")
    assert "Thôi cùng ý kiến" in (await told_whole.page("ba-dinh", at)).words
    own = f"{AT}/clauses/d7.k1"
    await told_whole.send("ba-dinh", own, f"{AT}/acts/withdraw_comment")
    assert "Đã rút" in (await told_whole.page("thu-ky", own)).words


async def test_a_return_that_says_otherwise_than_the_comments_is_refused_at_its_field(
    told_whole: Drafting,
) -> None:
    hand = f"{AT}/acts/hand_in_draft_return"
    shown = await told_whole.send("ba-dinh", AT, hand, 409, overall="no_comment")
    assert "không khớp" in shown.words
    await told_whole.send("ba-dinh", AT, hand, overall="has_comments")


async def test_the_secretary_enters_a_letter_for_a_body_without_an_account(
    told_whole: Drafting,
) -> None:
    enter = f"{AT}/acts/enter_comment"
    said: dict[str, Any] = {
        "body": "SNV",
        "way": "letter",
        "letter__number": "45/SNV",
        "said__text": "Rõ hơn.",
    }
    await told_whole.send("thu-ky", CLAUSE, enter, **said)
    shown = await told_whole.page("thu-ky", CLAUSE)
    assert "45/SNV" in shown.words
    without = await told_whole.send("thu-ky", CLAUSE, enter, 409, **(said | {"letter__number": ""}))
    assert [each["name"] for each in without.all("input") if each["aria-invalid"] == "true"] == [
        "letter.number"
    ]


async def test_the_team_answers_many_comments_at_once_and_its_head_approves(
    told_whole: Drafting,
) -> None:
    at = f"{AT}/clauses/d9.k1"
    [waiting] = [
        each.id for each in (await told_whole.state()).comments.values() if each.code == "GY-40"
    ]
    reply = f"{AT}/acts/draft_reply"
    said: dict[str, Any] = {"comments": [waiting], "said__outcome": "not_accepted"}
    noted = await told_whole.send("ky-thuat", at, reply, 409, said__text="Ghi nhận.", **said)
    [wrong] = [each for each in noted.all("textarea") if each["aria-invalid"] == "true"]
    assert wrong["name"] == "said.text"
    await told_whole.send("ky-thuat", at, reply, said__text="Nhận sau thời hạn.", **said)
    assert "Nhận sau thời hạn." not in (await told_whole.page("chu-tri", at)).words
    await told_whole.send("thu-ky", at, f"{AT}/acts/approve_replies", comments=[waiting])
    assert "Giải trình (không tiếp thu)" in (await told_whole.page("chu-tri", at)).words


async def test_two_versions_stand_side_by_side_with_what_led_to_each_change(
    told_whole: Drafting,
) -> None:
    shown = await told_whole.page("thu-ky", f"{AT}/compare?old=1&new=2")
    assert len([*shown.all("tr")]) == 1 + 14
    [row] = [each for each in shown.all("tr") if "GY-12" in each.words]
    assert "Huyện Phú Xuyên" in row.words
    assert "Bỏ" in row.words
    whole = await told_whole.page("thu-ky", f"{AT}/compare?all=1")
    assert len([*whole.all("tr")]) == 1 + 51


async def test_the_table_is_in_four_columns_and_says_what_is_still_studied(
    told_whole: Drafting,
) -> None:
    shown = await told_whole.page("thu-ky", f"{AT}/table")
    assert "(đang nghiên cứu)" in shown.words
    assert "Khoản 1 Điều 7" in shown.words
    assert "Lấy ý kiến 34 cơ quan; nhận 41 ý kiến" in shown.words
    assert "Lấy ý kiến 34 cơ quan" not in (await told_whole.page("ba-dinh", f"{AT}/table")).words


async def got(told_whole: Drafting, who: str, form: str) -> bytes:
    browser = await told_whole.browser(who)
    async with browser.get(f"{AT}/table.{form}") as response:
        assert response.status == 200, form
        assert (
            f'filename="{told().code}-tong-hop.{form}"' in response.headers["Content-Disposition"]
        )
        return await response.read()


async def test_the_table_is_a_document_a_workbook_a_list_and_data(told_whole: Drafting) -> None:
    paper = Document(io.BytesIO(await got(told_whole, "thu-ky", "docx")))
    [rows] = [each.rows for each in paper.tables if len(each.columns) == 4]
    assert len(rows) == 1 + 40
    words = "\n".join(each.text for each in paper.paragraphs)
    assert "được lấy ý kiến: 34; tổng số ý kiến nhận được: 41" in words
    assert "không gửi ý kiến: 2" in words
    assert (await got(told_whole, "thu-ky", "pdf")).startswith(b"%PDF")
    sheet = openpyxl.load_workbook(io.BytesIO(await got(told_whole, "thu-ky", "xlsx"))).active
    assert sheet.max_row == 1 + 40
    lines = (await got(told_whole, "thu-ky", "csv")).decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[0] == '"Nhóm vấn đề'
    data = json.loads(await got(told_whole, "ba-dinh", "json"))
    assert sum(len(each["rows"]) for each in data["clauses"]) == 40
    own = Document(io.BytesIO(await got(told_whole, "ba-dinh", "docx")))
    assert "được lấy ý kiến: 34" not in "\n".join(each.text for each in own.paragraphs)


async def test_what_the_conference_voted_stands_with_its_clause_and_in_every_form_of_the_table(
    told_whole: Drafting,
) -> None:
    vote = replace(VOTED, clause=ClauseId("d2.k3"))
    note = NoteVote(**by(SECRETARY, 48), vote=vote)
    await told_whole.desk.submit(told_whole.id, note)
    who, counted = "Giao ban quý I/2024, ngày 19/04/2024", "một: 20; hai: 7."
    for path in (CLAUSE, f"{AT}/table"):
        shown = await told_whole.page("tay-ho", path)
        assert f"Ý kiến của hội nghị – {who}" in shown.words, path
        assert counted in shown.words, path
    paper = Document(io.BytesIO(await got(told_whole, "thu-ky", "docx")))
    [table] = [each for each in paper.tables if len(each.columns) == 4]
    cells = [cell.text for row in table.rows for cell in row.cells]
    assert [each for each in cells if who in each] == [f"Ý kiến của hội nghị – {who}"]
    book = openpyxl.load_workbook(io.BytesIO(await got(told_whole, "thu-ky", "xlsx"))).active
    assert any(counted in str(cell.value) for row in book.rows for cell in row)
    assert counted in (await got(told_whole, "thu-ky", "csv")).decode("utf-8-sig")
    data = json.loads(await got(told_whole, "thu-ky", "json"))
    assert next(each["votes"] for each in data["clauses"] if each["clause"] == "d2.k3")
    pdf = pdfium.PdfDocument(await got(told_whole, "thu-ky", "pdf"))
    assert "một: 20" in "".join(page.get_textpage().get_text_range() for page in pdf)


async def test_nobody_makes_up_a_vote_by_a_form(told_whole: Drafting) -> None:
    browser = await told_whole.browser("thu-ky")
    data = {"csrf": "csrf-of-thu-ky", "vote.clause": "d2.k3"}
    async with browser.post(f"{AT}/acts/note_vote", data=data) as response:
        assert response.status == 404
    assert not (await told_whole.state()).votes


async def test_a_draft_is_taken_along_and_its_text_pasted_again_changes_nothing(
    told_whole: Drafting,
) -> None:
    browser = await told_whole.browser("thu-ky")
    taken = {}
    for form in ("docx", "pdf", "txt"):
        async with browser.get(f"{AT}/text.{form}?version=2") as response:
            assert response.status == 200, form
            taken[form] = await response.read()
    text = taken["txt"].decode()
    lines = [each.text for each in Document(io.BytesIO(taken["docx"])).paragraphs]
    assert "Điều 7. Thời hạn giải quyết, trả lời" in lines
    assert taken["pdf"].startswith(b"%PDF")
    before = (await told_whole.state()).last
    look = await told_whole.send("thu-ky", f"{AT}/text", f"{AT}/text/look", 200, text=text)
    data = filled(form_for(look, f"{AT}/text"))
    async with browser.post(f"{AT}/text", data=data, allow_redirects=False) as response:
        assert response.status == 303
    assert (await told_whole.state()).last == before
    unseen = await told_whole.browser("ba-dinh")
    async with unseen.get(f"{AT}/text.txt?version=2") as response:
        assert "Cử tri chưa đồng tình" not in await response.text()


async def test_a_clause_is_moved_into_another_article(told_whole: Drafting) -> None:
    at = f"{AT}/clauses/d2.k3"
    await told_whole.send("ky-thuat", at, f"{AT}/acts/move_clause", parent="d3", after="d3.k1")
    last = (await told_whole.state()).last
    assert last is not None
    assert [each.id for each in children(last)[ClauseId("d3")]] == ["d3.k1", "d2.k3", "d3.k2"]


async def test_the_log_of_a_consultation_is_proven_like_every_log(told_whole: Drafting) -> None:
    found = [
        each
        async for each in verify_dossiers(
            told_whole.hall.store.dossiers, KINDS, told_whole.hall.store.files
        )
    ]
    [log] = found
    assert log.flaws == ()


async def test_the_team_edits_adds_notes_and_removes_clauses_of_the_new_version(
    told_whole: Drafting,
) -> None:
    at = f"{AT}/clauses/d2.k3"
    written: dict[str, dict[str, Any]] = {
        "edit_clause": {"clause__text": "Trả lời rõ."},
        "note_on_clause": {"note": "Chỉnh kỹ thuật"},
        "add_clause": {"clause__number": "5", "clause__text": "Khoản mới."},
    }
    for act, fields in written.items():
        await told_whole.send("ky-thuat", at, f"{AT}/acts/{act}", **fields)
    shown = await told_whole.page("ky-thuat", f"{AT}/compare")
    assert "Chỉnh kỹ thuật" in shown.words
    assert "Khoản mới." in shown.words
    await told_whole.send("ky-thuat", at, f"{AT}/acts/remove_clause")
    assert "Trả lời rõ." not in (await told_whole.page("ky-thuat")).words


async def test_a_consultation_from_its_plan_to_its_publication(empty: Drafting) -> None:
    assert "Chưa có đợt lấy ý kiến nào" in (await empty.page("thu-ky", "/consultations")).words
    await empty.send(
        "thu-ky",
        "/consultations/new",
        "/consultations/new",
        plan__title="Đề án giao ban",
        head="dong-chu-tri",
        team=["ky-thuat"],
        invited=["001", "003"],
        others="Sở Nội vụ\n\nSở Tài chính",
    )
    plan = (await empty.state(NEW)).planned
    assert [each.name for each in plan.invited] == [
        "Quận Ba Đình",
        "Quận Tây Hồ",
        "Sở Nội vụ",
        "Sở Tài chính",
    ]
    assert [(each.login, each.head) for each in plan.team] == [
        ("dong-chu-tri", True),
        ("ky-thuat", False),
    ]
    acts = f"{AT}/acts"
    untold = await empty.send("thu-ky", AT, f"{acts}/open_consultation", 409)
    assert "Chưa có bản dự thảo" in untold.words
    looked = await empty.send("ky-thuat", f"{AT}/text", f"{AT}/text/look", 200, text=TEXT)
    assert "Đọc được 4 điều khoản" in looked.words
    await empty.send("ky-thuat", f"{AT}/text", f"{AT}/text/look", 409, text=" ")
    browser = await empty.browser("ky-thuat")
    async with browser.post(
        f"{AT}/text", data={"text": TEXT, "id": "w1", "csrf": "csrf-of-ky-thuat"}
    ) as response:
        assert response.status == 200
    await empty.send("thu-ky", AT, f"{acts}/open_consultation")
    await empty.page("thu-ky", f"{AT}/edit", 403)
    at = f"{AT}/clauses/d1.k1"
    await empty.send("ba-dinh", at, f"{acts}/keep_comment", said__wording="Trả lời trong 15 ngày.")
    await empty.send("ba-dinh", at, f"{acts}/send_comment")
    assert (await empty.state(NEW)).comments
    early = await empty.send("thu-ky", AT, f"{acts}/close_consultation", 409)
    assert "Chưa hết hạn góp ý" in early.words
    empty.hall.clock.turn(days=30)
    await empty.send("thu-ky", AT, f"{acts}/close_consultation")
    await empty.send("ky-thuat", AT, f"{acts}/begin_version")
    await empty.send("ky-thuat", at, f"{acts}/edit_clause", clause__text="Trả lời trong 15 ngày.")
    [comment] = (await empty.state(NEW)).order
    await empty.send(
        "ky-thuat", at, f"{acts}/draft_reply", comments=[comment], said__changed=["d1.k1"]
    )
    await empty.send("dong-chu-tri", at, f"{acts}/approve_replies", comments=[comment])
    await empty.send("ba-dinh", at, f"{acts}/say_satisfied")
    for who, act in (
        ("dong-chu-tri", "freeze_version"),
        ("dong-chu-tri", "finish_answering"),
        ("chu-tri", "approve_consultation"),
        ("thu-ky", "publish_consultation"),
    ):
        await empty.send(who, AT, f"{acts}/{act}")
    state = await empty.state(NEW)
    assert state.state is ConsultationState.PUBLISHED
    assert state.comments[comment].said.stance is Stance.AMEND
    await empty.page("ba-dinh", f"{AT}/compare")


async def test_a_draft_is_read_out_of_a_word_file_by_a_process_of_its_own(
    told_whole: Drafting,
) -> None:
    paper, file = Document(), io.BytesIO()
    for line in TEXT.splitlines():
        paper.add_paragraph(line)
    paper.save(file)
    browser = await told_whole.browser("ky-thuat")

    async def sent(name: str, body: bytes) -> tuple[int, str]:
        form = FormData({"id": "f1", "csrf": "csrf-of-ky-thuat"})
        form.add_field("file", body, filename=name)
        async with browser.post(f"{AT}/text/file", data=form) as response:
            return response.status, read(await response.text()).words

    status, words = await sent("du-thao.docx", file.getvalue())
    assert (status, "Đọc được 4 điều khoản" in words) == (200, True)
    assert (await sent("du-thao.docx", b"nothing"))[0] == 415
    assert (await sent("du-thao.pdf", b"%PDF"))[0] == 415
    assert (await sent("", b""))[0] == 415


async def test_a_plan_is_changed_before_it_opens_and_begun_by_the_secretary_alone(
    empty: Drafting,
) -> None:
    await empty.page("chu-tri", "/consultations/new", 403)
    again = await empty.send(
        "thu-ky", "/consultations/new", "/consultations/new", 409, plan__title=" "
    )
    [wrong] = [each for each in again.all("input") if each["aria-invalid"] == "true"]
    assert wrong["name"] == "plan.title"
    await empty.send("thu-ky", "/consultations/new", "/consultations/new", plan__title="Đề án")
    await empty.send("thu-ky", f"{AT}/edit", f"{AT}/edit", plan__title="Đề án hai")
    assert (await empty.state(NEW)).planned.title == "Đề án hai"
    await empty.page("ba-dinh", AT, 404)
    await empty.page("thu-ky", f"{AT}/text", 409)


async def test_an_act_that_is_none_and_a_clause_with_a_strange_id_are_refused(
    told_whole: Drafting,
) -> None:
    browser = await told_whole.browser("ky-thuat")
    form = {"id": "x1", "csrf": "csrf-of-ky-thuat", "clause.kind": "point", "clause.id": "a b"}
    for act, status in (("write_draft", 404), ("add_clause", 400), ("edit_clause", 409)):
        async with browser.post(f"{AT}/acts/{act}", data=form) as response:
            assert response.status == status, act


async def test_a_number_in_a_text_leads_to_its_clause_and_is_told_when_it_leads_astray(
    told_whole: Drafting,
) -> None:
    at = f"{AT}/clauses/d2.k3"
    text = "Trả lời theo khoản 3 Điều 5 của Quy chế này."
    await told_whole.send("ky-thuat", at, f"{AT}/acts/edit_clause", clause__text=text)
    for path, href in ((AT, "#d5.k3"), (at, f"{AT}/clauses/d5.k3")):
        shown = await told_whole.page("ky-thuat", path)
        [link] = [each for each in shown.all("a") if each.words == "khoản 3 Điều 5"]
        assert link["href"] == href
        assert shown.words.count("của Quy chế này.") >= 1
    lost = "Viện dẫn cần xem lại"
    assert lost not in (await told_whole.page("thu-ky")).words
    await told_whole.send("ky-thuat", f"{AT}/clauses/d5.k3", f"{AT}/acts/remove_clause")
    shown = await told_whole.page("thu-ky")
    assert f"{lost} (1)" in shown.words
    assert "“khoản 3 Điều 5” không có trong bản này" in shown.words
    assert lost not in (await told_whole.page("ba-dinh")).words
