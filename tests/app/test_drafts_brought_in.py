"""Real-looking drafts come in whole: as a Word file and pasted, and leave as they came."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Final, Literal
from unicodedata import normalize

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from diemcau.adapters.documents import Decree30
from diemcau.app.consultation.matching import matched
from diemcau.app.consultation.reading import cited, read, written
from diemcau.app.documents import issued
from diemcau.app.documents.draft import draft
from diemcau.app.files.texts import text_of
from diemcau.app.ports.office import Letterhead
from diemcau.domain.consultation.nouns.clauses import Clauses
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo
from diemcau.domain.consultation.rules.tree import above
from diemcau.domain.consultation.rules.tree import written as as_version
from tests.support.drafts import plan
from tests.support.meeting import at

RULES: Final = """Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Theo đề nghị của Chánh Văn phòng.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc tiếp nhận, xử lý kiến nghị của cử tri.
Điều 2. Đối tượng áp dụng
1. Thường trực Hội đồng nhân dân các cấp.
2. Ủy ban nhân dân, gồm:
a) Ủy ban nhân dân thành phố;
b) Ủy ban nhân dân cấp huyện;
c) Ủy ban nhân dân cấp xã;
d) Các sở, ban, ngành;
đ) Cơ quan, đơn vị khác có liên quan;
e) Doanh nghiệp nhà nước.
3. Điều kiện: cơ quan có chức năng, nhiệm vụ được giao.
Chương II
TRÁCH NHIỆM
Mục 1
TIẾP NHẬN
Điều 3. Tiếp nhận
1. Tiếp nhận qua 03 hình thức:
- Trực tiếp;
- Bằng văn bản.
Điều kiện: có chữ ký.
Mục tiêu: nhanh, gọn.
Phần mềm: dùng chung.
2. Thời hạn theo khoản 2 Điều 5 của Quy chế này.
Mục 2
GIẢI QUYẾT
Điều 4. Giải quyết
1. Mục tiêu: trả lời rõ, đúng hạn.
2. Phần mềm: cập nhật trong ngày.
Điều 5. Thời hạn
1. Trong 15 ngày làm việc.
2. Trường hợp phức tạp: không quá 30 ngày."""
SCHEME: Final = """PHẦN THỨ NHẤT
SỰ CẦN THIẾT
I. CƠ SỞ CHÍNH TRỊ, PHÁP LÝ
1. Nghị quyết số 15-NQ/TW ngày 05/5/2022 của Bộ Chính trị.
2. Luật Thủ đô.
II. CƠ SỞ THỰC TIỄN
1. Kết quả: 1.234 kiến nghị, đạt 95,5%.
PHẦN THỨ HAI
NỘI DUNG
1. Điều này: chưa được quy định ở văn bản nào.
2. Kinh phí 30.000.000 đồng.
PHỤ LỤC
DANH MỤC VĂN BẢN"""
RESOLUTION: Final = """Điều 1. Giao chỉ tiêu năm 2024 như sau:
1. Chỉ tiêu chung:
STT\tChỉ tiêu\tĐơn vị\tKế hoạch
1.\tKiến nghị được trả lời\t%\t100
2.\tKiến nghị trả lời đúng hạn\t%\t95
3.\tTiếp xúc cử tri\tcuộc\t400
Số liệu tại Phụ lục I.
2. Chỉ tiêu của từng đơn vị tại Phụ lục I.
Điều 2. Tổ chức thực hiện
1. Ủy ban nhân dân thành phố tổ chức thực hiện.
2. Nghị quyết có hiệu lực từ ngày ký.
Phụ lục I
CHỈ TIÊU TỪNG ĐƠN VỊ
Đơn vị\tKiến nghị
Quận Ba Đình\t120
Huyện Sóc Sơn\t85"""
DRAFTS: Final = {"quy chế": RULES, "đề án": SCHEME, "nghị quyết": RESOLUTION}


def words(text: str) -> Sequence[str]:
    """In their order, whatever stands between them."""
    return re.findall(r"\w+", normalize("NFC", text).casefold())


def in_clauses(clauses: Clauses) -> Sequence[str]:
    return words(written(clauses))


def as_word_file(text: str, form: Literal["NFC", "NFD"] = "NFC") -> bytes:
    """Lines with tabs are rows of tables."""
    paper, rows = Document(), list[list[str]]()
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(normalize(form, line).split("\t"))
            continue
        if rows:
            table = paper.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, said in zip(row.cells, cells, strict=True):
                    cell.text = said
            rows = []
        paper.add_paragraph(normalize(form, line))
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


PASTED: Final[dict[str, Callable[[str], str]]] = {
    "pasted": str,
    "letters in two pieces": lambda text: normalize("NFD", text),
    "blanks of a word processor": lambda text: text.replace(" ", "\u00a0"),
    "indented by tabs": lambda text: "\n".join(
        line if "\t" in line else f"\t{line}" for line in text.splitlines()
    ),
    "lines of Windows, with blank ones": lambda text: text.replace("\n", "\r\n\r\n"),
    "a Word file": lambda text: text_of("docx", as_word_file(text)),
    "a Word file of a Mac": lambda text: text_of("docx", as_word_file(text, "NFD")),
}


@pytest.mark.parametrize("way", PASTED)
@pytest.mark.parametrize("which", DRAFTS)
def test_every_word_of_a_draft_comes_in_and_leaves_in_its_order(which: str, way: str) -> None:
    text = DRAFTS[which]
    clauses = read(PASTED[way](text))
    assert clauses == read(text)
    assert in_clauses(clauses) == words(text)
    assert read(written(clauses)) == clauses


@pytest.mark.parametrize("which", DRAFTS)
async def test_the_paper_of_a_draft_is_brought_in_again_and_is_the_same(which: str) -> None:
    clauses = read(DRAFTS[which])
    body = draft(plan(), as_version(DraftVersion(number=VersionNo(1)), clauses))
    lines = text_of("docx", await Decree30().docx(issued(body, Letterhead(), at(0)))).split("\n")
    ends = next((at for at, line in enumerate(lines) if line == "Nơi nhận:\t"), len(lines))
    again = "\n".join(lines[:ends])
    first = written(clauses[:1]).splitlines()[0]
    text = again[again.index(first) :].partition("./.")[0].partition("\nNơi nhận")[0]
    assert in_clauses(read(text)) == in_clauses(clauses)
    assert [(each.id, each.text.rstrip(".")) for each in read(text)] == [
        (each.id, each.text.rstrip(".")) for each in clauses
    ]


def test_the_tree_is_the_one_that_was_meant() -> None:
    version = as_version(DraftVersion(number=VersionNo(1)), read(RULES))
    quoted = [cited(above(version, each)) for each in version.order]
    assert quoted[:4] == ["đoạn mở đầu", "Chương I", "Điều 1", "Điều 2"]
    assert "điểm đ khoản 2 Điều 2" in quoted
    assert [each for each in quoted if each.startswith(("Điều", "Mục", "Chương", "Phần"))] == [
        "Chương I",
        "Điều 1",
        "Điều 2",
        "Chương II",
        "Mục 1",
        "Điều 3",
        "Mục 2",
        "Điều 4",
        "Điều 5",
    ]


def test_a_table_is_part_of_its_clause_whatever_its_rows_begin_with() -> None:
    made = {each.id: each for each in read(RESOLUTION)}
    assert list(made) == ["d1", "d1.k1", "d1.k2", "d2", "d2.k1", "d2.k2", "pli"]
    table = made["d1.k1"].text.splitlines()  # type: ignore[index]
    assert table[2] == "1.\tKiến nghị được trả lời\t%\t100"


# -- what Word puts around words -------------------------------------------------------------------


def with_xml(*xml: str) -> str:
    paper = Document()
    for each in xml:
        paper.element.body.insert_element_before(parse_xml(each), "w:sectPr")
    file = io.BytesIO()
    paper.save(file)
    return text_of("docx", file.getvalue())


W: Final = nsdecls("w")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tracked_changes_are_read_as_accepted() -> None:
    gone = f'<w:del w:id="1" w:author="a">{run("x").replace("w:t", "w:delText")}</w:del>'
    ended = '<w:pPr><w:rPr><w:del w:id="2" w:author="a"/></w:rPr></w:pPr>'
    moved = '<w:moveFrom w:id="3" w:author="a">{}</w:moveFrom>'.format(run("Điều 9. Cũ"))
    here = '<w:moveTo w:id="4" w:author="a">{}</w:moveTo>'.format(run("Điều 2. Chuyển đến"))
    struck = '<w:tr><w:trPr><w:del w:id="5" w:author="a"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    text = with_xml(
        f"<w:p {W}>{ended}{run('1. Trả lời trong')}</w:p>",
        f"<w:p {W}>{gone}{run(' 15 ngày.')}</w:p>",
        f"<w:p {W}>{moved}</w:p>",
        f"<w:p {W}>{here}</w:p>",
        f"<w:tbl {W}>{struck}<w:tr><w:tc><w:p>{run('a')}</w:p></w:tc></w:tr></w:tbl>",
    )
    assert text.split("\n") == ["1. Trả lời trong 15 ngày.", "", "Điều 2. Chuyển đến", "a"]


def test_boxes_fields_and_controls_lose_no_word_and_say_none_twice() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{run('trong khung')}</w:p></w:txbxContent>"
    cell = f"<w:tc><w:p>{run('hai')}</w:p><w:p>{run('dòng')}</w:p></w:tc>"
    held = f"<w:sdt><w:sdtContent><w:tc><w:p>{run('ô')}</w:p></w:tc></w:sdtContent></w:sdt>"
    broken = (
        "<w:tc><w:p><w:r><w:t>x</w:t><w:br/><w:t>y</w:t><w:tab/><w:t>z</w:t></w:r></w:p></w:tc>"
    )
    text = with_xml(
        f"<w:p {W} {mc}><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>",
        f"<w:p {W}><w:fldSimple w:instr='PAGE'>{run('5')}</w:fldSimple></w:p>",
        f"<w:sdt {W}><w:sdtContent><w:p>{run('trong ô nhập')}</w:p></w:sdtContent></w:sdt>",
        f"<w:tbl {W}><w:tr>{cell}{held}{broken}</w:tr></w:tbl>",
    )
    assert text.split("\n") == ["trong khung", "5", "trong ô nhập", "hai dòng\tô\tx y z"]


# -- from version to version -----------------------------------------------------------------------


def renumbered(text: str, first: int) -> str:
    """Articles from that one on, one higher; what cites them as well."""

    def higher(found: "re.Match[str]") -> str:
        number = int(found[1])
        return f"Điều {number + (number >= first)}"

    return re.sub(r"Điều (\d+)", higher, text)


def kept(old: str, new: str) -> dict[str, str]:
    """Old ids by how their clauses are quoted in the new text."""
    made = matched(read(old), read(new)).clauses
    version = as_version(DraftVersion(number=VersionNo(2)), made)
    return {cited(above(version, each.id)): each.id for each in made}


def test_an_article_that_is_put_in_moves_no_id() -> None:
    new = renumbered(RULES, 3).replace(
        "Chương II\n", "Điều 3. Giải thích từ ngữ\n1. Cử tri là công dân.\nChương II\n"
    )
    found = kept(RULES, new)
    assert [found[f"Điều {number}"] for number in (1, 2, 4, 5, 6)] == ["d1", "d2", "d3", "d4", "d5"]
    assert found["khoản 2 Điều 6"] == "d5.k2"
    assert found["điểm đ khoản 2 Điều 2"] == "d2.k2.dd"
    old = {each.id for each in read(RULES)}
    assert not {found["Điều 3"], found["khoản 1 Điều 3"]} & old


def test_a_clause_that_is_split_is_one_of_its_halves() -> None:
    one, other = "iếp nhận kiến nghị qua hội nghị", "huyển đến cơ quan có thẩm quyền trong ngày"
    whole = f"Điều 1. A\n1. T{one} và c{other}.\n2. Khác."
    new = f"Điều 1. A\n1. T{one}.\n2. C{other}.\n3. Khác."
    found = kept(whole, new)
    halves = {found["khoản 1 Điều 1"], found["khoản 2 Điều 1"]}
    assert "d1.k1" in halves
    assert found["khoản 3 Điều 1"] == "d1.k2"
    assert len(halves | {"d1.k2"}) == 3


def test_a_clause_that_moves_to_another_article_takes_its_id_along() -> None:
    line = "2. Trường hợp phức tạp: không quá 30 ngày."
    new = RULES.replace(f"\n{line}", "").replace(
        "2. Phần mềm", f"2{line.removeprefix('2')}\n3. Phần mềm"
    )
    found = kept(RULES, new)
    assert found["khoản 2 Điều 4"] == "d5.k2"
    assert found["khoản 3 Điều 4"] == "d4.k2"


def test_clauses_that_say_the_same_stay_with_the_article_they_are_in() -> None:
    def text(*titles: str) -> str:
        return "\n".join(
            f"Điều {number}. {title}\n1. Chánh Văn phòng chịu trách nhiệm thi hành."
            for number, title in enumerate(titles, 1)
        )

    titles = ("Tiếp nhận kiến nghị", "Phân loại hồ sơ", "Công khai kết quả")
    found = kept(text(*titles), text("Giải thích từ ngữ mới", *titles))
    assert [found[f"khoản 1 Điều {number}"] for number in (2, 3, 4)] == ["d1.k1", "d2.k1", "d3.k1"]
