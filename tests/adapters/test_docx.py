"""The same documents for a word processor: read back, they are what the decree asks for."""

import io
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace

from diemcau.adapters.documents import Decree30
from diemcau.adapters.documents.widths import width
from diemcau.app.documents import issued
from diemcau.app.documents.shapes import Block, Body
from diemcau.app.ports.office import Letterhead
from diemcau.domain.nouns.papers import Paper
from tests.support.documents import HELD, LONGEST, NOTICE, concluded, made, of_126_sites
from tests.support.meeting import at


async def written(paper: Paper, letterhead: Letterhead | None = None) -> Any:
    return opened(await Decree30().docx(made(paper, letterhead)))


def opened(raw: bytes) -> Any:
    return docx.Document(io.BytesIO(raw))


def everything(word: Any) -> list[Any]:
    """Every paragraph, those in tables too."""
    found = list(word.paragraphs)
    for table in word.tables:
        for row in table.rows:
            found += [line for cell in row.cells for line in cell.paragraphs]
    return found


def line(word: Any, text: str) -> Any:
    return next(each for each in everything(word) if text in each.text)


async def test_the_page_has_the_margins_of_the_decree_and_numbers_from_the_second_on() -> None:
    (section,) = (await written(concluded(2))).sections
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(each.mm) for each in margins] == [30, 20, 20, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert section.first_page_header.paragraphs[0].text == "DỰ THẢO"


async def test_times_new_roman_is_named_for_every_script() -> None:
    fonts = (await written(NOTICE)).styles["Normal"].element.rPr.rFonts
    names = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert names == {"Times New Roman"}


@pytest.mark.parametrize(
    ("text", "size", "bold"),
    [
        ("CỘNG HÒA XÃ HỘI", 13, True),
        ("Độc lập - Tự do", 14, True),
        ("THÀNH PHỐ HÀ NỘI", 13, True),
        ("/TB-HĐND", 13, False),
        ("THÔNG BÁO", 14, True),
        ("Nơi nhận:", 12, True),
        ("- Sở Nội vụ;", 11, False),
        ("TM. THƯỜNG TRỰC", 14, True),
    ],
)
async def test_sizes_and_faces_are_those_of_the_decree(
    text: str, size: float, *, bold: bool
) -> None:
    (run,) = line(await written(concluded(1)), text).runs
    assert (run.font.size.pt, run.font.bold) == (size, bold)


@pytest.mark.parametrize(
    "paper", [concluded(3), NOTICE, HELD], ids=["conclusions", "notice", "held"]
)
async def test_it_says_what_the_document_says_and_ends_as_it_ends(paper: Paper) -> None:
    word, document = await written(paper), made(paper)
    told = [each.text for each in everything(word)]
    for block in document.blocks[:-1]:
        assert block.rows or block.text in told
        assert all(cell in told for row in block.rows for cell in row)
    assert f"{document.blocks[-1].text}./." in told


async def test_lines_are_borders_as_long_as_the_decree_says() -> None:
    word = await written(concluded(1))
    ruled = [each for each in everything(word) if "w:pBdr" in each._p.xml]
    assert len(ruled) == 3
    assert not any(run.font.underline for each in everything(word) for run in each.runs)
    below_motto = next(
        each for each in word.tables[0].rows[0].cells[1].paragraphs if "w:pBdr" in each._p.xml
    )
    sides = (
        below_motto.paragraph_format.left_indent.mm + below_motto.paragraph_format.right_indent.mm
    )
    assert 97 - sides == pytest.approx(width("Độc lập - Tự do - Hạnh phúc", 14, bold=True), abs=0.2)


def test_widths_are_those_of_times_new_roman() -> None:
    assert width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True) == pytest.approx(
        95.7, abs=0.1
    )
    assert width("Độc lập - Tự do - Hạnh phúc", 14, bold=True) == pytest.approx(60.5, abs=0.1)


async def test_a_long_roll_call_has_its_head_on_every_page() -> None:
    word = await written(of_126_sites())
    roll = next(table for table in word.tables if len(table.rows) > 100)
    assert "w:tblHeader" in roll.rows[0]._tr.xml
    assert len(roll.rows) == 127


async def test_minutes_are_signed_by_two_and_bear_no_day() -> None:
    word = await written(replace(HELD, chair="Ông Tuấn", secretary="Bà Bình"))
    signed = word.tables[-1].rows[0].cells
    assert [cell.paragraphs[0].text for cell in signed] == ["THƯ KÝ", "CHỦ TỌA"]
    assert [cell.paragraphs[-1].text for cell in signed] == ["Bà Bình", "Ông Tuấn"]
    assert not any("Hà Nội, ngày" in each.text for each in everything(word))


async def test_a_body_above_stands_above() -> None:
    left = (await written(concluded(1), LONGEST)).tables[0].rows[0].cells[0]
    first, second = left.paragraphs[:2]
    assert first.text == "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"
    assert (first.runs[0].font.bold, second.runs[0].font.bold) == (False, True)


async def test_a_letter_has_its_subject_under_its_number_and_names_its_addressee() -> None:
    body = Body("", "", "V/v đôn đốc", [Block("Đề nghị báo cáo.")], ("Như trên",), to="Sở Nội vụ")
    final = replace(issued(body, Letterhead(), at(0) + timedelta(days=1)), draft=False)
    word = opened(await Decree30().docx(final))
    assert line(word, "V/v đôn đốc").runs[0].font.size.pt == 12
    assert line(word, "Kính gửi:").text == "Kính gửi: Sở Nội vụ"
    assert word.sections[0].first_page_header.paragraphs[0].text == ""


async def test_everything_stands_in_the_order_of_the_standard() -> None:
    """ISO/IEC 29500-1 §17.3.1.26 and §17.4.59: a word processor may refuse another order."""
    word = await written(HELD)
    paragraph = ["pBdr", "spacing", "ind", "jc"]
    for each in everything(word):
        described = () if each._p.pPr is None else each._p.pPr
        found = [part.tag.rpartition("}")[2] for part in described]
        kept = [name for name in found if name in paragraph]
        assert kept == sorted(kept, key=paragraph.index)
    table = ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"]
    for each in word.tables:
        found = [part.tag.rpartition("}")[2] for part in each._tbl.tblPr]
        assert found == sorted(found, key=table.index)


async def test_no_part_says_when_it_was_written() -> None:
    """Else the file would be another one two seconds later."""
    raw = await Decree30().docx(made(NOTICE))
    moments = {part.date_time for part in ZipFile(io.BytesIO(raw)).infolist()}
    assert moments == {(1980, 1, 1, 0, 0, 0)}
