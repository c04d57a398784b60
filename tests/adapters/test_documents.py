"""Official documents, measured from the PDF itself (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

import docx
import pdfplumber
import pytest
from msgspec.structs import replace
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import LIT

from diemcau.adapters.documents import Decree30
from diemcau.app.documents import MADE, OfficialDocument, beside, document_of, issued
from diemcau.app.documents.chasing import chasing
from diemcau.app.library.follow_up import Shown, Urgency
from diemcau.app.ports.library import FollowedTask
from diemcau.app.ports.office import Letterhead
from diemcau.domain.nouns.ids import ConclusionId, MeetingId
from diemcau.domain.nouns.papers import Conclusions, Minutes, Notice, Paper
from diemcau.domain.nouns.terms import TaskState
from tests.support.documents import (
    HANOI,
    HELD,
    LINE,
    LONGEST,
    NOTICE,
    TITLE,
    concluded,
    made,
    made_beside,
    of_126_sites,
    say,
)
from tests.support.letters import Sheet, sheets_of
from tests.support.meeting import SITES, at

MM: Final = 72 / 25.4
WIDE, HIGH = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, WIDE - 20 * MM, 20 * MM, HIGH - 20 * MM
HAIR: Final = 0.6
"""Points by which a letter may hang over its own width."""


async def printed(paper: Paper, letterhead: Letterhead | None = None) -> bytes:
    return await Decree30().pdf(made(paper, letterhead))


async def sheets(paper: Paper, letterhead: Letterhead | None = None) -> Sequence[Sheet]:
    return sheets_of(await printed(paper, letterhead))


def words(*pages: Sheet) -> str:
    return " ".join(" ".join(page.text for page in pages).split())


def _objects(pdf: Any) -> Iterator[Any]:
    for xref in pdf.doc.xrefs:
        yield from (pdf.doc.getobj(number) for number in xref.get_objids())


LONG_AGENDA: Final = replace(
    NOTICE,
    agenda=tuple(replace(NOTICE.agenda[0], number=f"{no}", title=TITLE) for no in range(1, 40)),
)


@pytest.mark.parametrize(
    "document",
    [
        made(concluded(2)),
        made(concluded(40)),
        made(NOTICE),
        made(HELD),
        made(of_126_sites()),
        made_beside("programme", NOTICE),
        made_beside("programme", LONG_AGENDA),
        made_beside("attendance", HELD),
        made_beside("attendance", of_126_sites()),
    ],
    ids=[
        "one",
        "many",
        "notice",
        "minutes",
        "minutes of 126 sites",
        "programme",
        "long programme",
        "attendance",
        "attendance of 126 sites",
    ],
)
async def test_everything_stands_within_the_margins(document: OfficialDocument) -> None:
    for page in sheets_of(await Decree30().pdf(document)):
        assert (page.width, page.height) == pytest.approx((WIDE, HIGH), abs=1)
        for letter in page.black:
            assert letter.left > LEFT - HAIR
            assert letter.right < RIGHT + HAIR
            assert letter.bottom < BOTTOM + HAIR
        assert min(each.top for each in page.black if each.top > TOP) < TOP + 12


async def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin() -> None:
    first, *others = await sheets(concluded(40))
    assert len(others) > 2
    assert _above(first) == "DỰTHẢO"
    for number, page in enumerate(others, 2):
        assert _above(page) == str(number)
        figures = page.black[: len(str(number))]
        middle = (figures[0].left + figures[-1].right) / 2
        assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=2)
        (face,) = page.faces_of(str(number))
        assert 13 <= face.size <= 14


def _above(page: Sheet) -> str:
    return "".join(each.text for each in page.black if each.bottom < TOP)


async def test_every_font_is_in_the_file_and_has_the_widths_of_times_new_roman() -> None:
    raw = await printed(concluded(3))
    pages = sheets_of(raw)
    names = {face.name for page in pages for face in page.faces}
    wide = pages[0].found("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert {name.partition("-")[0] for name in names} == {"Tinos"}
    with pdfplumber.open(io.BytesIO(raw)) as pdf:
        fonts = [each for each in map(resolve1, _objects(pdf)) if isinstance(each, dict)]
    descriptors = [each for each in fonts if each.get("Type") == LIT("FontDescriptor")]
    assert len(descriptors) == len(names)
    assert all("FontFile2" in each or "FontFile3" in each for each in descriptors)
    assert (wide[-1].right - wide[0].left) / MM == pytest.approx(95.7, abs=0.5)


async def test_it_says_that_it_is_for_archives() -> None:
    raw = await printed(NOTICE)
    assert b"<pdfaid:part>2</pdfaid:part>" in raw
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in raw


@pytest.mark.parametrize(
    ("text", "least", "most", "face"),
    [
        ("CỘNG HÒA XÃ HỘI", 12, 13, "Bold"),
        ("Độc lập - Tự do", 13, 14, "Bold"),
        ("THÀNH PHỐ HÀ NỘI", 12, 13, "Bold"),
        ("Số:", 13, 13, "Regular"),
        ("Hà Nội, ngày", 13, 14, "Italic"),
        ("THÔNG BÁO", 13, 14, "Bold"),
        ("Rà soát toàn bộ", 13, 14, "Regular"),
        ("Nơi nhận:", 12, 12, "BoldItalic"),
        ("- Sở Nội vụ;", 11, 11, "Regular"),
        ("TM. THƯỜNG TRỰC", 13, 14, "Bold"),
    ],
)
async def test_sizes_and_faces_are_those_of_the_decree(
    text: str, least: float, most: float, face: str
) -> None:
    faces = (await sheets(concluded(1)))[0].faces_of(text)
    assert all(least - 0.1 <= each.size <= most + 0.1 for each in faces)
    assert {each.name.partition("-")[2].replace("-", "") for each in faces} == {face}


async def test_the_line_under_the_motto_is_as_long_as_the_motto() -> None:
    raw = await printed(concluded(1))
    page = sheets_of(raw)[0]
    with pdfplumber.open(io.BytesIO(raw)) as pdf:
        drawn = pdf.pages[0].lines
    motto, body = page.found("Độc lập - Tự do - Hạnh phúc"), page.found("THÀNH PHỐ HÀ NỘI")
    wide, below = motto[-1].right - motto[0].left, motto[0].bottom
    lines = [each for each in drawn if 0 <= each["top"] - below < 6]
    shares = [
        (each["x1"] - each["x0"]) / (body[-1].right - body[0].left)
        for each in drawn
        if each["x1"] < WIDE / 2
    ]
    assert any(each["x1"] - each["x0"] == pytest.approx(wide, abs=1) for each in lines)
    assert any(1 / 3 <= share <= 1 / 2 for share in shares)


async def test_the_longest_names_of_bodies_wrap_and_nothing_runs_into_anything() -> None:
    (page,) = await sheets(concluded(1), LONGEST)
    assert all(each.left > LEFT - HAIR and each.right < RIGHT + HAIR for each in page.black)
    state = page.found("CỘNG HÒA XÃ HỘI")[0]
    left = [each.right for each in page.black if TOP < each.top < 40 * MM and each.left < 90 * MM]
    assert max(left) < state.left
    for word in ("QUỐC TỬ GIÁM", "PHÓ CHỦ TỊCH"):
        assert word in words(page)


async def test_a_notice_of_conclusions_says_who_what_and_until_when() -> None:
    text = words((await sheets(concluded(2)))[0])
    assert "Chủ tịch HĐND thành phố đã kết luận như sau:" in text
    assert "Cơ quan chủ trì: Thường trực HĐND cấp huyện; phối hợp: Sở Nội vụ, Văn phòng" in text
    assert "thời hạn: 30/06/2024 (cuối quý)./." in text
    assert "Lưu: VT." in text


async def test_an_invitation_says_when_and_where() -> None:
    text = words((await sheets(NOTICE))[0])
    assert "GIẤY MỜI" in text
    assert "08 giờ 00, ngày 19 tháng 4 năm 2024" in text
    assert f"Hội trường HĐND thành phố và {len(SITES)} điểm cầu" in text
    assert "1. Khai mạc (Chủ tịch)./." in text


async def test_a_programme_says_what_comes_and_who_presents_it() -> None:
    text = words(sheets_of(await Decree30().pdf(made_beside("programme", NOTICE)))[0])
    assert "CHƯƠNG TRÌNH" in text
    assert "/CTr-HĐND" in text
    assert "1 Khai mạc Chủ tịch 5" in text
    assert "08 giờ 00, ngày 19 tháng 4 năm 2024" in text


async def test_an_attendance_sheet_names_every_delegate_and_says_who_was_there() -> None:
    text = words(*sheets_of(await Decree30().pdf(made_beside("attendance", HELD))))
    for line in HELD.attendance:
        for each in line.delegates:
            assert each.name in text
    assert "vắng có lý do" in text
    assert "Có mặt 1/11 đại biểu của 6 điểm cầu./." in text


def test_of_other_papers_there_is_no_programme_and_no_attendance_sheet() -> None:
    for which in ("programme", "attendance"):
        assert beside(which, concluded(1), Letterhead(), at(0), HANOI, say) is None


async def test_minutes_are_signed_by_two_and_bear_no_day_above() -> None:
    pages = await sheets(replace(HELD, chair="Ông Tuấn", secretary="Bà Bình"))
    text = words(*pages)
    secretary, chair = pages[-1].found("THƯ KÝ")[0], pages[-1].found("CHỦ TỌA")[0]
    assert "Hà Nội, ngày" not in text
    assert secretary.top == pytest.approx(chair.top, abs=1)
    assert secretary.left < chair.left
    assert "Bà Bình" in text
    assert "Hội nghị kết thúc vào 11 giờ 25, ngày 19 tháng 4 năm 2024./." in text


async def test_minutes_say_what_happened() -> None:
    text = words(*await sheets(HELD))
    for told in (
        "2/6 điểm cầu, 1/11 đại biểu có mặt.",
        "Phó Chủ tịch Ba Đình: vắng có lý do – Đi công tác; đếm được 9 người; mất kết nối 1 lần",
        "Dự thảo: Quy chế phối hợp (bản 1).",
        "Kết quả giải quyết: đã giải quyết xong 15; giải trình, cung cấp thông tin 5.",
        "- KN-2023-0005, Kè sông, Ủy ban nhân dân quận Ba Đình.",
        "ý kiến về Điều 4, Điều 5, KN-2023-0005, 08:15 – 08:23, ngoài thứ tự",
        "(góp ý GY-42, Điều 4): Đề nghị phân loại",
        "Đông Anh (Phó Trưởng ban) – ý kiến về KN-2023-0005, 08:27",
        "Chủ tọa cho thêm thời gian phát biểu: mọi điểm cầu 2 phút; Ba Đình 1 phút.",
        "Ý kiến bằng văn bản của Sơn Tây: Nhất trí",
        "“Chọn thời gian giao ban quý II” về Điều 5,",
        "1/2 điểm cầu có mặt đã biểu quyết: Tháng Sáu 1; Tháng Bảy 0.",
        "tán thành 1 (Ba Đình); không tán thành 0",
        "1. Khai mạc (Chủ tịch HĐND thành phố) Không tiến hành.",
        "III. Kết luận 1. Giao ban với cấp xã Cơ quan chủ trì: Cấp huyện; thời hạn: thường xuyên.",
        "Biểu quyết “Mở nhầm”: đã hủy – Sai nội dung.",
        "IV. Sự cố kỹ thuật 08:02 – 08:04: Ba Đình, mất tiếng.",
    ):
        assert told in text


@pytest.mark.parametrize("more", range(0, 40, 3))
async def test_those_who_sign_never_stand_on_a_page_without_the_end_of_the_text(more: int) -> None:
    note = "\n".join(["Dòng ghi chép"] * more)
    *_, last = await sheets(replace(HELD, note=note))
    assert "THƯ KÝ" in last.text
    assert "Hội nghị kết thúc" in last.text


async def test_in_a_file_to_write_on_the_end_of_the_text_is_kept_with_those_who_sign() -> None:
    word = docx.Document(io.BytesIO(await Decree30().docx(made(HELD))))
    *_, end, gap, _recipients, _last = word.paragraphs
    assert end.text.endswith("./.")
    assert end.paragraph_format.keep_with_next
    assert gap.paragraph_format.keep_with_next


async def test_who_passed_is_said_to_have_no_opinion() -> None:
    items = tuple(replace(item, passed=("Đông Anh",)) for item in HELD.items)
    text = words(*await sheets(replace(HELD, items=items)))
    assert "Không có ý kiến: Đông Anh." in text


async def test_a_correction_says_what_it_replaces_and_a_late_site_how_late() -> None:
    late = replace(HELD.attendance[0], late=timedelta(minutes=5, seconds=3))
    over = replace(HELD, replaces=1, reason="Sót ý kiến", note="Ghi chung", attendance=(late,))
    text = words((await sheets(over))[0])
    for told in ("Thay thế biên bản lần 1: Sót ý kiến.", "Ghi chung", "muộn 5 phút 03 giây"):
        assert told in text


async def test_the_head_of_the_roll_call_stands_on_every_page_of_it() -> None:
    with_sites = [page for page in await sheets(of_126_sites()) if "Ghi chú" in page.text]
    assert len(with_sites) > 3


def test_early_days_and_months_have_a_nought_before_them() -> None:
    early = replace(NOTICE, starts_at=at(0).replace(month=1, day=5))
    blocks = made(early).blocks
    assert any("ngày 05 tháng 01 năm 2024" in block.text for block in blocks)


def test_a_standing_conclusion_has_no_day() -> None:
    standing = replace(
        LINE, deadline=None, standing=True, cooperating=(), person="", deliverable=""
    )
    paper = replace(concluded(1), conclusions=(standing,))
    last = made(paper).blocks[-1]
    assert last.text == "Cơ quan chủ trì: Thường trực HĐND cấp huyện; thời hạn: thường xuyên"
    assert set(MADE) == {Conclusions, Minutes, Notice}


async def test_a_letter_that_chases_names_its_addressee_and_what_is_late() -> None:
    late = Shown(
        FollowedTask(
            meeting=MeetingId("m"),
            conclusion=ConclusionId("kè"),
            number=2,
            text="Gia cố kè",
            lead="Sở Nông nghiệp",
            person="",
            site=None,
            state=TaskState.IN_PROGRESS,
            per_cent=40,
            deadline=date(2024, 6, 30),
            asked=None,
            told_at=at(0),
            closed_at=None,
        ),
        Urgency.OVERDUE,
        days=-5,
        chase=True,
    )
    soon = replace(late, days=3)
    body = chasing("Sở Nông nghiệp", [late, soon], {MeetingId("m"): "Giao ban quý I"})
    (page,) = sheets_of(await Decree30().pdf(issued(body, Letterhead(), at(0))))
    text = words(page)
    number, about = page.found("Số:")[0], page.found("V/v đôn đốc")[0]
    assert all(each.left > LEFT - HAIR and each.right < RIGHT + HAIR for each in page.black)
    assert "Kính gửi: Sở Nông nghiệp" in text
    assert "1. Gia cố kè (Kết luận 2, Giao ban quý I); thời hạn 30/06/2024" in text
    assert "đã chậm 5 ngày làm việc; tiến độ 40%." in text
    assert "còn 3 ngày làm việc" in text
    assert "/HĐND" in text
    assert "- Như trên;" in text
    assert number.bottom < about.top
    assert all(12 <= each.size <= 13 for each in page.faces_of("V/v đôn đốc"))


async def test_a_number_brings_its_day_and_the_draft_waits_for_a_signature() -> None:
    numbered = document_of(concluded(1), Letterhead(), at(0), HANOI, say, 5)
    text = words(sheets_of(await Decree30().pdf(numbered))[0])
    assert "Số: 05/TB-HĐND" in text
    assert "Hà Nội, ngày 19 tháng 4 năm 2024" in text
    assert "DỰ THẢO" in text


async def test_what_the_font_cannot_draw_is_printed_by_its_number() -> None:
    """An emoji, a letter of another script, a control character: an approved paper is printed, and
    is the same in both forms.
    """
    strange = replace(LINE, text="Ý 🙂 kiến 中 \x01\x0e\ufffe của Ông", person="Ông 🙂")
    paper = replace(concluded(1), conclusions=(strange,))
    told = "Ý [U+1F642] kiến [U+4E2D] của Ông"
    assert told in words((await sheets(paper))[0])
    body = await Decree30().docx(made(paper))
    text = "".join(each.text for each in docx.Document(io.BytesIO(body)).paragraphs)
    assert told in " ".join(text.split())
