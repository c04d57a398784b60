"""Tables of petitions as offices keep them in files: each kind of untidiness, a sentence."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
import xlsxwriter

from diemcau.app.files import FileMislabelled, FileRefused
from diemcau.app.files.tables import table
from diemcau.app.petitions.persons import apart
from diemcau.app.petitions.sheets import LineFate, SheetLine, lines_of
from tests.app.petitions.test_sheets import UNITS
from tests.support.register import BEGUN, given

HEADS = ("STT", "Nội dung", "Đơn vị", "Ngày tiếp nhận")


def workbook(write: Callable[[Any], None]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    write(book.add_worksheet())
    book.close()
    return file.getvalue()


def read(body: bytes, ending: str = "xlsx") -> Sequence[SheetLine]:
    return [*lines_of(apart(table(ending, body)).text, given(BEGUN).register, UNITS)]


def test_merged_cells_say_for_all_lines_what_one_says() -> None:
    def write(sheet: Any) -> None:
        sheet.merge_range("A1:D1", "SỔ KIẾN NGHỊ")
        sheet.write_row("A2", HEADS)
        sheet.write_row("A3", (1, "Cầu yếu"))
        sheet.write_row("A4", (2, "Đèn hỏng"))
        sheet.merge_range("C3:C4", "Ba Đình")

    assert [line.unit for line in read(workbook(write))] == ["001", "001"]


def test_headings_in_two_rows_are_read_as_one() -> None:
    def write(sheet: Any) -> None:
        sheet.write_row("A1", ("Mã vụ việc", "Nội dung kiến nghị", "Nơi tiếp nhận", "Lĩnh vực"))
        sheet.write_row("A2", ("", "Nội dung", "Đơn vị", "Lĩnh vực"))
        sheet.write_row("A3", ("PA-1", "Cầu yếu", "Ba Đình", "Giao thông"))

    (line,) = read(workbook(write))
    assert (line.foreign, line.unit, line.field) == ("PA-1", "001", "giao_thong")


@pytest.mark.parametrize("said", ["05/01/2024", "2024-01-05", 45296])
def test_a_day_is_written_in_three_ways(said: object) -> None:
    def write(sheet: Any) -> None:
        sheet.write_row("A1", HEADS)
        sheet.write_row("A2", (1, "Cầu yếu", "Ba Đình", said))

    (line,) = read(workbook(write))
    assert line.received == date(2024, 1, 5)


@pytest.mark.parametrize("said", ["5 tháng 1", "13/13/2024", "01/05", 12])
def test_what_is_no_day_is_said_of_its_line(said: object) -> None:
    def write(sheet: Any) -> None:
        sheet.write_row("A1", HEADS)
        sheet.write_row("A2", (1, "Cầu yếu", "Ba Đình", said))

    (line,) = read(workbook(write))
    assert (line.fate, line.problem) == (LineFate.REFUSED, "received_unknown")


@pytest.mark.parametrize("name", ["H. Hoài Đức", "huyện Hoài Đức", "hoai duc", "HOÀI ĐỨC"])
@pytest.mark.parametrize("marks_apart", [False, True])
def test_a_unit_is_found_however_it_is_spelt(name: str, *, marks_apart: bool) -> None:
    rows = f"Nội dung;Đơn vị\nCầu yếu;{name}\n"
    rows = normalize("NFD", rows) if marks_apart else rows
    (line,) = read(rows.encode(), "csv")
    assert (line.unit, line.text) == ("274", "Cầu yếu")


def test_a_thousand_blank_rows_are_none() -> None:
    def write(sheet: Any) -> None:
        sheet.write_row("A1", HEADS)
        sheet.write_row("A2", (1, "Cầu yếu", "Ba Đình"))
        sheet.write_row("A1003", (2, "Đèn hỏng", "Ba Đình"))
        sheet.write_row("A2500", ("", " ", "", ""))

    assert [line.no for line in read(workbook(write))] == [2, 1003]


def test_a_formula_is_what_it_came_to_and_is_never_worked_out() -> None:
    def write(sheet: Any) -> None:
        sheet.write_row("A1", HEADS)
        sheet.write_row("A2", (1, "", "Ba Đình"))
        sheet.write_formula("B2", '=CONCATENATE("Cầu ","yếu")', None, "Cầu yếu")

    (line,) = read(workbook(write))
    assert line.text == "Cầu yếu"
    (pasted,) = read(b"Noi dung;Don vi\n=HYPERLINK(1);Ba Dinh\n", "csv")
    assert pasted.text == "=HYPERLINK(1)"


def test_a_file_with_a_macro_is_refused() -> None:
    plain, file = io.BytesIO(workbook(lambda sheet: sheet.write_row("A1", HEADS))), io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    with pytest.raises(FileRefused):
        read(file.getvalue())
    with pytest.raises(FileMislabelled):
        read(b"MZ\x90\0")


def test_a_column_too_many_is_left_out_and_so_is_what_no_heading_names() -> None:
    def write(sheet: Any) -> None:
        sheet.write_row("A1", (*HEADS, "Người nhập", "Ghi chú riêng"))
        sheet.write_row("A2", (1, "Cầu yếu", "Ba Đình", "", "chị Hoa", "gấp", "thừa", "thừa nữa"))

    (line,) = read(workbook(write))
    assert (line.text, line.unit, line.fate) == ("Cầu yếu", "001", LineFate.NEW)
    assert "thừa" not in repr(line)
