"""Official documents, measured from the PDF itself (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from diemcau.app.follow_up import Shown, Urgency
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
from tests.support.meeting import SITES, at

MM: Final = 72 / 25.4
WIDE, HIGH = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, WIDE - 20 * MM, 20 * MM, HIGH - 20 * MM
HAIR: Final = 0.6
"""Points by which a letter may hang over its own width."""


@contextmanager
def opened(raw: bytes) -> Iterator[Sequence[Any]]:
    with pdfplumber.open(io.BytesIO(raw)) as pdf:
        yield pdf.pages


async def printed(paper: Paper, letterhead: Letterhead | None = None) -> bytes:
    return await Decree30().pdf(made(paper, letterhead))


def _objects(pdf: Any) -> Iterator[Any]:
    for xref in pdf.doc.xrefs:
        yield from (pdf.doc.getobj(number) for number in xref.get_objids())


def black(page: Any) -> list[dict[str, Any]]:
    """Letters that are seen; a space at the end of a line hangs over the margin."""
    return [each for each in page.chars if each["text"].strip()]


def words(page: Any) -> str:
    text: str = page.extract_text()
    return text


def letters(page: Any, text: str) -> list[dict[str, Any]]:
    """The first place where it stands."""
    found: list[dict[str, Any]] = page.search(text, regex=False)[0]["chars"]
    return found


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
    with opened(await Decree30().pdf(document)) as pages:
        for page in pages:
            assert (page.width, page.height) == pytest.approx((WIDE, HIGH), abs=1)
            for letter in black(page):
                assert letter["x0"] > LEFT - HAIR
                assert letter["x1"] < RIGHT + HAIR
                assert letter["bottom"] < BOTTOM + HAIR
            below = [each for each in black(page) if each["top"] > TOP]
            assert min(each["top"] for each in below) < TOP + 12


async def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin() -> None:
    with opened(await printed(concluded(40))) as pages:
        assert len(pages) > 3
        for number, page in enumerate(pages, 1):
            above = [each for each in black(page) if each["bottom"] < TOP]
            said = "".join(each["text"] for each in above).strip()
            if number == 1:
                assert said == "DỰTHẢO"
                continue
            assert said == str(number)
            middle = (above[0]["x0"] + above[-1]["x1"]) / 2
            assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=2)
            assert 13 <= above[0]["size"] <= 14


async def test_every_font_is_in_the_file_and_has_the_widths_of_times_new_roman() -> None:
    raw = await printed(concluded(3))
    with opened(raw) as pages:
        names = {letter["fontname"].partition("+")[2] for page in pages for letter in black(page)}
        wide = letters(pages[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert {name.partition("-")[0] for name in names} == {"Tinos"}
    with pdfplumber.open(io.BytesIO(raw)) as pdf:
        fonts = [each for each in map(resolve1, _objects(pdf)) if isinstance(each, dict)]
    descriptors = [each for each in fonts if each.get("Type") == LIT("FontDescriptor")]
    assert len(descriptors) == len(names)
    assert all("FontFile2" in each or "FontFile3" in each for each in descriptors)
    assert (wide[-1]["x1"] - wide[0]["x0"]) / MM == pytest.approx(95.7, abs=0.5)


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
    with opened(await printed(concluded(1))) as pages:
        found = letters(pages[0], text)
    assert all(least - 0.1 <= each["size"] <= most + 0.1 for each in found)
    assert {each["fontname"].partition("-")[2].replace("-", "") for each in found} == {face}


async def test_the_line_under_the_motto_is_as_long_as_the_motto() -> None:
    with opened(await printed(concluded(1))) as pages:
        motto = letters(pages[0], "Độc lập - Tự do - Hạnh phúc")
        wide, below = motto[-1]["x1"] - motto[0]["x0"], motto[0]["bottom"]
        lines = [each for each in pages[0].lines if 0 <= each["top"] - below < 6]
        body = letters(pages[0], "THÀNH PHỐ HÀ NỘI")
        shares = [
            (each["x1"] - each["x0"]) / (body[-1]["x1"] - body[0]["x0"])
            for each in pages[0].lines
            if each["x1"] < WIDE / 2
        ]
    assert any(each["x1"] - each["x0"] == pytest.approx(wide, abs=1) for each in lines)
    assert any(1 / 3 <= share <= 1 / 2 for share in shares)


async def test_the_longest_names_of_bodies_wrap_and_nothing_runs_into_anything() -> None:
    with opened(await printed(concluded(1), LONGEST)) as pages:
        (page,) = pages
        assert all(each["x0"] > LEFT - HAIR and each["x1"] < RIGHT + HAIR for each in black(page))
        state = letters(page, "CỘNG HÒA XÃ HỘI")[0]
        left = [
            each["x1"]
            for each in black(page)
            if TOP < each["top"] < 40 * MM and each["x0"] < 90 * MM
        ]
        assert max(left) < state["x0"]
        for word in ("QUỐC TỬ GIÁM", "PHÓ CHỦ TỊCH"):
            assert word in words(page).replace("\n", " ")


async def test_a_notice_of_conclusions_says_who_what_and_until_when() -> None:
    with opened(await printed(concluded(2))) as pages:
        text = " ".join(words(pages[0]).split())
    assert "Chủ tịch HĐND thành phố đã kết luận như sau:" in text
    assert "Cơ quan chủ trì: Thường trực HĐND cấp huyện; phối hợp: Sở Nội vụ, Văn phòng" in text
    assert "thời hạn: 30/06/2024 (cuối quý)./." in text
    assert "Lưu: VT." in text


async def test_an_invitation_says_when_and_where() -> None:
    with opened(await printed(NOTICE)) as pages:
        text = " ".join(words(pages[0]).split())
    assert "GIẤY MỜI" in text
    assert "08 giờ 00, ngày 19 tháng 4 năm 2024" in text
    assert f"Hội trường HĐND thành phố và {len(SITES)} điểm cầu" in text
    assert "1. Khai mạc (Chủ tịch)./." in text


async def test_a_programme_says_what_comes_and_who_presents_it() -> None:
    with opened(await Decree30().pdf(made_beside("programme", NOTICE))) as pages:
        text = " ".join(words(pages[0]).split())
    assert "CHƯƠNG TRÌNH" in text
    assert "/CTr-HĐND" in text
    assert "1 Khai mạc Chủ tịch 5" in text
    assert "08 giờ 00, ngày 19 tháng 4 năm 2024" in text


async def test_an_attendance_sheet_names_every_delegate_and_says_who_was_there() -> None:
    with opened(await Decree30().pdf(made_beside("attendance", HELD))) as pages:
        text = " ".join(" ".join(map(words, pages)).split())
    for line in HELD.attendance:
        for each in line.delegates:
            assert each.name in text
    assert "vắng có lý do" in text
    assert "Có mặt 1/9 đại biểu của 5 điểm cầu./." in text


def test_of_other_papers_there_is_no_programme_and_no_attendance_sheet() -> None:
    for which in ("programme", "attendance"):
        assert beside(which, concluded(1), Letterhead(), at(0), HANOI, say) is None


async def test_minutes_are_signed_by_two_and_bear_no_day_above() -> None:
    with opened(await printed(replace(HELD, chair="Ông Tuấn", secretary="Bà Bình"))) as pages:
        text = " ".join(" ".join(map(words, pages)).split())
        last = pages[-1]
        secretary, chair = letters(last, "THƯ KÝ")[0], letters(last, "CHỦ TỌA")[0]
    assert "Hà Nội, ngày" not in text
    assert secretary["top"] == pytest.approx(chair["top"], abs=1)
    assert secretary["x0"] < chair["x0"]
    assert "Bà Bình" in text
    assert "Hội nghị kết thúc vào 11 giờ 25, ngày 19 tháng 4 năm 2024./." in text


async def test_minutes_say_what_happened() -> None:
    with opened(await printed(HELD)) as pages:
        text = " ".join(" ".join(map(words, pages)).split())
    for told in (
        "2/5 điểm cầu, 1/9 đại biểu có mặt.",
        "Phó Chủ tịch Ba Đình: vắng có lý do – Đi công tác; đếm được 9 người; mất kết nối 1 lần",
        "Ba Đình (Trưởng ban Pháp chế) – ý kiến, 08:15 – 08:23, ngoài thứ tự: Đề nghị phân loại",
        "Đông Anh (Phó Trưởng ban) – ý kiến, 08:27",
        "Chủ tọa cho thêm thời gian phát biểu: mọi điểm cầu 2 phút; Ba Đình 1 phút.",
        "Ý kiến bằng văn bản của Sơn Tây: Nhất trí",
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
    with opened(await printed(replace(HELD, note=note))) as pages:
        assert pages[-1].search("THƯ KÝ", regex=False)
        assert pages[-1].search("Hội nghị kết thúc", regex=False)


async def test_in_a_file_to_write_on_the_end_of_the_text_is_kept_with_those_who_sign() -> None:
    word = docx.Document(io.BytesIO(await Decree30().docx(made(HELD))))
    *_, end, gap, _recipients, _last = word.paragraphs
    assert end.text.endswith("./.")
    assert end.paragraph_format.keep_with_next
    assert gap.paragraph_format.keep_with_next


async def test_who_passed_is_said_to_have_no_opinion() -> None:
    items = tuple(replace(item, passed=("Đông Anh",)) for item in HELD.items)
    with opened(await printed(replace(HELD, items=items))) as pages:
        text = " ".join(" ".join(map(words, pages)).split())
    assert "Không có ý kiến: Đông Anh." in text


async def test_a_correction_says_what_it_replaces_and_a_late_site_how_late() -> None:
    late = replace(HELD.attendance[0], late=timedelta(minutes=5, seconds=3))
    over = replace(HELD, replaces=1, reason="Sót ý kiến", note="Ghi chung", attendance=(late,))
    with opened(await printed(over)) as pages:
        text = " ".join(words(pages[0]).split())
    for told in ("Thay thế biên bản lần 1: Sót ý kiến.", "Ghi chung", "muộn 5 phút 03 giây"):
        assert told in text


async def test_the_head_of_the_roll_call_stands_on_every_page_of_it() -> None:
    with opened(await printed(of_126_sites())) as pages:
        with_sites = [page for page in pages if page.search("Ghi chú", regex=False)]
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
    with opened(await Decree30().pdf(issued(body, Letterhead(), at(0)))) as pages:
        (page,) = pages
        text = " ".join(words(page).split())
        number, about = letters(page, "Số:")[0], letters(page, "V/v đôn đốc")[0]
        assert all(each["x0"] > LEFT - HAIR and each["x1"] < RIGHT + HAIR for each in black(page))
    assert "Kính gửi: Sở Nông nghiệp" in text
    assert "1. Gia cố kè (Kết luận 2, Giao ban quý I); thời hạn 30/06/2024" in text
    assert "đã chậm 5 ngày làm việc; tiến độ 40%." in text
    assert "còn 3 ngày làm việc" in text
    assert "/HĐND" in text
    assert "- Như trên;" in text
    assert number["bottom"] < about["top"]
    assert 12 <= about["size"] <= 13


async def test_a_number_brings_its_day_and_the_draft_waits_for_a_signature() -> None:
    numbered = document_of(concluded(1), Letterhead(), at(0), HANOI, say, 5)
    with opened(await Decree30().pdf(numbered)) as pages:
        text = " ".join(words(pages[0]).split())
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
    with opened(await printed(paper)) as pages:
        assert told in " ".join(words(pages[0]).split())
    body = await Decree30().docx(made(paper))
    text = "".join(each.text for each in docx.Document(io.BytesIO(body)).paragraphs)
    assert told in " ".join(text.split())
