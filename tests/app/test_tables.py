"""Tables out of files of spreadsheets, as the lines somebody would paste."""

import io
from unicodedata import normalize

import pytest
import xlsxwriter

from diemcau.app.files import FileBroken, FileMislabelled, FileSecret, FileTooLarge, FileUnknown
from diemcau.app.files.tables import MOST_ROWS, kind_of, table
from diemcau.app.rosters import lines_of
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import Site

SITES = (Site(SiteCode("001"), "Ba Đình", "quận"), Site(SiteCode("002"), "Hòa Xá", "xã"))
HUONG = "Nguyễn Thị Hường"


def as_offices_keep_it() -> bytes:
    """A title, headings in two rows, cells that are merged, an empty row, a number for a phone."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body)
    sheet = book.add_worksheet()
    sheet.merge_range("A1:E1", "DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ")
    for column, head in (("A", "TT"), ("B", "Họ và tên"), ("C", "Chức vụ"), ("F", "Đơn vị")):
        sheet.merge_range(f"{column}3:{column}4", head)
    sheet.merge_range("D3:E3", "Liên hệ")
    sheet.write_row("D4", ("Điện thoại", "Thư điện tử"))
    sheet.write_row("A5", (1, normalize("NFD", HUONG), "Chủ tịch\u00a0HĐND", 912345678, "a@b.vn"))
    sheet.write_row("A6", (2, "Trần Văn Bình", "Phó Chủ tịch", "0912.345.678"))
    sheet.merge_range("F5:F6", "Ba Đình")
    sheet.write_row("A8", (3, "Lê Chi", "Bí thư", "", "", "xã Hoà Xá"))
    book.close()
    return body.getvalue()


def test_a_workbook_says_what_would_be_pasted_out_of_it() -> None:
    found = [*lines_of(table("xlsx", as_offices_keep_it()), SITES)]
    assert [(each.name, each.title, each.phone, each.site, each.problem) for each in found] == [
        (HUONG, "Chủ tịch HĐND", "0912345678", "001", ""),
        ("Trần Văn Bình", "Phó Chủ tịch", "0912.345.678", "001", ""),
        ("Lê Chi", "Bí thư", "", "002", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("apart", [";", ",", "\t"])
def test_a_list_is_read_however_it_was_saved(encoding: str, apart: str) -> None:
    rows = f"Họ tên{apart}Chức vụ\r\n{HUONG}{apart}Bí thư\r\n"
    assert table("csv", rows.encode(encoding)) == f"Họ tên\tChức vụ\n{HUONG}\tBí thư"


@pytest.mark.parametrize(
    ("ending", "body", "refusal"),
    [
        ("xlsx", b"PK\x03\x04 no archive", FileMislabelled),
        ("xlsx", b"Ten;Chuc vu", FileMislabelled),
        ("csv", b"\0\1\2", FileMislabelled),
        ("csv", b"An\n" * (MOST_ROWS + 1), FileTooLarge),
        ("csv", "MẬT\nAn;Chủ tịch".encode(), FileSecret),
        ("csv", b"\xff\xfeA", FileBroken),
    ],
)
def test_what_is_no_table_is_refused_by_name(
    ending: str, body: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        table(ending, body)


def test_other_files_hold_no_list_of_people() -> None:
    assert kind_of("Đại biểu.XLSX") == "xlsx"
    with pytest.raises(FileUnknown):
        kind_of("dai-bieu.docx")
    with pytest.raises(FileSecret):
        kind_of("Danh sách MẬT.xlsx")
